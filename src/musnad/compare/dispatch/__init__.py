"""The same dispatch in several reports: copies, shortened and extended versions."""

from musnad.compare.dispatch.agency import agency_of
from musnad.compare.dispatch.group import Dispatch, Grouper, Member, Version, group
from musnad.compare.dispatch.sketch import Sketch, sketch

__all__ = ["Dispatch", "Grouper", "Member", "Sketch", "Version", "agency_of", "group", "sketch"]
