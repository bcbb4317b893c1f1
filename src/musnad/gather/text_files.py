"""Plain text: a file is a report."""

import os
from collections.abc import Iterator
from typing import BinaryIO

from musnad.gather.encodings import decode
from musnad.gather.events import Found, Limits
from musnad.gather.metadata import Metadata
from musnad.gather.records import Intake
from musnad.gather.streams import STDIN, whole
from musnad.model import Problem


def read(_: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The report in *stream*: its text is the file decoded, with its line ends and blanks as they are.

    Raises:
        Unreadable: this is no text, or too large.
    """
    data = whole(stream, limits.text)
    decoded = decode(data)
    for fault in decoded.faults:
        line = data.count(b"\n", 0, fault.byte) + 1
        yield intake.problem(f"line {line}, byte {fault.byte}", fault.message, fault.fatal)
    del data
    name = "stdin" if intake.path == STDIN else os.path.basename(intake.path)
    yield from intake.report(decoded.text, Metadata(), name)
