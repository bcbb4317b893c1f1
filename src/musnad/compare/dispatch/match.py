"""To which dispatch a text belongs: compared with the texts that share most runs of words with it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from musnad.compare.dispatch.formulas import formulas
from musnad.compare.dispatch.shelf import Place, Shelf, Text, has_room, is_formula, ordinal
from musnad.compare.dispatch.sketch import Sketch

Version = Literal["first", "copy", "shortened", "extended", "edited"]

# Of the shorter text's runs without formulas, the share that the longer must hold. On the tuned pairs precision and
# recall are 0.957 and 0.926 at 0.36; at 0.33 0.946 and 0.916, at 0.38 0.956 and 0.905 (both with more for another day).
SAME = 0.36
# So much more is asked of texts of different days, and of two texts of one outlet, which repeats its formulas and
# follows up its stories rather than printing a dispatch twice. A logistic fit to the tuned pairs gives 0.05 and
# 0.08; 0.15 for one outlet gives the same figures and asks more where most formulas are.
ANOTHER_DAY = 0.05
ONE_OUTLET = 0.15
# Two dispatches turn out to be one where a text shares so much with texts of both, measured on the longer text of each
# two: a round-up that holds both in full does not join them. Raises recall on the tuned pairs from 0.86 to 0.93.
JOINS = 0.33
# Two texts are copies where each holds so much of the other. Chosen, not measured: the pairs say nothing of versions.
COPY = 0.8
# A text of fewer runs without formulas is compared with nothing but texts of the same runs. A
# sentence has about 12. Not measured.
FEWEST = 8
# Texts published further apart than this are no two appearances of one dispatch. Not measured:
# the pairs lie within three days.
DAYS = 10
# Texts that share most keys with a text are compared with it; with twice as many no tuned pair changes.
CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Match:
    """A text that carries the same dispatch.

    Attributes:
        text: the text.
        shared: the share of the shorter that both have.
        of_longer: the share of the longer that both have.
    """

    text: Text
    shared: float
    of_longer: float


@dataclass(frozen=True, slots=True)
class Matched:
    """What the shelf knows of a text.

    Attributes:
        matches: best first; empty if nothing carries the same dispatch.
        runs: the text's runs without formulas.
        keys: runs that shall lead to it.
        another_day: whether it was published on another day than the best match.
    """

    matches: tuple[Match, ...]
    runs: frozenset[int]
    keys: tuple[int, ...]
    another_day: bool

    @property
    def version(self) -> Version:
        """What the text is to the one it matches best."""
        if not self.matches:
            return "first"
        best = self.matches[0]
        if best.of_longer >= COPY:
            return "copy"
        if best.shared < COPY:
            return "edited"
        return "shortened" if len(self.runs) < len(best.text.runs) else "extended"

    @property
    def kept(self) -> bool:
        """Whether the text shall stand on the shelf: a copy adds nothing, unless it shows that runs come back on
        another day, as formulas do (a weather report may differ from yesterday's in its numbers only)."""
        return self.version != "copy" or self.another_day

    @property
    def joined(self) -> frozenset[int]:
        """Dispatches, besides that of the best match, which the text shows to be the same."""
        if not self.matches or self.matches[0].of_longer < JOINS:
            return frozenset()
        found = {match.text.dispatch for match in self.matches[1:] if match.of_longer >= JOINS}
        return frozenset(found - {self.matches[0].text.dispatch})


def matched(mine: Sketch, published: date | None, outlet: str | None, shelf: Shelf) -> Matched:
    """Compare a text with those on *shelf*. The work does not grow with the number of texts there."""
    known = formulas()
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
    found = (_compared(runs, met, shelf.text(n), published, outlet) for n, _ in counts.most_common(CANDIDATES))
    matches = sorted((m for m in found if m is not None), key=lambda m: (-m.shared, m.text.number))
    leading = tuple(run for run in keys if run not in met and run not in crowded)
    return Matched(tuple(matches), runs, leading, bool(matches) and matches[0].text.published != published)


def _compared(
    mine: frozenset[int], formulas_met: set[int], other: Text, published: date | None, outlet: str | None
) -> Match | None:
    """*other* as a match, if it is one."""
    apart = abs((published - other.published).days) if published and other.published else 0
    if apart > DAYS:
        return None
    theirs = other.runs - formulas_met
    shorter, longer = sorted((len(mine), len(theirs)))
    if not shorter or (shorter < FEWEST and mine != theirs):
        return None
    both = len(mine & theirs)
    least = SAME + (ANOTHER_DAY if apart else 0) + (ONE_OUTLET if outlet is not None and outlet == other.outlet else 0)
    return Match(other, both / shorter, both / longer) if both >= least * shorter else None


__all__ = ["Match", "Matched", "Place", "Version", "matched"]
