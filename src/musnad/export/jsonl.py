"""One JSON object a line: for programs, and for keeping everything that is known."""

from collections.abc import Sequence

from musnad.export.exporter import Exporter, Reading
from musnad.export.inside import inside_record
from musnad.export.records import (
    addition_record,
    correction_record,
    judgement_record,
    line,
    narration_record,
    statement_record,
)
from musnad.ledger import Judgement
from musnad.model import Inside


class Jsonl(Exporter):
    """``statements.jsonl``: a line for each statement, with its report and its chain; nothing is lost. Where people
    have judged names, also ``judgements.jsonl``."""

    summary = "statements.jsonl: everything, a JSON object a line"
    tells_narration = True

    def begin(self) -> None:
        self._file = self.outbox.open("statements.jsonl")

    def judged(self, judgements: Sequence[Judgement]) -> None:
        self.outbox.open("judgements.jsonl").writelines(line(judgement_record(each)) + "\n" for each in judgements)

    def write(self, reading: Reading) -> None:
        analysis = reading.analysis
        records = []
        for statement in reading.statements:
            inside = reading.inside.get(statement.attribution.id, Inside())
            record = statement_record(statement) | inside_record(analysis, inside)
            if found := reading.corrections.get(statement.id):
                record["corrections"] = [correction_record(each) for each in found]
            records.append((statement.attribution.content.start, record))
        if self.narration:
            report = reading.report
            records += [
                (n.span.start, narration_record(report, n.span, n.span.of(report.text), n.story))
                for n in reading.analysis.narration
            ]
            # Statements stand in the order of the text already; the sort keeps those of one place so.
            records.sort(key=lambda placed: placed[0])
        records += [(0, addition_record(each, analysis.report)) for each in reading.additions]
        for _, record in records:
            self._file.write(line(record) + "\n")
