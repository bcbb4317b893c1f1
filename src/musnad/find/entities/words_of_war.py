"""The words of weapons and events as ``arms_events.yaml`` has them, folded and ready to be met in running text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from musnad.lexicons import read_yaml
from musnad.normalise import fold_key

Words = tuple[str, ...]
# Forms by their first word, each the rest of its words with what it stands for; longest first.
Phrases = Mapping[str, tuple[tuple[Words, Any], ...]]

_LEADS = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class WeaponClass:
    """A class of weapons: its neutral *name*; *needs* a modifier or a name behind it; *barred* words behind it."""

    name: str
    needs: bool
    barred: frozenset[str]


@dataclass(frozen=True, slots=True)
class WeaponName:
    """A weapon's name; *after* a class only; alone only before one of *numbers* where there are some."""

    name: str
    after: bool
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Arms:
    """All words of weapons, without clitics and article unless they never stand without it."""

    classes: Phrases
    names: Phrases
    words: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Events:
    """All words of events. Of a name *names* tell the neutral one and whether it needs a head or quotation marks;
    *of_place* tells of a head whether the name of a state may follow."""

    names: Phrases
    of_place: Mapping[str, bool]
    words: Mapping[str, frozenset[str]]


@cache
def load_arms() -> Arms:
    """The words of weapons, made once in a process."""
    raw = read_yaml("arms_events")["weapons"]
    classes: list[tuple[Words, Any]] = []
    for entry in raw["classes"]:
        meant = WeaponClass(entry["name"], bool(entry.get("needs")), _folded(entry.get("not_before", ())))
        rests = [fold_key(rest) for rest in entry.get("with", ())] or [""]
        classes += [((fold_key(noun), *rest.split()), meant) for noun in entry["nouns"] for rest in rests]
    names = [
        (tuple(fold_key(form).split()), WeaponName(e["name"], bool(e.get("after")), frozenset(e.get("numbers", ()))))
        for e in raw["names"]
        for form in e["forms"]
    ]
    keys = ("modifiers", "tails", "ranges", "makes", "no_make")
    return Arms(_phrases(classes), _phrases(names), {key: _folded(raw[key]) for key in keys})


@cache
def load_events() -> Events:
    """The words of events, made once in a process."""
    raw = read_yaml("arms_events")["events"]
    names = [
        (tuple(fold_key(form).split()), (e["name"], bool(e.get("after")))) for e in raw["names"] for form in e["forms"]
    ]
    heads = {fold_key(word): bool(group["states"]) for group in raw["of_place"] for word in group["words"]}
    keys = [key for key in raw if key not in ("names", "of_place")]
    return Events(_phrases(names), heads, {key: _folded(raw[key]) for key in keys})


def stems(form: str) -> Iterator[tuple[str, int]]:
    """A folded word as it stands and without clitics, article and the ending of the indefinite accusative, each with
    the letters of clitics before it; the article belongs to the name."""
    for lead in _LEADS:
        rest = form[len(lead) :]
        if not form.startswith(lead) or len(rest) < (_SHORTEST if lead else 1):
            continue
        if lead.endswith("ل") and rest.startswith("ل"):
            options = ["ا" + rest, "ال" + rest] if rest.startswith("لل") else ["ا" + rest, rest[1:]]
        else:
            options = [rest, rest[2:]] if rest.startswith("ال") and len(rest) > 2 + _SHORTEST else [rest]
        for option in options:
            yield option, len(lead)
        if rest.endswith("ا") and len(rest) > 1 + _SHORTEST:
            yield rest[:-1], len(lead)


def alike_word(word: str, known: str) -> bool:
    """Whether two folded words differ in article and the ending of the indefinite accusative at most."""
    return word == known or _plain(word) == _plain(known) or (word.endswith("ا") and word[:-1] == known)


def plain(word: str) -> str:
    """A word without its article and the ending of the indefinite accusative."""
    bare = _plain(word)
    return bare[:-1] if bare.endswith("ا") and len(bare) > 1 + _SHORTEST else bare


def _plain(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 2 + _SHORTEST else word


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_key(str(word)) for word in words)


def _phrases(forms: Iterable[tuple[Words, Any]]) -> Phrases:
    index: dict[str, list[tuple[Words, Any]]] = {}
    for words, meant in forms:
        index.setdefault(words[0], []).append((words[1:], meant))
    return {first: tuple(sorted(rests, key=lambda r: -len(r[0]))) for first, rests in index.items()}
