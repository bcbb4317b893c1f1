"""What a page states about itself for machines: meta elements, JSON-LD, microdata, its address."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from musnad.gather.pages.spelling import tidy

_ARTICLES = re.compile(r"(?:Article|Posting|Report|Review)$")
# Under these keys stand other articles, or parts of this one.
_ELSEWHERE = frozenset(
    (
        *("itemListElement", "liveBlogUpdate", "hasPart", "mentions", "comment", "relatedLink", "video", "image"),
        *("citation", "isBasedOn", "potentialAction", "breadcrumb", "about", "subjectOf"),
    )
)
_DEPTH = 12
_NODES = 5_000
_PAIR = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\\n]|\\.){1,500})"')
_LONGEST = 2_000


@dataclass(slots=True)
class Stated:
    """Values as they are written, first ones first.

    Attributes:
        metas: contents by name, property or itemprop in lower case.
        article: the JSON-LD object of the article, with the keys of schema.org.
        links: addresses by the relation of ``<link>``.
        title: of the page as a whole.
        language: as declared.
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    article: dict[str, Any] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    title: str = ""
    language: str | None = None

    def meta(self, *names: str) -> str | None:
        """The first content of the first of *names* that has any."""
        return next((found[0] for name in names if (found := self.metas.get(name))), None)

    def ld(self, key: str) -> str | None:
        """The text under *key* in the JSON-LD of the article."""
        value = self.article.get(key)
        return text_of(value) if isinstance(value, str) else None

    def names(self, key: str) -> list[str]:
        """The names of persons or bodies under *key* in the JSON-LD of the article."""
        return list(dict.fromkeys(_names(self.article.get(key))))


def stated(tree: Any, json_texts: tuple[str, ...]) -> Stated:
    """What *tree* and the JSON in the page state."""
    found = Stated(language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    found.language = found.language or tree.get("xml:lang")
    for element in tree.iter("meta", "link", "title"):
        if element.tag == "meta":
            _meta(element, found)
        elif element.tag == "link":
            if element.get("rel") and element.get("href"):
                found.links.setdefault(element.get("rel").lower(), element.get("href").strip())
        elif not found.title:
            found.title = text_of(element.text or "")
    found.article = _article(json_texts)
    return found


def text_of(value: str) -> str:
    """*value* tidied, entities that were escaped twice resolved, within bounds."""
    return tidy(unescape(value[:_LONGEST]))


def _meta(element: Any, found: Stated) -> None:
    content = element.get("content")
    if not content or not content.strip():
        return
    for key in ("property", "name", "itemprop", "http-equiv"):
        if name := element.get(key):
            found.metas.setdefault(name.strip().lower(), []).append(text_of(content))


def _article(texts: tuple[str, ...]) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    for text in texts:
        try:
            value = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            # Broken by a quotation mark in a headline, as it often is; what can be told without parsing is taken.
            pairs = {key: _unquoted(value) for key, value in reversed(_PAIR.findall(text))}
            found += [pairs] if "datePublished" in pairs else []
        else:
            found += _articles(value)
    pages = [node for node in found if not _is_article(node)]
    articles = [node for node in found if _is_article(node)]
    # Plugins write the same article twice, each time in part; a WebPage tells its days too.
    merged: dict[str, Any] = articles[0] if articles else {}
    for node in (*articles[1:], *pages[:1]):
        if node.get("headline", merged.get("headline")) == merged.get("headline"):
            merged = node | merged
    return merged


def _is_article(node: Mapping[str, Any]) -> bool:
    types = node.get("@type", "Article")
    return any(
        isinstance(each, str) and _ARTICLES.search(each) for each in (types if isinstance(types, list) else [types])
    )


def _articles(top: object) -> Iterator[dict[str, Any]]:
    waiting: list[tuple[object, int]] = [(top, 0)]
    seen = 0
    while waiting and seen < _NODES:
        value, depth = waiting.pop()
        seen += 1
        if depth > _DEPTH:
            continue
        if isinstance(value, list):
            waiting += [(each, depth + 1) for each in reversed(value)]
        elif isinstance(value, dict):
            if _is_article({"@type": value.get("@type", "")}) or "WebPage" in str(value.get("@type")):
                yield value
            inner = [(each, depth + 1) for key, each in value.items() if key not in _ELSEWHERE and key[:1] != "$"]
            waiting += reversed(inner)


def _names(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield text_of(value)
    elif isinstance(value, list) and depth < 2:
        for each in value[:10]:
            yield from _names(each, depth + 1)
    elif isinstance(value, dict):
        yield from _names(value.get("name"), depth + 1)


def _unquoted(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value
