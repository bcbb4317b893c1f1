"""The title of a page, without the site's name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from musnad.gather.pages.blocks import Block
from musnad.gather.pages.spelling import short_text, words_only
from musnad.gather.pages.stated import Stated

# Blanks on both sides, so that «الشرق-الأوسط» is one.
_PARTS = re.compile(r"\s+(?:[|\-–—•·»«:]|::|>)+\s+|\s*\|\s*|\s*:\s+")
_NAMED = re.compile(r"title|headline|heading|ttl|subject|عنوان", re.I)
_LONGEST = 300
_SHORTEST = 3
# A part of a title that is the site's or section's name has few words.
_NAME = 5
_BIG = 4
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """The title and the element that shows it, each None where there is none."""

    title: str | None
    element: Any = None


def heading(tree: Any, said: Stated, site_names: Iterable[str]) -> Heading:
    """The title of the article in *tree*.

    What the page shows as a heading counts most where its head says the same with the site's name around it, since
    that tells which part is the title. Otherwise the head's title without known names, then what looks like a heading.
    """
    names = {words_only(each) for each in site_names}
    raws = [each for each in _raw(said) if words_only(each) not in names]
    shown = [each for each in _shown(tree) if words_only(each.title or "") not in names]
    best = max(
        ((_fit(each.title or "", raws), -n, each) for n, each in enumerate(shown)), default=None, key=lambda x: x[:2]
    )
    if best and best[0] > 0:
        return best[2]
    bares = (_without_names(raw, names, plain=raw is not said.title) for raw in raws)
    bare = next(filter(None, bares), None)
    # «Print version», the name of a channel: titles that are the same on every page of a site are short.
    if bare and len(bare.split()) >= _NAME:
        return Heading(bare)
    short = len(bare.split()) if bare else 0
    longer = [
        each for each in (*shown, _first_line(tree)) if each.title and len(each.title.split()) >= _least(each, short)
    ]
    longer = [each for each in longer if not _leads_away(each.element)]
    return longer[0] if longer else Heading(bare) if bare else next(iter(shown), Heading(None))


def _leads_away(element: Any) -> bool:
    """Whether a heading is a link, as those of other articles are; the first heading of a page may be one too."""
    if element is None or element.tag == "h1":
        return False
    inside = element.tag == "a" or any(each.tag == "a" for each in element.iterancestors())
    return inside or any(each.get("href") for each in element.iter("a"))


def _least(found: Heading, short: int) -> int:
    """Words that a heading needs to be believed before a short title of *short* words in the head."""
    return short + 1 if found.element is not None and found.element.tag == "h1" else _NAME


def _raw(said: Stated) -> list[str]:
    metas = ("og:title", "twitter:title", "headline", "dc.title", "title")
    found = [said.ld("headline"), *map(said.meta, metas), said.title or None]
    return [each for each in found if each]


def _shown(tree: Any) -> Iterator[Heading]:
    """What looks like a heading: first h1, then elements of such a class, other headings, big letters."""
    waiting: list[tuple[int, Heading]] = []
    for element in tree.iter("h1", "h2", "h3", "h4", "div", "span", "p", "td", "font", "a", "b", "strong", "dt"):
        rank = _rank(element)
        if rank is None:
            continue
        text = short_text(element, _LONGEST)
        if text and len(text) >= _SHORTEST:
            waiting.append((rank, Heading(text, element)))
    waiting.sort(key=lambda each: each[0])
    return (each for _, each in waiting)


def _rank(element: Any) -> int | None:
    tag = element.tag
    if tag == "h1":
        return 0
    named = element.get("class") or element.get("id") or element.get("itemprop")
    if named and (_NAMED.search(named) or element.get("itemprop") == "headline") and len(element) < 4:
        return 1 if tag in ("h2", "h3") else 3
    if tag in ("h2", "h3", "h4"):
        return 2
    size = element.get("size", "")
    return 4 if tag == "font" and size.isdigit() and int(size) > _BIG else None


def _fit(text: str, raws: list[str]) -> int:
    """How well a heading agrees with the titles in the head; more words count more, since a section's name may be
    there too."""
    plain = words_only(text)
    best = 0
    for raw in raws:
        whole = words_only(raw)
        if plain == whole:
            best = max(best, 1000)
        elif f" {plain} " in f" {whole} " and 2 * len(plain) >= len(whole):
            best = max(best, len(plain))
        elif plain in map(words_only, _PARTS.split(raw)):
            best = max(best, 1)
        elif _ELLIPSIS.search(raw) and plain.startswith(words_only(_ELLIPSIS.sub("", raw))):
            best = max(best, 900)
    return best


def _without_names(raw: str, names: set[str], plain: bool) -> str | None:
    """*raw* without the names of the site and its sections around it; None if nothing is left."""
    parts = [(found.start(), found.end()) for found in _PARTS.finditer(raw)]
    edges = [0, *(edge for part in parts for edge in part), len(raw)]
    pieces = [(edges[n], edges[n + 1]) for n in range(0, len(edges), 2)]
    known = [words_only(raw[start:end]) in names for start, end in pieces]
    while pieces and known[-1]:
        pieces, known = pieces[:-1], known[:-1]
    while pieces and known[0]:
        pieces, known = pieces[1:], known[1:]
    if not pieces:
        return None
    if not plain and len(pieces) > 1:
        longest = max(pieces, key=lambda piece: piece[1] - piece[0])
        # A colon belongs to titles («الوزير: السد آمن»); other marks part names from them.
        while pieces[-1] != longest and _is_name(raw, pieces[-1]) and not _is_colon(raw, pieces[-2], pieces[-1]):
            pieces = pieces[:-1]
        while pieces[0] != longest and _is_name(raw, pieces[0]) and not _is_colon(raw, pieces[0], pieces[1]):
            pieces = pieces[1:]
    return raw[pieces[0][0] : pieces[-1][1]].strip() or None


def _is_colon(raw: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    return raw[before[1] : after[0]].strip() == ":"


def _is_name(raw: str, piece: tuple[int, int]) -> bool:
    return len(raw[piece[0] : piece[1]].split()) <= _NAME


def _first_line(tree: Any) -> Heading:
    """The first line in bold, as messages have it."""
    for element in tree.iter("b", "strong"):
        text = short_text(element, _LONGEST)
        if text and len(text) >= _SHORTEST:
            return Heading(text, element)
    return Heading(None)


def place_of(found: Heading, lines: Sequence[Block]) -> int | None:
    """Which of *lines* shows the title; None if none does."""
    if found.element is not None:
        within = {found.element, *found.element.iterdescendants(), *found.element.iterancestors()}
        return next((n for n, line in enumerate(lines) if line.element in within), None)
    plain = words_only(found.title or "")
    return next((n for n, line in enumerate(lines) if words_only(line.text) == plain), None)


def site_name(title: str | None, said: Stated) -> str | None:
    """What the page's title says besides the article's: the name of the site; None if nothing or much."""
    raw = said.title
    if not title or title not in raw:
        return None
    before, _, after = raw.partition(title)
    left = [each for part in (before, after) for each in _PARTS.split(f" {part} ") if each.strip()]
    return left[0].strip() if len(left) == 1 and len(left[0].split()) <= _NAME else None
