"""One JSON object a line: for programs, and for keeping everything that is known."""

from musnad.export.exporter import Exporter, Reading
from musnad.export.inside import inside_record
from musnad.export.records import line, narration_record, statement_record
from musnad.model import Inside


class Jsonl(Exporter):
    """``statements.jsonl``: a line for each statement, with its report and its chain; nothing is lost."""

    summary = "statements.jsonl: everything, a JSON object a line"
    tells_narration = True

    def begin(self) -> None:
        self._file = self.outbox.open("statements.jsonl")

    def write(self, reading: Reading) -> None:
        analysis = reading.analysis
        records = [
            (a.content.start, statement_record(s) | inside_record(analysis, reading.inside.get(a.id, Inside())))
            for s, a in ((s, s.attribution) for s in reading.statements)
        ]
        if self.narration:
            report = reading.report
            records += [
                (n.span.start, narration_record(report, n.span, n.span.of(report.text), n.story))
                for n in reading.analysis.narration
            ]
            # Statements stand in the order of the text already; the sort keeps those of one place so.
            records.sort(key=lambda placed: placed[0])
        for _, record in records:
            self._file.write(line(record) + "\n")
