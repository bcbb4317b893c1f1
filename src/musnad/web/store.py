"""A ledger that many requests ask at once: connections taken in turn, questions bounded in time."""

import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import apsw

from musnad.ledger import Ledger
from musnad.model import MusnadError
from musnad.web.columns import Columns
from musnad.web.settings import DeskSettings

# Of SQLite's pages, per connection: what one question goes through; the system keeps the rest of the file.
_CACHE_KIB = 12_288
# Steps of SQLite's machine between two looks at the clock.
_STEPS = 10_000
# A refresh that takes long comes seldom: it may use one part in so many of the time.
_SHARE = 20


class TooLong(MusnadError):
    """A question was cut off because it took too long."""


class Busy(MusnadError):
    """Too many questions are waiting."""


class Store:
    """The ledger under a desk. May be used by several threads."""

    def __init__(self, settings: DeskSettings) -> None:
        self._settings = settings
        self._idle: queue.SimpleQueue[Ledger] = queue.SimpleQueue()
        self._all: list[Ledger] = []
        self._deadlines: dict[int, float] = {}
        self._writing = threading.Lock()
        self._refreshing = threading.Lock()
        self._fresh_until = 0.0
        self._columns = Columns()
        if not settings.readonly:
            # Brings an older file up to date, and says at once if it cannot be written.
            Ledger(settings.ledger).close()
        for _ in range(settings.readers):
            ledger = Ledger(settings.ledger, readonly=True)
            self._all.append(ledger)
            self._bound(ledger)
            self._idle.put(ledger)

    def close(self) -> None:
        """Close every connection."""
        for ledger in self._all:
            with suppress(MusnadError):
                ledger.close()

    @contextmanager
    def reading(self, *, bounded: bool = True) -> Iterator[Ledger]:
        """A connection to ask, for as long as the settings allow; as long as it takes if not *bounded*.

        Raises:
            TooLong: the questions took longer; Busy: none became free in that time.
        """
        seconds = self._settings.seconds
        try:
            ledger = self._idle.get(timeout=seconds)
        except queue.Empty:
            raise Busy("The desk is busy. Try again in a moment.") from None
        self._deadlines[id(ledger)] = time.monotonic() + seconds if bounded else float("inf")
        try:
            yield ledger
        except MusnadError as error:
            if isinstance(error.__cause__, apsw.InterruptError):
                raise TooLong(
                    f"The question took longer than {seconds:g} seconds and was cut off. Ask for something rarer."
                ) from error
            raise
        finally:
            self._idle.put(ledger)

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """A connection to write with; one at a time."""
        if self._settings.readonly:
            raise MusnadError("This desk is for reading only.")
        with self._writing, Ledger(self._settings.ledger) as ledger:
            yield ledger
        self._fresh_until = 0.0

    def columns(self) -> Columns:
        """What is known of every statement, fresh unless it was refreshed just now."""
        if time.monotonic() >= self._fresh_until and self._refreshing.acquire(blocking=not len(self._columns)):
            try:
                if time.monotonic() >= self._fresh_until:
                    self._refresh()
            finally:
                self._refreshing.release()
        return self._columns

    def _refresh(self) -> None:
        began = time.monotonic()
        with self.reading(bounded=False) as ledger:
            self._columns = self._columns.refreshed(ledger)
        now = time.monotonic()
        self._fresh_until = now + (now - began) * _SHARE

    def _bound(self, ledger: Ledger) -> None:
        connection = ledger.database.connection
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        deadlines, key = self._deadlines, id(ledger)
        connection.set_progress_handler(lambda: time.monotonic() > deadlines.get(key, float("inf")), _STEPS)
