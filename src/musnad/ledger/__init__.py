"""The ledger: reports and their attributed claims in one SQLite file that only appends."""

from musnad.ledger.edits import Edit, edits
from musnad.ledger.ledger import Ledger
from musnad.ledger.rows import (
    Counts,
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
    "Hit",
    "HostEntry",
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
