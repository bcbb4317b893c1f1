"""What people have corrected, in the format of gold annotation: for training and for scoring."""

from collections.abc import Iterable
from dataclasses import replace

from musnad.export.exporter import Reading
from musnad.export.standoff import Standoff
from musnad.ledger import corrected, effective
from musnad.model import Attribution


class Corrected(Standoff):
    """``<stem>.json`` for each report of which a statement was judged: as ``standoff``, with the corrections that
    stand applied, wrong statements left out and those that people added put in. «judged» numbers the statements that
    somebody has looked at, «added» those that the reader had missed.
    """

    summary = "as standoff, with people's corrections applied; only reports that somebody has corrected"

    def write(self, reading: Reading) -> None:
        # Numbers go on where those of the reader end, so that a number means what it meant.
        last = max((s.attribution.id for s in reading.statements), default=0)
        missed = [each.statement for each in reading.additions if each.stands and each.statement]
        added = [replace(each, id=number) for number, each in enumerate(missed, last + 1)]
        if not added and not any(c.stands for found in reading.corrections.values() for c in found):
            return
        kept, judged, wrong = _apply(reading, added)
        numbers = [each.id for each in added]
        self._put(reading.report, kept, {"judged": judged + numbers, "wrong": wrong, "added": numbers})


def _apply(reading: Reading, added: Iterable[Attribution]) -> tuple[list[Attribution], list[int], list[int]]:
    """Attributions as corrected, without wrong ones, then *added*; numbers of those judged, and of the wrong ones."""
    everything: dict[int, Attribution] = {}
    judged: list[int] = []
    wrong: list[int] = []
    for statement in reading.statements:
        standing = effective(reading.corrections.get(statement.id, ()))
        attribution = statement.attribution
        everything[attribution.id] = corrected(attribution, standing)
        if standing:
            judged.append(attribution.id)
        if "verdict" in standing and standing["verdict"].value == "wrong":
            wrong.append(attribution.id)
    everything |= {each.id: each for each in added}
    gone = set(wrong)
    kept = []
    for attribution in everything.values():
        if attribution.id in gone:
            continue
        # What lay in a wrong statement lies in what that lay in. The steps are bounded: corrections made by
        # other programs could hold a ring.
        parent = attribution.parent
        for _ in everything:
            if parent not in gone:
                break
            parent = everything[parent].parent if parent is not None else None
        kept.append(replace(attribution, parent=None if parent in gone else parent))
    return kept, judged, wrong
