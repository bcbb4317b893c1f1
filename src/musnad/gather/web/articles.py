"""From a page as received to the report in it, with the snapshot it points to."""

import os
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from musnad.gather import page_files, pdf_files
from musnad.gather.events import Found, Limits, Unreadable
from musnad.gather.metadata import Metadata
from musnad.gather.records import Intake
from musnad.gather.web.fetcher import Received
from musnad.gather.web.urls import canonical, host_name
from musnad.model import Problem, Snapshot

_PAGES = ("text/html", "application/xhtml+xml")
_PDF = b"%PDF-"
_PDF_TYPE = "application/pdf"


def article(received: Received, known: Metadata, *, keep: bool = True) -> Iterator[Found | Problem]:
    """The report in a page, and what is wrong with the page.

    What the page states of itself counts first, then *known*; an outlet that nothing names is called by its host
    (see :mod:`musnad.gather.outlets`). A page is known by the address that it calls canonical, as long as that is
    one of its own site. With *keep* False the snapshot holds only the hash of the bytes.
    """
    intake = Intake(received.url, known, keep=keep)
    found = False
    try:
        for each in _read(received, intake):
            if isinstance(each, Found):
                found = True
                yield _traced(each, received, keep)
            else:
                yield each
    except Unreadable as unreadable:
        yield intake.problem(unreadable.place, unreadable.message + _called(received))
    if found and (called := _called(received)):
        yield intake.problem("", f"It was read as a page all the same.{called}", fatal=False)


def _read(received: Received, intake: Intake) -> Iterator[Found | Problem]:
    """Take the page apart: the one place where reading and fetching meet."""
    content = received.content
    name = _name(received.final)
    if content.startswith(_PDF):
        return pdf_files.of_document(content, intake, name, Limits(), received.final)
    headers = {each.lower(): value for each, value in received.headers}
    return page_files.of_page(content, intake, name, url=received.final, headers=headers)


def _traced(found: Found, received: Received, keep: bool) -> Found:
    page = canonical(found.report.url, received.final)
    report = replace(found.report, url=page, name=_name(page))
    return replace(found, report=report, snapshot=snapshot(received, keep=keep, page=page))


def snapshot(received: Received, *, keep: bool = True, page: str | None = None) -> Snapshot:
    """What was received, as evidence."""
    return Snapshot.of(
        received.body,
        received.url,
        received=received.received,
        keep=keep,
        place=f"the first {len(received.body):,} bytes" if received.cut else "",
        url=received.final,
        status=received.status,
        headers=received.headers,
        page=page,
    )


def _name(page: str) -> str:
    """What a report from this page is called: its host and the last part of its path."""
    last = os.path.basename(unquote(urlsplit(page).path, errors="replace").rstrip("/"))
    return f"{host_name(page)}-{last}" if last else host_name(page)


def _called(received: Received) -> str:
    """What the server calls something that it does not call a page."""
    stated = (received.header("content-type") or "").partition(";")[0].strip().lower()
    if not stated or stated in _PAGES or (stated == _PDF_TYPE and received.content.startswith(_PDF)):
        return ""
    return f" The server calls it «{stated[:60]}»."
