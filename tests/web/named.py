"""Invented reports in which known persons, bodies and places are named, with everything read in them."""

from dataclasses import replace
from datetime import date
from typing import Any

from ledger.samples import Said, analysis

from musnad.ledger import Ledger, NewLink
from musnad.ledger.links import FoundEntity
from musnad.model import Analysis, Area, Block, Candidate, Force, Mention, PlaceMention, Span

LAVROV, UN, RUSSIA, SARWI = "p.sergey-lavrov", "b.un", "s.russia", "e.0123456789ab"
ALEPPO, CITY, DAMASCUS = "place.sy.aleppo", "place.sy.aleppo.aleppo", "place.sy.damascus.damascus"


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def mention(text: str, words: str, entity: str | None, *others: tuple[str, float], kind: Any = "person") -> Mention:
    """*words* read as a name; *others*: in doubt, with shares of belief."""
    known = tuple(Candidate(id_, score) for id_, score in others)
    return Mention(_span(text, words), kind, words, entity, known or ((Candidate(entity, 1.0),) if entity else ()))


def place(text: str, words: str, id_: str, area: Area | None = None) -> PlaceMention:
    """*words* read as a place."""
    span = _span(text, words)
    return PlaceMention(span, span, id_, (), "place", area, 36.2, 37.1, 8.0, None)


def made(speaker: str, entity: str | None, content: str, day: date, *, name: str, force: Force = "assert") -> Analysis:
    """One statement of a speaker who is known."""
    report = analysis(Said(speaker, content, kind="person", force=force), published=day, name=name)
    (said,) = report.attributions
    return replace(report, attributions=(replace(said, entity=entity),))


def reports() -> list[Analysis]:
    """Lavrov by two names and by his title; the UN on him and on Aleppo; somebody found; a name left open."""
    first = made("سيرغي لافروف", LAVROV, "القصف على ريف حلب الشرقي توقف", date(2016, 10, 3), name="a.txt")
    text = first.report.text
    area = Area("countryside", (ALEPPO,), "e", 36.2, 38.0, 52.2)
    first = replace(first, places=(place(text, "ريف حلب الشرقي", ALEPPO, area),))
    second = made("وزير الخارجية الروسي", LAVROV, "المحادثات مستمرة", date(2016, 11, 9), name="b.txt", force="deny")
    third = made("الأمم المتحدة", UN, "لافروف وعد بفتح حلب وروسيا وافقت", date(2016, 12, 1), name="c.txt", force="warn")
    text = third.report.text
    third = replace(
        third,
        mentions=(
            mention(text, "الأمم المتحدة", UN, kind="body"),
            mention(text, "لافروف", LAVROV),
            mention(text, "روسيا", RUSSIA, kind="state"),
        ),
        places=(place(text, "حلب", CITY),),
    )
    fourth = analysis(
        "دمشق - وكالة الواحة",
        Said("كنعان السروي", "الماء وصل إلى السيد النبطي", "قال في حلب", kind="person"),
        published=date(2017, 1, 5),
        name="d.txt",
    )
    text = fourth.report.text
    fourth = replace(
        fourth,
        blocks=(Block(Span(0, 20), "byline", 0), Block(Span(20, len(text)), "body", 0)),
        mentions=(
            mention(text, "كنعان السروي", None),
            mention(text, "النبطي", None, (LAVROV, 0.6), (UN, 0.4)),
        ),
        places=(place(text, "دمشق", DAMASCUS), place(text, "حلب", CITY)),
    )
    return [first, second, third, fourth]


def fill(ledger: Ledger) -> list[str]:
    """Record :func:`reports`, linked; their ids."""
    made_ = reports()
    ledger.add_many(made_)
    found = FoundEntity(SARWI, "person", "كنعان السروي", ("كنعان", "السروي"), "x", "سروي", ())
    with ledger.transaction():
        ledger.link_store.add_found(found)
    for report in made_[:3]:
        ledger.add_links(report.report.id, [])
    ledger.add_links(made_[3].report.id, [NewLink(0, "كنعان السروي", found, (), (Candidate(SARWI, 1.0),))])
    return [report.report.id for report in made_]
