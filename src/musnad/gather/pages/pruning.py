"""What stands around an article, taken out of the tree and kept at the side."""

import re
from dataclasses import dataclass
from typing import Any

from musnad.gather.pages.days import days_in
from musnad.gather.pages.page import Aside, AsideKind
from musnad.gather.pages.spelling import folded, short_text, tidy, words_only
from musnad.gather.pages.words import FurnitureWords, furniture_words

_ALWAYS: dict[str, AsideKind] = {
    "nav": "links", "aside": "links", "footer": "bar", "figcaption": "caption", "button": "bar", "menu": "links",
    "amp-sidebar": "links", "amp-social-share": "bar", "dialog": "bar", "video": "bar",
}  # fmt: skip
_ROLES: dict[str, AsideKind] = {
    "navigation": "links", "contentinfo": "bar", "complementary": "links", "search": "bar", "menu": "links",
    "menubar": "links", "dialog": "bar",
}  # fmt: skip
_ABOUT = re.compile(r"meta|author|byline|writer|info|date|time", re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Lists of links have this share of their letters in links; paragraphs with links in them do not.
_LINKED = 0.75
_LONG = 80
_CARD = 500
_CARDS = 2
# Shorter links are names, tags, buttons.
_HEADLINE = 15
_HEADING = 60
_CAPTION = 160
_PICTURES = frozenset(("img", "amp-img", "picture"))
_CARD_TAGS = frozenset(("div", "li", "article", "section", "tr", "td", "dd", "dl"))
_CONTAINERS = frozenset(
    ("ul", "ol", "div", "table", "tbody", "td", "tr", "section", "header", "dl", "center", "p", "h3", "h4", "marquee")
)
_LONGEST_ASIDE = 20_000


class Pruner:
    """Takes furniture out of a tree, each element measured once.

    Args:
        tree: of lxml; changed.
        title: the element that shows the title; what holds it stays.
    """

    def __init__(self, tree: Any, title: Any) -> None:
        self._tree = tree
        self._words: FurnitureWords = furniture_words()
        self._holy = {tree, *tree.iterchildren("body")}
        if title is not None:
            self._holy |= {title, *title.iterancestors()}
        self._taken: dict[Any, AsideKind] = {}
        self._gone: set[Any] = set()
        self._measures: dict[Any, Measure] = {}

    def prune(self) -> list[Aside]:
        """Prune; what was taken out, in its order."""
        self._mark_named()
        named = self._take_marked()
        self._measures = measure(self._tree)
        total = self._measures[self._tree].long
        # From here on nothing is taken that holds most of the long texts that are left.
        self._holy |= {element for element, each in self._measures.items() if 2 * each.long > total}
        for element, each in self._measures.items():
            if self._is_gone(element):
                continue
            if each.chars <= _HEADING and self._is_heading(element):
                self._mark_under(element)
            elif each.images and each.chars <= _CAPTION and element.tag in _CONTAINERS and self._is_caption(element):
                self._mark(element, "caption")
            elif element.get("role") == "region" and each.links and each.chars <= _CARD and element not in self._holy:
                # A part of its own in the midst of an article: a podcast, another article.
                self._mark(element, "links")
            elif len(element) >= _CARDS:
                self._mark_cards(element)
            if element.tag in _CONTAINERS and element not in self._holy and each.is_links():
                self._mark(element, "links")
        return named + self._take_marked()

    def _mark(self, element: Any, kind: AsideKind) -> None:
        self._taken.setdefault(element, kind)
        self._gone.add(element)

    def _is_gone(self, element: Any) -> bool:
        """Whether it is taken, or what holds it; right for elements that come in the order of the page."""
        if element in self._gone:
            return True
        if element.getparent() in self._gone:
            self._gone.add(element)
            return True
        return False

    def _mark_named(self) -> None:
        """By what elements are, and by what their classes say they are."""
        for element in self._tree.iter():
            if self._is_gone(element) or element in self._holy or not (kind := _kind(element)):
                continue
            # A name may deceive; what holds most of the page is the article, or what readers wrote.
            if kind == "comments" or not self._holds_most(element):
                self._mark(element, kind)

    def _holds_most(self, element: Any) -> bool:
        if short_text(element, _CAPTION) is not None:
            return False
        if not self._measures:
            self._measures = measure(self._tree)
        return 2 * self._measures[element].long > self._measures[self._tree].long

    def _is_heading(self, element: Any) -> bool:
        if element.tag in ("a", "html", "body") or element in self._holy:
            return False
        return words_only(element.text_content()) in self._words.headings

    def _is_caption(self, element: Any) -> bool:
        """Whether a block with a picture has but a caption besides; a short paragraph ends like a sentence."""
        if element in self._holy or not self._measures[element].chars or _ABOUT.search(element.get("class", "")):
            return False
        text = tidy(" ".join(element.itertext()))
        # A picture stands beside the line that says when and by whom, too.
        if days_in(text) or furniture_words().bylines.match(folded(text)):
            return False
        return not text.endswith((".", "؟", "!", "»"))

    def _mark_under(self, heading: Any) -> None:
        """A block under a heading such as «اقرأ أيضا»: what holds the heading, or what follows it."""
        block = heading
        while (above := block.getparent()) is not None and above not in self._holy:
            more = self._measures[above].chars - self._measures[heading].chars
            if more and not self._measures[above].may_be_links():
                break
            block = above
            if more:
                self._mark(block, "links")
                return
        self._mark(block, "links")
        for each in block.itersiblings():
            if each in self._holy or not self._measures[each].may_be_links() or each.tag in ("p", "br"):
                break
            self._mark(each, "links")

    def _mark_cards(self, parent: Any) -> None:
        """Rows of alike blocks that each begin with a link or a picture: other articles, perhaps with their leads."""
        groups: dict[tuple[str, str | None], list[Any]] = {}
        for child in parent:
            if child.tag in _CARD_TAGS and child not in self._holy:
                groups.setdefault((child.tag, child.get("class")), []).append(child)
        for group in groups.values():
            cards = [each for each in group if self._measures[each].is_card()]
            if len(cards) >= _CARDS and 3 * len(cards) >= 2 * len(group):
                for each in cards:
                    self._mark(each, "links")

    def _take_marked(self) -> list[Aside]:
        found = [self._take(element, kind) for element, kind in self._taken.items()]
        self._taken.clear()
        self._gone.clear()
        return [each for each in found if each]

    def _take(self, element: Any, kind: AsideKind) -> Aside | None:
        parent = element.getparent()
        if parent is None:
            return None
        text = tidy(" ".join(element.itertext()))[:_LONGEST_ASIDE]
        # What follows it stays, with a blank that keeps apart what stood on both sides.
        tail = f" {element.tail or ''}"
        element.tail = None
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(element)
        return Aside(kind, text) if text else None


@dataclass(slots=True)
class Measure:
    """Of an element with all in it: characters; those in links; those in long stretches of plain text; links; pictures;
    whether its first words are a link's (None: it has no words)."""

    chars: int = 0
    linked: int = 0
    long: int = 0
    links: int = 0
    images: int = 0
    begins_linked: bool | None = None

    def is_links(self) -> bool:
        """Whether it is a list of links."""
        return self.links >= _CARDS and self.linked >= _LINKED * self.chars

    def may_be_links(self) -> bool:
        """Whether it can be a list of links or of other articles, where a heading promises one."""
        return not self.chars or (self.links > 0 and self.chars < _CARD * self.links)

    def is_card(self) -> bool:
        """Whether it can be the card of another article."""
        return self.chars <= _CARD and self.begins_linked is True and self.linked >= _HEADLINE


def measure(tree: Any) -> dict[Any, Measure]:
    """The measures of all elements, in the order of the page. Linear."""
    from lxml import etree

    measures: dict[Any, Measure] = {}
    links = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            mine = measures[element] = Measure()
            if element.tag == "a":
                links += 1
                mine.links = 1
            mine.images = int(element.tag in _PICTURES)
            _add(mine, element.text, links > 0)
            continue
        links -= element.tag == "a"
        mine = measures[element]
        if element is tree:
            break
        above = measures[element.getparent()]
        if above.begins_linked is None:
            above.begins_linked = mine.begins_linked
        above.chars += mine.chars
        above.linked += mine.linked
        above.long += mine.long
        above.links += mine.links
        above.images += mine.images
        _add(above, element.tail, links > 0)
    return measures


def _add(into: Measure, text: str | None, linked: bool) -> None:
    if not text or text.isspace():
        return
    length = len(tidy(text))
    if into.begins_linked is None and (length > 2 or any(map(str.isalpha, text))):
        into.begins_linked = linked
    into.chars += length
    if linked:
        into.linked += length
    elif length > _LONG:
        into.long += length


def _kind(element: Any) -> AsideKind | None:
    if element.tag in _ALWAYS:
        # The foot of an article tells who wrote it and when.
        inside = element.tag == "footer" and any(each.tag == "article" for each in element.iterancestors())
        return None if inside else _ALWAYS[element.tag]
    attributes = element.attrib
    if not attributes:
        return None
    if (role := attributes.get("role")) and role in _ROLES:
        return _ROLES[role]
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if len(named) < 2:
        return None
    words = furniture_words()
    plain = _CAMEL.sub("-", named[:_CARD]).lower()
    if not (found := words.classes.search(plain)) or words.article_classes.search(plain):
        return None
    return words.kinds[found[0]]
