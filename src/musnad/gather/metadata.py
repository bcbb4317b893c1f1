"""What is known of a report's origin besides its text."""

from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Self

_STATED_FOR_ALL = 5


@dataclass(frozen=True, slots=True)
class Metadata:
    """Origin of a report, or of all reports of a source; None is «not stated».

    The attributes are those of :class:`musnad.model.Report`.
    """

    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    changed: date | None = None
    via: str | None = None

    def over(self, other: Self) -> Self:
        """What is stated here, and where nothing is, what *other* states."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        theirs = {field.name: getattr(other, field.name) for field in fields(other)}
        return type(self)(**{name: theirs[name] if mine[name] is None else mine[name] for name in mine})

    def identity(self) -> str:
        """A text that differs whenever anything here does."""
        # What is stated of single reports alone stays out, so that keys made before it was thought of hold.
        return repr(astuple(self)[:_STATED_FOR_ALL])
