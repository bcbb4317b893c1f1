"""Musnad reads Arabic news reports into a ledger of attributed claims."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from musnad.model import Analysis, Attribution, Figure, MusnadError, Number, PlaceMention, Report, Settings, Span, Time
from musnad.version import __version__

if TYPE_CHECKING:
    from musnad.find.numbers import find_figures, find_numbers
    from musnad.find.places import find_places
    from musnad.find.times import find_times
    from musnad.ledger import Ledger
    from musnad.pipeline import analyse

__all__ = [
    "Analysis",
    "Attribution",
    "Figure",
    "Ledger",
    "MusnadError",
    "Number",
    "PlaceMention",
    "Report",
    "Settings",
    "Span",
    "Time",
    "__version__",
    "analyse",
    "find_figures",
    "find_numbers",
    "find_places",
    "find_times",
]

# Where the readers and the ledger come from: loaded when first asked for, so that importing musnad stays cheap.
_LAZY = {
    "Ledger": "musnad.ledger",
    "analyse": "musnad.pipeline",
    "find_figures": "musnad.find.numbers",
    "find_numbers": "musnad.find.numbers",
    "find_places": "musnad.find.places",
    "find_times": "musnad.find.times",
}


def __getattr__(name: str) -> Any:
    """Load what is named in ``_LAZY``."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'musnad' has no attribute {name!r}")
