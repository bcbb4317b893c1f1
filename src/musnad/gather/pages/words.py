"""The words by which furniture and days are known, from the data beside this file."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from musnad.gather.pages.page import AsideKind
from musnad.gather.pages.spelling import folded, words_only


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """See ``furniture.yaml``; all folded, without punctuation where whole lines are meant.

    *classes* finds a word of *kinds* in class names in small letters.
    """

    headings: frozenset[str]
    openings: tuple[str, ...]
    lines: frozenset[str]
    sources: tuple[str, ...]
    captions: frozenset[str]
    bylines: re.Pattern[str]
    bare_bylines: frozenset[str]
    changed: re.Pattern[str]
    published: re.Pattern[str]
    day_words: re.Pattern[str]
    classes: re.Pattern[str]
    kinds: dict[str, AsideKind]
    article_classes: re.Pattern[str]


@cache
def furniture_words() -> FurnitureWords:
    """The words of furniture."""
    table = _table("furniture.yaml")
    kinds: dict[str, AsideKind] = {word: kind for kind, words in table["classes"].items() for word in words}
    of_days = [*table["day_words"], *table["changed"], *table["published"], *day_words().weekdays]
    return FurnitureWords(
        headings=frozenset(map(words_only, table["headings"])),
        openings=tuple(sorted({folded(each) for each in table["openings"]})),
        lines=frozenset(words_only(each) or each for each in table["lines"]),
        sources=tuple(map(folded, table["sources"])),
        captions=frozenset(map(words_only, table["captions"])),
        bylines=re.compile(rf"^(?:{_any(table['bylines'])})\s*[:/|-]?\s+"),
        bare_bylines=frozenset(map(words_only, table["bylines"])),
        changed=re.compile(rf"(?<!\w)(?:{_any(table['changed'])})(?!\w)"),
        published=re.compile(rf"(?<!\w)(?:{_any(table['published'])})(?!\w)"),
        day_words=re.compile(rf"(?<!\w)(?:{_any(of_days)})(?!\w)"),
        classes=re.compile(rf"(?<![a-z])(?:{_any(list(kinds))})(?![a-z])"),
        kinds=kinds,
        article_classes=re.compile(rf"(?<![a-z])(?:{_any(table['article_classes'])})(?![a-z])"),
    )


@dataclass(frozen=True, slots=True)
class DayWords:
    """See ``days.yaml``: folded names to numbers from 1 (months) or 0 (Monday)."""

    gregorian: dict[str, int]
    hijri: dict[str, int]
    weekdays: dict[str, int]


@cache
def day_words() -> DayWords:
    """The words of days."""
    table = _table("days.yaml")

    def numbered(key: str, first: int) -> dict[str, int]:
        return {folded(name): number for number, names in enumerate(table[key], first) for name in names}

    return DayWords(numbered("gregorian", 1), numbered("hijri", 1), numbered("weekdays", 0))


def _any(words: list[str]) -> str:
    return "|".join(sorted((re.escape(folded(word)) for word in words), key=len, reverse=True))


def _table(name: str) -> dict[str, Any]:
    table = yaml.safe_load(files(__package__).joinpath(name).read_text("utf-8"))
    assert isinstance(table, dict)
    return table
