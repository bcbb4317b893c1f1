"""The same dispatch in several reports: copies, shortened and extended versions."""

from musnad.compare.dispatch.agency import agency_id, agency_name, agency_of
from musnad.compare.dispatch.catch_up import catch_up
from musnad.compare.dispatch.group import Dispatch, Grouper, Member, group
from musnad.compare.dispatch.match import Version
from musnad.compare.dispatch.sketch import Sketch, sketch

__all__ = [
    "Dispatch",
    "Grouper",
    "Member",
    "Sketch",
    "Version",
    "agency_id",
    "agency_name",
    "agency_of",
    "catch_up",
    "group",
    "sketch",
]
