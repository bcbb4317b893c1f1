"""What a run has done so far."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of one run.

    Attributes:
        analysed: reports analysed.
        words: words (between blanks) in these.
        added: reports recorded; those analysed last wait for the next batch.
        statements: statements in the recorded reports.
        known: reports that the ledger had already.
        finished: files read to their end.
        skipped: files left out because they were read to their end in an earlier run.
        problems: things that went wrong.
        unread: those of them for which something was left unread.
        asked: addresses fetched.
        unchanged: those of them that had not changed since they were fetched last.
        seconds: since the start.
    """

    analysed: int = 0
    words: int = 0
    added: int = 0
    statements: int = 0
    known: int = 0
    finished: int = 0
    skipped: int = 0
    problems: int = 0
    unread: int = 0
    asked: int = 0
    unchanged: int = 0
    seconds: float = 0.0

    @property
    def words_per_second(self) -> float:
        """Speed over the whole run, start-up included."""
        return self.words / self.seconds if self.seconds else 0.0
