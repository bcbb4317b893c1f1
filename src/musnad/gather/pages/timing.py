"""When a page was published and when it was changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from musnad.gather.dates import day
from musnad.gather.pages.blocks import Block
from musnad.gather.pages.days import days_in
from musnad.gather.pages.spelling import folded, short_text
from musnad.gather.pages.stated import Stated
from musnad.gather.pages.words import furniture_words

_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "publish-date"),
    *("publishdate", "publish_date", "published_time", "pubdate", "originalpublicationdate", "dc.date.issued"),
    *(
        "dcterms.issued",
        "dcterms.created",
        "dc.date.created",
        "dc.date",
        "dc:date",
        "parsely-pub-date",
        "sailthru.date",
    ),
    *("cxenseparse:recs:publishtime", "article.published", "displaydate", "date", "article_date_original"),
)
_CHANGED = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified"),
    *("dcterms.modified", "dc.date.modified", "revised", "article.updated", "lastmod"),
)
# Blocks around the title in which a day is that of the article.
_BEFORE, _AFTER = 4, 10
# Longer blocks are paragraphs; days in them are those of events.
_SHORT = 140
# Two lines of so many letters are more than a lead.
_PARAGRAPH, _LEADS = 80, 1
# How far before a day the words may stand that say of what it is the day.
_LABEL = 30
_IN_ADDRESS = re.compile(r"/(20\d\d|19\d\d)[/-]?(0?[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01]|[1-9])(?=[/_.-]|$)")


@dataclass(frozen=True, slots=True)
class Timing:
    """Days of publication and of the last change; None where the page states none."""

    published: date | None = None
    changed: date | None = None


@dataclass(slots=True)
class _Seen:
    """A day shown on the page: *place* is its distance from the title, negative before it."""

    day: date
    place: int
    change: bool
    labelled: bool
    hijri: bool = False
    far: bool = False


def timing(tree: Any, said: Stated, lines: Sequence[Block], title: int | None, url: str | None) -> Timing:
    """When the article in the pruned *tree* was published and changed.

    What the page states for machines goes before what it shows, except that a day shown one off (written in the
    site's zone, where the stated one is in UTC) goes first. A day in the address comes last.

    Args:
        lines: the blocks of *tree*.
        title: which of *lines* shows the title, or None.
        url: the page's address.
    """
    seen = _shown(lines, title) + _marked(tree, None if title is None else lines[title].element)
    published = _first(said.ld("datePublished"), *map(said.meta, _PUBLISHED))
    changed = _first(said.ld("dateModified"), *map(said.meta, _CHANGED))
    shown = _nearest([each for each in seen if not each.change])
    if published and shown and _is_zulu(said) and abs((shown - published).days) == 1:
        published = shown
    published = published or shown or _of_address(url)
    changed = changed or _nearest([each for each in seen if each.change])
    # A page that tells only its last change was there on that day.
    published = published or changed
    if changed and published and changed < published:
        changed = None
    return Timing(published, changed)


def _first(*values: str | None) -> date | None:
    for value in values:
        if value and (found := _day(value)):
            return found
    return None


def _day(value: str) -> date | None:
    if found := day(value):
        return found
    written = days_in(value)
    return written[0].day if written else None


def _is_zulu(said: Stated) -> bool:
    value = said.ld("datePublished") or said.meta(*_PUBLISHED) or ""
    return value.endswith(("Z", "+00:00", "+0000", "GMT"))


def _shown(lines: Sequence[Block], title: int | None) -> list[_Seen]:
    """Days in short blocks, those around the title told from those further off."""
    at = title or 0
    words = furniture_words()
    found: list[_Seen] = []
    paragraphs = 0
    for number, line in enumerate(lines):
        place = number - at
        paragraphs += place > 0 and len(line.text) > _PARAGRAPH
        if len(line.text) > _SHORT:
            paragraphs += place > 0
            continue
        if not any(map(str.isdigit, line.text)):
            continue
        plain = folded(line.apart)
        # Behind the text stand days of publication too, but also those of other things.
        far = paragraphs > _LEADS or place > _AFTER or place < -_BEFORE
        start = 0
        for each in days_in(line.apart):
            label = plain[max(start, each.start - _LABEL) : each.start]
            change = bool(words.changed.search(label))
            labelled = change or bool(words.published.search(label))
            found.append(_Seen(each.day, place, change, labelled, each.hijri, far))
            start = each.end
    return found


def _marked(tree: Any, title: Any) -> list[_Seen]:
    """Days in elements and attributes that are there for days."""
    found: list[_Seen] = []
    marked = tree.xpath("//time | //*[not(self::meta) and (@itemprop or @property or @pubdate)] | //abbr[@title]")
    if not marked:
        return []
    places = {element: n for n, element in enumerate(tree.iter())} if title is not None else {}
    at = places.get(title, 0)
    for element in marked:
        kind = f"{element.get('itemprop', '')} {element.get('property', '')} {element.get('class', '')}".lower()
        value = element.get("datetime") or element.get("content") or element.get("title") or ""
        if element.tag != "time" and "date" not in kind and "publish" not in kind and element.get("pubdate") is None:
            continue
        made = _day(value) or _day(short_text(element, _SHORT) or "")
        if made:
            change = "modif" in kind or "updat" in kind
            sure = "publish" in kind or "created" in kind or element.get("pubdate") is not None
            found.append(_Seen(made, places.get(element, 0) - at, change, sure))
    return found


def _nearest(seen: list[_Seen]) -> date | None:
    if not seen:
        return None
    if all(each.far and not each.labelled for each in seen) and len({each.day for each in seen}) > 1:
        # Of other articles, or of what readers wrote.
        return None
    # After the title before before it: above it stands today's date on many sites. Of two calendars the exact one.
    order = sorted(seen, key=lambda each: (each.far, not each.labelled, each.hijri, each.place < 0, abs(each.place)))
    return order[0].day


def _of_address(url: str | None) -> date | None:
    found = _IN_ADDRESS.search(url or "")
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
