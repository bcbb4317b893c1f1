"""Tables: .csv and .tsv, row by row, however long they are."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from musnad.gather.encodings import decode, usual_encoding
from musnad.gather.events import Unreadable
from musnad.gather.streams import in_utf8, lines
from musnad.model import Problem

# What spreadsheets write, by their language: Arabic and French ones put semicolons.
_DELIMITERS = ",;\t|"
_BYTE_ORDER_MARK = "\ufeff"
_SHOWN = 12
_SHOWN_CHARACTERS = 200
_TOO_LONG = "too long"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its fields by the names in the header (lower case), the line where it begins, and its bytes."""

    line: int
    fields: dict[str, str]
    received: bytes


def rows(head: bytes, stream: BinaryIO, path: str, columns: Sequence[str], limit: int) -> Iterator[Row | Problem]:
    """The rows of the table in *stream* that begins with *head*, and problems with those that are none.

    Args:
        path: for the problems.
        columns: those that must be there; the first also tells which character parts the columns.
        limit: bytes that a row may have.

    Raises:
        Unreadable: one of the columns is missing, or no header at all.
    """
    # Python's own limit is 131,072 characters, and there is only one for the whole process.
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    feed = _Feed(head, stream, path, limit)
    names, delimiter = _header(feed, columns)
    while True:
        yield from feed.problems()
        start = feed.line + 1
        try:
            values = next(_parser(feed, delimiter), None)
        except csv.Error as error:
            yield Problem(path, _place(start, feed.line), _broken(error))
            continue
        yield from feed.problems()
        if values is None:
            return
        if len(values) > len(names) and any(map(str.strip, values[len(names) :])):
            message = (
                f"This row has {len(values)} fields, the header {len(names)}, and was left unread. Put texts that"
                f" hold «{delimiter}» in quotation marks."
            )
            yield Problem(path, _place(start, feed.line), message)
        elif values:
            yield Row(start, dict(zip(names, values, strict=False)), bytes(feed.received))


class _Feed:
    """The lines of a table, decoded, with a count of them: rows may span several."""

    def __init__(self, head: bytes, stream: BinaryIO, path: str, limit: int) -> None:
        self.line = 0
        self._lines = lines(in_utf8(head, stream), limit)
        self._usual = usual_encoding(head)
        self._path = path
        self._limit = limit
        self._problems: list[Problem] = []
        # The lines of the row in hand.
        self.received = bytearray()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.line, line = next(self._lines)
        self.received += line or b""
        if line is None or len(self.received) > self._limit:
            raise csv.Error(_TOO_LONG)
        try:
            decoded = decode(line, self._usual)
        except Unreadable as unreadable:
            raise csv.Error(unreadable.message) from unreadable
        for fault in decoded.faults:
            place = f"line {self.line}, byte {fault.byte}"
            self._problems.append(Problem(self._path, place, fault.message, fault.fatal))
        return decoded.text

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.received.clear()

    def problems(self) -> list[Problem]:
        """The problems since the last call."""
        found, self._problems = self._problems, []
        return found


def _parser(feed: _Feed, delimiter: str) -> Iterator[list[str]]:
    # A new one for each row: after an error an old one would go on in the middle of the broken row.
    feed.begin()
    return csv.reader(feed, delimiter=delimiter, strict=True)


def _header(feed: _Feed, columns: Sequence[str]) -> tuple[list[str], str]:
    try:
        line = next((line for line in feed if line.strip("\ufeff\r\n ")), "").removeprefix(_BYTE_ORDER_MARK)
    except csv.Error as error:
        raise Unreadable(f"This is no table: {_broken(error)}", "line 1") from error
    names = _names(line, _DELIMITERS[0])
    for delimiter in _DELIMITERS:
        found = _names(line, delimiter)
        if columns[0] in found:
            _check(found, columns)
            return found, delimiter
        names = max(names, found, key=len)
    if not names:
        raise Unreadable("This is an empty table.")
    _check(names, columns)
    raise AssertionError


def _check(names: list[str], columns: Sequence[str]) -> None:
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    for column in columns:
        if column not in names:
            raise Unreadable(
                f"This table has no column «{column}», but {shown[:_SHOWN_CHARACTERS]}. Name the columns in its first"
                " line."
            )


def _names(line: str, delimiter: str) -> list[str]:
    try:
        return [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _place(first: int, last: int) -> str:
    return f"line {first}" if first >= last else f"lines {first}–{last}"


def _broken(error: csv.Error) -> str:
    message = str(error)
    if "end of data" in message:
        return "A quotation mark opened here is not closed; nothing was read from here on. Close it, or double it."
    if message == _TOO_LONG:
        return "This row is too long; perhaps a quotation mark is not closed. It was left unread."
    if "expected after" in message:
        return 'A quotation mark stands inside a field here; the row was left unread. Double it («""»).'
    if "new-line" in message:
        return "A line ends oddly here; the row was left unread. Save the table anew as CSV."
    return f"This row cannot be read ({message.removesuffix('.')}). Save the table anew as CSV in UTF-8."
