"""Statements of different reports that are one claim: who repeats it, who denies it, whose figure differs."""

from musnad.compare.claims.claim import Claim, Origin, Relation, RelationKind, Rung, Step
from musnad.compare.claims.reading import Claims
from musnad.compare.claims.sides import Side, sides
from musnad.compare.claims.within import Within, within_report

__all__ = [
    "Claim",
    "Claims",
    "Origin",
    "Relation",
    "RelationKind",
    "Rung",
    "Side",
    "Step",
    "Within",
    "sides",
    "within_report",
]
