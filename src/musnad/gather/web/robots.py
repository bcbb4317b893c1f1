"""robots.txt, after RFC 9309: what a site asks robots to leave alone.

Why not ``urllib.robotparser``: it knows no wildcards and takes the first rule that fits instead of the longest. Others
turn wildcards into regular expressions, which a hostile file can make run for ever.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from musnad.gather.web.urls import normal

_ANYONE = "*"
_LONGEST_RULE = 2048


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths that begin like *pattern* («*»: anything, «$» at the end: nothing after it) may be got, or not."""

    pattern: str
    allows: bool

    def fits(self, target: str) -> bool:
        """Whether *target*, path and query, begins so. Linear in it for each part of the pattern."""
        pattern = self.pattern
        whole = pattern.endswith("$")
        first, *others = (pattern[:-1] if whole else pattern).split("*")
        if not target.startswith(first):
            return False
        at = len(first)
        if not others:
            return not whole or at == len(target)
        last = others.pop() if whole else ""
        for part in others:
            found = target.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return not whole or (len(target) - len(last) >= at and target.endswith(last))


@dataclass(slots=True)
class Robots:
    """What a robots.txt says to us.

    Attributes:
        rules: those for us, else those for anyone.
        delay: seconds between two requests; None if it does not say.
        sitemaps: addresses of sitemaps.
    """

    rules: list[Rule] = field(default_factory=list)
    delay: float | None = None
    sitemaps: list[str] = field(default_factory=list)

    def allows(self, target: str) -> bool:
        """Whether *target*, path and query in one spelling, may be got: the longest rule decides, of two equally
        long the one that allows."""
        fitting = (rule for rule in self.rules if rule.fits(target))
        best = max(fitting, key=lambda rule: (len(rule.pattern), rule.allows), default=None)
        return best is None or best.allows

    @classmethod
    def nothing(cls) -> Self:
        """Of a site that cannot be asked: nothing may be got."""
        return cls([Rule("/", False)])

    @classmethod
    def parsed(cls, text: str, robot: str) -> Self:
        """What *text* says to *robot* (lower case). Lines that are none are passed over."""
        ours, anyones = cls(), cls()
        found = False
        addressed: list[Robots] = []
        naming = False
        sitemaps: list[str] = []
        for name, value in _fields(text.splitlines()):
            if name == "user-agent":
                if not naming:
                    addressed = []
                naming = True
                agent = value.lower().partition("/")[0].strip()
                if agent == robot:
                    found = True
                    addressed.append(ours)
                elif agent == _ANYONE:
                    addressed.append(anyones)
            elif name == "sitemap":
                # Stands for itself, also in the middle of a group.
                sitemaps.append(value)
            else:
                naming = False
                for robots in addressed:
                    robots._note(name, value)
        chosen = ours if found else anyones
        chosen.sitemaps = sitemaps
        return chosen

    def _note(self, name: str, value: str) -> None:
        if name in ("allow", "disallow") and value and len(value) <= _LONGEST_RULE:
            self.rules.append(Rule(normal(value), name == "allow"))
        elif name == "crawl-delay":
            try:
                seconds = float(value)
            except ValueError:
                return
            if math.isfinite(seconds) and seconds >= 0:
                self.delay = seconds


def _fields(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        name, colon, value = line.removeprefix("\ufeff").partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()
