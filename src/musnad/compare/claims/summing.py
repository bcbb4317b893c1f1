"""A claim in a few numbers, for lists."""

from musnad.compare.claims.claim import Claim
from musnad.ledger.claim_summaries import ClaimSummary

# Disputes of which a list tells, and characters of a piece of evidence.
_TOLD, _LONGEST = 3, 200


def summary_of(claim: Claim, lead: int) -> ClaimSummary:
    """What a list shows of *claim*; *lead* is the row of its first statement."""
    kinds = [relation.kind for relation in claim.disputes]
    days = [s.report.published for s in claim.statements if s.report.published]
    told = tuple((r.kind, *(each[:_LONGEST] for each in r.evidence[:2])) for r in claim.disputes[:_TOLD])
    return ClaimSummary(
        claim=claim.id,
        lead=lead,
        statements=len(claim.statements),
        outlets=len(claim.outlets),
        origins=claim.independent,
        denials=kinds.count("denies") + kinds.count("retracts"),
        differences=kinds.count("differs in figure") + kinds.count("revises"),
        disputes=len(kinds),
        first=min(days, default=None),
        last=max(days, default=None),
        told=told,
    )
