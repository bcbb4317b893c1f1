"""What was edited between two texts, word by word, in bounded time."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from musnad.model import Span

# A word with its marks, or one character of punctuation; blanks part them and are not compared.
_TOKEN = re.compile(r"\w+|[^\w\s]")
# Comparisons that one pair of texts may cost in all, about a second, and more for each word. Beyond that a stretch
# is told as replaced whole: true still, only coarser.
_BUDGET = 1_000_000
_BUDGET_OF_WORD = 20

_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of two versions of a text.

    Attributes:
        kind: «same» in both, «gone» from the former, «new» in the latter.
        before, after: where it stands in the former and in the latter text, in code points; empty at its
            place where it is not.
    """

    kind: Literal["same", "gone", "new"]
    before: Span
    after: Span


def edits(before: str, after: str) -> list[Edit]:
    """What makes *after* of *before*: stretches in the order of the texts, covering all their words.

    Words are equal only letter by letter: an edited hamza is an edit. Words that stand once in each text anchor
    the comparison, what lies between two anchors is compared for itself, and the work is bounded whatever
    the texts: at most a million comparisons and some tens for each word.
    """
    former = [Span(*found.span()) for found in _TOKEN.finditer(before)]
    latter = [Span(*found.span()) for found in _TOKEN.finditer(after)]
    aligned = _Alignment([span.of(before) for span in former], [span.of(after) for span in latter]).pairs()
    return list(_stretches(former, latter, aligned))


class _Alignment:
    """Which words of two lists are the same, both in rising order."""

    def __init__(self, former: Sequence[str], latter: Sequence[str]) -> None:
        # Numbers compare faster than words, and a hostile word may be long.
        numbers: dict[str, int] = {}
        self._a = [numbers.setdefault(word, len(numbers)) for word in former]
        self._b = [numbers.setdefault(word, len(numbers)) for word in latter]
        self._budget = _BUDGET + _BUDGET_OF_WORD * (len(former) + len(latter))

    def pairs(self) -> list[_Pair]:
        """Pairs of positions."""
        found: list[_Pair] = []
        # A stack, because stretches may nest as deep as the text is long; kept in the order of the text.
        waiting = [(0, len(self._a), 0, len(self._b))]
        while waiting:
            first, last, start, end = waiting.pop()
            while first < last and start < end and self._a[first] == self._b[start]:
                found.append((first, start))
                first, start = first + 1, start + 1
            tail = []
            while first < last and start < end and self._a[last - 1] == self._b[end - 1]:
                last, end = last - 1, end - 1
                tail.append((last, end))
            found += tail
            if first < last and start < end:
                anchors = self._anchors(first, last, start, end)
                if anchors:
                    found += anchors
                    edges = [(first - 1, start - 1), *anchors, (last, end)]
                    for (a, b), (c, d) in pairwise(edges):
                        if a + 1 < c and b + 1 < d:
                            waiting.append((a + 1, c, b + 1, d))
                else:
                    found += self._common(first, last, start, end)
        return sorted(found)

    def _anchors(self, first: int, last: int, start: int, end: int) -> list[_Pair]:
        """The longest rising run of words that stand once in both stretches (patience)."""
        if not self._affords(last - first + end - start):
            return []
        once_a, once_b = _once(self._a, first, last), _once(self._b, start, end)
        places = sorted((a, once_b[word]) for word, a in once_a.items() if word in once_b)
        return _rising(places)

    def _common(self, first: int, last: int, start: int, end: int) -> list[_Pair]:
        """The longest common part of two stretches; nothing when that would cost more than is left."""
        a, b = self._a[first:last], self._b[start:end]
        if not self._affords((len(a) + 1) * (len(b) + 1)):
            return []
        lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
        for i in range(len(a) - 1, -1, -1):
            row, below = lengths[i], lengths[i + 1]
            for j in range(len(b) - 1, -1, -1):
                row[j] = below[j + 1] + 1 if a[i] == b[j] else max(below[j], row[j + 1])
        found = []
        i = j = 0
        while i < len(a) and j < len(b):
            if a[i] == b[j]:
                found.append((first + i, start + j))
                i, j = i + 1, j + 1
            elif lengths[i + 1][j] >= lengths[i][j + 1]:
                i += 1
            else:
                j += 1
        return found

    def _affords(self, cost: int) -> bool:
        if cost > self._budget:
            return False
        self._budget -= cost
        return True


def _once(words: Sequence[int], first: int, last: int) -> dict[int, int]:
    counts = Counter(words[first:last])
    return {words[at]: at for at in range(first, last) if counts[words[at]] == 1}


def _rising(places: Sequence[_Pair]) -> list[_Pair]:
    """The longest subsequence whose second parts rise; the first parts do already."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(places):
        rank = bisect_left(ends, place)
        before.append(at_end[rank - 1] if rank else -1)
        ends[rank : rank + 1] = [place]
        at_end[rank : rank + 1] = [number]
    found = []
    number = at_end[-1] if at_end else -1
    while number >= 0:
        found.append(places[number])
        number = before[number]
    return found[::-1]


def _stretches(former: Sequence[Span], latter: Sequence[Span], pairs: Sequence[_Pair]) -> Iterator[Edit]:
    a = b = at = 0
    while at <= len(pairs):
        next_a, next_b = pairs[at] if at < len(pairs) else (len(former), len(latter))
        if a < next_a:
            yield Edit("gone", _hull(former, a, next_a), _point(latter, b))
        if b < next_b:
            yield Edit("new", _point(former, next_a), _hull(latter, b, next_b))
        if at == len(pairs):
            return
        run = 1
        while at + run < len(pairs) and pairs[at + run] == (next_a + run, next_b + run):
            run += 1
        yield Edit("same", _hull(former, next_a, next_a + run), _hull(latter, next_b, next_b + run))
        a, b, at = next_a + run, next_b + run, at + run


def _hull(spans: Sequence[Span], first: int, last: int) -> Span:
    return Span(spans[first].start, spans[last - 1].end)


def _point(spans: Sequence[Span], at: int) -> Span:
    place = spans[at].start if at < len(spans) else (spans[-1].end if spans else 0)
    return Span(place, place)
