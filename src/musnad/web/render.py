"""Templates: every value that reaches a page is made harmless here, whatever page it is."""

import gzip
import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from markupsafe import Markup

from musnad.ledger import Statement
from musnad.lexicons import read_yaml
from musnad.model import FORCES, KINDS, PLACE_CLASSES, QUOTES, Span
from musnad.web import charts, evidence, ladders, map_drawing
from musnad.web.asking import Asked
from musnad.web.call import Call
from musnad.web.language import THEMES, Reading
from musnad.web.settings import DeskSettings

STATIC = {
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "map.js": "text/javascript; charset=utf-8",
    "basemap.json": "application/json; charset=utf-8",
    "leaflet.css": "text/css; charset=utf-8",
    "leaflet.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
    # Named by its version, because nothing in the style sheet can stamp it. Its licence lies beside it.
    "naskh-2.021.woff2": "font/woff2",
    "naskh-signs-2.021.woff2": "font/woff2",
}
# Those of others, as they come.
_VENDORED = ("leaflet.css", "leaflet.js")

# Overrides and isolates of a text would turn what stands around it; control characters have no shape. Lone
# surrogates cannot be sent at all.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A speech can fill pages; a row of a list is for choosing what to show in full.
_EXCERPT, _BEFORE_FIRST = 400, 120


@cache
def static(name: str) -> tuple[bytes, str]:
    """A static file and a stamp that changes with it."""
    folder = files(__package__) / "static"
    content = ((folder / "vendor" if name in _VENDORED else folder) / name).read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:12]


@cache
def packed(name: str) -> bytes | None:
    """The same file as gzip; None if that is hardly smaller."""
    content, _ = static(name)
    smaller = gzip.compress(content, 9, mtime=0)
    return smaller if len(smaller) < len(content) * 0.9 else None


def environment() -> jinja2.Environment:
    """The templates. They escape everything; what is not to be escaped is made by :mod:`musnad.web.charts` alone."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("musnad.web"),
        autoescape=True,
        finalize=harmless,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        PLACE_CLASSES=PLACE_CLASSES, why=why, small_chart=charts.small,
        FORCES=FORCES, KINDS=KINDS, QUOTES=QUOTES, THEMES=THEMES, bar=charts.bar, columns=charts.columns,
        side=side, excerpt=excerpt, href=href, minimap_of=map_drawing.minimap,
        stamp=lambda name: static(name)[1], Asked=Asked,
        web_address=web_address, origin=origin, about=about, with_query=with_query,
        ladder=ladders.draw, shape=ladders.shape, bounds=ladders.value,
        told=evidence.told, all_told=evidence.all_told, named=evidence.label,
    )  # fmt: skip
    return made


def harmless(value: Any) -> Any:
    """*value* as a page may show it: without characters that turn the text or cannot be shown; None as nothing."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _CONTROL.sub("\ufffd", _TURNING.sub("", value.replace("\r\n", "\n").replace("\r", "\n")))
    return value


def href(*parts: str) -> str:
    """The path of these parts, each escaped as one."""
    return "/" + "/".join(quote(part, safe="", errors="replace") for part in parts)


def side(text: str, reading: Reading) -> str:
    """Whose term something is, in the reader's language."""
    return read_yaml("sides").get(text, text) if reading.language == "ar" else text


def why(values: dict[str, str], reading: Reading) -> dict[str, str]:
    """What fills the words of a reason, as this reader likes it."""
    filled = dict(values)
    if "side" in values:
        filled["side"] = side(values["side"], reading)
    if "day" in values:
        filled["day"] = reading.day(values["day"])
    return filled


def with_query(path: str, **given: str) -> str:
    """*path* asked for with *given*."""
    return f"{path}?{urlencode(given, errors='replace')}"


def about(id_: str, desk: DeskSettings, page_only: bool = False) -> str | None:
    """Where all about a person, body, state or place is told; else where it can be judged what names it, unless only a
    page will do. None where there is nothing."""
    sort = "place" if id_.startswith("place.") else "entity"
    if f"/{sort}/{{id}}" in _paths():
        return href(sort, id_)
    return None if page_only or desk.readonly or sort == "place" else href(sort, id_, "judge")


@cache
def _paths() -> frozenset[str]:
    # Asked for late: routes know the pages, which know this module.
    from musnad.web.routes import PAGES

    return frozenset(address.path for address in PAGES)


def web_address(url: str | None) -> str | None:
    """*url* if it may be a link: only of the web, so that no text brings a script along."""
    return url if url and re.fullmatch(r"https?://[^\s\x00-\x20\x7f]+", url) else None


def origin(source: str) -> str:
    """Where something was received from: an address, or a file's name without the folders of this machine."""
    return source if web_address(source) else PurePath(source).name


def excerpt(statement: Statement, words: tuple[Span, ...] = ()) -> list[tuple[str, bool]]:
    """The content, cut to some lines around the first of *words*: (characters, whether they are such a word)."""
    text, start = statement.content, statement.attribution.content.start
    marks = [Span(w.start - start, w.end - start) for w in words]
    first, last = 0, len(text)
    if last > _EXCERPT:
        first = max(0, marks[0].start - _BEFORE_FIRST) if marks else 0
        first = text.rfind(" ", 0, first) + 1 if first else 0
        near = text.find(" ", first + _EXCERPT, first + _EXCERPT + 40)
        last = near if near > 0 else min(len(text), first + _EXCERPT)
    pieces = [("… ", False)] if first else []
    at = first
    for mark in marks:
        if mark.start >= at and mark.end <= last:
            pieces += [(text[at : mark.start], False), (mark.of(text), True)]
            at = mark.end
    pieces += [(text[at:last], False), (" …" if last < len(text) else "", False)]
    return [piece for piece in pieces if piece[0]]


class Renderer:
    """Makes pages for one desk."""

    def __init__(self, settings: DeskSettings) -> None:
        self._environment = environment()
        self._settings = settings

    def page(self, template: str, call: Call, form_token: str, **values: Any) -> str:
        """The page *template* with *values*, as this reader likes it."""
        reading: Reading = call.reading
        return self._environment.get_template(template).render(
            reading=reading, t=reading.say, num=reading.number, day=reading.day, call=call, desk=self._settings,
            form_token=form_token, **values,
        )  # fmt: skip
