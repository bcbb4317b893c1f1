"""Where and when what a figure counts came about, as far as its own statement says."""

from collections.abc import Sequence
from typing import TypeVar

from musnad.model.analysis import Inside
from musnad.model.place import PlaceMention
from musnad.model.quantity import Figure
from musnad.model.time import Time

_Told = TypeVar("_Told", PlaceMention, Time)
# Times that do not say when.
_NO_MOMENT = ("duration", "set")


def circumstances(inside: Inside) -> tuple[tuple[PlaceMention | None, Time | None], ...]:
    """The place and the time of each of ``inside.figures``, None where the statement tells none.

    What follows a figure before the next one is its own («مقتل ثلاثة في … وإصابة خمسة في …»); else what stands nearest
    before it; else what comes first after it. Places in doubt, places that stand for who governs there, durations and
    repetitions are left aside. Linear in what is inside.
    """
    places = [p for p in inside.places if p.place is not None and p.stands_for == "place"]
    times = [t for t in inside.times if t.kind not in _NO_MOMENT]
    return tuple(zip(_nearest(inside.figures, places), _nearest(inside.figures, times), strict=True))


def _nearest(figures: Sequence[Figure], told: Sequence[_Told]) -> list[_Told | None]:
    found: list[_Told | None] = []
    at = 0
    for i, figure in enumerate(figures):
        while at < len(told) and told[at].span.start < figure.span.start:
            at += 1
        until = figures[i + 1].span.start if i + 1 < len(figures) else None
        after = told[at] if at < len(told) else None
        if after is not None and (until is None or after.span.start < until):
            found.append(after)
        else:
            found.append(told[at - 1] if at else after)
    return found
