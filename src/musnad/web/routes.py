"""Every address of the desk in one list, from which also the description of the API is made."""

from dataclasses import dataclass, fields

from musnad.web import api, correcting, pages, pasting
from musnad.web.asking import Asked
from musnad.web.desk import Handler

ASKED = tuple(field.name for field in fields(Asked))
_PAGED = ("page", "size")


@dataclass(frozen=True, slots=True)
class Address:
    """An address: path, what answers, and which parameters it takes.

    Attributes:
        writes: whether it takes POST and changes something; such are missing from a read-only desk.
        posts: whether it takes POST and changes nothing.
    """

    path: str
    handler: Handler
    parameters: tuple[str, ...] = ()
    writes: bool = False
    posts: bool = False


PAGES: tuple[Address, ...] = (
    Address("/", pages.front),
    Address("/search", pages.search, (*ASKED, "after", "before")),
    Address("/reports", pages.reports, (*ASKED, "page")),
    Address("/report/{id}", pages.report, ("dim", "at")),
    Address("/report/{id}/changes/{other}", pages.changes),
    Address("/statement/{id}", pages.statement),
    Address("/statement/{id}/correct", correcting.form),
    Address("/statement/{id}/correct", correcting.correct, writes=True),
    Address("/corrections", pages.corrections, ("page",)),
    Address("/corrections/{id}/undo", correcting.undo, writes=True),
    Address("/speakers", pages.speakers, (*ASKED, "page")),
    Address("/speaker/{name:path}", pages.speaker),
    Address("/outlets", pages.outlets),
    Address("/outlet/{name:path}", pages.outlet),
    Address("/read", pasting.form),
    Address("/read", pasting.read, posts=True),
    Address("/snapshot/{id}", pages.snapshot),
    Address("/settings", pages.settings, ("language", "digits", "theme", "next")),
    Address("/signin", pages.sign_in, ("next",)),
    Address("/signin", pages.sign_in, posts=True),
    Address("/signout", pages.sign_out, posts=True),
    Address("/static/{name}", pages.asset),
)

API: tuple[Address, ...] = (
    Address("/api/search", api.search, (*ASKED, "after", "before", "size")),
    Address("/api/search.{ending}", api.search_list, ASKED),
    Address("/api/reports", api.reports, (*ASKED, *_PAGED)),
    Address("/api/reports.{ending}", api.reports_list, ASKED),
    Address("/api/reports/{id}", api.report),
    Address("/api/statements/{id}", api.statement),
    Address("/api/statements/{id}/corrections", api.correct, writes=True),
    Address("/api/speakers", api.speakers, (*ASKED, *_PAGED)),
    Address("/api/speakers.{ending}", api.speakers_list, ASKED),
    Address("/api/speakers/{name:path}", api.speaker),
    Address("/api/outlets", api.outlets),
    Address("/api/outlets.{ending}", api.outlets_list),
    Address("/api/outlets/{name:path}", api.outlet),
    Address("/api/names", api.names, ("q",)),
    Address("/api/corrections", api.corrections),
    Address("/api/corrections.{ending}", api.corrections_list),
    Address("/api/corrections/{id}/undo", api.undo, writes=True),
    Address("/api/read", api.read, posts=True),
)
