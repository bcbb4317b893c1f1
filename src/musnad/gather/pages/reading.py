"""A page taken apart."""

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from musnad.gather.outlets import outlet_of
from musnad.gather.pages.article import article, spoken_of
from musnad.gather.pages.blocks import blocks
from musnad.gather.pages.byline import author
from musnad.gather.pages.markup import Markup, parse
from musnad.gather.pages.page import Page
from musnad.gather.pages.pruning import Pruner
from musnad.gather.pages.stated import Stated, stated
from musnad.gather.pages.timing import timing
from musnad.gather.pages.title import heading, place_of, site_name

# Its pages have the channel's name where others have the title, and its own where others have the site's.
_TELEGRAM = ("t.me", "telegram.me")


def read_page(data: bytes, url: str | None = None, headers: Mapping[str, str] | None = None) -> Page:
    """The page *data*: article, origin, and what stands beside it.

    Args:
        data: as it was received, at most some megabytes.
        url: where it was received from, if that is known; the page's own word on its address counts more as long as
            it names the same site.
        headers: of the answer in which it came; names in any case.

    Raises:
        Unreadable: this is no text, no page, or cannot be taken apart. A page without an article raises nothing.
    """
    return read_markup(parse(data, headers), url)


def read_markup(markup: Markup, url: str | None = None) -> Page:
    """As :func:`read_page`, of what is parsed already; its tree is changed."""
    tree = markup.tree
    said = stated(tree, markup.json)
    address = _address(said, url)
    outlet = outlet_of(address) if address else None
    site = _site(said, address, outlet.names if outlet else ())
    names = [each for each in (site, *(outlet.names if outlet else ()), *said.names("publisher")) if each]
    title = heading(tree, said, names)
    site = site or site_name(title.title, said)
    names += [site] if site else []
    aside = Pruner(tree, title.element).prune()
    lines = list(blocks(tree.find("body") if tree.find("body") is not None else tree))
    place = place_of(title, lines)
    when = timing(tree, said, lines, place, address)
    who = author(tree, said, lines, place, names)
    found = article(tree, lines, title.title, place, (who, site))
    body = said.article.get("articleBody")
    return Page(
        text=(isinstance(body, str) and spoken_of(body, found.text)) or found.text,
        title=title.title,
        author=who,
        published=when.published,
        changed=when.changed,
        outlet=outlet.id if outlet else None,
        site=site,
        language=_language(said),
        url=address,
        aside=(*aside, *found.aside),
    )


def _address(said: Stated, url: str | None) -> str | None:
    own = said.links.get("canonical") or said.meta("og:url") or said.ld("url") or said.ld("@id")
    if own and url:
        own = urljoin(url, own)
    if own and _is_address(own) and (not url or _host(own) == _host(url) or not _is_front(own)):
        return own
    return url


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_front(value: str) -> bool:
    """Whether it is a site's front page, which careless templates give for every page."""
    return urlsplit(value).path in ("", "/")


def _host(value: str) -> str | None:
    try:
        return urlsplit(value).hostname
    except ValueError:
        return None


def _site(said: Stated, address: str | None, outlet_names: tuple[str, ...]) -> str | None:
    if _host(address or "") in _TELEGRAM:
        return said.meta("og:title")
    named = said.meta("og:site_name", "application-name", "apple-mobile-web-app-title")
    return named or next(iter(said.names("publisher")), None) or next(iter(outlet_names), None)


def _language(said: Stated) -> str | None:
    value = (said.language or said.meta("content-language", "og:locale") or "").strip().lower().replace("_", "-")
    return value.split("-")[0] or None
