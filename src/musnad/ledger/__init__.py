"""The ledger: reports and their attributed claims in one SQLite file that only appends."""

from musnad.ledger.corrections import FIELDS, Conflict, corrected, effective
from musnad.ledger.edits import Edit, edits
from musnad.ledger.identities import Judgement
from musnad.ledger.ledger import Ledger
from musnad.ledger.links import FoundEntity, NewLink
from musnad.ledger.own_names import NEW, Imported, Names
from musnad.ledger.own_reading import TENURES
from musnad.ledger.rows import (
    Addition,
    Correction,
    Counts,
    Dispatch,
    DispatchMember,
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
    "FIELDS",
    "NEW",
    "TENURES",
    "Addition",
    "Conflict",
    "Correction",
    "Counts",
    "Dispatch",
    "DispatchMember",
    "Edit",
    "Entity",
    "EntityEntry",
    "FoundEntity",
    "Hit",
    "HostEntry",
    "Imported",
    "Judgement",
    "Ledger",
    "Link",
    "Mismatch",
    "Names",
    "Narrated",
    "NewLink",
    "ReportEntry",
    "SnapshotEntry",
    "SourceEntry",
    "Statement",
    "Verification",
    "corrected",
    "edits",
    "effective",
]
