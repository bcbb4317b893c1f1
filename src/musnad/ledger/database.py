"""The open file under a ledger: opening, migrating, transactions, rows."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from musnad.ledger import schema, tokenizer
from musnad.ledger.faults import in_words
from musnad.model import MusnadError

_MEMORY = ":memory:"
# Writers take turns; a batch takes well under a second, a checkpoint of a large log some seconds.
_PATIENCE_MS = 30_000
_CACHE_KIB = 65_536


class Database:
    """One connection to a ledger's file.

    Shapes: rows come as tuples of what SQLite holds. Every error of SQLite's comes as :class:`MusnadError`.
    Not for use by several threads at once; several processes and connections are fine (write-ahead log:
    readers never wait for the writer).

    Attributes:
        name: the path as given, for messages.
        undone: number of transactions taken back so far; what was remembered of them is void.
    """

    def __init__(self, path: str | Path, *, readonly: bool) -> None:
        self.name = str(path)
        self.readonly = readonly
        self.undone = 0
        self._doomed = False
        with in_words(self.name):
            self.connection = _connect(path, readonly)
            try:
                self._prepare()
            except BaseException:
                self.connection.close(True)
                raise

    def close(self) -> None:
        """Close the file; closing twice is no mistake."""
        with in_words(self.name):
            self.connection.close(True)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that *sql* gives, one at a time."""
        with in_words(self.name):
            yield from self.connection.execute(sql, values)

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row that *sql* gives; None if there is none."""
        with in_words(self.name):
            return self.connection.execute(sql, values).fetchone()

    def write(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run *sql* once for each of *values*; only inside :meth:`transaction`."""
        with in_words(self.name):
            self.connection.executemany(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is recorded together, or not at all. Inner ones join the outer.

        Raises:
            MusnadError: the ledger is open for reading only, or could not be written; nothing of the
                outermost transaction is recorded then, even if an inner failure was caught.
        """
        if self.readonly:
            raise MusnadError(f"{self.name} is open for reading only. Open it for writing to add to it.")
        with in_words(self.name):
            inner = self.connection.in_transaction
        if inner:
            try:
                yield
            except BaseException:
                self._doomed = True
                raise
            return
        self._doomed = False
        with in_words(self.name):
            self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            if self._doomed:
                raise MusnadError(f"{self.name}: part of a batch could not be written, so none of it was.")
            with in_words(self.name):
                self.connection.execute("COMMIT")
        except BaseException:
            self.undone += 1
            # SQLite has already gone back by itself after some errors, a full disk among them; if it cannot
            # do so now, it does when the file is opened next.
            with suppress(apsw.Error):
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
            raise

    def _prepare(self) -> None:
        """Check whose file it is before anything in it changes, then bring it to this version."""
        connection = self.connection
        connection.set_busy_timeout(_PATIENCE_MS)
        version = self._checked_version()
        tokenizer.register(connection)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA recursive_triggers=ON")
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        if self.readonly:
            if version < schema.VERSION:
                raise MusnadError(
                    f"{self.name} is of version {version}, this Musnad reads version {schema.VERSION}."
                    " Open it once for writing to bring it up to date."
                )
            return
        if connection.readonly("main"):
            raise apsw.ReadOnlyError("write-protected")
        self._use_log()
        # A commit survives the end of the process at once; after a power cut the last ones may be missing,
        # the file is whole, and reading the same reports again fills the gap.
        connection.execute("PRAGMA synchronous=NORMAL")
        self._migrate()

    def _checked_version(self) -> int:
        """The file's version, 0 for an empty file."""
        # In one statement, thus of one moment: another program may be making the ledger just now. The count
        # is asked for in any case, because it is where a damaged file shows first.
        application, version, tables = self.connection.execute(
            "SELECT (SELECT application_id FROM pragma_application_id),"
            " (SELECT user_version FROM pragma_user_version), count(*) FROM sqlite_schema"
        ).get
        if application != schema.APPLICATION_ID:
            if application or version or tables:
                raise MusnadError(f"{self.name} belongs to another program and is no ledger. Name another file.")
        elif version > schema.VERSION:
            raise MusnadError(
                f"{self.name} is a ledger of version {version}, this Musnad knows versions up to"
                f" {schema.VERSION}. Install a newer Musnad to open it."
            )
        return int(version)

    def _use_log(self) -> None:
        """Switch to the write-ahead log. SQLite does not wait by itself when two programs do so at once."""
        deadline = time.monotonic() + _PATIENCE_MS / 1000
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode=WAL")
                return
            except (apsw.BusyError, apsw.LockedError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def _migrate(self) -> None:
        if self._checked_version() == schema.VERSION:
            return
        with self.transaction():
            # Asked again under the lock: another program may have been faster.
            for version in range(self._checked_version(), schema.VERSION):
                self.connection.execute(schema.MIGRATIONS[version])
                self.connection.execute(f"PRAGMA user_version={version + 1}")
            self.connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")


def storable(text: str | None) -> str | bytes | None:
    """*text* as SQLite can keep it: as it is, or as bytes if lone surrogates keep it from being UTF-8."""
    if text is None:
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def restored(value: str | bytes | None) -> str | None:
    """The text that :func:`storable` was given."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def _connect(path: str | Path, readonly: bool) -> apsw.Connection:
    if str(path) == _MEMORY:
        return apsw.Connection(_MEMORY)
    file = Path(path).absolute()
    if file.is_dir():
        raise MusnadError(f"{path} is a folder. Name a file for the ledger.")
    if not file.parent.is_dir():
        raise MusnadError(f"{path} cannot be opened: the folder {file.parent} does not exist. Create it first.")
    if readonly and not file.exists():
        raise MusnadError(f"{path} does not exist, so there is nothing to read. Check the name.")
    # As a URI, so that names in any bytes can be opened.
    uri = file.as_uri()
    if not readonly:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    else:
        flags = apsw.SQLITE_OPEN_READONLY
        if _is_still(file):
            uri += "?immutable=1"
    return apsw.Connection(uri, flags=flags | apsw.SQLITE_OPEN_URI)


def _is_still(file: Path) -> bool:
    """Whether nobody can be writing: no log beside it, and none can be made in its folder (a CD, a share)."""
    return not os.access(file.parent, os.W_OK) and not file.with_name(file.name + "-wal").exists()
