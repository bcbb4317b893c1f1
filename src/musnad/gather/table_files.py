"""Tables of reports, one in a row."""

from collections.abc import Iterator
from typing import BinaryIO

from musnad.gather.events import Found, Limits
from musnad.gather.formats import stem
from musnad.gather.records import Intake
from musnad.gather.tables import rows
from musnad.model import Problem


def read(head: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The reports in *stream*, which begins with *head*. Memory for one row at a time.

    Raises:
        Unreadable: the table has no column «text».
    """
    base = stem(intake.path)
    for each in rows(head, stream, intake.path, "text", limits.record):
        if isinstance(each, Problem):
            yield each
        else:
            yield from intake.record(each.fields, f"{base}-{each.line}", f"line {each.line}", each.received)
