"""Is it the same dispatch, the same claim? Who repeats, denies, differs?"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.compare.stances import Stance, stance

__all__ = ["Stance", "stance"]

# Loaded when first asked for: who groups dispatches needs no weights.
_LAZY = {"Stance": "musnad.compare.stances", "stance": "musnad.compare.stances"}


def __getattr__(name: str) -> Any:
    """Load what is named in ``_LAZY``."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'musnad.compare' has no attribute {name!r}")
