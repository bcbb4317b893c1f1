"""Groups what was added into claims while the desk is open, a little at a time, so that nobody waits for it."""

import threading
from contextlib import suppress

from musnad.compare.claims import Claims
from musnad.ledger import Ledger
from musnad.model import MusnadError
from musnad.web.settings import DeskSettings

# Statements grouped at a time: half a second of work, after which others come to write and to think.
_SOME = 100
# Seconds between two looks for something new, and of rest after each piece of work.
_LOOK, _REST = 5.0, 0.5
# So many statements are grouped before lists are brought up to date, if there is much to do.
_MANY = 5_000
# Of SQLite's pages: the desk's memory is for its readers.
_CACHE_KIB = 8_192


class Grouping:
    """Groups in a thread of its own, until it is stopped. Does nothing on a desk for reading only."""

    def __init__(self, settings: DeskSettings) -> None:
        self._settings = settings
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin."""
        if not self._settings.readonly and self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after the piece of work that is going on; what was grouped is kept."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(_LOOK)

    def _run(self) -> None:
        while not self._stopped.is_set():
            # Another program may hold the ledger, or its disk be full: the next look may be luckier.
            with suppress(MusnadError):
                self.catch_up()
            self._stopped.wait(_LOOK)

    def catch_up(self) -> int:
        """Group all that waits, in pieces; the number of statements. Raises :class:`MusnadError`."""
        with Ledger(self._settings.ledger) as ledger:
            ledger.database.connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
            claims, done, since = Claims(ledger.claim_store), 0, 0
            while not self._stopped.is_set() and (some := claims.update_some(_SOME)):
                done, since = done + some, since + some
                if since >= _MANY:
                    claims.sum_up()
                    since = 0
                self._stopped.wait(_REST)
            if not self._stopped.is_set():
                claims.sum_up()
        return done
