"""Invented reports about real places, with what a reader would find in them."""

from datetime import date

from musnad.model import (
    Analysis,
    Area,
    Attribution,
    Block,
    Candidate,
    PlaceMention,
    Report,
    Span,
)

# What each word of a text means: place, point, precision, area.
_MANBIJ = ("place.sy.aleppo.manbij", 36.528, 37.955, 3.0, None)
_ALEPPO = ("place.sy.aleppo.aleppo", 36.201, 37.161, 8.0, None)
_SYRIA = ("place.sy", 35.0, 38.5, 360.0, None)
_EAST = Area("countryside", ("place.sy.aleppo",), "e", 36.2, 38.085, 52.2)
_COUNTRYSIDE = ("place.sy.aleppo", 36.2, 38.085, 52.2, _EAST)
_BORDER = Area("border", ("place.sy", "place.tr"), None, 36.7, 39.0, 350.0)
_FRONTIER = ("place.sy", 36.7, 39.0, 350.0, _BORDER)
_TRIPOLI = ("place.ly.tripoli.tripoli", 32.887, 13.187, 8.0, None)
MEANT = {
    "منبج": _MANBIJ,
    "حلب": _ALEPPO,
    "سوريا": _SYRIA,
    "ريف حلب الشرقي": _COUNTRYSIDE,
    "الحدود السورية التركية": _FRONTIER,
    "طرابلس": _TRIPOLI,
}


def told(name: str, day: str | None, *contents: str, dateline: str = "") -> Analysis:
    """A report in which somebody says each of *contents*; known places in it are named."""
    text = f"{dateline} – وكالة سهل\n" if dateline else ""
    blocks = [Block(Span(0, len(text) - 1), "byline", 0)] if dateline else []
    attributions = []
    start = len(text)
    for number, content in enumerate(contents, 1):
        begin = len(text)
        text += f"قالت البلدية إن {content}.\n"
        source, inside = Span(begin + 5, begin + 12), Span(begin + 16, len(text) - 2)
        attributions.append(
            Attribution(
                number, Span(begin, begin + 4), source, inside, None, "البلدية", "organisation",
                "deny" if "ليس" in content else "assert", "indirect", "قال",
            )
        )  # fmt: skip
    report = Report(text, "وكالة سهل", date.fromisoformat(day) if day else None, name=name)
    return Analysis(
        report,
        (*blocks, Block(Span(start, len(text)), "body", 0)),
        tuple(attributions),
        (),
        places=tuple(sorted(_places(text), key=lambda each: each.span)),
    )


def _places(text: str) -> list[PlaceMention]:
    found: list[PlaceMention] = []
    for words, (place, lat, lon, km, area) in sorted(MEANT.items(), key=lambda each: -len(each[0])):
        at = -1
        while (at := text.find(words, at + 1)) >= 0:
            span = Span(at, at + len(words))
            if not any(other.span.start < span.end and span.start < other.span.end for other in found):
                known = (Candidate(place, 1.0),)
                found.append(PlaceMention(span, span, place, known, "place", area, lat, lon, km, None))
    return found


REPORTS = (
    told("a", "2031-03-04", "المياه عادت إلى منبج", "العطل في ريف حلب الشرقي", "العطل ليس في منبج", dateline="حلب"),
    told("b", "2031-03-20", "المعبر على الحدود السورية التركية مفتوح", "الأسعار انخفضت في سوريا"),
    told("c", "2031-05-02", "الطريق إلى طرابلس مفتوح", "الأعمال انتهت"),
    told("d", None, "المياه عادت إلى منبج"),
    told("e", "2031-05-09", "لم يحدث شيء", dateline="طرابلس"),
)
