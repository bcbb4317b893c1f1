"""Where a noun phrase ends: enough of Arabic syntax to tell a source from what follows it."""

from typing import NamedTuple

from musnad.attribute.sentence import DASHES, Sentence
from musnad.attribute.words import is_nisba, stems
from musnad.lexicons import read_words
from musnad.segment import TokenKind

# A name in quotation marks or brackets is short; anything longer is a quotation or an aside.
LONGEST_QUOTED_NAME = 6
LONGEST_BRACKET = 12
LONGEST_APPOSITION = 14
LONGEST_PHRASE = 40
# «باسم», «لشؤون» and their like tie an office to its field.
_TIES = frozenset({"باسم", "بلسان", "لشوون", "لحقوق", "للشوون", "بشوون", "لدي", "سابقا", "بالوكاله", "بالانابه"})


def is_clitic(s: Sentence, k: int) -> bool:
    """Whether the ب or ل that begins token *k* is a preposition and not part of the word."""
    w = s.words
    form = s.forms[k]
    if (
        form[0] not in "بل"
        or len(form) < 3
        or (len(form) == 3 and (form in w.vocabulary or (form,) in w.names))
        or s.tokens[k].kind != TokenKind.WORD
    ):
        return False
    if form in w.prepositions or form in w.adverbs or form in w.complementisers:
        return False
    if form.startswith(("بال", "لل")) and len(form) > 4:
        return True
    if (form,) in w.names or form in w.capitals or w.head_kind(form):
        return False
    rest = form[1:]
    if rest in _QUANTIFIERS or rest in (
        "اي",
        "ايه",
        "كل",
        "ان",
        "عدم",
        "هذا",
        "هذه",
        "ذلك",
        "تلك",
        "مثل",
        "احد",
        "بعض",
    ):
        return True
    classes = w.vocabulary.get(form, "")
    if "p" in classes or ("n" in classes and rest not in w.vocabulary):
        return False
    if len(form) == 3:
        return "n" in w.vocabulary.get(rest, "")
    known = rest in w.vocabulary or (rest,) in w.names or w.head_kind(rest) is not None
    if not known and not classes:
        for suffix in ("هما", "ها", "هم", "نا", "ه"):
            stem = rest[: -len(suffix)]
            if (
                rest.endswith(suffix)
                and len(stem) > 2
                and (stem in w.vocabulary or (stem.endswith("ت") and stem[:-1] + "ه" in w.vocabulary))
            ):
                known = True
                break
    return known and form not in s.known


def is_nominal(s: Sentence, i: int) -> bool:
    """Whether a noun phrase may begin at token *i*."""
    if not s.start <= i < s.end:
        return False
    token = s.tokens[i]
    if token.kind == TokenKind.QUOTE:
        close = s.partner[i]
        return i < close <= i + LONGEST_QUOTED_NAME + 1 and close < s.end
    if token.form == "(":
        return bracket_end(s, i, s.end) > 0
    if token.kind != TokenKind.WORD:
        return False
    w = s.words
    form = token.form
    if is_clitic(s, i) or i in s.verbs:
        return False
    if form[0] in "وف" and len(form) >= 3 and not w.is_listed_name(form):
        rest = form[1:]
        if rest in w.prepositions or rest in w.openers or rest in w.adverbs or rest in w.complementisers:
            return False
        if (rest.startswith("بال") and len(rest) > 5) or rest in ("بدوره", "بدورها", "حسب", "بحسب", "وفق"):
            return False
    if form in w.prepositions or form in w.complementisers or form in w.relatives:
        return False
    if form in w.openers or form in w.adverbs:
        return False
    return form not in w.pronouns or form in w.demonstratives


def bracket_end(s: Sentence, i: int, limit: int) -> int:
    """Index after the bracket that opens at *i*, 0 if it does not close soon."""
    for k in range(i + 1, min(limit, i + LONGEST_BRACKET)):
        if s.forms[k] == ")":
            return k + 1
    return 0


class _Phrase(NamedTuple):
    """What is known of a noun phrase while it is followed to its end.

    Attributes:
        start, limit: its first token, and where it ends at the latest.
        kind: what sort of source its head is.
        indefinite: whether the head has no article.
        closed: as in :func:`phrase_end`.
        named: whether it holds a name already.
        last_open: whether its last noun still awaits its genitive.
    """

    start: int
    limit: int
    kind: str | None
    indefinite: bool
    closed: bool
    named: bool
    last_open: bool


def phrase_end(s: Sentence, start: int, limit: int, *, closed: bool = False) -> int:
    """Index after the noun phrase that begins at token *start*.

    *closed* says that a complementiser, colon or quotation stands at *limit*, so that what lies before
    it is subject or adverbial and the phrase may run on more freely.
    Returns *start* when no noun phrase begins there.
    """
    if not is_nominal(s, start):
        return start
    limit = min(limit, start + LONGEST_PHRASE)
    w = s.words
    kind = w.head_kind(s.forms[start])
    indefinite = not _definite(s, start)
    named = False
    i = start
    last_open = True
    while i < limit:
        step, name = _step(s, i, _Phrase(start, limit, kind, indefinite, closed, named, last_open))
        if step <= i:
            break
        if name:
            named = True
        last_open = _is_open(s, step - 1) or s.forms[step - 1] in w.prepositions or s.forms[step - 1] in _TIES
        i = step
    return i


def _definite(s: Sentence, i: int) -> bool:
    form = s.forms[i]
    return form.startswith(("ال", "وال", "لل")) or form in s.words.demonstratives


def _is_open(s: Sentence, i: int) -> bool:
    """Whether a noun at *i* still awaits its genitive: no article, not a name, not a relative adjective."""
    form = s.forms[i]
    if s.tokens[i].kind != TokenKind.WORD:
        return False
    if form.startswith(("ال", "وال", "لل")) or s.words.is_listed_name(form):
        return False
    if form in s.words.nisba or (form,) in s.words.names:
        return False
    return bool(s.words.head_kind(form)) or s.words.is_common(form)


def _step(s: Sentence, i: int, so_far: _Phrase) -> tuple[int, bool]:
    """How far the phrase goes from *i*, and whether that adds a name. No progress ends the phrase."""
    start, limit, kind, indefinite, closed, named, last_open = so_far
    w = s.words
    token = s.tokens[i]
    form = token.form
    if i == start or last_open or closed:
        length = name_length(s, i, limit)
        if length > 1:
            return i + length, True
    if i == start and token.kind == TokenKind.WORD:
        return i + 1, w.is_listed_name(form) or (form,) in w.names or (
            form not in w.vocabulary and w.is_name(form) and kind is None
        )
    if token.kind == TokenKind.QUOTE:
        close = s.partner[i]
        if (
            i < close < limit
            and close - i <= LONGEST_QUOTED_NAME + 1
            and (closed or i == start or (not named and _plain(s, i + 1, close)))
        ):
            return close + 1, True
        return i, False
    if form == "(":
        return max(bracket_end(s, i, limit), i), False
    if token.kind == TokenKind.NUMBER:
        return (i + 1, False) if not named or closed else (i, False)
    if form in DASHES:
        return _dashed(s, i, limit), False
    if token.kind == TokenKind.MARK:
        return _apposition(s, start, i, limit, closed), False
    ranked = form[2:] in read_words("closed_class", "office_fields") and w.is_title(s.forms[i - 1])
    if form in w.times and not last_open and not ranked:
        return i, False
    if (form in w.adverbs and not ranked) or form in w.complementisers:
        return i, False
    if form in w.relatives:
        return (
            (_relative(s, i, limit), False)
            if (closed and i == start + 1) or (closed and kind == "anonymous")
            else (i, False)
        )
    if form in w.prepositions or form in _TIES:
        return _preposition(s, start, i, limit, kind, indefinite, named), False
    if form in w.openers:
        return i, False
    if form in w.pronouns and form not in w.demonstratives:
        return i, False
    return _word(s, i, so_far)


def name_length(s: Sentence, i: int, limit: int) -> int:
    """How many words a known name of a body, outlet or state takes at *i*; 0 for none of two words or more."""
    for first in stems(s.forms[i]):
        for form in (first, "ال" + first) if first is not s.forms[i] else (first,):
            for length in s.words.name_lengths.get(form, ()):
                if i + length <= limit and (form, *s.forms[i + 1 : i + length]) in s.words.names:
                    return length
    return 0


def _word(s: Sentence, i: int, so_far: _Phrase) -> tuple[int, bool]:
    """The same for a word that is no function word."""
    start, limit, kind, indefinite, closed, named, last_open = so_far
    w = s.words
    form = s.forms[i]
    if is_clitic(s, i):
        return _clitic_tie(s, start, i, kind, named), False
    if form in w.demonstratives:
        return i, False
    if named and (s.is_accusative(i) or (not closed and _closes_name(s, start, i))):
        return i, False
    if closed and kind == "role" and not named and _tail_is_name(s, i, limit):
        return limit, True
    if i in s.verbs:
        return i, False
    if form.startswith(("ال", "لل")) and len(form) > 3:
        if not closed and form.startswith("ال") and not _modifies(s, start, i, named, last_open):
            return i, False
        return i + 1, False
    if form[0] == "و" and len(form) > 3 and form not in w.vocabulary and not w.head_kind(form):
        if w.is_verb(form):
            return i, False
        rest = form[1:]
        joins = rest.startswith("ال") or w.head_kind(rest) or (rest,) in w.names or w.is_name(rest) or w.is_common(rest)
        return (i + 1, False) if joins else (i, False)
    if w.is_verb(form) and not w.head_kind(form) and not w.is_listed_name(form):
        if closed and kind in ("anonymous", "group", "document") and indefinite:
            return _relative(s, i, limit), False
        return i, False
    if last_open:
        return i + 1, w.is_listed_name(form)
    if w.is_listed_name(form):
        return i + 1, True
    if (form,) in w.names:
        return (i + 1, True) if closed or (i == start + 1 and not _definite(s, start)) else (i, False)
    if w.is_common(form):
        if named and not w.is_name(form):
            return (i + 1, False) if closed and w.is_title(form) else (i, False)
        before = s.forms[i - 1]
        if (
            indefinite
            and not named
            and not before.startswith("ال")
            and before not in w.nisba
            and not s.is_accusative(i)
        ):
            return i + 1, False
        return (i + 1, False) if closed and (is_nisba(form) or w.is_name(form)) else (i, False)
    if kind in ("organisation", "state", "outlet", "document", "anonymous", "group") and not closed:
        return i, False
    return (i + 1, True) if w.is_name(form) else (i, False)


def _closes_name(s: Sentence, start: int, i: int) -> bool:
    """Whether the word before *i* was the last of a name, so that what follows is another phrase."""
    before = s.forms[i - 1]
    if before in ("عبد", "ابو", "ابي", "بن", "ابن", "ال", "دي", "فون", "دير", "لو", "ديل", "فان"):
        return False
    bare = before[2:] if before.startswith("ال") else before
    if before.startswith("ال") and (i - 1 > start) and not is_nisba(s.forms[i]):
        return s.words.is_listed_name(s.forms[i - 2]) or bare in s.known
    return bare in s.known


def _clitic_tie(s: Sentence, start: int, i: int, kind: str | None, named: bool) -> int:
    """A word with ب or ل that ties an office or a body to its field («الأمين العام لجامعة …»)."""
    form = s.forms[i]
    if form.startswith("ل"):
        fits = kind in ("role", "organisation", "outlet", "document") and not named and not _addressee(s, i)
        rest = form[2:] if form.startswith("لل") else form[1:]
        noun = form.startswith("لل") or (rest,) in s.words.names or s.words.head_kind(rest) or s.words.is_common(rest)
        return i + 1 if fits and noun and rest not in s.words.openers and rest not in _QUANTIFIERS else i
    if (
        form.startswith("بال")
        and kind in ("anonymous", "role", "organisation", "group")
        and not named
        and i - start <= 3
    ):
        return i + 1
    return i


_QUANTIFIERS = frozenset({"كافه", "جميع", "مختلف", "معظم", "غير", "اكثر", "اقل", "نحو", "كامل", "سائر", "ساير"})


def _tail_is_name(s: Sentence, i: int, limit: int) -> bool:
    """Whether the last words before a complementiser, after an office, can be nothing but a name."""
    w = s.words
    if not 1 <= limit - i <= 4 or (is_nisba(s.forms[i]) and s.forms[i].startswith("ال")):
        return False
    for k in range(i, limit):
        form = s.forms[k]
        if s.tokens[k].kind != TokenKind.WORD or form in w.prepositions or form in w.adverbs or form in w.times:
            return False
        if form in w.openers or k in s.verbs or is_clitic(s, k) or (form,) in w.names or w.head_kind(form):
            return False
        if form.startswith("ال") and k == i:
            return False
        if form[0] == "و" and (form[1:] in w.vocabulary or form[1:].startswith("ال")):
            return False
    return True


def _modifies(s: Sentence, start: int, i: int, named: bool, last_open: bool) -> bool:
    """Whether the word with article at *i* still belongs to the phrase and is not an object after it."""
    w = s.words
    form, head = s.forms[i], s.forms[start]
    if last_open:
        return True
    bare = form[2:]
    if named:
        return w.is_title(form) or bare in s.known or form in s.known or w.is_listed_name(form)
    if not _definite(s, start) and head.endswith(("ون", "ين", "ان")) and not w.is_listed_name(head):
        return False
    if is_nisba(bare) or (i == start + 1 and not _definite(s, start)):
        return True
    if _definite(s, start):
        if form.endswith("ات") or w.head_kind(form) is not None:
            return False
        return any(
            s.forms[k].endswith(("ه", "ات")) == form.endswith("ه")
            for k in range(start, i)
            if s.tokens[k].kind == TokenKind.WORD
        )
    return w.head_kind(form) is None


def _plain(s: Sentence, start: int, end: int) -> bool:
    """Whether the words between hold no preposition, as those of a quoted name seldom do."""
    return not any(s.forms[k] in s.words.prepositions or is_clitic(s, k) for k in range(start, end))


def _addressee(s: Sentence, i: int) -> bool:
    """Whether ل + the word at *i* names those spoken to: an outlet, reporters, a parliament."""
    w = s.words
    form = s.forms[i]
    rest = form[2:] if form.startswith("لل") else form[1:]
    if w.head_kind(rest) in ("outlet", "group") or ((rest,) in w.names and w.names[(rest,)][0] == "outlet"):
        return True
    return rest in ("صحافيين", "صحفيين", "اعلاميين", "رويترز", "جزيره") or rest == "ال" + "جزيره"


def _preposition(s: Sentence, start: int, i: int, limit: int, kind: str | None, indefinite: bool, named: bool) -> int:
    """A prepositional phrase inside the noun phrase: after an office, a body or an anonymous source."""
    w = s.words
    form = s.forms[i]
    nxt = s.forms[i + 1] if i + 1 < limit else ""
    if not nxt or not is_nominal(s, i + 1) or nxt in w.times:
        return i
    if form in _TIES:
        return i + 1
    if form == "الي" and kind == "role" and not named and ((nxt,) in w.names or nxt in w.capitals):
        return i + 1
    if form in ("في", "داخل", "لدي"):
        fits = kind in ("anonymous", "group", "role", "organisation", "outlet") and not named
        return i + 1 if fits and nxt not in w.media and not s.tokens[i + 1].form.isdigit() else i
    if form == "من":
        return (
            i + 1
            if (indefinite and kind in ("anonymous", "group", "organisation", "document"))
            or (s.forms[i - 1] in w.descriptors or s.forms[i - 1] in ("عدد", "كل", "مجموعه", "عددا", "اكثر"))
            else i
        )
    if form in ("علي", "الي", "عن", "مع", "ضد", "بين", "حول", "بشان"):
        return i + 1 if s.forms[i - 1] in w.descriptors or (kind == "document" and form in ("بشان", "حول")) else i
    return i


def _relative(s: Sentence, i: int, limit: int) -> int:
    """A relative clause of a source runs to the next mark or to the limit."""
    for k in range(i + 1, limit):
        if s.is_mark(k) or s.tokens[k].kind == TokenKind.QUOTE:
            return k
        if s.forms[k] in s.words.complementisers:
            return k
    return limit


def _dashed(s: Sentence, i: int, limit: int) -> int:
    """An aside between dashes belongs to the phrase; a dash between words joins a double name."""
    if (
        i + 1 < limit
        and not is_nominal(s, i + 1)
        and s.tokens[i + 1].start > s.tokens[i].end - 1
        and s.tokens[i - 1].end < s.tokens[i].start
    ):
        return i
    for k in range(i + 1, min(limit, i + LONGEST_BRACKET)):
        if s.forms[k] in DASHES:
            return k + 1
        if s.is_mark(k):
            break
    before, after = s.tokens[i - 1], s.tokens[i + 1] if i + 1 < limit else None
    if after and before.end == s.tokens[i].start and after.start == s.tokens[i].end:
        return i + 1
    return i


def _apposition(s: Sentence, start: int, i: int, limit: int, closed: bool) -> int:
    """A name or an office between commas that says more of the same source («…، فلان، …»)."""
    if not s.is_comma(i) or i + 1 >= limit:
        return i
    w = s.words
    head = s.forms[i + 1]
    if head in ("وهو", "وهي", "وهم"):
        head = s.forms[i + 2] if i + 2 < limit else ""
        if not w.is_title(head) and not w.is_common(head):
            return i
        first = i + 2
    else:
        first = i + 1
    if head in w.times or not is_nominal(s, first):
        return i
    fits = (
        first == i + 2
        or w.is_title(head)
        or "p" in w.vocabulary.get(head, "")
        or head in w.honorifics
        or (closed and not w.is_verb(head) and w.is_name(head) and head not in w.openers and head[0] not in "وفبل")
        or (closed and head.startswith("ال"))
    )
    if not fits:
        return i
    for k in range(first, min(limit, first + LONGEST_APPOSITION) + 1):
        if k >= limit:
            return k if closed else i
        if s.is_comma(k):
            return k
        if s.forms[k] in w.complementisers:
            return k
        if w.is_verb(s.forms[k]) and not w.is_listed_name(s.forms[k]) and not w.head_kind(s.forms[k]):
            return k if closed else i
        if s.forms[k] in w.prepositions and s.forms[k] not in ("في", "من", "لدي"):
            return k if closed else i
    return i
