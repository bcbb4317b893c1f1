"""Claims: statements of several reports put side by side, and what they are to each other."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from musnad.ledger import ReportEntry, Statement
from musnad.model import Span

RelationKind = Literal[
    "repeats", "copies", "supports", "denies", "retracts", "revises", "differs in figure", "blames another"
]
DISPUTES: frozenset[RelationKind] = frozenset({"denies", "retracts", "revises", "differs in figure", "blames another"})


@dataclass(frozen=True, slots=True)
class Relation:
    """What one statement is to an earlier one.

    Attributes:
        kind: repeats (same speaker, same act), copies (same words), supports (another origin says the same), denies,
            retracts (denies what the same speaker said), revises (another figure by the same speaker), differs in
            figure, blames another.
        statement, other: ids of the later and of the earlier statement.
        evidence: what it rests on, in words.
    """

    kind: RelationKind
    statement: str
    other: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The first known source of statements, whatever outlets carry them: ten that cite one observatory are one.

    *name* is None for anonymous sources, which are counted apart from the others.
    """

    name: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A narrated sentence that tells the same as a statement of a claim, in the outlet's own voice.

    Attributes:
        id: of the report and of where the sentence begins.
        report, span, text: where it stands, and its words.
        statement: id of the statement that it is most like.
        score, reasons: how surely it tells the same (0 to 1), and what speaks for it.
    """

    id: str
    report: ReportEntry
    span: Span
    text: str
    statement: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a claim's way: from the earlier statement to the later one, and what was lost or changed.

    *statement* is the id of a statement, or of a narrated sentence (:class:`Telling`).
    """

    day: date | None
    statement: str
    outlet: str | None
    from_statement: str | None
    from_outlet: str | None
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A figure that somebody gave: *low* and *high* bound it (None: open), *value* is None for a range."""

    day: date | None
    statement: str
    source: str | None
    counted: str
    status: str | None
    text: str
    value: int | float | None
    low: int | float | None
    high: int | float | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A group of statements that assert, deny or report the same.

    Attributes:
        id: of the claim; it stays while statements join.
        statements: by the day of their reports, undated last. Of nested ones only the innermost.
        relations: what each is to an earlier one.
        origins: known first sources, most statements first, and the anonymous ones.
        travel: the way from outlet to outlet.
        ladder: the figures, in time.
        labels: group of words (such as «dead») → label → outlet → count. Neutral counts.
        narrated: sentences of other reports that tell it in the outlet's own voice; empty unless the claim was asked
            for by itself.
    """

    id: str
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]
    origins: tuple[Origin, ...]
    travel: tuple[Step, ...]
    ladder: tuple[Rung, ...]
    labels: dict[str, dict[str, dict[str, int]]]
    narrated: tuple[Telling, ...] = ()

    @property
    def independent(self) -> int:
        """Known origins; the anonymous are not counted."""
        return sum(origin.name is not None for origin in self.origins)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Outlets that carry it, in the order of their first statement."""
        return tuple(dict.fromkeys(s.report.outlet for s in self.statements if s.report.outlet))

    @property
    def disputes(self) -> tuple[Relation, ...]:
        """Relations that are denials or differences."""
        return tuple(relation for relation in self.relations if relation.kind in DISPUTES)
