"""The article in a pruned tree: by trafilatura, line by line looked over."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from musnad.gather.events import Unreadable
from musnad.gather.pages.blocks import Block, blocks
from musnad.gather.pages.days import days_in
from musnad.gather.pages.page import Aside, AsideKind
from musnad.gather.pages.spelling import folded, tidy, words_only
from musnad.gather.pages.words import furniture_words

# They talk to the log about every oddity of a page; a program that wants to hear it sets a handler.
_TALKATIVE = ("trafilatura", "htmldate", "courlan", "justext")
# Longer lines are part of the article whatever they begin with.
_SHORT = 160
_DATELINE = 60
_LETTERS = re.compile(r"[^\W\d_]")
_RULE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Article:
    """The text of an article, and the lines that were taken out of it."""

    text: str
    aside: tuple[Aside, ...]


def article(tree: Any, title: str | None, known: Iterable[str]) -> Article:
    """The article in *tree*.

    Args:
        tree: pruned; not changed.
        title: to be left out where it stands before the text.
        known: names (the author's, the site's) that are no paragraph where they stand alone.

    Raises:
        Unreadable: the library that takes pages apart cannot.
    """
    lines = _lines(tree)
    names = {words_only(each) for each in known if each}
    heading = words_only(title) if title else ""
    kept: list[str] = []
    aside: list[Aside] = []
    for line in lines:
        if kind := _beside(line, heading, names, first=not kept):
            aside.append(Aside(kind, line))
        else:
            kept.append(line)
    return Article("\n".join(kept), tuple(each for each in aside if words_only(each.text) != heading))


def _beside(line: str, heading: str, names: set[str], first: bool) -> AsideKind | None:
    """What *line* is if it is no paragraph of the article."""
    if len(line) > _SHORT:
        return None
    plain = words_only(line)
    if not plain:
        return "bar"
    words = furniture_words()
    if plain in words.lines or line in words.lines or plain in words.headings:
        return "bar"
    if plain == heading or (first and plain in names):
        return "line"
    if plain in words.captions:
        return "caption"
    if folded(line).startswith(words.openings):
        return "line"
    if len(line) <= _DATELINE and _is_date_line(line):
        return "line"
    return None


def _is_date_line(line: str) -> bool:
    """Whether a line holds a day and hardly a word besides."""
    days = days_in(line)
    if not days:
        return False
    rest = folded(line)
    for each in reversed(days):
        rest = rest[: each.start] + rest[each.end :]
    return len(_LETTERS.findall(rest)) <= len(_LETTERS.findall("الاربعاء المصادف الموافق"))


def _lines(tree: Any) -> list[str]:
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
    text = found.text if found is not None else ""
    return [line for line in map(tidy, (text or "").split("\n")) if line]


def _silence(logger: logging.Logger) -> None:
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
