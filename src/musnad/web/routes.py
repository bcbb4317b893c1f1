"""Every address of the desk in one list, from which also the description of the API is made."""

from dataclasses import dataclass, fields

from musnad.web import (
    adding,
    api,
    api_judging,
    claims,
    claims_api,
    correcting,
    entity_pages,
    judging,
    map_pages,
    name_judging,
    pages,
    pasting,
    place_pages,
)
from musnad.web.asking import Asked
from musnad.web.claims_asked import ClaimsAsked
from musnad.web.desk import Handler
from musnad.web.where import Where

ASKED = tuple(field.name for field in fields(Asked))
CLAIMS_ASKED = tuple(field.name for field in fields(ClaimsAsked))
_PAGED = ("page", "size")
# A place is asked for elsewhere too.
_WHERE = tuple(field.name for field in fields(Where) if field.name not in ASKED)


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
    Address("/claims", claims.claims, (*CLAIMS_ASKED, "page")),
    Address("/claims/judgements", claims.judgements, ("page",)),
    Address("/claims/judgements/{id}/undo", judging.undo, writes=True),
    Address("/claim/{id}", claims.claim, ("page",)),
    Address("/claim/{id}/judge", judging.form, ("statement", "other", "q")),
    Address("/claim/{id}/merge", judging.merge, writes=True),
    Address("/claim/{id}/split", judging.split, writes=True),
    Address("/report/{id}/add", adding.form),
    Address("/report/{id}/add", adding.add, writes=True),
    Address("/additions", adding.additions, ("page",)),
    Address("/additions/{id}/undo", adding.undo, writes=True),
    Address("/report/{id}/names", name_judging.names),
    Address("/report/{id}/name", name_judging.name, ("name", "q")),
    Address("/report/{id}/name", name_judging.link, writes=True),
    Address("/entity/{id}/judge", name_judging.entity, ("q",)),
    Address("/entity/{id}/merge", name_judging.merge, writes=True),
    Address("/entity/{id}/split", name_judging.split, writes=True),
    Address("/judgements", name_judging.judgements, ("page",)),
    Address("/judgements/{id}/undo", name_judging.undo, writes=True),
    Address("/speakers", pages.speakers, (*ASKED, "page")),
    Address("/speaker/{name:path}", pages.speaker),
    Address("/entities", entity_pages.entities, (*ASKED, "what", "page")),
    Address("/entity/{id}", entity_pages.entity),
    Address("/places", place_pages.places, (*ASKED, "class", "within", "page")),
    Address("/place/{id}", place_pages.place),
    Address("/outlets", pages.outlets),
    Address("/outlet/{name:path}", pages.outlet),
    Address("/map", map_pages.page, (*ASKED, *_WHERE, "after", "before", "page")),
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
    Address("/api/counts.{ending}", api.counts_list, ASKED),
    Address("/api/verbs.{ending}", api.verbs_list, ASKED),
    Address("/api/reports", api.reports, (*ASKED, *_PAGED)),
    Address("/api/reports.{ending}", api.reports_list, ASKED),
    Address("/api/reports/{id}", api.report),
    Address("/api/reports/{id}/statements.{ending}", api.report_list),
    Address("/api/statements/{id}", api.statement),
    Address("/api/statements/{id}/corrections", api.correct, writes=True),
    Address("/api/claims", claims_api.claims, (*CLAIMS_ASKED, *_PAGED)),
    Address("/api/claims.{ending}", claims_api.claims_list, CLAIMS_ASKED),
    Address("/api/claims/judgements", claims_api.judgements),
    Address("/api/claims/judgements.{ending}", claims_api.judgements_list),
    Address("/api/claims/judgements/{id}/undo", claims_api.undo, writes=True),
    Address("/api/claims/{id}", claims_api.claim),
    Address("/api/claims/{id}/statements.{ending}", claims_api.statements_list),
    Address("/api/claims/{id}/figures.{ending}", claims_api.figures_list),
    Address("/api/claims/{id}/merge", claims_api.merge, writes=True),
    Address("/api/claims/{id}/split", claims_api.split, writes=True),
    Address("/api/speakers", api.speakers, (*ASKED, *_PAGED)),
    Address("/api/speakers.{ending}", api.speakers_list, ASKED),
    Address("/api/speakers/{name:path}", api.speaker),
    Address("/api/entities", entity_pages.api_entities, (*ASKED, "what", *_PAGED)),
    Address("/api/entities.{ending}", entity_pages.api_list, (*ASKED, "what")),
    Address("/api/entities/{id}", entity_pages.api_entity),
    Address("/api/places", place_pages.api_places, (*ASKED, "class", "within", *_PAGED)),
    Address("/api/places.{ending}", place_pages.api_list, (*ASKED, "class", "within")),
    Address("/api/places/{id}", place_pages.api_place),
    Address("/api/outlets", api.outlets),
    Address("/api/outlets.{ending}", api.outlets_list),
    Address("/api/outlets/{name:path}", api.outlet),
    Address("/api/map", map_pages.api_map, (*ASKED, *_WHERE, "after", "before", "page", "size")),
    Address("/api/map.{ending}", map_pages.api_list, (*ASKED, *_WHERE, "by")),
    Address("/api/names", entity_pages.api_names, ("q", "sort")),
    Address("/api/corrections", api.corrections),
    Address("/api/corrections.{ending}", api.corrections_list),
    Address("/api/corrections/{id}/undo", api.undo, writes=True),
    Address("/api/additions", api_judging.additions),
    Address("/api/additions.{ending}", api_judging.additions_list),
    Address("/api/additions/{id}/undo", api_judging.undo_addition, writes=True),
    Address("/api/reports/{id}/additions", api_judging.add, writes=True),
    Address("/api/reports/{id}/names", api_judging.names),
    Address("/api/reports/{id}/names.{ending}", api_judging.names_list),
    Address("/api/reports/{id}/names", api_judging.link, writes=True),
    Address("/api/entities/{id}/merge", api_judging.merge, writes=True),
    Address("/api/entities/{id}/split", api_judging.split, writes=True),
    Address("/api/judgements", api_judging.judgements),
    Address("/api/judgements.{ending}", api_judging.judgements_list),
    Address("/api/judgements/{id}/undo", api_judging.undo, writes=True),
    Address("/api/read", api.read, posts=True),
)
