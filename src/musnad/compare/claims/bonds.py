"""A bond between two passages of one report."""

from dataclasses import dataclass
from typing import Literal, get_args

from musnad.model import Span

Bond = Literal["denies", "differs in figure"]

# How a bond is told among the reasons for which a statement is in its claim: as what joined it to the other statement,
# or, where there is none to join, as a mark by which its report is found again.
_JOINED, _MARKED = "in one report", "in its report"


@dataclass(frozen=True, slots=True)
class Within:
    """A bond between two passages of a report.

    Attributes:
        kind: what the first is to the second.
        first: number of the statement; where *denial* is given, of the innermost one in which that stands, None where
            that is narration.
        second: number of the other statement; None where it is narration.
        span: the passage of the other.
        evidence: in words, what the bond rests on.
        denial: a denial that is told in passing, by a noun («despite the denial of the ministry»).
        denier: who denies so, as written; None where that is not said.
    """

    kind: Bond
    first: int | None
    second: int | None
    span: Span
    evidence: str
    denial: Span | None = None
    denier: str | None = None


def joined_reason(bond: Within) -> str:
    """The reason for which a statement is in the claim of the other."""
    return f"{_JOINED}: {bond.kind}; {bond.evidence}"


def marked_reason(bond: Within) -> str:
    """The mark of a bond with no other statement."""
    return f"{MARK}{bond.kind}"


def bond_in(reason: str) -> tuple[Bond, str] | None:
    """Kind and evidence of a bond that joined a statement; None where *reason* is another."""
    if not reason.startswith(f"{_JOINED}: "):
        return None
    kind, _, evidence = reason.removeprefix(f"{_JOINED}: ").partition("; ")
    return next(((known, evidence) for known in get_args(Bond) if known == kind), None)


MARK = f"{_MARKED}: "
