"""The words of time, compiled from ``times.yaml`` into one table from folded word to what it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from musnad.find.times import tags
from musnad.lexicons import read_words, read_yaml
from musnad.normalise import fold_key

_NAME = "times"


@dataclass(frozen=True, slots=True)
class Word:
    """What a word (or a phrase) of time is.

    Attributes:
        tag: its class, one character of ``tags``.
        number: a month, a weekday, an offset, a count: what the tag says.
        unit: a unit of duration, a part of day, a rule: what the tag says.
        definite: whether it has the article.
        form: folded spelling without clitics.
    """

    tag: str
    number: int = 0
    unit: str = ""
    definite: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A form that may stand in a text: the clitics before the word, as (tag, letters) pairs, and the word."""

    clitics: tuple[tuple[str, int], ...]
    word: Word


Phrases = tuple[tuple[tuple[str, ...], Entry], ...]
"""The other words of phrases with one first word, longest first."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All forms: single words, and phrases by their first word, longest first."""

    words: dict[str, Entry]
    phrases: dict[str, Phrases]


# (letters, tag): what may be written together with the next word.
_CLITICS: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
    ("", ()),
    ("و", ((tags.AND, 1),)),
    ("ف", ((tags.AND, 1),)),
    ("ب", ((tags.IN, 1),)),
    ("ل", ((tags.TO, 1),)),
    ("ك", ((tags.NONE, 1),)),
    ("وب", ((tags.AND, 1), (tags.IN, 1))),
    ("ول", ((tags.AND, 1), (tags.TO, 1))),
    ("فب", ((tags.AND, 1), (tags.IN, 1))),
    ("فل", ((tags.AND, 1), (tags.TO, 1))),
    ("لل", ()),
)
# These take no clitic but «و»: words that are themselves particles.
_AND_ONLY = frozenset(
    tags.IN + tags.FROM + tags.UNTIL + tags.BETWEEN + tags.SINCE + tags.BEFORE + tags.AFTER + tags.WITHIN + tags.EVERY
    + tags.FOR + tags.EXCEPT + tags.NOW + tags.ZONE + tags.THROUGHOUT + tags.SOON + tags.SET
)  # fmt: skip
_BARE_ONLY = frozenset([tags.AND, tags.TO, tags.ERA, tags.TAIL, tags.ON])


def _table(section: str) -> dict[Any, Any]:
    """A section without its note."""
    return {key: value for key, value in read_yaml(_NAME)[section].items() if key != "note"}


def _many(section: str, tag: str, unit: str = "") -> Iterator[Word]:
    for form in read_yaml(_NAME)[section]:
        yield Word(tag, unit=unit, form=fold_key(form))


def _by_number(section: str, tag: str) -> Iterator[Word]:
    for number, forms in _table(section).items():
        for form in forms:
            yield Word(tag, number=int(number), form=fold_key(form))


def _with_article(words: Iterable[Word]) -> Iterator[Word]:
    for word in words:
        yield word
        yield Word(word.tag, word.number, word.unit, True, "ال" + word.form)


def _units() -> Iterator[Word]:
    for unit, forms in _table("units").items():
        for count, tag in (("one", tags.UNIT), ("two", tags.DUAL), ("many", tags.UNITS)):
            for form in forms[count]:
                folded = fold_key(form)
                yield Word(tags.DAY if folded in ("يوم", "يوما") else tag, unit=unit, form=folded)
                if folded != "يوم":
                    of_unit = tags.THE_UNIT if count == "one" else tag
                    yield Word(of_unit, unit=unit, definite=True, form="ال" + folded)
    for unit, forms in _table("own").items():
        yield from (Word(tags.OWN, unit=unit, form=fold_key(form)) for form in forms)


def _ordinals() -> Iterator[Word]:
    for number, forms in _table("ordinals").items():
        for gender in "mf":
            yield from _with_article(
                Word(tags.ORDINAL, int(number), gender, form=fold_key(form)) for form in forms[gender]
            )


def _months() -> Iterator[Word]:
    weak = read_words(_NAME, "bare")
    for section, tag in (("months", tags.MONTH), ("hijri", tags.HIJRI)):
        for word in _by_number(section, tag):
            yield Word(tag, word.number, "weak" if word.form in weak else "", form=word.form)


def _parts() -> Iterator[Word]:
    for part, kinds in _table("parts").items():
        for kind, forms in kinds.items():
            tag = tags.THE_PART if kind == "definite" else tags.PART
            for form in forms:
                yield Word(
                    tag, unit=part, definite=kind == "definite", number=int(kind == "construct"), form=fold_key(form)
                )


def _keyed(section: str, tag: str) -> Iterator[Word]:
    for key, forms in _table(section).items():
        yield from (Word(tag, unit=str(key), form=fold_key(form)) for form in forms)


def _feasts() -> Iterator[Word]:
    for entry in read_yaml(_NAME)["feasts"]["entries"]:
        names = [*entry.get("names", ()), *(name for of in entry.get("world", ()) for name in _world_day(of))]
        yield from (Word(tags.FEAST, unit=entry["rule"], form=fold_key(name)) for name in names)


def _world_day(of: str) -> Iterator[str]:
    """The names of an international day: «اليوم العالمي للمرأة», «يوم المرأة الدولي»."""
    to = "لل" + of[2:] if of.startswith("ال") else "ل" + of
    for world in ("عالمي", "دولي"):
        yield f"اليوم ال{world} {to}"
        yield f"يوم {of} ال{world}"


def _counted_sets() -> Iterator[Word]:
    """«مرتين في الأسبوع», «ثلاث مرات يوميا»."""
    times = read_yaml(_NAME)["sets_counted"]
    for unit, tails in times["units"].items():
        for count in times["counts"]:
            yield from (Word(tags.SET, unit=unit, form=fold_key(f"{count} {tail}")) for tail in tails)


def _numbered(section: str, tag: str) -> list[Word]:
    return [Word(tag, number=int(n), form=fold_key(form)) for n, forms in _table(section).items() for form in forms]


def _all_words() -> Iterator[Word]:
    """Every word with its class; of two with one spelling the first wins."""
    yield from _feasts()
    yield from _counted_sets()
    yield from _numbered("days", tags.RELATIVE)
    yield from _parts()
    yield from _many("clock", tags.CLOCK)
    yield from (word for word in _ordinals() if word.definite)
    yield from _units()
    yield from (word for word in _with_article(_numbered("weekdays", tags.WEEKDAY)) if word.definite)
    yield from _ordinals()
    yield from _with_article(_numbered("numbers", tags.NUMBER))
    yield from _with_article(_many("thousands", tags.THOUSANDS))
    yield from _months()
    yield from _with_article(_numbered("weekdays", tags.WEEKDAY))
    yield from _with_article(_numbered("seasons", tags.SEASON))
    yield from _with_article(_numbered("next", tags.NEXT))
    yield from _with_article(_numbered("last", tags.LAST))
    yield from _with_article(_keyed("decades", tags.DECADE))
    yield from _with_article(_many("current", tags.CURRENT))
    yield from _with_article(_keyed("fractions", tags.FRACTION))
    yield from _with_article(_many("few_after", tags.FEW, "after"))
    yield from _numbered("noons", tags.NOON)
    yield from _keyed("edges", tags.EDGE)
    yield from (Word(tags.EDGE, unit="early", definite=True, form=form) for form in ("الباكر", "المبكر"))
    yield from (Word(tags.EDGE, unit="late", definite=True, form=form) for form in ("المتاخر",))
    yield from _keyed("sets", tags.SET)
    yield from _keyed("eras", tags.ERA)
    yield from _keyed("zones", tags.ZONE)
    for section, tag in tags.SECTIONS.items():
        yield from _many(section, tag)


def _forms(word: Word) -> Iterator[tuple[str, Entry]]:
    for letters, clitics in _CLITICS:
        if letters and (word.tag in _BARE_ONLY or (word.tag in _AND_ONLY and letters != "و")):
            continue
        # One letter takes no clitic, nor does «آب»: «باب» is a door.
        if letters and (len(word.form) < 2 or (word.form == "اب" and letters != "و")):
            continue
        if letters == "لل":
            if word.form.startswith("ال"):
                yield "لل" + word.form[2:], Entry(((tags.TO, 2),), word)
        elif letters.endswith("ل") and word.form.startswith("ال"):
            yield letters + "ل" + word.form[2:], Entry((*clitics[:-1], (tags.TO, 2)), word)
        else:
            yield letters + word.form, Entry(clitics, word)


@cache
def load() -> Lexicon:
    """The compiled table, made once in a process."""
    words: dict[str, Entry] = {}
    phrases: dict[str, dict[tuple[str, ...], Entry]] = {}
    for word in _all_words():
        for form, entry in _forms(word):
            first, *rest = form.replace(".", " ").split()
            if rest:
                phrases.setdefault(first, {}).setdefault(tuple(rest), entry)
            else:
                kept = words.get(form)
                if kept is None or len(entry.clitics) < len(kept.clitics):
                    words[form] = entry
    ordered = {first: tuple(sorted(found.items(), key=lambda pair: -len(pair[0]))) for first, found in phrases.items()}
    return Lexicon(words, ordered)


@cache
def words_of(section: str, key: str) -> frozenset[str]:
    """The folded words of a list inside a section (``not_before``: ``today`` …)."""
    return frozenset(fold_key(word) for word in read_yaml(_NAME)[section][key])
