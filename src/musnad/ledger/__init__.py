"""The ledger: reports and their attributed claims in one SQLite file that only appends."""

from musnad.ledger.ledger import Ledger
from musnad.ledger.rows import Counts, Dispatch, DispatchMember, Hit, Link, Narrated, ReportEntry, Statement

__all__ = ["Counts", "Dispatch", "DispatchMember", "Hit", "Ledger", "Link", "Narrated", "ReportEntry", "Statement"]
