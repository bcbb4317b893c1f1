"""The texts of a page, block by block, as a browser would set them on lines of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from musnad.gather.pages.spelling import tidy

# Elements that run on in their line; all others begin a new one.
INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr", "img", "picture", "source", "input", "o:p"),
    )
)


@dataclass(slots=True)
class Block:
    """A line.

    Attributes:
        text: as a browser shows it.
        element: the innermost block element that holds all of it.
        linked: how many of its characters are links.
        apart: its text with a blank wherever an inline element begins or ends; what is set apart by style alone
            («author», «date») is apart here too.
    """

    text: str
    element: Any
    linked: int
    apart: str

    @property
    def is_link(self) -> bool:
        """Whether it is a link and nothing else, but for a mark or two."""
        return self.linked > 0 and self.linked >= 0.9 * len(self.text)


def blocks(tree: Any) -> Iterator[Block]:
    """The blocks of *tree* in their order, empty ones left out. Linear."""
    from lxml import etree

    parts: list[str] = []
    linked = 0
    links = 0
    holders = [tree]

    def made() -> Iterator[Block]:
        nonlocal linked
        text = tidy("".join(parts))
        if text:
            yield Block(text, holders[-1], linked, tidy(" ".join(parts)) if len(parts) > 1 else text)
        parts.clear()
        linked = 0

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        inline = tag in INLINE
        if event == "start":
            if not inline:
                yield from made()
                holders.append(element)
            if tag == "a":
                links += 1
            value = element.text
        else:
            if tag == "a":
                links -= 1
            if not inline:
                yield from made()
                holders.pop()
            value = element.tail if element is not tree else None
        if value and "\n" in value and any(each.tag == "pre" for each in holders):
            # Lines count here as they stand.
            *lines, value = value.split("\n")
            for line in lines:
                parts.append(line)
                yield from made()
        if value:
            parts.append(value)
            if links:
                linked += len(tidy(value))
    yield from made()
