"""The tagger's source, made a whole noun phrase: what cannot belong to it is cut off, what it lacks is taken in."""

from musnad.attribute.acts import Act, Range
from musnad.attribute.cue_index import load_index
from musnad.attribute.noun_phrase import is_clitic, is_nominal, phrase_end
from musnad.attribute.sentence import Sentence
from musnad.attribute.subject import agrees, names_speaker, skip_occasion
from musnad.attribute.words import is_nisba, stems, without_pronoun
from musnad.lexicons import read_words
from musnad.segment import TokenKind

# A name in quotation marks has no more words; the name of an office's holder stands no farther behind it.
LONGEST_QUOTED_NAME = 6
LONGEST_FIELD = 7
# «مسؤولون أمام …» is told an occasion; more words before it tell where people stood («مزارعون غاضبون تجمعوا أمام …»).
LONGEST_HEAD = 4
_BODILY = frozenset({"organisation", "outlet", "state", "group"})


def mend_source(s: Sentence, act: Act, source: Range, otherwise: Range | None) -> None:
    """Give *act* the noun phrase that the told *source* means; *otherwise* where it names nobody.

    The content begins later where the phrase reaches into it.
    """
    found = _trimmed(s, act, *source)
    if found is not None and _contradicts(s, act, *found):
        found = None
    if found is None:
        found = _trimmed(s, act, *otherwise) if otherwise is not None and not _touches(otherwise, act.content) else None
        if found is None:
            act.source, act.inherits = None, True
            return
    act.source = found
    _widen(s, act, _grown(s, act, *found))
    take_name(s, act)


def _contradicts(s: Sentence, act: Act, start: int, end: int) -> bool:
    """Whether the verb after a phrase cannot be said of it («… الولايات المتحدة … أعرب»)."""
    form = act.form
    finite = form is not None and form.part in ("perfect", "imperfect") and form.number == "s"
    return finite and form is not None and end <= act.cue[0] and not agrees(s, start, end, form, before=True)


def _touches(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _trimmed(s: Sentence, act: Act, start: int, end: int) -> Range | None:
    first = _first(s, start, end)
    if first >= end:
        return None
    first = _whole(s, act, first, end)
    start, end = s.strip(first, _last(s, first, _cut(s, first, end)))
    return None if start >= end or _owned_thing(s, start, end) else (start, end)


def _named(s: Sentence, k: int) -> bool:
    """Whether the tagger of names takes token *k* for part of a name."""
    return k < len(s.labels) and s.labels[k] != "O"


def _first(s: Sentence, start: int, end: int) -> int:
    """Where the noun phrase begins: after an adverbial, a particle or a verb at its head."""
    w = s.words
    while start < end:
        form = s.forms[start]
        if s.tokens[start].kind != TokenKind.WORD or _named(s, start) or form in w.demonstratives:
            return start
        if form in w.prepositions:
            start = max(phrase_end(s, start + 1, end), start + 1)
        elif (
            form in w.complementisers
            or form in w.relatives
            or form in w.openers
            or (is_clitic(s, start) and form[0] == "ب")
        ):
            start += 1
        else:
            return end if _finite(s, start) else start
    return end


def _whole(s: Sentence, act: Act, start: int, end: int) -> int:
    """Where the phrase begins that *start* lies in the middle of; *end* where that names no speaker."""
    w = s.words
    low = max(s.start, start - LONGEST_FIELD, act.cue[1] if act.cue[1] <= start else s.start)
    before = s.forms[start - 1] if start > low else ""
    joined = before and s.is_word(start - 1) and not s.forms[start].startswith("و") and start - 1 not in s.verbs
    if not joined or not (_awaits(s, low, start - 1) or (before.startswith("ال") and is_nisba(s.forms[start]))):
        return start
    for first in range(low, start):
        if is_nominal(s, first) and phrase_end(s, first, end, closed=True) >= end and not w.is_verb(s.forms[first]):
            return first if names_speaker(s, first, end) else start if names_speaker(s, start, end) else end
    return start


def _finite(s: Sentence, k: int) -> bool:
    """Whether token *k* is a finite verb and can be nothing else."""
    w, form = s.words, s.forms[k]
    if form.startswith("ال") or w.head_kind(form) or (form,) in w.names or s.is_accusative(k):
        return False
    for word in (form, form[1:] if form[0] in "وف" and len(form) > 4 else form):
        classes = w.vocabulary.get(word)
        if classes is not None:
            return classes == "v"
    return (_first_person(form) or (len(form) > 4 and w.is_verb(form))) and not w.is_listed_name(form)


def _first_person(form: str) -> bool:
    """Whether a word is «I say» or «we say»: what a speaker says, and never who he is."""
    hits = load_index().words.get("ي" + form[1:], ()) if form[0] in "ان" else ()
    return any(h.form.part == "imperfect" for h in hits)


def _owned_thing(s: Sentence, start: int, end: int) -> bool:
    """Whether the phrase is one word with its owner's pronoun that names no speaker («غضبها»، «حزنه»)."""
    stem = without_pronoun(s.words, s.forms[start])
    if end - start > 1 or _named(s, start):
        return False
    form = s.forms[start]
    strange = form[0] == "و" and form[1:3] != "ال" and not names_speaker(s, start, end)
    strange = strange and form not in s.words.vocabulary
    return strange or (stem is not None and s.words.head_kind(stem) is None) or with_pronoun(s, form)


def with_pronoun(s: Sentence, form: str) -> bool:
    """Whether a word is a preposition with a pronoun («خلاله»)."""
    return any(
        form.endswith(p) and (form[: -len(p)] in s.words.prepositions or form[: -len(p)] in ("ب", "ل"))
        for p in ("ه", "ها", "هم", "هما")
    )


def _cut(s: Sentence, start: int, end: int) -> int:
    """Where a new phrase begins inside: those spoken to, the occasion, an object."""
    w = s.words
    occasions, fields = read_words("closed_class", "occasions"), read_words("closed_class", "office_fields")
    kind = w.head_kind(s.forms[start])
    definite = _named(s, start) or s.forms[start].startswith("ال")
    withheld = kind in ("anonymous", "group") and not s.forms[start].startswith("ال") and end - start > LONGEST_HEAD
    for k in range(start + 1, end):
        form = s.forms[k]
        if form in w.relatives or form == "(" or s.opens_quote(k):
            return end
        if s.tokens[k].kind != TokenKind.WORD:
            continue
        tied = w.is_title(s.forms[start]) and s.forms[k - 1][2:] in fields
        if not tied and w.head_kind(s.forms[start]) != "document" and _spoken_to(s, k, end):
            return k
        if form in occasions and not _named(s, k) and not withheld:
            return k
        if form in w.prepositions and k + 1 < end and _medium(s, k + 1):
            return k
        if k > start + 1 and not _named(s, k) and (_object(s, k) or (form[0] == "و" and _finite(s, k))):
            return k
        if definite and form.endswith("ا") and w.head_kind(form[:-1]) == "document":
            return k  # «وزعت الهيئة بيانا جاء فيه …»
        if definite and not _named(s, k) and _finite(s, k):
            return k  # what the speaker does; after an indefinite noun it tells who he is («مسؤول طلب …»)
        if _new_body(s, start, k):
            return k
        if form in s.known and s.forms[k - 1] in s.known and s.labels[k : k + 1] == ["I-PER"]:
            return k  # two family names side by side: he who speaks and he who is spoken to
    return end


def _object(s: Sentence, k: int) -> bool:
    """Whether the word at *k* is written as an object and is governed by no word before it."""
    before = s.forms[k - 1]
    governed = before in s.words.prepositions or (not before.startswith("ال") and s.words.is_common(before))
    return s.is_accusative(k) and not (s.forms[k].startswith("ال") and governed)


def _medium(s: Sentence, k: int) -> bool:
    """Whether the word at *k*, with or without a pronoun, is an occasion or medium of speaking («تقريرهم»)."""
    form = s.forms[k]
    return form in s.words.media or (without_pronoun(s.words, form) or form) in s.words.media


def _spoken_to(s: Sentence, k: int, end: int) -> bool:
    """Whether at *k* begins the outlet or the people spoken to («لـ «…»»، «لوكالة …»، «للصحافيين»)."""
    w, form = s.words, s.forms[k]
    if form == "ل":
        return True
    if form[0] != "ل" or len(form) < 4:
        return False
    if s.opens_quote(k - 1) and form.startswith("لل"):
        return True
    rest = form[2:] if form.startswith("لل") else form[1:]
    if rest in ("صحافيين", "صحفيين", "اعلاميين", "مراسلين"):
        return True
    known = w.names.get((rest,)) or w.names.get((rest, *s.forms[k + 1 : k + 2])) or w.names.get(("ال" + rest,))
    return (form not in w.vocabulary and w.head_kind(rest) == "outlet") or (known is not None and known[0] == "outlet")


def _new_body(s: Sentence, start: int, k: int) -> bool:
    """Whether at *k* an object begins: a body after an indefinite adjective («منظمة دولية قوات …»), a state after a
    body with its article («الوكالة سوريا»)."""
    w, before, form = s.words, s.forms[k - 1], s.forms[k]
    if k == start + 1:
        stated = (form,) in w.names and w.names[(form,)][0] == "state"
        return before.startswith("ال") and w.head_kind(before) in ("organisation", "outlet") and stated
    complete = is_nisba(before) and not before.startswith("ال") and not _named(s, k - 1)
    return complete and w.heads.get(form) in ("organisation", "state", "outlet")


def _last(s: Sentence, start: int, end: int) -> int:
    """The end without words that open something which does not follow, and without adverbs."""
    w = s.words
    loose = read_words("closed_class", "loose_adverbs")
    while end - 1 > start:
        k, form = end - 1, s.forms[end - 1]
        dangling = form in w.relatives or form in w.complementisers or form in w.openers or form in w.prepositions
        timely = (form in w.times and not _named(s, k)) or form in loose
        if not dangling and not timely and not (s.is_mark(k) and form not in ")"):
            break
        end -= 1
    return end


def _grown(s: Sentence, act: Act, start: int, end: int) -> int:
    """Where the phrase ends that begins at *start* and was told only as far as *end*."""
    limit = act.cue[0] if start < act.cue[0] else s.end
    content = act.content[0] if end < act.content[0] < limit and not s.is_comma(act.content[0] - 1) else limit
    while end < limit:
        owner = end < content and _awaits(s, start, end - 1) and is_nominal(s, end)
        step = min(phrase_end(s, end - 1, content), content) if owner else _step(s, start, end, limit)
        if step <= end or step > limit:
            break
        end = step
    return end


def _step(s: Sentence, start: int, end: int, limit: int) -> int:
    w = s.words
    form = s.forms[end]
    label = s.labels[end] if end < len(s.labels) else "O"
    if label.startswith("I-") and _named(s, end - 1):
        return end + 1
    for k in range(start, end):
        if s.opens_quote(k) and end <= s.partner[k] <= k + LONGEST_QUOTED_NAME + 1:
            return s.partner[k] + 1
    head = w.head_kind(s.forms[start])
    if s.forms[end - 1] in read_words("closed_class", "quantifiers"):
        first = end + (form == "من")
        return phrase_end(s, first, limit) if is_nominal(s, first) else end
    if s.opens_quote(end) and s.partner[end] - end <= LONGEST_QUOTED_NAME and head in _BODILY:
        quoted = any(s.partner[k] >= 0 for k in range(start, end))
        return end if quoted else s.partner[end] + 1
    if form.startswith("ال") and form[2:].isdigit() and head == "outlet":
        return end + 1
    if _adjective(s, start, end):
        return end + 1
    if head == "document" and (author := _before_author(s, start, end)):
        return max(min(phrase_end(s, author, limit), limit), author + 1)
    if _awaits(s, start, end - 1) and is_nominal(s, end):
        return min(phrase_end(s, end - 1, limit), limit)
    if end - start <= 2 and w.is_title(s.forms[start]) and _field(s, start, end):
        return phrase_end(s, start, limit)
    return end


def _before_author(s: Sentence, start: int, end: int) -> int:
    """Where the author of a document stands that was told without him («بيان صدر» «عن …»); 0 for none."""
    form, issued = s.forms[end], read_words("closed_class", "issued")
    if any(s.forms[k] in s.words.prepositions or s.forms[k][0] == "ل" for k in range(start + 1, end)):
        return 0
    if form in ("عن", "من") and s.forms[end - 1] in issued and end + 1 < s.end and is_nominal(s, end + 1):
        return end + 1
    if form == "ل":
        return end + 1 if is_nominal(s, end + 1) else 0
    owner = form[2:] if form.startswith("لل") else form[1:] if form[0] == "ل" else ""
    known = s.words.head_kind(owner) in ("organisation", "state", "outlet") or (owner,) in s.words.names
    return end if known and all(s.forms[k] in issued or is_nisba(s.forms[k]) for k in range(start + 1, end)) else 0


def _adjective(s: Sentence, start: int, end: int) -> bool:
    """Whether at *end* stands an adjective of origin or calling that agrees with the phrase."""
    w, form, before = s.words, s.forms[end], s.forms[end - 1]
    if not s.is_word(end) or not s.is_word(start) or is_clitic(s, end) or s.is_accusative(end):
        return False
    definite = s.forms[start].startswith("ال") or s.closes_quote(end - 1)
    bare = form[2:] if form.startswith("ال") else form
    if not is_nisba(bare) or bare in w.prepositions or _named(s, end):
        return False
    feminine = s.forms[start].endswith(("ه", "ات")) or w.heads.get(s.forms[start]) == "organisation"
    fits = bare.endswith("ه") == feminine or stems(s.forms[start])[-1] in ("مصادر", "تقارير", "قوات", "اوساط")
    if form.startswith("ال"):
        return definite and fits and (end - start == 1 or s.closes_quote(end - 1))
    return (
        not definite
        and fits
        and not before.startswith("ال")
        and end - start == 1
        and (bare in w.nisba or w.head_kind(form) is None)
    )


def _awaits(s: Sentence, start: int, k: int) -> bool:
    """Whether the noun at *k* still awaits its genitive («… في قناة»، «إدارة نادي»)."""
    w, form = s.words, s.forms[k]
    if not s.is_word(k) or form.startswith(("ال", "وال", "لل")) or _named(s, k) or form in w.nisba:
        return False
    owner = form[1:] if form[0] == "ل" and form not in w.vocabulary and w.head_kind(form) is None else form
    kind = w.head_kind(owner)
    if k == start or owner != form:
        bodily = kind in ("organisation", "outlet", "state") and not w.is_listed_name(form)
        return bodily or (w.is_title(form) and k + 1 < s.end and _governs(s, k + 1))
    before = s.forms[k - 1]
    tied = before in w.prepositions or (not before.startswith("ال") and w.is_common(before) and not is_nisba(before))
    return tied and (kind is not None or w.is_common(form)) and not is_nisba(form)


def _governs(s: Sentence, k: int) -> bool:
    """Whether the word at *k* can be the field of the office before it («رئيس الوزراء»، «زعيم حزب …»)."""
    form = s.forms[k]
    if not s.is_word(k) or (_named(s, k) and s.labels[k].endswith("PER")):
        return False
    fielded = s.words.head_kind(form) in ("organisation", "state", "outlet") or _named(s, k)
    return fielded or (form.startswith("ال") and not is_nisba(form))


def _field(s: Sentence, start: int, end: int) -> bool:
    """Whether an office is told without its field: «الأمين» before «العام لـ…»."""
    last, nxt = s.forms[end - 1], s.forms[end]
    fields = read_words("closed_class", "office_fields")
    if nxt.startswith("ال") and nxt[2:] in fields:
        return True
    return last[2:] in fields and nxt[0] == "ل" and not _spoken_to(s, end, s.end)


def take_name(s: Sentence, act: Act) -> None:
    """Take the holder's name into a source that stops before it («مدير الميناء، فلان الفلاني»)."""
    assert act.source is not None
    start, end = act.source
    w = s.words
    titled = w.is_title(s.forms[start]) or w.head_kind(s.forms[start]) == "anonymous"
    if not titled or any(label.endswith("PER") for label in s.labels[start:end]):
        return
    first = _past_field(s, start, end)
    if s.is_comma(first):
        first += 1
    while first < s.end and s.forms[first] in w.honorifics:
        first += 1
    last = s.named_run(first, s.end)
    if last > first and not first <= act.cue[0] < last:
        _widen(s, act, last)


def _past_field(s: Sentence, start: int, end: int) -> int:
    """Past the place of an office («مبعوث … إلى ليبيا») or what is left of its field («مراسل قناة …»)."""
    placed = end < s.end and s.forms[end] in ("الي", "في", "لدي")
    cut = _awaits(s, start, end - 1)
    if not s.words.is_title(s.forms[start]) or not (placed or cut):
        return end
    for k in range(end + placed, min(s.end, end + LONGEST_FIELD)):
        if s.is_comma(k) or (k < len(s.labels) and s.labels[k] == "B-PER"):
            return k
        if s.is_mark(k) or s.forms[k] in s.words.complementisers or (placed and s.words.is_verb(s.forms[k])):
            break
    return end


def _widen(s: Sentence, act: Act, end: int) -> None:
    """Let the source reach to *end*, where the content leaves it room."""
    assert act.source is not None
    start = act.source[0]
    low, high = act.content
    if end <= act.source[1] or start < act.cue[0] < end:
        return
    if end <= low or high <= start:
        act.source = (start, end)
    elif start < low < end and act.quoted < 0:
        at = past_markers(s, end, act)
        if at >= high:  # what was told as content was the field of an office
            at, high = skip_occasion(s, at, s.end), s.end
        if at < high:
            act.source, act.content = (start, end), (at, high)


def past_markers(s: Sentence, i: int, act: Act) -> int:
    """The first token from *i* that is no comma, no complementiser and no preposition that the cue takes."""
    frames = act.entry.frames if act.entry else frozenset()
    while i < s.end and (s.is_comma(i) or s.forms[i] in s.words.complementisers or s.forms[i] in frames):
        i += 1
    return i
