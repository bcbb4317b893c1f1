"""Writing what was read, batch by batch."""

import time

from musnad.compare.dispatch import catch_up
from musnad.gather import Visited
from musnad.ledger import Ledger
from musnad.model import Analysis, Snapshot

# A transaction costs some milliseconds; a kill loses at most one batch.
_REPORTS = 200
_CHARACTERS = 2_000_000
_SECONDS = 5.0


class Recorder:
    """Holds analyses and the keys of sources until there are enough, then records them together.

    A source is marked, and a visit noted, in the batch of its last report or later: never before all of it is
    recorded.

    Attributes:
        added, statements: what it has recorded so far.
        known: reports that turned out to be there already when their turn came.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._analyses: list[tuple[Analysis, Snapshot | None]] = []
        self._sightings: list[tuple[str, Snapshot]] = []
        self._visits: list[Visited] = []
        self._keys: list[str] = []
        self._expected: set[str] = set()
        self._characters = 0
        self._since = time.monotonic()
        self.added = 0
        self.statements = 0
        self.known = 0

    def expects(self, report_id: str) -> bool:
        """Note that a report of this id is on its way; False if it is already, or in the ledger."""
        if report_id in self._expected or report_id in self._ledger:
            return False
        self._expected.add(report_id)
        return True

    def forget(self, report_id: str) -> None:
        """A report on its way will not come."""
        self._expected.discard(report_id)

    def take(self, analysis: Analysis, snapshot: Snapshot | None = None) -> None:
        """Record *analysis* and what its report was read from, now or later."""
        self._analyses.append((analysis, snapshot))
        self._weigh(len(analysis.report.text), snapshot)

    def sight(self, report_id: str, snapshot: Snapshot) -> None:
        """Record that a report which is there, or on its way, was received again."""
        self._sightings.append((report_id, snapshot))
        self._weigh(0, snapshot)

    def visit(self, visited: Visited) -> None:
        """Note a visit after all that was taken so far."""
        self._visits.append(visited)
        self._weigh(0, visited.snapshot)

    def mark(self, key: str) -> None:
        """Mark the source *key* after all that was taken so far."""
        self._keys.append(key)
        if len(self._keys) >= _REPORTS:
            self.flush()

    def flush(self) -> None:
        """Record what is held.

        Raises:
            MusnadError: nothing of it is recorded, and it is held still.
        """
        added = statements = 0
        if self._analyses or self._sightings or self._visits or self._keys:
            with self._ledger.transaction():
                for analysis, snapshot in self._analyses:
                    if self._ledger.add(analysis, snapshot):
                        added += 1
                        statements += len(analysis.attributions)
                self._witness()
                for key in self._keys:
                    self._ledger.mark(key)
        self.added += added
        self.statements += statements
        self.known += len(self._analyses) - added
        self._expected.difference_update(analysis.report.id for analysis, _ in self._analyses)
        self._analyses.clear()
        self._sightings.clear()
        self._visits.clear()
        self._keys.clear()
        self._characters = 0
        # After the reports are safe: those that are not grouped now, and those of an older ledger, are by the next run.
        if added:
            catch_up(self._ledger)
        self._since = time.monotonic()

    def _weigh(self, characters: int, snapshot: Snapshot | None) -> None:
        self._characters += characters + len(snapshot.body or b"" if snapshot else b"")
        held = len(self._analyses) + len(self._sightings) + len(self._visits)
        if held >= _REPORTS or self._characters >= _CHARACTERS or time.monotonic() - self._since > _SECONDS:
            self.flush()

    def _witness(self) -> None:
        for report_id, snapshot in self._sightings:
            # One that was on its way may have failed to arrive.
            if report_id in self._ledger:
                self._ledger.keep(snapshot, report_id)
        for visited in self._visits:
            if visited.snapshot is not None:
                self._ledger.keep(visited.snapshot)
            self._ledger.note(visited.visit)
