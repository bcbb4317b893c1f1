"""Musnad reads Arabic news reports into a ledger of attributed claims."""

from typing import TYPE_CHECKING, Any

from musnad.model import Analysis, Attribution, MusnadError, Report, Settings, Span

if TYPE_CHECKING:
    from musnad.find.places import find_places
    from musnad.ledger import Ledger
    from musnad.pipeline import analyse

__version__ = "0.1.0"
__all__ = ["Analysis", "Attribution", "Ledger", "MusnadError", "Report", "Settings", "Span", "analyse", "find_places"]


def __getattr__(name: str) -> Any:
    """Load the reader and the ledger when first asked for: importing musnad stays cheap."""
    if name == "analyse":
        from musnad.pipeline import analyse

        return analyse
    if name == "Ledger":
        from musnad.ledger import Ledger

        return Ledger
    if name == "find_places":
        from musnad.find.places import find_places

        return find_places
    raise AttributeError(f"module 'musnad' has no attribute {name!r}")
