"""The names, titles and demonyms of the knowledge base, ready to be met in running text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from musnad.find.entities.spelling import joined, skeleton
from musnad.lexicons.knowledge import Knowledge, extended, load_knowledge
from musnad.model import OwnNames
from musnad.model.mention import MentionKind
from musnad.normalise import fold_key

# How a form names its entity: by name, by a capital or a seat that stands for it, by its demonym, by an office.
Way = Literal["name", "seat", "demonym", "title"]
Words = tuple[str, ...]

# Particles that are written onto the family name or apart from it.
_PARTICLES = frozenset({"دي", "دو", "لو", "لا", "فون", "فان", "ديل", "دل", "ال", "بو"})
# What may be written onto a name, and the fewest letters that the name then has, less one.
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Form:
    """One way to name an entity, as folded words."""

    words: Words
    entity: str
    kind: MentionKind
    way: Way


class Gazetteer:
    """Forms by first word and length, longest first; short names of persons; persons by their names' skeletons."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._forms: dict[str, dict[int, dict[Words, list[Form]]]] = {}
        self.shorts: dict[str, list[str]] = {}
        self.skeletons: dict[str, list[tuple[Words, str]]] = {}
        self.names: dict[str, list[Words]] = {}
        self.by_role: dict[tuple[str, str], list[str]] = {}
        for office in knowledge.offices.values():
            self.by_role.setdefault((office.role, office.of), []).append(office.id)
        for form in _forms(knowledge):
            by_size = self._forms.setdefault(form.words[0], {}).setdefault(len(form.words), {})
            by_size.setdefault(form.words[1:], []).append(form)
        self._forms = {word: dict(sorted(sizes.items(), reverse=True)) for word, sizes in self._forms.items()}
        for key, person in knowledge.persons.items():
            self.names[key] = [_words(name) for name in (person.name, *person.forms)]
            for words in self.names[key]:
                if len(words) > 1:
                    self.skeletons.setdefault(skeleton(words), []).append((joined(words), key))
            for short in {*person.short, *(w[0] for w in map(str.split, person.forms) if len(w) == 1)}:
                words = joined(_words(short))
                self.shorts.setdefault(" ".join(words), []).append(key)
                if words[0].startswith("ال") and len(words) == 1:
                    self.shorts.setdefault(words[0][2:], []).append(key)

    def at(self, tokens: Sequence[str], i: int, first: str) -> list[Form]:
        """The longest forms that begin with the word *first* and go on with the words after token *i*."""
        for size, forms in self._forms.get(first, {}).items():
            found = forms.get(tuple(tokens[i + 1 : i + size]))
            if found:
                return found
        return []

    def longest(self, tokens: Sequence[str], i: int, *, titles: bool = True) -> tuple[Form, int, list[Form]] | None:
        """The longest form that begins with token *i*, with or without clitics before it: one of them, how many letters
        the clitics have, and all of that length. Without *titles* none that names an office."""
        word = tokens[i]
        for clitic in _CLITICS:
            if clitic and (not word.startswith(clitic) or len(word) - len(clitic) <= _SHORTEST):
                continue
            skip = len(clitic)
            options = [word[skip:]]
            if clitic.endswith("ل") and word[skip:].startswith("ل"):
                options = ["ا" + word[skip:], "ال" + word[skip:]]
            for first in options:
                found = self.at(tokens, i, first)
                if not titles:
                    found = [f for f in found if f.kind != "title"]
                if found:
                    size = len(found[0].words)
                    return found[0], skip, [f for f in found if len(f.words) == size]
        return None


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the packaged knowledge base, made once in a process."""
    return Gazetteer(load_knowledge())


def gazetteer_with(own: OwnNames | None) -> Gazetteer:
    """The gazetteer of the packaged knowledge base and *own*; that of the last *own* is kept for the next call."""
    if not own:
        return load_gazetteer()
    if _last.own is not own:
        _last.gazetteer, _last.own = Gazetteer(extended(load_knowledge(), own)), own
    return _last.gazetteer


class _Last:
    """Compared by identity: hashing a hundred thousand entries for each report would cost more than reading it."""

    own: OwnNames | None = None
    gazetteer: Gazetteer


_last = _Last()


def _words(text: str) -> Words:
    return tuple(fold_key(text).replace("«", "").replace("»", "").split())


def _variants(words: Words) -> Iterator[Words]:
    """*words*, also with «عبد» and particles joined to the word after them or set apart from it."""
    yield words
    if (together := joined(words)) != words:
        yield together
    for i, word in enumerate(words[:-1]):
        if word in _PARTICLES:
            yield (*words[:i], word + words[i + 1], *words[i + 2 :])
    for i, word in enumerate(words):
        if word.startswith("عبدال") and len(word) > 6:
            yield (*words[:i], "عبد", word[3:], *words[i + 1 :])


def _forms(knowledge: Knowledge) -> Iterator[Form]:
    for person in knowledge.persons.values():
        # A single word names a person only where the tagger or the story says so.
        yield from (f for f in _named(person.id, "person", (person.name, *person.forms)) if len(f.words) > 1)
    for body in knowledge.bodies.values():
        yield from _named(body.id, "body", (body.name, *body.forms, *(label.form for label in body.labels)))
    for state in knowledge.states.values():
        yield from _named(state.id, "state", (state.name, *state.forms, *(label.form for label in state.labels)))
        yield from _seats(state.id, state.seats if state.capital is None else (state.capital, *state.seats))
        for word in {*_inflected(state.adjectives or ()), *_inflected(state.people)}:
            yield Form(tuple(word.split()), state.id, "nationality", "demonym")
    for office in knowledge.offices.values():
        for title in {*office.titles, *office.titles_f}:
            for words in _spelt(_words(title)):
                yield Form(words, office.id, "title", "title")


def _named(entity: str, kind: MentionKind, names: Iterable[str]) -> Iterator[Form]:
    for words in {v for name in names for v in _variants(_words(name)) if v}:
        for spelt in _spelt(words):
            yield Form(spelt, entity, kind, "name")


def _seats(entity: str, names: Iterable[str]) -> Iterator[Form]:
    for words in {_words(name) for name in names}:
        yield Form(words, entity, "state", "seat")


def _spelt(words: Words) -> Iterator[Words]:
    """*words* in both spellings of «أمريكي» and its kin."""
    yield words
    for one, other in (("اميرك", "امريك"), ("امريك", "اميرك"), ("اميريك", "امريك")):
        if any(one in word for word in words):
            yield tuple(word.replace(one, other) for word in words)


def _inflected(words: Iterable[str]) -> Iterator[str]:
    """Demonyms with and without article, in the singular, the dual and the plural of both cases."""
    for text in words:
        word = fold_key(text)
        if " " in word:  # «كوري جنوبي», «الكوري الجنوبي»
            first, second = word.split(" ", 1)
            yield from (word, f"ال{first} ال{second}")
            continue
        stems = {word}
        if word.endswith("ي"):
            stems |= {word + "ون", word + "ين", word + "ان", word + "ا"}
        elif word.endswith("يه"):
            stems |= {word[:-1] + "ات", word[:-1] + "تين", word[:-1] + "تان"}
        elif word.endswith("ون"):
            stems |= {word[:-2] + "ين"}
        for stem in set(stems):
            stems |= set(_american(stem))
        for stem in stems:
            yield stem
            yield "ال" + stem


def _american(word: str) -> Iterator[str]:
    yield from (w[0] for w in _spelt((word,)))
