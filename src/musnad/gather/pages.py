"""Pages: the article in an HTML file, without what stands around it."""

import logging
import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from musnad.gather.dates import day
from musnad.gather.encodings import decode
from musnad.gather.events import Found, Limits, Unreadable
from musnad.gather.metadata import Metadata
from musnad.gather.records import Intake
from musnad.gather.streams import STDIN, whole
from musnad.model import Problem

# They talk to the log about every oddity of a page; a program that wants to hear it sets a handler.
_TALKATIVE = ("trafilatura", "htmldate", "courlan", "justext")
# Only dates that the page marks as its day of publication: those elsewhere on it (copyright lines, other
# articles) are as often another day's. The range is wide, because the default one ends today.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2200-01-01",
}
_LOST = "\ufffd"


def read(_: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The report in *stream*: the article's text, and title, author, day, site and address as the page states.

    Raises:
        Unreadable: there is no article in it, or it is no text, or too large.
    """
    decoded = decode(whole(stream, limits.page))
    document = _article(decoded.text)
    text = document.text if document is not None else None
    if not text or not text.strip():
        raise Unreadable("No article was found in this page. Save the article's text as .txt.")
    # What is broken elsewhere on a page does no harm.
    for fault in decoded.faults if _LOST in text else ():
        yield intake.problem(f"byte {fault.byte}", fault.message, fault.fatal)
    stated = Metadata(
        outlet=document.sitename or None,
        published=day(document.date),
        url=document.url or None,
        title=document.title or None,
        author=document.author or None,
    )
    name = "stdin" if intake.path == STDIN else os.path.basename(intake.path)
    yield from intake.report(text, stated, name)


def _article(html: str) -> Any:
    # Here and not above: it takes half a second and is needed for pages alone.
    from trafilatura import bare_extraction

    for name in _TALKATIVE:
        _silence(logging.getLogger(name))
    try:
        return bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES))
    except Exception as error:
        # Hostile pages can hit anything in five libraries; whatever it is, the page cannot be read.
        why = f"{type(error).__name__}: {error}"
        raise Unreadable(f"This page cannot be taken apart ({why}). Save its text as .txt.") from error


def _silence(logger: logging.Logger) -> None:
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
