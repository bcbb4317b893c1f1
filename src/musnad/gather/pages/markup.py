"""Bytes of a page into a tree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any

from musnad.gather.encodings import Decoded, decode, single_byte_encoding, wide_encoding
from musnad.gather.events import Unreadable
from musnad.gather.magic import binary_kind
from musnad.gather.mojibake import may_be_garbled, repaired
from musnad.gather.pages.spelling import short_text

# How far into a page its encoding is looked for: browsers look at 1,024 bytes, old pages need more.
_HEAD = 4096
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_ASCII = bytes(range(0x80))
_TOO_DEEP = "Excessive depth"
# Never text for a reader.
_SILENT = (
    *("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "select", "textarea", "math"),
    *("canvas", "map", "audio", "amp-ad", "amp-iframe", "amp-script", "amp-analytics"),
)
_TABLE = ("tbody", "thead", "tfoot", "tr", "td", "th")
# Longer cells are no data.
_PARAGRAPH = 200
# Pages of news sites have some thousands; taking apart ten times this many takes minutes.
_ELEMENTS = 300_000
_DATA = re.compile(r"json", re.I)


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as a tree (of lxml) without scripts and styles, the JSON that stood in it, and how it was decoded.

    *repaired* tells whether it had been saved in a wrong encoding.
    """

    tree: Any
    json: tuple[str, ...]
    decoded: Decoded
    repaired: bool


def parse(data: bytes, headers: Mapping[str, str] | None = None) -> Markup:
    """The tree of the page *data*, in the encoding that its bytes are in; what it declares is believed next.

    No entity is resolved beyond those of HTML, nothing is fetched. Linear.

    Raises:
        Unreadable: this is no text, its encoding cannot be told, or its markup is nested too deep.
    """
    from lxml import etree, html

    decoded = _decoded(data, headers or {})
    sound = repaired(decoded.text)
    source = sound.replace("\0", "").encode("utf-8", "replace")
    for huge in (False, True):
        parser = html.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=huge
        )
        try:
            tree = html.document_fromstring(source, parser=parser)
        except (etree.ParserError, ValueError) as error:
            raise Unreadable("There is no markup in this page, so there is nothing to read.") from error
        if not any(_TOO_DEEP in entry.message for entry in parser.error_log):
            break
    else:
        raise Unreadable("The markup of this page is nested too deep to be taken apart. Save its text as .txt.")
    if sum(1 for _ in tree.iter()) > _ELEMENTS:
        raise Unreadable(f"This page has more than {_ELEMENTS:,} elements. Save its text as .txt.")
    texts = tuple(
        each.text
        for each in tree.iter("script")
        if each.text and _DATA.search(each.get("type", "")) and "@" in each.text
    )
    etree.strip_elements(tree, *_SILENT, with_tail=False)
    mended = sound != decoded.text or (may_be_garbled(sound) and _mend(tree))
    _open_layout_tables(tree)
    return Markup(tree, texts, decoded, mended)


def _mend(tree: Any) -> bool:
    """Repair the texts of *tree* one by one, where lines of the page mix sound ones with garbled ones."""
    changed = False
    for element in tree.iter():
        for name in ("text", "tail"):
            text = getattr(element, name)
            if text and (sound := repaired(text)) != text:
                setattr(element, name, sound)
                changed = True
    return changed


def _open_layout_tables(tree: Any) -> None:
    """Turn tables that only place things on the page into divisions: those with a paragraph or a table in a cell."""
    tables = {each: _table_around(each) for each in tree.iter("table", *_TABLE)}
    layout = {
        around
        for each, around in tables.items()
        if each.tag == "table" or (each.tag in ("td", "th") and short_text(each, _PARAGRAPH) is None)
    }
    for each, around in tables.items():
        if (each if each.tag == "table" else around) in layout:
            each.tag = "div"


def _table_around(element: Any) -> Any:
    return next(element.iterancestors("table"), None)


def _decoded(data: bytes, headers: Mapping[str, str]) -> Decoded:
    try:
        # Most pages; what follows looks at every byte.
        if not wide_encoding(data) and not binary_kind(data):
            return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    return decode(data, _usual(data, headers))


def _usual(data: bytes, headers: Mapping[str, str]) -> str | None:
    """The encoding in which the page is if it is not UTF-8."""
    beyond = data.translate(None, _ASCII)
    return single_byte_encoding(beyond) or _declared(data, headers)


def _declared(data: bytes, headers: Mapping[str, str]) -> str | None:
    message = Message()
    message["content-type"] = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    names = [message.get_content_charset()]
    names += [found.decode("ascii") for found in _DECLARED.findall(data[:_HEAD])]
    return next((name for name in names if name and _is_single_byte(name)), None)


def _is_single_byte(name: str) -> bool:
    try:
        return len("\xa0".encode(name)) == 1
    except (LookupError, UnicodeError):
        return False
