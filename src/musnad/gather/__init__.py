"""From outside to reports: files, folders, pages, tables, the standard input."""

from musnad.gather.events import Finished, Found, Limits, Skipped, Visited
from musnad.gather.gathering import Event, gather
from musnad.gather.metadata import Metadata

__all__ = ["Event", "Finished", "Found", "Limits", "Metadata", "Skipped", "Visited", "gather"]
