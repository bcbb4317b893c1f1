"""The notation of the grammar: regular expressions over the classes of words, written with their names.

``"day=(NUMBER|ORDINAL) FROM? MONTH"`` is a number or an ordinal, called «day», perhaps «من», and a month. Names of
classes are those of ``tags``; spaces mean nothing; ``name=(…)`` names a group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from musnad.find.times import tags
from musnad.find.times.items import Context, Item

_NAMES = re.compile(r"[A-Z]{2,}(?:_[A-Z]+)*")
_GROUPS = re.compile(r"\b([a-z]\w*)=\(")


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern in the notation above, compiled. Raises AttributeError for a class that does not exist."""
    named = _NAMES.sub(lambda found: getattr(tags, found.group()), pattern)
    return re.compile(_GROUPS.sub(r"(?P<\1>", named).replace(" ", ""))


class Hit:
    """A stretch of items that a rule matched, with the items of its named groups."""

    __slots__ = ("_match", "ctx", "items")

    def __init__(self, match: re.Match[str], items: Sequence[Item], ctx: Context) -> None:
        self._match = match
        self.items = items
        self.ctx = ctx

    def _at(self, name: str) -> int:
        return self._match.start(name) if name in self._match.re.groupindex else -1

    def __contains__(self, name: str) -> bool:
        return self._at(name) >= 0

    def get(self, name: str) -> Item | None:
        """The (first) item of a group; None if the group took no part or the rule has none of that name."""
        at = self._at(name)
        return None if at < 0 else self.items[at]

    def __getitem__(self, name: str) -> Item:
        return self.items[self._match.start(name)]

    @property
    def first(self) -> Item:
        return self.items[self._match.start()]

    @property
    def last(self) -> Item:
        return self.items[self._match.end() - 1]

    @property
    def before(self) -> Item | None:
        """The item before the stretch."""
        at = self._match.start()
        return self.items[at - 1] if at else None

    @property
    def after(self) -> Item | None:
        """The item after the stretch."""
        at = self._match.end()
        return self.items[at] if at < len(self.items) else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what to make of it; the maker answers None where the words do not bear it out."""

    pattern: str
    make: Callable[[Hit], Item | None]


def rule(pattern: str, make: Callable[[Hit], Item | None]) -> Rule:
    """A rule from a pattern in this module's notation."""
    return Rule(pattern, make)


def _make(each: Rule, hit: Hit) -> Item | None:
    """What the rule makes; nothing where the calendar ends (a report of the year 1, «ten thousand years ago»)."""
    try:
        return each.make(hit)
    except (OverflowError, ValueError):
        return None


def apply(rules: tuple[Rule, ...], items: list[Item], ctx: Context) -> list[Item]:
    """Let each rule in turn replace what it matches, from left to right."""
    line = "".join([item.tag for item in items])
    for each, search in _searches(rules):
        at = 0
        while match := search(line, at):
            start, end = match.span()
            made = _make(each, Hit(match, items, ctx))
            if made is None:
                at = start + 1
                continue
            # A group may be looked at beyond its rule's own stretch; only the stretch is replaced.
            if items[start].tag == tags.DAY and made.start > items[start].start and made.lead is None:
                made.lead = items[start].start
            items[start:end] = [made]
            line = line[:start] + made.tag + line[end:]
            # What was made may begin a longer match of the same rule, but only a shrinking line ends.
            at = start if end - start > 1 else start + 1
    return items


Search = Callable[[str, int], "re.Match[str] | None"]


@cache
def _searches(rules: tuple[Rule, ...]) -> tuple[tuple[Rule, Search], ...]:
    """The rules with their compiled patterns."""
    return tuple((each, compile_pattern(each.pattern).search) for each in rules)
