"""Many reports into a ledger, by one process or several, from files or from the web."""

from typing import TYPE_CHECKING, Any

from musnad.bulk.attempts import Analyser
from musnad.bulk.reading import read_into
from musnad.bulk.summary import Summary

if TYPE_CHECKING:
    from musnad.bulk.fetching import fetch_into, watch_into

__all__ = ["Analyser", "Summary", "fetch_into", "read_into", "watch_into"]


def __getattr__(name: str) -> Any:
    """Load what the web needs when it is first asked for: most runs read files."""
    if name in ("fetch_into", "watch_into"):
        from musnad.bulk import fetching

        return getattr(fetching, name)
    raise AttributeError(f"module 'musnad.bulk' has no attribute {name!r}")
