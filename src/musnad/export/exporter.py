"""What every export format has in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from musnad.export.outbox import Outbox
from musnad.ledger import Addition, Correction, Judgement, Statement
from musnad.model import Analysis, Inside, Problem, Report


@dataclass(frozen=True, slots=True)
class Reading:
    """One report as the ledger holds it: its analysis, its statements with ids, words and chains, what each of them (by
    its number) speaks of, what people have corrected of them, by the statement's id, and what people added, both oldest
    first."""

    analysis: Analysis
    statements: tuple[Statement, ...]
    inside: Mapping[int, Inside] = field(default_factory=dict)
    corrections: Mapping[str, list[Correction]] = field(default_factory=dict)
    additions: Sequence[Addition] = ()

    @property
    def report(self) -> Report:
        """The report that was read."""
        return self.analysis.report


class Exporter(ABC):
    """Writes readings in one format. It opens its files when made; the outbox closes them.

    Attributes:
        summary: one line for the list of formats.
        tells_narration: whether the format has a place for sentences in the outlet's own voice.
    """

    summary: ClassVar[str]
    tells_narration: ClassVar[bool] = False

    def __init__(
        self, outbox: Outbox, *, notice: Callable[[Problem], None] = lambda _: None, narration: bool = False
    ) -> None:
        self.outbox = outbox
        self.notice = notice
        self.narration = narration
        self.begin()

    def begin(self) -> None:  # noqa: B027 — a format that writes a file for each report has nothing to begin
        """Open the files that all reports share, and write their first lines."""

    def judged(self, judgements: Sequence[Judgement]) -> None:  # noqa: B027 — not every format has a place for them
        """Write what people judged of names; called once, before the reports, where there is something."""

    @abstractmethod
    def write(self, reading: Reading) -> None:
        """Write one report; they come in the order in which they were added."""
