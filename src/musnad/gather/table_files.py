"""Tables of reports, one in a row."""

from collections.abc import Iterator
from typing import BinaryIO

from musnad.gather.events import Found, Limits, Unreadable
from musnad.gather.formats import stem
from musnad.gather.records import Intake
from musnad.gather.tables import rows
from musnad.model import Problem


def read(head: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The reports in *stream*, which begins with *head*. Memory for one row at a time.

    Raises:
        Unreadable: the table has no column «text», or none of a name that the user gave.
    """
    base = stem(intake.path)
    columns = [name.lower() for name in (intake.columns.get("text", "text"), *intake.columns.values())]
    try:
        yield from _rows(head, stream, intake, limits, base, columns)
    except Unreadable as unreadable:
        if not intake.columns:
            raise
        raise Unreadable(f"{unreadable.message} Or correct --map.", unreadable.place) from unreadable


def _rows(
    head: bytes, stream: BinaryIO, intake: Intake, limits: Limits, base: str, columns: list[str]
) -> Iterator[Found | Problem]:
    for count, each in enumerate(rows(head, stream, intake.path, columns, limits.record)):
        if count >= limits.records:
            raise Unreadable(f"There are more than {limits.records:,} rows here; the rest was left unread. Split it.")
        if isinstance(each, Problem):
            yield each
        else:
            yield from intake.record(each.fields, f"{base}-{each.line}", f"line {each.line}", each.received)
