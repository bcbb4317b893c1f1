"""Is it the same person, the same body? Names across reports, and names from other lists."""

from musnad.resolve.link import link
from musnad.resolve.lists import import_names

__all__ = ["import_names", "link"]
