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
    name = None if plain else person_in(s, start, end)
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
