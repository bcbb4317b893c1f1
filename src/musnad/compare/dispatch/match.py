"""To which dispatch a text belongs: compared with the texts that share most runs of words with it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from musnad.compare.dispatch.formulas import formulas
from musnad.compare.dispatch.resemblance import Circumstances, likelihood, reading
from musnad.compare.dispatch.shelf import Place, Shelf, Text, has_room, is_formula, ordinal
from musnad.compare.dispatch.sketch import sketch

Version = Literal["first", "copy", "shortened", "extended", "edited"]

# A text whose share of the shorter's runs is less is no candidate: of the pairs called the same none has less than 0.2.
LEAST = 0.18
# The likelihood from which two texts are one dispatch. From 0.5 to 0.6 hardly a pair changes.
LIKELY = 0.55
# A text joins a dispatch if its likelihood with the texts of that is so much in the mean, not only with one of them:
# else a round-up that holds two short dispatches, or a chain of texts after one pattern, brings together what differs.
# What so is left out for a round-up's sake comes in as a holder. On all pairs but the fresh ones together: with 0.6
# precision 0.972 and recall 0.960, with 0.65 0.971 and 0.941, with 0.7 0.977 and 0.932.
# So likely in the mean are also two dispatches that turn out to be one, and a holder with the texts that it holds.
ON_THE_WHOLE = 0.7
# Texts of a dispatch that are asked, the first ones: later ones resemble them or they would not be there.
ASKED = 6
# Two texts are copies where each holds so much of the other. Chosen, not measured: the pairs say nothing of versions.
COPY = 0.8
# A text of fewer runs without formulas is compared with nothing but texts of the same runs. A
# sentence has about 12. Not measured.
FEWEST = 8
# Texts published further apart than this are no two appearances of one dispatch. Not measured:
# the pairs lie within three days.
DAYS = 10
# Texts that share most keys with a text are compared with it; with eight no pair changes, with sixteen for the worse.
CANDIDATES = 6
# Keys that a text must share to be compared: most texts share one with some other, by chance or for a common phrase.
# Of a short text that a long one holds whole a quarter lead to it, so eight runs are enough for two. With one or three
# no pair changes.
SHARED_KEYS = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A text that carries the same dispatch.

    Attributes:
        text: the text.
        likelihood: that both are one dispatch.
        shared: the share of the shorter that both have.
        of_longer: the share of the longer that both have.
    """

    text: Text
    likelihood: float
    shared: float
    of_longer: float

    def version(self, runs: int) -> Version:
        """What a text of so many *runs* is to the text."""
        if self.of_longer >= COPY:
            return "copy"
        if self.shared < COPY:
            return "edited"
        return "shortened" if runs < len(self.text.runs) else "extended"

    @property
    def version_of_text(self) -> Version:
        """What the text is to a shorter one that it was compared with."""
        return self.version(len(self.text.runs))


@dataclass(frozen=True, slots=True)
class Matched:
    """What the shelf knows of a text.

    Attributes:
        matches: best first; empty if nothing carries the same dispatch.
        joined: dispatches, besides that of the best match, which the text shows to be the same.
        besides: dispatches, one match for each, that the text carries besides, being a round-up.
        holders: texts of other dispatches that carry this one besides, being round-ups; each is longer.
        runs: the text's runs without formulas.
        keys: runs that shall lead to it.
        another_day: whether it was published on another day than the best match.
    """

    matches: tuple[Match, ...]
    joined: frozenset[int]
    besides: tuple[Match, ...]
    holders: tuple[Match, ...]
    runs: frozenset[int]
    keys: tuple[int, ...]
    another_day: bool

    @property
    def version(self) -> Version:
        """What the text is to the one it matches best."""
        if not self.matches:
            return "first"
        return self.matches[0].version(len(self.runs))

    @property
    def kept(self) -> bool:
        """Whether the text shall stand on the shelf: a copy adds nothing, unless it shows that runs come back on
        another day, as formulas do (a weather report may differ from yesterday's in its numbers only)."""
        return self.version != "copy" or self.another_day


def matched(text: str, published: date | None, outlet: str | None, shelf: Shelf) -> Matched:
    """Compare a text with those on *shelf*. The work does not grow with the number of texts there."""
    known = formulas()
    mine = sketch(text)
    keys = [run for run in mine.keys if run not in known]
    counts: Counter[int] = Counter()
    met: set[int] = set()
    crowded: set[int] = set()
    day = ordinal(published)
    for run, places in shelf.places(keys):
        if is_formula(places):
            met.add(run)
            continue
        counts.update(number for number, _ in places)
        if not has_room(places, day):
            crowded.add(run)
    runs = mine.runs - known - met
    compared = _Comparison(_Side(text, runs, published, outlet), frozenset(met), shelf)
    candidates = [number for number, shared in counts.most_common(CANDIDATES) if shared >= min(SHARED_KEYS, len(keys))]
    judged = compared.judged(candidates)
    leading = tuple(run for run in keys if run not in met and run not in crowded)
    best = judged.matches[0] if judged.matches else None
    return Matched(
        judged.matches,
        judged.joined,
        judged.besides,
        judged.holders,
        runs,
        leading,
        best is not None and best.text.published != published,
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """A text that is compared."""

    body: str
    runs: frozenset[int]
    published: date | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """As in :class:`Matched`."""

    matches: tuple[Match, ...]
    joined: frozenset[int]
    besides: tuple[Match, ...]
    holders: tuple[Match, ...]


class _Comparison:
    """A text beside those on the shelf."""

    def __init__(self, mine: _Side, met: frozenset[int], shelf: Shelf) -> None:
        self._mine = mine
        self._met = met
        self._shelf = shelf
        self._compared: dict[int, Match] = {}

    def judged(self, candidates: list[int]) -> _Judged:
        """What the *candidates* are to the text."""
        found = [m for m in map(self._with, candidates) if m.likelihood >= LIKELY]
        found.sort(key=lambda m: (-m.likelihood, -m.shared, m.text.number))
        best: dict[int, Match] = {}
        for match in found:
            best.setdefault(match.text.dispatch, match)
        carried = [dispatch for dispatch in best if self._on_the_whole(dispatch)]
        first = carried[0] if carried else None
        joined = frozenset(d for d in carried[1:] if first is not None and self._one(first, d))
        return _Judged(
            tuple(m for m in found if m.text.dispatch == first),
            joined,
            tuple(best[d] for d in carried[1:] if d not in joined),
            tuple(m for m in found if m.text.dispatch not in carried and self._holds(m, first)),
        )

    def _with(self, number: int) -> Match:
        found = self._compared.get(number)
        if found is None:
            other = self._shelf.text(number)
            found = self._compared[number] = _match(self._mine, other, self._met, self._shelf)
        return found

    def _on_the_whole(self, dispatch: int) -> bool:
        return _enough([self._with(n).likelihood for n in self._shelf.of_dispatch(dispatch, ASKED)])

    def _one(self, dispatch: int, other: int) -> bool:
        return _enough(
            [
                self._between(one, two)
                for one in self._shelf.of_dispatch(dispatch, ASKED // 2)
                for two in self._shelf.of_dispatch(other, ASKED // 2)
            ]
        )

    def _holds(self, match: Match, dispatch: int | None) -> bool:
        """Whether a text of another dispatch holds this one, and what else carries *dispatch*."""
        if len(match.text.runs) <= len(self._mine.runs):
            return False
        held = () if dispatch is None else self._shelf.of_dispatch(dispatch, ASKED)
        return _enough([match.likelihood, *(self._between(n, match.text.number) for n in held)])

    def _between(self, one: int, two: int) -> float:
        text = self._shelf.text(one)
        side = _Side(self._shelf.body(one), text.runs, text.published, text.outlet)
        return _match(side, self._shelf.text(two), self._met, self._shelf).likelihood


def _enough(likelihoods: list[float]) -> bool:
    return sum(likelihoods) >= ON_THE_WHOLE * len(likelihoods)


def _match(mine: _Side, other: Text, met: frozenset[int], shelf: Shelf) -> Match:
    """*other* beside *mine*; where it is out of the question the likelihood is 0."""
    apart = abs((mine.published - other.published).days) if mine.published and other.published else 0
    theirs, ours = other.runs - met, mine.runs - met
    shorter, longer = sorted((len(ours), len(theirs)))
    both = len(ours & theirs)
    if not shorter or apart > DAYS or both < LEAST * shorter or (shorter < FEWEST and ours != theirs):
        return Match(other, 0.0, 0.0, 0.0)
    likely = 1.0
    if both < COPY * longer:
        one = mine.outlet is not None and mine.outlet == other.outlet
        of = Circumstances(both / shorter, both / longer, apart, one)
        likely = likelihood(reading(mine.body), reading(shelf.body(other.number)), of, met)
    return Match(other, likely, both / shorter, both / longer)


__all__ = ["Match", "Matched", "Place", "Version", "matched"]
