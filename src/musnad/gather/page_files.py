"""Pages in files: the article in an HTML file, without what stands around it."""

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from musnad.gather.encodings import Fault
from musnad.gather.events import Found, Limits, Unreadable
from musnad.gather.metadata import Metadata
from musnad.gather.outlets import outlets
from musnad.gather.records import REPAIRED, Intake
from musnad.gather.streams import STDIN, whole
from musnad.model import Problem

if TYPE_CHECKING:
    from musnad.gather.pages.channel import ChannelMessage

_LOST = "\ufffd"


def read(_: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The report in *stream*: the article's text, and title, author, days, outlet and address as the page states.

    Raises:
        Unreadable: there is no article in it, or it is no text, or too large.
    """
    name = "stdin" if intake.path == STDIN else os.path.basename(intake.path)
    yield from of_page(whole(stream, limits.page), intake, name)


def of_page(
    data: bytes,
    intake: Intake,
    name: str,
    place: str = "",
    url: str | None = None,
    headers: dict[str, str] | None = None,
) -> Iterator[Found | Problem]:
    """The report in the page *data*, which came from *url* with *headers* if that is known.

    Its address is in the one spelling by which versions of a page are recognised, however they were received. Its
    outlet is that of the table of outlets; else what is known from outside; else what its host or itself tells.

    Raises:
        Unreadable: as :func:`read`.
    """
    # Here and not above: lxml is needed for pages alone.
    from musnad.gather.pages.channel import channel_messages
    from musnad.gather.pages.markup import parse
    from musnad.gather.pages.reading import read_markup

    markup = parse(data, headers)
    messages = channel_messages(markup.tree)
    if len(messages) > 1:
        yield from _messages(messages, intake, name, place)
        return
    page = read_markup(markup, url)
    if not page.text:
        raise Unreadable("No article was found in this page. Save the article's text as .txt.")
    # What is broken elsewhere on a page does no harm.
    for fault in markup.decoded.faults if _LOST in page.text else ():
        yield intake.problem(_byte(place, fault), fault.message, fault.fatal)
    if markup.repaired:
        yield intake.problem(place, REPAIRED, fatal=False)
    stated = Metadata(
        outlet=_outlet(page.outlet, page.site, intake),
        published=page.published,
        url=page_of(page.url, url) or page.url,
        title=page.title,
        author=page.author,
        changed=page.changed,
    )
    yield from intake.report(page.text, stated, name, place)


def page_of(stated: str | None, url: str | None = None) -> str | None:
    """See :func:`musnad.gather.web.urls.page_of`."""
    # Here and not above: what the web needs is loaded with it, which files of text can do without.
    from musnad.gather.web import urls

    return urls.page_of(stated, url)


def _outlet(own: str | None, site: str | None, intake: Intake) -> str | None:
    return own if own in outlets() else intake.known.outlet or own or site


def _messages(messages: "list[ChannelMessage]", intake: Intake, name: str, place: str) -> Iterator[Found | Problem]:
    intake = replace(intake, many=True)
    for number, each in enumerate(messages, 1):
        outlet = _outlet(each.outlet, each.site, intake)
        stated = Metadata(outlet, each.published, page_of(each.url) or each.url, via=each.via)
        where = f"{place}, message {number}" if place else f"message {number}"
        yield from intake.report(each.text, stated, f"{name}-{number}", where)
    yield from intake.set_aside()


def _byte(place: str, fault: Fault) -> str:
    return f"{place}, byte {fault.byte}" if place else f"byte {fault.byte}"
