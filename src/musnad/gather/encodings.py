"""Bytes into text: which encoding they are in, and what to do where it is several."""

import codecs
from dataclasses import dataclass

from musnad.gather.events import Unreadable
from musnad.gather.letters import likelihood
from musnad.gather.magic import binary_kind

# Longer marks first: that of UTF-16 begins like that of UTF-32. UTF-8's own stays in the text, so that
# offsets count the characters which Path.read_text("utf-8") gives.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-16-le", "utf-16-be")
_SINGLE_BYTE = ("cp1256", "iso8859_6")
_NAMES = {"cp1256": "Windows-1256", "iso8859_6": "ISO-8859-6"}

# Mean log2 likelihood of the letters, see letters.py.
_FLOOR = -6.5
# Arabic letters in UTF-8 for each byte that is none. In texts of one byte a letter the accidental ones (ط or
# ظ before certain punctuation marks) are fewer than one in a thousand letters.
_IS_UTF8 = 0.05
_FREQUENT = "المينورتبعدسفقك"
# How much of a long file is looked at to choose an encoding.
_SAMPLE = 1 << 16
_LOST = "\ufffd"
_LOST_BYTES = _LOST.encode()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be decoded as it stands.

    *byte* is the place of the first such byte; *fatal* tells whether letters were lost.
    """

    byte: int
    message: str
    fatal: bool


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what went wrong on the way to it."""

    text: str
    faults: tuple[Fault, ...] = ()


def decode(data: bytes, usual: str | None = None) -> Decoded:
    """The text in *data*: UTF-8; UTF-16, UTF-32 with a byte order mark; Windows-1256 or ISO-8859-6.

    Where some lines of a file in UTF-8 are in one of the latter two, each line is read for itself. Bytes that
    are no text anywhere become «�» and a fatal fault. Linear.

    Args:
        data: a whole file, or a whole record of one.
        usual: the encoding in which this is if it is not UTF-8, where that is already known.

    Raises:
        Unreadable: this is no text, or none in a known encoding.
    """
    wide = wide_encoding(data)
    if wide:
        return _decoded(data, wide)
    if kind := binary_kind(data):
        raise Unreadable(f"This is {kind}, no text. Save its text as .txt in UTF-8.")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        first_bad = error.start
    if _is_mostly_utf8(data):
        return _mended(data)
    encoding = usual or single_byte_encoding(data)
    if encoding is None:
        raise Unreadable("The encoding of this text cannot be told. Save it in UTF-8.", f"byte {first_bad}")
    return _decoded(data, encoding)


def wide_encoding(data: bytes) -> str | None:
    """The encoding of several bytes for each letter that *data* is in, by its mark or its letters."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[: _SAMPLE & ~1]
    if b"\0" not in sample:
        return None
    for encoding in _UNMARKED:
        text = sample.decode(encoding, "replace")
        if "\0" not in text and likelihood(text) >= _FLOOR:
            return encoding
    return None


def single_byte_encoding(data: bytes) -> str | None:
    """Windows-1256 or ISO-8859-6, in Python's names; None if *data* makes Arabic words in neither."""
    sample = data[:_SAMPLE]
    likely, encoding = max((likelihood(sample.decode(each, "replace")), each) for each in _SINGLE_BYTE)
    return encoding if likely >= _FLOOR else None


def usual_encoding(head: bytes) -> str | None:
    """The encoding of those lines of a file beginning with *head* that are not UTF-8; None if all are."""
    odd = b"\n".join(line for line in head.split(b"\n") if not _is_utf8(line))
    return single_byte_encoding(odd) if odd else None


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        byte = error.start
    text = data.decode(encoding, "replace")
    name = _NAMES.get(encoding, encoding.upper())
    return Decoded(text, (_loss(byte, text.count(_LOST), name),))


def _mended(data: bytes) -> Decoded:
    """Line by line: most are UTF-8."""
    lines = data.split(b"\n")
    # Which of the two the odd lines are in is judged from all of them together: each may be short.
    encoding = single_byte_encoding(b"\n".join(line for line in lines if not _is_mostly_utf8(line)))
    parts = []
    losses, others = [], []
    at = 0
    for line in lines:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            other = _of_encoding(line, encoding)
            if other is not None:
                text = other
                others.append(at + error.start)
            else:
                text = line.decode("utf-8", "replace")
                losses += [at + error.start] * (text.count(_LOST) - line.count(_LOST_BYTES))
        parts.append(text)
        at += len(line) + 1
    faults = [_loss(losses[0], len(losses), "UTF-8")] if losses else []
    if others and encoding:
        message = (
            f"From here {_number(len(others), 'line')} of this text in UTF-8 {_is(others)} in"
            f" {_NAMES[encoding]}; all were read. Save the text in UTF-8 to be sure."
        )
        faults.append(Fault(others[0], message, fatal=False))
    return Decoded("\n".join(parts), tuple(faults))


def _of_encoding(line: bytes, encoding: str | None) -> str | None:
    """*line* decoded, if it is Arabic then and not UTF-8."""
    if encoding is None or _is_mostly_utf8(line):
        return None
    text = line.decode(encoding, "replace")
    return text if _LOST not in text and likelihood(text) >= _FLOOR else None


def _is_mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    bad = text.count(_LOST) - data.count(_LOST_BYTES)
    return sum(map(text.count, _FREQUENT)) >= _IS_UTF8 * bad


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _loss(byte: int, count: int, name: str) -> Fault:
    message = (
        f"From here {_number(count, 'character')} cannot be read in {name} and became «{_LOST}». Save the text"
        " anew in UTF-8."
    )
    return Fault(byte, message, fatal=True)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _is(things: list[int]) -> str:
    return "is" if len(things) == 1 else "are"
