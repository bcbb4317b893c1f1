"""Musnad reads Arabic news reports into a ledger of attributed claims."""

from typing import TYPE_CHECKING, Any

from musnad.model import Analysis, Attribution, Figure, MusnadError, Number, Report, Settings, Span
from musnad.version import __version__

if TYPE_CHECKING:
    from musnad.find.numbers import find_figures, find_numbers
    from musnad.ledger import Ledger
    from musnad.pipeline import analyse

__all__ = [
    "Analysis",
    "Attribution",
    "Figure",
    "Ledger",
    "MusnadError",
    "Number",
    "Report",
    "Settings",
    "Span",
    "__version__",
    "analyse",
    "find_figures",
    "find_numbers",
]


def __getattr__(name: str) -> Any:
    """Load the reader and the ledger when first asked for: importing musnad stays cheap."""
    if name == "analyse":
        from musnad.pipeline import analyse

        return analyse
    if name == "Ledger":
        from musnad.ledger import Ledger

        return Ledger
    if name in ("find_figures", "find_numbers"):
        from musnad.find import numbers

        return getattr(numbers, name)
    raise AttributeError(f"module 'musnad' has no attribute {name!r}")
