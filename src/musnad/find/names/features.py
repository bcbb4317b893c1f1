"""What the tagger of names is told of each word besides its vector: its shape, its classes, whether it is on a list."""

from collections.abc import Sequence
from functools import cache, lru_cache
from zlib import crc32

from musnad.lexicons import read_rows, read_table, read_words
from musnad.lexicons.knowledge import load_knowledge
from musnad.normalise import fold_key

# Shapes and classes fall into so many buckets; the tags of lists are numbered.
SHAPES, CLASSES = 256, 512
LISTS = (
    "",
    "B-person",
    "I-person",
    "B-body",
    "I-body",
    "B-state",
    "I-state",
    "B-place",
    "I-place",
    "B-short",
    "I-short",
    "B-club",
    "I-club",
    "B-company",
    "I-company",
    "B-agency",
    "I-agency",
    "B-thing",
    "I-thing",
)
_LONGEST_NAME = 7
_CLITICS = "وفبلك"


def word_features(forms: Sequence[str], seen: Sequence[str]) -> list[tuple[int, int, int]]:
    """Buckets of shape and classes, and the number of the list tag, of each folded word of a sentence.

    Lists hold the words' own *forms*; shapes and classes are those of what is *seen* of them.
    """
    return [(*_word(form), tag) for form, tag in zip(seen, _listed(forms), strict=True)]


@lru_cache(maxsize=1 << 16)
def _word(form: str) -> tuple[int, int]:
    return crc32(_shape(form).encode()) % SHAPES, crc32(_known(form).encode()) % CLASSES


def _shape(form: str) -> str:
    if not form[:1].isalpha():
        return "0" if form.isdigit() else form[:2]
    if form.isascii():
        return "A"
    article = "al" if form.startswith("ال") else "w" if form[0] in "وف" else form[0] if form[0] in "بلك" else ""
    return f"{article}{min(len(form), 7)}{'y' if form[-1] in 'يه' else ''}"


def _known(form: str) -> str:
    vocabulary = read_table("vocabulary")
    classes = vocabulary.get(form, "")
    if not classes and form.startswith("ال"):
        classes = "al" + vocabulary.get(form[2:], "")
    title = form in titles() or (form.startswith("ال") and form[2:] in titles())
    return classes + ("T" if title else "")


@cache
def titles() -> frozenset[str]:
    """Folded words for offices and honours, without the article."""
    return read_words("sources", "titles") | read_words("sources", "honorifics")


def _listed(forms: Sequence[str]) -> list[int]:
    """For each word the tag of the longest name on a list that it belongs to."""
    lists = _lists()
    tags = [0] * len(forms)
    i = 0
    while i < len(forms):
        kind, size = _longest(lists, forms, i)
        if kind:
            tags[i] = kind
            for k in range(i + 1, i + size):
                tags[k] = kind + 1
        i += max(1, size)
    return tags


def _longest(lists: dict[str, dict[tuple[str, ...], int]], forms: Sequence[str], i: int) -> tuple[int, int]:
    word = forms[i]
    for first in (word, word[1:]) if len(word) > 3 and word[0] in _CLITICS else (word,):
        names = lists.get(first)
        if names is None:
            continue
        for size in range(min(_LONGEST_NAME, len(forms) - i), 0, -1):
            kind = names.get((first, *forms[i + 1 : i + size]))
            if kind is not None:
                return kind, size
    return 0, 1


@cache
def _lists() -> dict[str, dict[tuple[str, ...], int]]:
    """The names of the lexicons by their first word. A later list does not take a name from an earlier one."""
    knowledge = load_knowledge()
    lists: dict[str, dict[tuple[str, ...], int]] = {}
    persons = [name for p in knowledge.persons.values() for name in (p.name, *p.forms) if " " in name]
    bodies = [name for b in knowledge.bodies.values() for name in (b.name, *b.forms, *(x.form for x in b.labels))]
    states = [name for s in knowledge.states.values() for name in (s.name, *s.forms, *filter(None, (s.capital,)))]
    shorts = [name for p in knowledge.persons.values() for name in p.short]
    # Names that are common words too are marked with «?» there.
    places = [row[1] for _, row in read_rows("places") if "?" not in row[8]]
    # An actor's name comes before a newspaper's or a club's, and these before a place's.
    kinds = [("person", persons), ("state", states), ("body", bodies),
             *((kind, read_words("proper", kind)) for kind in ("agency", "company", "club", "thing")),
             ("place", places), ("short", shorts)]  # fmt: skip
    for kind, names in kinds:
        number = LISTS.index("B-" + kind)
        for name in names:
            words = tuple(fold_key(name).split())
            if words and len(words) <= _LONGEST_NAME:
                lists.setdefault(words[0], {}).setdefault(words, number)
    return lists
