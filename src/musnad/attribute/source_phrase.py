"""What a source phrase says of its speaker: a name, or a description; names in running text."""

from dataclasses import dataclass, field

from musnad.attribute.acts import Range
from musnad.attribute.sentence import Sentence
from musnad.attribute.words import Words, is_nisba, stems
from musnad.lexicons import read_words
from musnad.model import Kind
from musnad.segment import Token, TokenKind

_ARTICLE = "ال"


@dataclass(slots=True)
class Speaker:
    """Someone who speaks in a story.

    *name* is what is shown; *keys* the folded words of it without articles; *titles* and *origins* the
    offices and adjectives he has been given, *aliases* all words he has been called by, *head* the first word
    of a description; gender and number as far as known. *kind* is what the lexicons make of the words, by which
    speakers are told apart; *shown_kind* what the trained model makes of them, which is shown. *entity* is
    his entry in the knowledge base.
    """

    name: str
    kind: Kind
    keys: frozenset[str]
    named: bool
    titles: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    gender: str = ""
    number: str = ""
    definite: bool = False
    aliases: set[str] = field(default_factory=set)
    head: str = ""
    shown_kind: Kind | None = None
    entity: str | None = None
    last: int = -1
    top: int = -1


def name_run(tokens: list[Token], w: Words, i: int, limit: int) -> int:
    """Index after the run of name words at *i*, *i* itself if none begins there.

    The first word must be a listed name, or an unknown word after a title.
    """
    if tokens[i].kind != TokenKind.WORD:
        return i
    if not w.is_listed_name(tokens[i].form) and not _titled(tokens, w, i):
        return i
    k = i + 1
    while k < min(limit, i + 5) and tokens[k].kind == TokenKind.WORD:
        form = tokens[k].form
        if form in w.prepositions or form in w.complementisers or form in w.openers or form in w.times:
            break
        if w.is_verb(form) and not w.is_listed_name(form):
            break
        if form.startswith("ال"):
            if not _surname(w, form):
                break
            if tokens[k - 1].form in _NAME_TIES:
                k += 1
                continue
            return k + 1
        if not w.is_name(form) or (form[0] in "وبلف" and not w.is_listed_name(form)):
            break
        k += 1
    return k


_NAME_TIES = frozenset({"عبد", "ابو", "ابي", "بن", "ابن"})


def _titled(tokens: list[Token], w: Words, i: int) -> bool:
    """Whether an unknown word follows a title, its field or its state («وزيرة الري سلافة …»)."""
    if not _unknown(w, tokens[i].form) or w.is_verb(tokens[i].form) or tokens[i].form[0] in "وفبل":
        return False
    for k in range(i - 1, max(-1, i - 6), -1):
        if tokens[k].kind != TokenKind.WORD:
            return False
        form = tokens[k].form
        if w.is_title(form) or form in w.honorifics:
            return True
        if not form.startswith("ال") and not w.head_kind(form):
            return False
    return False


def bare(form: str) -> str:
    """*form* without its article, also where a conjunction or ل stands before it."""
    if form.startswith(("وال", "فال")) and len(form) > 5:
        return form[3:]
    if form.startswith("لل") and len(form) > 4:
        return form[2:]
    return form[2:] if form.startswith(_ARTICLE) and len(form) > 4 else form


def read_source(s: Sentence, source: Range) -> Speaker:
    """What a source phrase says of its speaker: a name without titles, or the description itself."""
    w = s.words
    start, end = s.strip(*source)
    document = s.forms[start]
    author = _author(s, start, end)
    if author is not None:
        start, end = author
    forms = [s.forms[k] for k in range(start, end)]
    heads = _heads(s, start, end)
    origins = {bare(f) for f in forms if is_nisba(f) and f.startswith(_ARTICLE)}
    if author is not None:
        heads |= {stem for stem in stems(document) if s.words.heads.get(stem) == "document"}
    words = {bare(s.forms[k]) for k in range(start, end) if s.tokens[k].kind == TokenKind.WORD}
    plain = end - start == 1 and (_is_state(w, s.forms[start]) or _is_document(w, s.forms[start]))
    name = None if plain else _person(s, start, end)
    number = _number(s, start)
    if name is not None:
        return Speaker(
            _raw(s, *name, name=True),
            "person",
            frozenset(bare(s.forms[k]) for k in range(*name) if s.tokens[k].kind == TokenKind.WORD),
            True,
            heads,
            origins,
            "",
            "s",
            False,
            words,
        )
    kind, shown = _kind(s, start, end)
    keys = frozenset(
        bare(f) for k, f in enumerate(forms, start) if s.tokens[k].kind == TokenKind.WORD and f not in w.demonstratives
    )
    keys -= {"نفس", "ذات", "مذكوره", "ذاتها", "نفسها", "نفسه", "ذاته", "عينها", "مذكور"}
    definite = (kind == "document" and end - start == 1 and w.head_kind(forms[0]) is None) or (
        forms[0].startswith(("ال", "وال", "لل")) or forms[0] in w.demonstratives or forms[0] in ("نفس", "ذات")
    )
    gender = "f" if _feminine_head(s, start) else ""
    return Speaker(
        shown or _raw(s, start, end),
        kind,
        keys,
        False,
        heads,
        origins,
        gender,
        number,
        definite,
        words | keys,
        bare(forms[0]) if forms else "",
    )


def _is_document(w: Words, form: str) -> bool:
    """Whether a word names a text that speaks, also with its owner's pronoun («بيانها»)."""
    for suffix in ("", "ها", "هم", "ه"):
        if form.endswith(suffix) and w.head_kind(form[: len(form) - len(suffix)]) == "document":
            return True
    return False


def _is_state(w: Words, form: str) -> bool:
    """Whether one word, with or without a conjunction, is a state or a capital."""
    for word in (form, form[1:] if form[0] in "وف" else form):
        known = w.names.get((word,))
        if word in w.capitals or (known is not None and known[0] == "state"):
            return True
    return False


def _heads(s: Sentence, start: int, end: int) -> set[str]:
    heads = set()
    for k in range(start, end):
        for stem in stems(s.forms[k][:-1] if _accusative(s, k) else s.forms[k]):
            kind = s.words.heads.get(stem)
            if kind is not None:
                heads.add(_ANONYMOUS.get(stem, stem))
    first = bare(s.forms[start])
    if first:
        heads.add(_ANONYMOUS.get(first, first))
    return heads


# Number is no difference between «مصادر» first and «المصدر» after.
_ANONYMOUS = {
    "مصادر": "مصدر",
    "مصدران": "مصدر",
    "مصدرين": "مصدر",
    "مسوولون": "مسوول",
    "مسوولين": "مسوول",
    "محققون": "محقق",
    "محققين": "محقق",
}


def _author(s: Sentence, start: int, end: int) -> Range | None:
    """The author inside «بيان للخارجية» or «تقرير الوفد»: what follows the document's word, if it can speak."""
    w = s.words
    if w.head_kind(s.forms[start]) != "document" or end - start < 2:
        return None
    issued = read_words("closed_class", "issued")
    k = start + 1
    while k < end and (
        (is_nisba(s.forms[k]) and s.forms[k] not in w.nisba and w.head_kind(s.forms[k]) is None) or s.forms[k] in issued
    ):
        k += 1
    if k >= end:
        return None
    form = s.forms[k]
    kind = w.head_kind(form[1:] if form[0] == "ل" and not form.startswith("لل") else form)
    if kind in ("organisation", "state", "role", "outlet", "group"):
        return k, end
    return None


def _told_person(s: Sentence, start: int, end: int) -> Range | None:
    """The longest name that the tagger finds in a phrase, unless a body named after a person heads it."""
    w = s.words
    best: Range | None = None
    i = start
    while i < end:
        k = s.named_run(i, end)
        if k > i:
            if best is None or k - i > best[1] - best[0]:
                best = (i, k)
            i = k
        else:
            i += 1
    if best is None or best[0] == start:
        return best
    if any(
        s.forms[k] in w.relatives or (w.is_verb(s.forms[k]) and s.labels[k] == "O") for k in range(start + 1, best[0])
    ):
        return None
    head = w.head_kind(s.forms[start])
    titled = any(w.is_title(s.forms[k]) or s.forms[k] in w.honorifics for k in range(start, best[0]))
    if (head in _BODILY or head == "anonymous") and not titled:
        return None
    return best


def _person(s: Sentence, start: int, end: int) -> Range | None:
    """The name inside a source phrase: the words after its titles that are names; None if it has none."""
    w = s.words
    told = _told_person(s, start, end)
    if told is not None:
        return told
    if w.head_kind(s.forms[start]) == "anonymous" and not any(w.is_title(s.forms[k]) for k in range(start, end)):
        return None
    best = _listed_person(s, start, end)
    titled = any(w.is_title(s.forms[k]) or s.forms[k] in w.honorifics for k in range(start, end))
    head = w.head_kind(s.forms[start])
    bodily = head in _BODILY
    if best is not None:
        return None if bodily and not titled else (_unknown_from(s, start, best[0]), best[1])
    if (bodily or head == "anonymous") and not titled:
        return None
    last = s.forms[end - 1]
    if end - start >= 2 and last.startswith("ال") and _surname(w, last) and _unknown(w, s.forms[end - 2]):
        first = _unknown_from(s, start, end - 2)
        if first == start or titled:
            return first, end
    first = _unknown_from(s, start, end)
    if first < end and (first == start or titled):
        return first, end
    if (
        start + 1 == end
        and not titled
        and (
            s.forms[start][2:] in s.known
            or s.forms[start] in s.known
            or (_surname(w, s.forms[start]) and s.forms[start].startswith("ال"))
        )
    ):
        return start, end
    return None


def _listed_person(s: Sentence, start: int, end: int) -> Range | None:
    """The longest run of name words in a phrase that begins with a listed name."""
    w = s.words
    i = start
    best: Range | None = None
    while i < end:
        token = s.tokens[i]
        if token.kind == TokenKind.WORD and w.is_listed_name(token.form) and (token.form,) not in w.names:
            k = name_run(s.tokens, w, i, end)  # type: ignore[arg-type]
            adjective = k == i + 1 and i > start and token.form.startswith("ال") and not _unknown(w, s.forms[i - 1])
            if not adjective and (best is None or k - i > best[1] - best[0]):
                best = (i, k)
            i = k
            continue
        i += 1
    return best


# Heads of sources that are no persons, whatever names they bear.
_BODILY = frozenset({"organisation", "state", "outlet", "document", "group"})


def _unknown_from(s: Sentence, start: int, first: int) -> int:
    """The beginning of the unknown words that reach back from token *first*, *start* at the least."""
    while first > start and s.tokens[first - 1].kind == TokenKind.WORD and _unknown(s.words, s.forms[first - 1]):
        first -= 1
    return first


def _surname(w: Words, form: str) -> bool:
    """Whether a word with article is no common noun, adjective of a state, title or body: so a family name."""
    inner = form[2:]
    return (
        form not in w.nisba
        and inner not in w.nisba
        and w.head_kind(form) is None
        and not (w.is_common(inner) and "p" not in w.vocabulary.get(inner, ""))
    )


def _unknown(w: Words, form: str) -> bool:
    """Whether a word is no known noun, state or title, so that beside a title it is taken for a name."""
    if (
        form.startswith("ال")
        or form in w.complementisers
        or (form,) in w.names
        or form in w.capitals
        or form in w.nisba
        or w.head_kind(form)
    ):
        return False
    classes = w.vocabulary.get(form)
    return (classes is None or "p" in classes) and form not in w.prepositions and len(form) > 1


def _kind(s: Sentence, start: int, end: int) -> tuple[Kind, str]:
    """Kind of an unnamed source and, where the lexicon knows it, its name."""
    w = s.words
    i = start
    while i < end and (
        s.forms[i] in w.demonstratives
        or s.tokens[i].kind != TokenKind.WORD
        or s.forms[i] in ("نفس", "ذات", "احد", "احدي", "عدد", "بعض")
    ):
        i += 1
    if i >= end:
        return "anonymous", ""
    form = s.forms[i]
    if _is_document(w, form):
        return "document", ""  # also a newspaper's name («البيان»)
    for length in range(min(4, end - i), 0, -1):
        for stem in stems(form):
            entry = w.names.get((stem, *s.forms[i + 1 : i + length]))
            if entry is not None and entry[0] == "outlet" and length == 1 and w.head_kind(form):
                continue  # «السفير» is a newspaper and an office
            if entry is not None and i + length >= end - 1:
                return entry[0], ""
    for stem in stems(form):
        if stem in w.nisba and end - i == 1:
            return "state", w.nisba[stem]
    head = w.head_kind(form) or (w.head_kind(form[:-1]) if _accusative(s, i) else None)
    definite = form.startswith(("ال", "وال", "لل")) or any(
        s.forms[k].startswith("ال") for k in range(i + 1, min(end, i + 4)) if s.tokens[k].kind == TokenKind.WORD
    )
    if head == "role":
        return ("role" if definite else "anonymous"), ""
    if head is not None:
        return head, ""
    if form.endswith(("ون", "ين")):
        return "group", ""
    return "organisation", ""


def _number(s: Sentence, start: int) -> str:
    form = s.forms[start]
    if form.endswith(("ون", "يين", "ييين")) or form in ("مصدران", "مصدرين"):
        return "p"
    if s.words.head_kind(form) == "group":
        return "p"
    return ""


def _feminine_head(s: Sentence, start: int) -> bool:
    form = s.forms[start]
    return form.endswith(("ه", "ات")) or bare(form) in ("مصادر", "تقارير", "معلومات", "انباء", "اوساط")


def _raw(s: Sentence, start: int, end: int, *, name: bool = False) -> str:
    """The words as they stand in the text, without a conjunction, preposition or accusative written onto them."""
    if end <= start:
        return ""
    form, at = s.forms[start], s.tokens[start].start
    article = ""
    if form.startswith("لل") and len(form) > 4 and s.tokens[start].end - at >= len(form):
        article, at = "ال", at + 2
    elif _is_prefixed(s.words, form) and s.tokens[start].end - at >= len(form):
        at += 1  # not where one sign stands for two letters
    while (at > s.tokens[start].start and at < s.tokens[start].end and not s.text[at].isalpha()) or s.text[at] == "ـ":
        at += 1
    pieces = []
    k = start
    while not name and k < min(end, start + 3) and (cut := _accusative(s, k)):
        pieces.append(s.text[at : s.tokens[k].end - cut])
        k += 1
        at = s.tokens[k].start if k < end else 0
    if k < end:
        pieces.append(s.text[at : s.tokens[end - 1].end])
    return article + " ".join(pieces)


def _is_prefixed(w: Words, form: str) -> bool:
    """Whether a conjunction or the preposition ل is written onto a known word."""
    if len(form) <= 3 or form in w.vocabulary or (form,) in w.names or form in w.heads or form in w.nisba:
        return False
    rest = form[1:]
    known = rest in w.vocabulary or w.head_kind(rest) is not None or (rest,) in w.names
    if form[0] in "وف":
        return rest.startswith("ال") or (known and form != "والده")
    return form[0] == "ل" and (w.head_kind(rest) is not None or rest in ("احد", "احدي"))


def _accusative(s: Sentence, k: int) -> int:
    """How many characters of tanween and alif end an indefinite word in the accusative («مصدراً»); 0 for none."""
    form = s.forms[k]
    w = s.words
    if len(form) < 4 or not form.endswith("ا") or form.startswith("ال") or s.tokens[k].kind != TokenKind.WORD:
        return 0
    plain = form[:-1]
    if form in w.heads or (form,) in w.names or w.is_listed_name(form):
        return 0
    if w.head_kind(plain) is None and plain not in w.nisba and not (plain in w.vocabulary and form not in w.vocabulary):
        return 0
    raw = s.text[s.tokens[k].start : s.tokens[k].end]
    return 2 if raw.endswith(("\u064bا", "ا\u064b")) else 1
