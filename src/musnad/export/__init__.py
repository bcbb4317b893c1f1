"""The ledger in other programs' formats: one file for each, and all of them in one list."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from musnad.export.corrected import Corrected
from musnad.export.csv import Csv
from musnad.export.exporter import Exporter, Reading
from musnad.export.jsonl import Jsonl
from musnad.export.outbox import Outbox
from musnad.export.standoff import Standoff
from musnad.ledger import Addition, Correction, Ledger
from musnad.model import MusnadError, Problem

__all__ = ["EXPORTERS", "Exporter", "Outbox", "Reading", "export"]

# A new format is one file and one line here (and its section in docs/export.md).
EXPORTERS: Mapping[str, type[Exporter]] = MappingProxyType(
    {
        "jsonl": Jsonl,
        "csv": Csv,
        "standoff": Standoff,
        "corrected": Corrected,
    }
)


def export(
    ledger: Ledger,
    format_: str,
    out: str | Path,
    *,
    narration: bool = False,
    notice: Callable[[Problem], None] = lambda _: None,
) -> Outbox:
    """Write all that *ledger* holds into the folder *out*, which is made if need be.

    Every file appears whole or not at all, and replaces one of its name; other files in *out* stay. One
    report is held in memory at a time. The same reports added in the same order give the same bytes.

    Args:
        format_: one of :data:`EXPORTERS`.
        narration: also the sentences in the outlet's own voice, where the format has a place for them.
        notice: called with what is worth knowing: a report that could not have its own name, say.

    Returns:
        The outbox, closed, which knows what was written and what was replaced.

    Raises:
        MusnadError: there is no such format, it has no place for narration, or *out* cannot be written.
    """
    exporter = EXPORTERS.get(format_)
    if exporter is None:
        raise MusnadError(f"There is no format «{format_}». Choose one of: {', '.join(EXPORTERS)}.")
    if narration and not exporter.tells_narration:
        able = ", ".join(name for name, each in EXPORTERS.items() if each.tells_narration)
        raise MusnadError(f"The format {format_} has no place for narration. Choose one that has: {able}.")
    corrections: dict[str, list[Correction]] = {}
    for correction in ledger.corrections():
        corrections.setdefault(correction.statement, []).append(correction)
    additions: dict[str, list[Addition]] = {}
    for addition in ledger.additions():
        additions.setdefault(addition.report, []).append(addition)
    with Outbox(out) as outbox:
        writing = exporter(outbox, notice=notice, narration=narration)
        if judgements := ledger.names.judgements():
            writing.judged(judgements)
        for report_id in ledger:
            analysis = ledger.get(report_id)
            statements = tuple(ledger.statements(report_id))
            of_report = {s.id: corrections[s.id] for s in statements if s.id in corrections}
            added = tuple(additions.get(report_id, ()))
            writing.write(Reading(analysis, statements, ledger.inside(analysis), of_report, added))
    return outbox
