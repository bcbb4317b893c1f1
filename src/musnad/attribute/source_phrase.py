"""What a source phrase says of its speaker: a name, or a description; names in running text."""

from dataclasses import dataclass, field

from musnad.attribute.acts import Range
from musnad.attribute.person_name import person_in
from musnad.attribute.sentence import Sentence
from musnad.attribute.words import Words, bare, is_nisba, stems
from musnad.lexicons import read_words
from musnad.model import Kind
from musnad.segment import TokenKind

_ARTICLE = "ال"


@dataclass(slots=True)
class Speaker:
    """Someone who speaks in a story.

    *name* is what is shown; *keys* the folded words of it without articles; *titles* and *origins* the
    offices and adjectives he has been given, *aliases* all words he has been called by, *head* the first word
    of a description; *genders* («m», «f») those of the words he was called by and of the verbs said of him, and
    *number* («s», «p») as far as known. *kind* is what the lexicons make of the words, by which
    speakers are told apart; *shown_kind* what the trained model makes of them, which is shown. *entity* is
    his entry in the knowledge base.
    """

    name: str
    kind: Kind
    keys: frozenset[str]
    named: bool
    titles: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    number: str = ""
    definite: bool = False
    aliases: set[str] = field(default_factory=set)
    head: str = ""
    shown_kind: Kind | None = None
    entity: str | None = None
    last: int = -1
    top: int = -1


def read_source(s: Sentence, source: Range) -> Speaker:
    """What a source phrase says of its speaker: a name without titles, or the description itself."""
    w = s.words
    start, end = whole = s.strip(*source)
    author = _author(s, start, end)
    if author is not None:
        start, end = author
    heads = _heads(s, start, end)
    origins = _origins(s, start, end)
    genders = {_gender(s, start, end)} if whole[0] == start else {_gender(s, *whole), _gender(s, start, end)}
    if author is not None:
        heads |= {stem for stem in stems(s.forms[whole[0]]) if s.words.heads.get(stem) == "document"}
    words = {bare(s.forms[k]) for k in range(start, end) if s.tokens[k].kind == TokenKind.WORD}
    plain = (end - start == 1 and (_is_state(w, s.forms[start]) or _is_document(w, s.forms[start]))) or w.names.get(
        tuple(s.forms[start:end]), ("",)
    )[0] == "state"
    name = None if plain else person_in(s, start, end)
    if name is None:
        return _description(s, start, end, Speaker("", "anonymous", frozenset(words), False, heads, origins,
                                                   genders - {""}))  # fmt: skip
    keys = frozenset(bare(s.forms[k]) for k in range(*name) if s.tokens[k].kind == TokenKind.WORD)
    genders = {_office_gender(s, start, name[0])} - {""}
    return Speaker(_raw(s, *name, name=True), "person", keys, True, heads, origins, genders, "s", aliases=words)


def _description(s: Sentence, start: int, end: int, speaker: Speaker) -> Speaker:
    """*speaker* with what the words of a phrase without a person's name say."""
    w = s.words
    first, last = start, end
    reflexives = read_words("closed_class", "reflexives")
    while first < last - 1 and (s.forms[first] in w.demonstratives or s.forms[first] in reflexives):
        first += 1
    while last - 1 > first and s.forms[last - 1] in reflexives:
        last -= 1
    kind, shown = _kind(s, first, last)
    form = s.forms[first]
    alone = kind == "document" and last - first == 1 and w.head_kind(form) is None
    leads = read_words("sources", "leaderships")
    clause = next((k for k in range(first + 1, last) if s.forms[k] in w.relatives or s.forms[k] in leads), last)
    speaker.keys = frozenset(bare(s.forms[k]) for k in range(first, clause) if s.tokens[k].kind == TokenKind.WORD)
    speaker.kind, speaker.name = kind, shown or _raw(s, *s.strip(first, clause))
    speaker.definite = alone or first > start or form.startswith(("ال", "وال", "لل"))
    speaker.number = _number(s, first)
    speaker.aliases = set(speaker.keys)
    speaker.head = bare(form)
    return speaker


def _origins(s: Sentence, start: int, end: int) -> set[str]:
    """The adjectives with article before the first preposition of a phrase."""
    found = set()
    for k in range(start, end):
        form = s.forms[k]
        if form in s.words.prepositions or form in s.words.relatives:
            break
        if is_nisba(form) and form.startswith(_ARTICLE):
            found.add(bare(form))
    return found


def _office_gender(s: Sentence, start: int, end: int) -> str:
    """The gender of the holder by the title before the name."""
    for k in range(start, end):
        if s.words.is_title(s.forms[k]) or s.forms[k] in s.words.honorifics:
            return (
                "f"
                if s.forms[k].endswith("ه") and bare(s.forms[k]) not in read_words("sources", "masculine_honours")
                else "m"
            )
    return ""


def _gender(s: Sentence, start: int, end: int) -> str:
    """The gender of the verb that a source takes, by its first word; empty where the word does not tell."""
    w = s.words
    while start < end - 1 and (s.forms[start] in w.demonstratives or s.tokens[start].kind != TokenKind.WORD):
        start += 1
    form = bare(s.forms[start])
    form = form[1:] if form[0] == "و" and form not in w.heads and form[1:] in w.heads else form
    if form.endswith(("ه", "ات")) or form in read_words("sources", "feminine_heads"):
        return "f"
    if form.endswith(("ون", "ين")):
        return "m"
    known = next((w.names[key] for key in ((s.forms[start],), (form,)) if key in w.names), None)
    if end - start <= 2 and (known is not None or s.forms[start] in w.capitals):
        if known is not None and known[0] == "outlet":
            return "f"
        if known is None or known[0] == "state":
            return "m" if " ".join(s.forms[start:end]) in read_words("sources", "masculine_states") else "f"
        return ""
    return "m" if w.head_kind(form) is not None else ""


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
                heads.add(ONE_AND_MANY.get(stem, stem))
    first = bare(s.forms[start])
    if first:
        heads.add(ONE_AND_MANY.get(first, first))
    return heads


# Number is no difference between «مصادر» first and «المصدر» after.
ONE_AND_MANY = {
    "مصادر": "مصدر",
    "مصدران": "مصدر",
    "مصدرين": "مصدر",
    "مسوولون": "مسوول",
    "مسوولين": "مسوول",
    "مسوولو": "مسوول",
    "محققون": "محقق",
    "محققين": "محقق",
    "خبراء": "خبير",
    "دبلوماسيون": "دبلوماسي",
    "دبلوماسيين": "دبلوماسي",
    "شهود": "شاهد",
    "تقارير": "تقرير",
    "ناشطون": "ناشط",
    "ناشطين": "ناشط",
    "اهالي": "اهل",
}


def _author(s: Sentence, start: int, end: int) -> Range | None:
    """The author inside «بيان للخارجية» or «حصيلة للمرصد»: what follows the document's word, if it can speak."""
    w = s.words
    counts = bare(s.forms[start]) in read_words("sources", "counting_documents")
    if not (counts or w.head_kind(s.forms[start]) == "document") or end - start < 2:
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
    if counts and k + 1 == end and form in w.nisba:
        return k, end
    kind = w.head_kind(form[1:] if form[0] == "ل" and not form.startswith("لل") else form)
    if kind in ("organisation", "state", "role", "outlet", "group"):
        return k, end
    known = (form,) in w.names or (form[2:] if form.startswith("لل") else form[1:],) in w.names
    return (k, end) if known and (form[0] == "ل" or s.forms[k - 1] in issued) else None


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
    if bare(form) in ("احد", "احدي", "لاحد", "لاحدي"):
        return "s"
    if form.endswith(("ون", "يين", "ييين")) or form in ("مصدران", "مصدرين"):
        return "p"
    if s.words.head_kind(form) == "group":
        return "p"
    return ""


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
