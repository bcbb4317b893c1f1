"""The ledger: reports and their attributed claims in one SQLite file that only appends."""

from musnad.ledger.corrections import FIELDS, Conflict, corrected, effective
from musnad.ledger.edits import Edit, edits
from musnad.ledger.ledger import Ledger
from musnad.ledger.rows import (
    Correction,
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
    "FIELDS",
    "Conflict",
    "Correction",
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
    "corrected",
    "edits",
    "effective",
]
