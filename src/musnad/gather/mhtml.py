"""Pages saved as one file with all that belongs to them (MHTML)."""

import os
from collections.abc import Iterator
from email import message_from_binary_file
from email.message import Message
from typing import BinaryIO

from musnad.gather.events import Found, Limits, Unreadable
from musnad.gather.page_files import of_page
from musnad.gather.records import Intake
from musnad.gather.streams import STDIN, whole
from musnad.model import Problem

_PARTS = 20_000
_PAGES = ("text/html", "application/xhtml+xml")


def read(_: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The report in the page that *stream* holds; pictures, styles and frames in it are passed over.

    Raises:
        Unreadable: there is no page or no article in it, or it is too large.
    """
    import io

    data = whole(stream, limits.document)
    try:
        letter = message_from_binary_file(io.BytesIO(data))
        page = _page(letter)
        body = page.get_payload(decode=True) if page is not None else None
    except (RecursionError, LookupError, ValueError, AssertionError) as error:
        raise Unreadable("The parts of this file cannot be told apart. Save the page anew.") from error
    if page is None or not isinstance(body, bytes) or not body.strip():
        raise Unreadable("There is no page in this file. Save it anew as .html.")
    if len(body) > limits.page:
        raise Unreadable(f"The page in this file is larger than {limits.page >> 20} MB. Save its text as .txt.")
    address = page.get("Content-Location") or letter.get("Snapshot-Content-Location")
    name = "stdin" if intake.path == STDIN else os.path.basename(intake.path)
    headers = {"content-type": str(page.get("Content-Type", ""))}
    yield from of_page(body, intake, name, url=_web(address), headers=headers)


def _page(letter: Message) -> Message | None:
    """The part that is the page: the one that the file says it begins with, else the first."""
    start = letter.get_param("start")
    first = None
    for number, part in enumerate(letter.walk()):
        if number > _PARTS:
            raise Unreadable(f"This file has more than {_PARTS:,} parts. Save the page anew as .html.")
        if part.get_content_type() not in _PAGES or part.is_multipart():
            continue
        if not start or part.get("Content-ID") == start:
            return part
        first = first or part
    return first


def _web(address: str | None) -> str | None:
    address = (address or "").strip()
    return address if address.startswith(("http://", "https://")) else None
