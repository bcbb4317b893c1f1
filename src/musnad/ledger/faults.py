"""What SQLite complains of, in a person's words."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from musnad.model import MusnadError

_WORDS: tuple[tuple[type[apsw.Error], str], ...] = (
    (apsw.NotADBError, "is not a ledger (no SQLite database). Name another file, or a new one."),
    (
        apsw.CorruptError,
        "is damaged: part of it is cut off or overwritten. Restore a copy, or read the reports anew.",
    ),
    (
        apsw.FullError,
        "cannot grow: no space is left. What was being written was taken back, everything before it is"
        " kept. Free some space and run the same command again.",
    ),
    (
        apsw.IOError,
        "could not be read or written: the disk refused. What was being written was taken back. Check the"
        " disk (space, quota, connection) and run the same command again.",
    ),
    (
        apsw.ReadOnlyError,
        "cannot be written: the file or its folder is read-only. Open it for reading, or change its rights.",
    ),
    (apsw.PermissionsError, "may not be opened. Change the rights of the file or its folder."),
    (apsw.CantOpenError, "cannot be opened. Check that the folder exists and that you may write in it."),
    (apsw.BusyError, "is being written by another program. Wait until it is done and try again."),
    (apsw.LockedError, "is being written by another program. Wait until it is done and try again."),
    (apsw.NoFTS5Error, "needs an SQLite with full-text search (FTS5). Install apsw from PyPI."),
    (apsw.ConnectionClosedError, "has been closed. Open it again."),
)


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Turn SQLite's errors inside the block into :class:`MusnadError` that names the ledger *name*."""
    try:
        yield
    except apsw.Error as error:
        raise spoken(name, error) from error


def spoken(name: str, error: apsw.Error) -> MusnadError:
    """The error to show for *error*, which befell the ledger *name*."""
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return MusnadError(f"{name} {words}")
    if isinstance(error, apsw.ConstraintError) and "only appends" in str(error):
        return MusnadError(f"{name} keeps what it holds: the ledger only appends.")
    return MusnadError(f"{name} could not be used ({error}). This should not happen: please report it.")
