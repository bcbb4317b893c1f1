"""What a page turns out to hold."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: Why something stands at the side: a menu or list of other articles; the caption of a picture; buttons, counters,
#: invitations; a line that tells when or by whom; what readers wrote; anything else that is not the article.
AsideKind = Literal["links", "caption", "bar", "line", "comments", "other"]


@dataclass(frozen=True, slots=True)
class Aside:
    """A part of a page beside its article."""

    kind: AsideKind
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart; None is «not stated».

    Attributes:
        text: the article, a paragraph a line, without its title; empty if there is none.
        title: without the site's name.
        author: names as written, several parted by «، ».
        published, changed: days, in the page's own time zone. *published* is that of the last change where the page
            states no other.
        outlet: id of who published it, from the host of its address: see :mod:`musnad.gather.outlets`.
        site: the name that the page gives itself.
        language: as the page declares it («ar»), in lower case; to be trusted less than its letters.
        url: its canonical address.
        aside: what else can be read on it, in its order.
    """

    text: str
    title: str | None = None
    author: str | None = None
    published: date | None = None
    changed: date | None = None
    outlet: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    aside: tuple[Aside, ...] = ()
