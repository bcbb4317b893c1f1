"""Lines of JSON: one record an object, one object a line."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from musnad.gather.encodings import decode, usual_encoding
from musnad.gather.events import Found, Limits, Unreadable
from musnad.gather.formats import stem
from musnad.gather.records import Intake
from musnad.gather.streams import in_utf8, lines
from musnad.model import Problem

_MARK = "\ufeff"
_LEFT = 'It was left unread. Write one object in a line: {"text": …, "outlet": …, "date": …}.'


def read(head: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The reports in *stream*, which begins with *head*. Memory for one line at a time.

    A line that is no JSON object is a problem of its own, blank ones are passed over.
    """
    usual = usual_encoding(head)
    base = stem(intake.path)
    empty = True
    for number, line in lines(in_utf8(head, stream), limits.record):
        place = f"line {number}"
        if line is None:
            message = f"This line is longer than {limits.record:,} bytes and was left unread. Split the report."
            yield intake.problem(place, message)
        elif line.strip():
            yield from _line(line, usual, intake, f"{base}-{number}", place)
        else:
            continue
        empty = False
    if empty:
        yield intake.problem("", "This is empty, so there is nothing to read.")


def _line(line: bytes, usual: str | None, intake: Intake, name: str, place: str) -> Iterator[Found | Problem]:
    try:
        decoded = decode(line, usual)
    except Unreadable as unreadable:
        yield intake.problem(place, unreadable.message)
        return
    for fault in decoded.faults:
        yield intake.problem(f"{place}, byte {fault.byte}", fault.message, fault.fatal)
    try:
        record = json.loads(decoded.text.removeprefix(_MARK).strip())
    except json.JSONDecodeError as error:
        yield intake.problem(f"{place}, column {error.colno}", f"This is no JSON ({error.msg}). {_LEFT}")
    except (ValueError, RecursionError):
        # Numbers of thousands of digits, brackets in brackets by the thousand.
        yield intake.problem(place, f"This is no JSON that can be read. {_LEFT}")
    else:
        if isinstance(record, dict):
            yield from intake.record(record, name, place, line)
        else:
            yield intake.problem(place, f"This is no JSON object. {_LEFT}")
