"""Documents in PDF that have a text layer."""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, BinaryIO

from musnad.gather.events import Found, Limits, Unreadable
from musnad.gather.metadata import Metadata
from musnad.gather.outlets import outlet_of
from musnad.gather.records import Intake
from musnad.gather.streams import STDIN, whole
from musnad.model import Problem

_PRESENTED = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_ALIFS = "اأإآ"
_LAM = "ل"
_ENDS = re.compile(r"[.؟?!:؛»”\")\]]\s*$")
# A line so much shorter than the usual ends a paragraph.
_FULL = 0.75

# Below so many letters a page there is a page number and no text layer.
_LEAST = 20
# A distance between lines so much larger than the usual one parts paragraphs.
_GAP = 1.3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page and how high it stands, in points; None if that is not known."""

    text: str
    height: float | None = None


def read(_: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The report in *stream*: the text of its pages, lines joined to paragraphs, letters in their normal forms and in
    the order in which they are read.

    Raises:
        Unreadable: this is no PDF, is locked, too large or too long, or has no text layer.
    """
    name = "stdin" if intake.path == STDIN else os.path.basename(intake.path)
    yield from of_document(whole(stream, limits.document), intake, name, limits)


def of_document(
    data: bytes, intake: Intake, name: str, limits: Limits, url: str | None = None
) -> Iterator[Found | Problem]:
    """The report in the document *data*, which came from *url* if that is known.

    Raises:
        Unreadable: as :func:`read`.
    """
    pages = list(_pages(data, limits))
    letters = sum(map(str.isalpha, "".join(pages)))
    if letters < _LEAST:
        raise Unreadable(
            "This PDF holds pictures of text and no text (a scan). Have it read by a program for recognising letters"
            " (OCR) and give the text."
        )
    outlet = outlet_of(url) if url else None
    stated = Metadata(outlet=outlet.id if outlet and not intake.known.outlet else None, url=url)
    yield from intake.report("\n".join(filter(None, pages)), stated, name)


def _pages(data: bytes, limits: Limits) -> Iterator[str]:
    # Here and not above: it is a large library, needed for PDFs alone.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Unreadable(
            "This PDF is locked with a password. Save it without one."
            if locked
            else "This is no PDF that can be read; perhaps it broke off. Get it anew."
        ) from error
    try:
        if len(document) > limits.pages:
            raise Unreadable(f"This PDF has more than {limits.pages:,} pages. Split it.")
        size = 0
        for number in range(len(document)):
            text = _text(document, number)
            size += len(text)
            if size > limits.text:
                raise Unreadable("The text of this PDF is too much for one report. Split it.", f"page {number + 1}")
            yield text
    finally:
        document.close()


def _text(document: Any, number: int) -> str:
    import pypdfium2

    try:
        page = document[number]
        layer = page.get_textpage()
        lines = _lines(layer)
        layer.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise Unreadable("This page cannot be read; perhaps the file broke off.", f"page {number + 1}") from error
    return paragraphs(lines)


def _lines(layer: Any) -> list[Line]:
    """The lines of a page, with the letters of ligatures in the order in which they are read.

    The library turns lines written from right to left around letter by letter, and where one glyph stands for several
    letters («لا») these too. Letters of one glyph stand at one place, by which they are known.
    """
    text = str(layer.get_text_range())
    placed = len(text) == layer.count_chars()
    letters = list(text)
    turned = False
    for at in range(len(letters) - 1) if placed else ():
        if letters[at] in _ALIFS and letters[at + 1] == _LAM and _origin(layer, at) == _origin(layer, at + 1):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
            turned = True
    text = "".join(letters)
    found = []
    at = 0
    for line in text.splitlines(keepends=True):
        plain = normal(" ".join(line.replace("\ufffe", "").split()))
        if plain:
            found.append(
                Line(plain.replace("هللا", "الله") if turned else plain, _origin(layer, at)[1] if placed else None)
            )
        at += len(line)
    return found


def _origin(layer: Any, at: int) -> tuple[float, float]:
    from ctypes import byref, c_double

    from pypdfium2 import raw

    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(layer.raw, at, byref(x), byref(y))
    return x.value, y.value


def normal(text: str) -> str:
    """*text* with presentation forms as the letters they stand for."""
    return _PRESENTED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def paragraphs(lines: Sequence[Line]) -> str:
    """The text of *lines* with those of a paragraph joined: a line that is as long as most and does not end like a
    sentence, and what follows it without a gap."""
    lengths = sorted(len(line.text) for line in lines)
    usual = lengths[-max(1, len(lengths) // 4)] if lengths else 0
    gaps = [abs(one.height - other.height) for one, other in pairwise(lines) if one.height and other.height]
    gap = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    out: list[str] = []
    before: Line | None = None
    for line in lines:
        if before and _goes_on(before, line, usual, gap):
            out[-1] += f" {line.text}"
        else:
            out.append(line.text)
        before = line
    return "\n".join(out)


def _goes_on(line: Line, following: Line, usual: int, gap: float) -> bool:
    if len(line.text) < _FULL * usual or _ENDS.search(line.text):
        return False
    if line.height is None or following.height is None or not gap:
        return True
    return abs(line.height - following.height) <= _GAP * gap
