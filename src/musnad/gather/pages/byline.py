"""Who wrote the article of a page."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from musnad.gather.pages.blocks import Block
from musnad.gather.pages.spelling import folded, tidy, words_only
from musnad.gather.pages.stated import Stated
from musnad.gather.pages.words import furniture_words

_METAS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
_NAMED = re.compile(r"(?<![a-z])(author|byline|writer|writeby|reporter|كاتب)(?![a-z])", re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AFTER_NAME = re.compile(r"\s*(?:[|•،,(\[]|\s[-–—]\s?).*$", re.S)
_LONGEST = 50
_WORDS = 5
_NO_NAME = re.compile(r"\d|https?:|@|www\.")
_AROUND = 12


def author(tree: Any, said: Stated, lines: Sequence[Block], title: int | None, site_names: Iterable[str]) -> str | None:
    """The author, or several parted by «، »; None if none is named, or only the site itself.

    Args:
        tree: pruned; *lines* are its blocks.
        title: which of *lines* shows the title, or None.
    """
    sites = {words_only(each) for each in site_names}

    def names(values: Iterable[str | None]) -> list[str]:
        cleaned = (_clean(each) for each in values if each)
        return list(dict.fromkeys(each for each in cleaned if each and words_only(each) not in sites))

    for values in (said.names("author"), [said.meta(*_METAS)], _marked(tree), _shown(lines, title)):
        if found := names(values):
            return "، ".join(found[:5])
    return None


def _clean(value: str) -> str | None:
    value = tidy(value)
    if opening := furniture_words().bylines.match(folded(value)):
        # Folding may drop marks, so the words are counted and not the letters.
        value = " ".join(value.split(" ")[len(opening[0].split()) :]).lstrip(":/-| ")
    value = _AFTER_NAME.sub("", value).strip(" :،-–—|/")
    if not value or len(value) > _LONGEST or len(value.split()) > _WORDS or _NO_NAME.search(value):
        return None
    return value if any(map(str.isalpha, value)) else None


def _marked(tree: Any) -> list[str]:
    found = []
    bare = furniture_words().bare_bylines
    for element in tree.xpath("//*[@rel='author' or @itemprop='author' or @itemprop='name' or @class or @id]"):
        if element.get("rel") == "author" or element.get("itemprop") == "author" or _is_named(element):
            # Its first words alone: what it is, or where it is, may stand beside the name.
            texts = (tidy(each) for each in element.itertext())
            text = next((each for each in texts if len(each) > 1 and words_only(each) not in bare), None)
            if text := text or element.get("content", ""):
                found.append(text)
                break
    return found


def _is_named(element: Any) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return len(element) < 4 and bool(_NAMED.search(_CAMEL.sub("-", named[:200])))


def _shown(lines: Sequence[Block], title: int | None) -> list[str]:
    """«كتب: فلان» in a short line near the title."""
    at = title or 0
    bylines = furniture_words().bylines
    near = lines[max(0, at - 2) : at + _AROUND]
    return [each.apart for each in near if len(each.text) <= 2 * _LONGEST and bylines.match(folded(each.apart))]
