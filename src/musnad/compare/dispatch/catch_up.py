"""The dispatches of the reports in a ledger, found as reports come in."""

from collections.abc import Callable, Collection, Iterable, Sequence

from musnad.compare.dispatch.agency import agency_of
from musnad.compare.dispatch.match import matched
from musnad.compare.dispatch.shelf import Place, Text, ordinal
from musnad.ledger import Ledger
from musnad.ledger.dispatches import DispatchTables
from musnad.model import Report

# Reports that are recorded together: a transaction costs some milliseconds, and others wait while it lasts.
_BATCH = 500


def catch_up(ledger: Ledger, on_progress: Callable[[int], None] | None = None) -> int:
    """Find the dispatches of the reports in *ledger* that were added since the last time; their number.

    Reports of a ledger that was made before dispatches were known are gone through as well. Ending early loses
    nothing: the next call goes on. *on_progress* is called with the number of reports done so far, after each batch.

    Raises:
        MusnadError: the ledger cannot be written.
    """
    done = 0
    tables = ledger.dispatch_tables
    shelf = _LedgerShelf(tables)
    while True:
        with ledger.transaction():
            # Asked for inside: another program may be at the same work.
            batch = tables.ungrouped(_BATCH)
            for row, report in batch:
                _add(tables, shelf, row, report)
        if not batch:
            return done
        done += len(batch)
        if on_progress:
            on_progress(done)


def _add(tables: DispatchTables, shelf: "_LedgerShelf", row: int, report: Report) -> None:
    found = matched(report.text, report.published, report.outlet, shelf)
    best = found.matches[0] if found.matches else None
    dispatch = best.text.dispatch if best else row
    for other in found.joined:
        dispatch = tables.join(dispatch, other)
    tables.add(
        row,
        dispatch,
        best.text.number if best else None,
        found.version,
        round(best.shared, 3) if best else 0.0,
        agency_of(report.text),
    )
    for match in found.besides:
        version = match.version(len(found.runs))
        tables.add_besides(row, match.text.dispatch, match.text.number, version, round(match.shared, 3))
    for match in found.holders:
        tables.add_besides(match.text.number, dispatch, row, match.version_of_text, round(match.shared, 3))
    if found.kept:
        shelf.put(Text(row, dispatch, report.published, report.outlet, found.runs), report.text, found.keys)


class _LedgerShelf:
    """The texts in a ledger, as :class:`musnad.compare.dispatch.shelf.Shelf` wants them."""

    def __init__(self, tables: DispatchTables) -> None:
        self._tables = tables

    def places(self, keys: Collection[int]) -> Iterable[tuple[int, Sequence[Place]]]:
        """For each of *keys* that leads somewhere, where."""
        return self._tables.places(keys)

    def text(self, number: int) -> Text:
        """The text of the report in row *number*."""
        kept = self._tables.text(number)
        return Text(number, kept.dispatch, kept.published, kept.outlet, kept.runs)

    def body(self, number: int) -> str:
        """The text of the report in row *number*."""
        return self._tables.body(number)

    def of_dispatch(self, dispatch: int, most: int) -> Sequence[int]:
        """The numbers of the first *most* texts that carry *dispatch*."""
        return self._tables.of_dispatch(dispatch, most)

    def put(self, text: Text, body: str, keys: Iterable[int]) -> None:
        """Keep a text, to which *keys* shall lead; its words stand in the report."""
        self._tables.keep(text.number, text.runs, keys, ordinal(text.published))
