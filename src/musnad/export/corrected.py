"""What people have corrected, in the format of gold annotation: for training and for scoring."""

import json
from dataclasses import replace

from musnad.export.exporter import Exporter, Reading
from musnad.export.file_names import FileNames
from musnad.export.standoff import row
from musnad.ledger import corrected, effective
from musnad.model import Attribution, Problem


class Corrected(Exporter):
    """``<stem>.json`` for each report of which a statement was judged: as ``standoff``, with the corrections that
    stand applied and wrong statements left out. «judged» numbers the statements that somebody has looked at.
    """

    summary = "as standoff, with people's corrections applied; only reports that somebody has corrected"

    def begin(self) -> None:
        self._names = FileNames(".json")

    def write(self, reading: Reading) -> None:
        if not any(c.stands for found in reading.corrections.values() for c in found):
            return
        kept, judged, wrong = _apply(reading)
        report = reading.report
        name, why = self._names.take(report.name, report.id)
        document = {
            "doc": report.name or f"{name.removesuffix('.json')}.txt",
            "sha256": report.sha256,
            "attributions": [row(a) for a in kept],
            "judged": judged,
            "wrong": wrong,
        }
        text = json.dumps(document, ensure_ascii=False, indent=1)
        try:
            text.encode()
        except UnicodeEncodeError:
            text = json.dumps(document, indent=1)
        self.outbox.put(name, text + "\n")
        if why:
            self.notice(Problem(report.name or report.id, "", f"{why}; written as {name}.", fatal=False))


def _apply(reading: Reading) -> tuple[list[Attribution], list[int], list[int]]:
    """Attributions as corrected, without wrong ones; numbers of those judged, and of the wrong ones."""
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
