"""Musnad reads Arabic news reports into a ledger of attributed claims."""

from typing import TYPE_CHECKING, Any

from musnad.model import Analysis, Attribution, MusnadError, Report, Settings, Span

if TYPE_CHECKING:
    from musnad.find.times import find_times
    from musnad.ledger import Ledger
    from musnad.pipeline import analyse

__version__ = "0.1.0"
__all__ = ["Analysis", "Attribution", "Ledger", "MusnadError", "Report", "Settings", "Span", "analyse", "find_times"]


def __getattr__(name: str) -> Any:
    """Load the reader and the ledger when first asked for: importing musnad stays cheap."""
    if name == "analyse":
        from musnad.pipeline import analyse

        return analyse
    if name == "Ledger":
        from musnad.ledger import Ledger

        return Ledger
    if name == "find_times":
        from musnad.find.times import find_times

        return find_times
    raise AttributeError(f"module 'musnad' has no attribute {name!r}")
