"""On which side of a claim each statement stands: that of its first one, or that of those who deny it."""

from typing import Literal

from musnad.compare.claims.claim import Claim, RelationKind

Side = Literal["supports", "denies", "blames another"]

_TURNS: frozenset[RelationKind] = frozenset({"denies", "retracts"})


def sides(claim: Claim) -> dict[str, Side]:
    """The side of each statement, by its id; in the order of the claim. Linear in their number.

    A statement stands where the one stands to which it is related, and across where it denies or retracts that: so
    who denies a denial supports. «supports» is the side of the first statement, unless that is itself a denial. Whoever
    blames another neither supports nor denies.
    """
    bonds = {relation.statement: relation for relation in claim.relations}
    found: dict[str, Side] = {}
    for statement in claim.statements:
        bond = bonds.get(statement.id)
        before = found.get(bond.other) if bond else None
        if bond is None or before is None:
            found[statement.id] = "denies" if statement.attribution.force == "deny" else "supports"
        elif bond.kind == "blames another":
            found[statement.id] = "blames another"
        elif bond.kind in _TURNS:
            found[statement.id] = "denies" if before == "supports" else "supports"
        else:
            found[statement.id] = before
    return found
