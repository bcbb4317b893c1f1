"""The ledger: reports and their attributed claims in one SQLite file that only appends."""

from musnad.ledger.edits import Edit, edits
from musnad.ledger.identities import Judgement
from musnad.ledger.ledger import Ledger
from musnad.ledger.rows import (
    Counts,
    Entity,
    EntityEntry,
    Hit,
    HostEntry,
    Link,
    Mismatch,
    Narrated,
    ReportEntry,
    SnapshotEntry,
    SourceEntry,
    Statement,
    Verification,
)

__all__ = [
    "Counts",
    "Edit",
    "Entity",
    "EntityEntry",
    "Hit",
    "HostEntry",
    "Judgement",
    "Ledger",
    "Link",
    "Mismatch",
    "Narrated",
    "ReportEntry",
    "SnapshotEntry",
    "SourceEntry",
    "Statement",
    "Verification",
    "edits",
]
