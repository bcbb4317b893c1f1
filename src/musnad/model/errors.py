"""Errors in a person's words."""

from dataclasses import dataclass


class MusnadError(Exception):
    """An error to be shown to a person: what is wrong, where, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One piece of input that could not be read (or not wholly), while the rest went on.

    Attributes:
        path: the file as the user named it.
        place: where in it («line 12», «byte 4096»); empty for the file as a whole.
        message: what is wrong and what to do, one sentence each.
        fatal: whether something was left unread (exit status 1) or it is only worth knowing.
    """

    path: str
    place: str
    message: str
    fatal: bool = True

    def __str__(self) -> str:
        where = f"{self.path}, {self.place}" if self.place else self.path
        return f"{where}: {self.message}"
