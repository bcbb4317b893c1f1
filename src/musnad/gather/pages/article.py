"""The article in a pruned tree: by trafilatura, line by line looked over."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from musnad.gather.events import Unreadable
from musnad.gather.pages.blocks import Block
from musnad.gather.pages.days import days_in
from musnad.gather.pages.page import Aside, AsideKind
from musnad.gather.pages.spelling import folded, words_only
from musnad.gather.pages.words import furniture_words

# They talk to the log about every oddity of a page; a program that wants to hear it sets a handler.
_TALKATIVE = ("trafilatura", "htmldate", "courlan", "justext")
# Longer lines are part of the article whatever they begin with.
_SHORT = 160
_DATELINE = 60
_LETTERS = re.compile(r"[^\W\d_]")
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li)\b[^<>]*>|\r\n?", re.I)
_TAG = re.compile(r"<[^<>]*>")
_SENTENCE = re.compile(r"\w\s+\S+\s+\S.*[.؟!»]$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# A line of so many letters that is no link is a paragraph.
_PARAGRAPH = 45
_HEADINGS = ("h2", "h3", "h4", "h5")
_STOPS = (".", "؟", "!", "»")
# So many words in a row tell where a paragraph comes from.
_RUN = 5


@dataclass(frozen=True, slots=True)
class Article:
    """The text of an article, and what else is left on its page."""

    text: str
    aside: tuple[Aside, ...]


def article(
    tree: Any, lines: Sequence[Block], title: str | None, place: int | None, known: Iterable[str | None]
) -> Article:
    """The article in *tree*.

    The library says where the article is. Its paragraphs are then taken from the page itself, letter by letter, and
    those that the library left out in the midst of it (a lead above the picture, a lone paragraph) come back.

    Args:
        tree: pruned; not changed.
        lines: its blocks.
        title: is left out of the text.
        place: which of *lines* shows it, or None.
        known: names (the author's, the site's) that are no paragraph where they stand alone.

    Raises:
        Unreadable: the library that takes pages apart cannot.
    """
    names = {words_only(each) for each in known if each}
    heading = words_only(title or "")
    found = _Found(_text(tree))
    # Behind the lead there may still stand when and by whom.
    long = [number for number, line in enumerate(lines) if number > (place or 0) and _is_paragraph(line)]
    begun = long[1] if len(long) > 1 else len(lines)
    kinds = [_beside(line, heading, names, number < begun) for number, line in enumerate(lines)]
    taken = [kind is None and found.has(line.text) for line, kind in zip(lines, kinds, strict=True)]
    _complete(lines, kinds, taken, place)
    _trim(lines, taken, place or 0)
    text = "\n".join(line.text for line, is_in in zip(lines, taken, strict=True) if is_in)
    aside = tuple(
        Aside(kind or "other", line.text)
        for line, is_in, kind in zip(lines, taken, kinds, strict=True)
        if not is_in and words_only(line.text) != heading
    )
    return Article(text, aside)


def spoken_of(body: str, text: str) -> str | None:
    """The paragraphs of *body*, the article as the page states it for machines, where *text*, what was found on it, is
    less than half as long: its scripts would have shown the rest."""
    if 2 * len(text) >= len(body):
        return None
    plain = unescape(_TAG.sub(" ", _BREAK.sub("\n", body)))
    return "\n".join(filter(None, (" ".join(line.split()) for line in plain.split("\n"))))


def _complete(lines: Sequence[Block], kinds: list[AsideKind | None], taken: list[bool], title: int | None) -> None:
    """Take the paragraphs between the title and the end of the article too."""
    places = [place for place, is_in in enumerate(taken) if is_in]
    if not places:
        # Nothing found: what is long is the article then.
        first, last = title or 0, len(lines)
    else:
        first = title if title is not None and title <= places[0] else places[0]
        last = places[-1]
    # Whose child a paragraph is, in all of them that are there; one behind the last of them belongs to it.
    holders = {lines[place].element.getparent() for place in places}
    for place in range(first, len(lines)):
        line = lines[place]
        inside = place < last and line.element.tag in _HEADINGS and line.element.getparent() in holders
        if taken[place] or kinds[place] or line.is_link or (len(line.text) < _PARAGRAPH and not inside):
            continue
        # Before the text, a day tells of the line that says when and by whom.
        if places and place < places[0] and len(line.text) <= _SHORT and days_in(line.apart):
            kinds[place] = "line"
        elif place <= last or line.element.getparent() in holders:
            taken[place] = True


def _trim(lines: Sequence[Block], taken: list[bool], title: int) -> None:
    """Leave short lines out that stand above the title, and before or behind the paragraphs and not among them: labels,
    names, buttons."""
    paragraphs = [place for place, is_in in enumerate(taken) if is_in and len(lines[place].text) >= _PARAGRAPH]
    if not paragraphs:
        return
    if paragraphs[-1] > title:
        for place in range(title):
            taken[place] = taken[place] and len(lines[place].text) >= _PARAGRAPH
    for edge, places in (
        (paragraphs[0], range(paragraphs[0])),
        (paragraphs[-1], range(paragraphs[-1] + 1, len(lines))),
    ):
        near = {lines[edge].element, lines[edge].element.getparent()}
        for place in places:
            line = lines[place]
            if {line.element, line.element.getparent()} & near or _SENTENCE.search(line.text):
                continue
            taken[place] = taken[place] and folded(line.text).startswith(furniture_words().sources)


class _Found:
    """The text that the library found, to be asked whether it has a line."""

    def __init__(self, text: str) -> None:
        self._lines: set[str] = set()
        # Their hashes: as tuples they would take many times the memory of the page.
        self._runs: set[int] = set()
        for line in text.split("\n"):
            self._lines.update(words_only(part) for part in (line, *line.split("|")))
            words = words_only(line).split()
            self._runs.update(hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1))

    def has(self, line: str) -> bool:
        """Whether *line* is one, or its first words stand in one."""
        plain = words_only(line)
        words = plain.split()
        return plain in self._lines or (len(words) >= _RUN and hash(tuple(words[:_RUN])) in self._runs)


def _beside(block: Block, heading: str, names: set[str], early: bool) -> AsideKind | None:
    """What a block is if it is no paragraph of the article; *early*: before the second paragraph."""
    line = block.text
    if len(line) > _SHORT:
        return None
    plain = words_only(line)
    if not plain or _ADDRESS.fullmatch(line):
        return "bar"
    words = furniture_words()
    if plain in words.lines or line in words.lines or plain in words.headings:
        return "bar"
    bare = furniture_words().bylines.sub("", folded(line))
    if plain == heading or plain in names or words_only(bare) in names:
        return "line"
    if plain in words.captions:
        return "caption"
    start = folded(line)
    if start.startswith(words.openings):
        # «نشر في» opens a line about the report, and a sentence on a newspaper too.
        dated = words.published.match(start) or words.changed.match(start)
        return None if dated and not any(map(str.isdigit, start)) else "line"
    if early and block.element.tag not in _HEADINGS and not line.endswith(_STOPS) and days_in(block.apart):
        return "line"
    return "line" if len(line) <= _DATELINE and _is_date_line(block.apart) else None


def _is_paragraph(block: Block) -> bool:
    if len(block.text) < _PARAGRAPH:
        return False
    return len(block.text) > _SHORT or block.text.endswith(_STOPS) or not days_in(block.apart)


def _is_date_line(line: str) -> bool:
    """Whether a line holds a day and no words besides but those of days."""
    days = days_in(line)
    if not days:
        return False
    rest = folded(line)
    for each in reversed(days):
        rest = rest[: each.start] + rest[each.end :]
    rest = furniture_words().day_words.sub("", rest)
    return not _LETTERS.search(rest)


def _text(tree: Any) -> str:
    # Here and not above: it takes half a second and is needed for pages alone.
    from trafilatura import bare_extraction

    for name in _TALKATIVE:
        _silence(logging.getLogger(name))
    try:
        found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    except Exception as error:
        # Hostile pages can hit anything in five libraries; whatever it is, the page cannot be read.
        why = f"{type(error).__name__}: {error}"
        raise Unreadable(f"This page cannot be taken apart ({why}). Save its text as .txt.") from error
    return str(getattr(found, "text", None) or "")


def _silence(logger: logging.Logger) -> None:
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
