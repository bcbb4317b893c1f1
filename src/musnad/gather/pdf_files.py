"""Documents in PDF that have a text layer."""

import os
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, BinaryIO

from musnad.gather.events import Found, Limits, Unreadable
from musnad.gather.metadata import Metadata
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


def read(_: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The report in *stream*: the text of its pages, lines joined to paragraphs, letters in their normal forms and in
    the order in which they are read.

    Raises:
        Unreadable: this is no PDF, is locked, too large or too long, or has no text layer.
    """
    data = whole(stream, limits.document)
    pages = list(_pages(data, limits))
    name = "stdin" if intake.path == STDIN else os.path.basename(intake.path)
    letters = sum(map(str.isalpha, "".join(pages)))
    if letters < _LEAST:
        raise Unreadable(
            "This PDF holds pictures of text and no text (a scan). Have it read by a program for recognising letters"
            " (OCR) and give the text."
        )
    yield from intake.report("\n".join(filter(None, pages)), Metadata(), name)


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
        raw = _in_order(layer)
        layer.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise Unreadable("This page cannot be read; perhaps the file broke off.", f"page {number + 1}") from error
    return paragraphs(normal(raw))


def _in_order(layer: Any) -> str:
    """The characters of a page, with those of ligatures in the order in which they are read.

    The library turns lines written from right to left around letter by letter, and where one glyph stands for several
    letters («لا») these too. Letters of one glyph stand at one place, by which they are known.
    """
    text = str(layer.get_text_range())
    if len(text) != layer.count_chars():
        return text
    letters = list(text)
    turned = False
    for at in range(len(letters) - 1):
        if letters[at] in _ALIFS and letters[at + 1] == _LAM and _origin(layer, at) == _origin(layer, at + 1):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
            turned = True
    return "".join(letters) if not turned else "".join(letters).replace("هللا", "الله")


def _origin(layer: Any, at: int) -> tuple[float, float]:
    from ctypes import byref, c_double

    from pypdfium2 import raw

    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(layer.raw, at, byref(x), byref(y))
    return x.value, y.value


def normal(text: str) -> str:
    """*text* with presentation forms as the letters they stand for."""
    return _PRESENTED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def paragraphs(text: str) -> str:
    """*text* with the lines of a paragraph joined: a line that is as long as most and does not end like a sentence, and
    what follows it."""
    lines = [" ".join(line.split()) for line in text.replace("\ufffe", "").splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[-max(1, len(lengths) // 4)] if lengths else 0
    out: list[str] = []
    joins = False
    for line in lines:
        if joins and line:
            out[-1] += f" {line}"
        elif line:
            out.append(line)
        joins = bool(line) and len(line) >= _FULL * usual and not _ENDS.search(line)
    return "\n".join(out)
