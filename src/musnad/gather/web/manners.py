"""One thing at a time for each host, and not too soon after the last."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from musnad.gather.web.failures import Failure


class Stopped(Exception):
    """Fetching has been told to end."""


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    # Moments of the monotonic clock.
    free: float = 0.0
    resting: float = 0.0


class Manners:
    """Turns at hosts. May be used by several threads at once.

    Args:
        delay: seconds between the end of one request to a host and the beginning of the next.
        patience: longest wait for a turn that a host may ask for.
    """

    def __init__(self, delay: float, patience: float) -> None:
        self._delay = delay
        self._patience = patience
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def stop(self) -> None:
        """End all waits, now and later, with :class:`Stopped`."""
        self._stop.set()

    @contextmanager
    def turn(self, host: str, delay: float | None = None) -> Iterator[None]:
        """Wait for the turn at *host* and keep others from it inside the block.

        *delay* is what its robots.txt asks for; more than our patience counts as that much.

        Raises:
            Stopped: on :meth:`stop`.
            Failure: the host has asked to be left alone for longer than our patience.
        """
        with self._lock:
            mine = self._hosts.setdefault(host, _Host())
        while not mine.lock.acquire(timeout=0.2):
            self.pause(0)
        try:
            self._wait(mine)
            try:
                yield
            finally:
                mine.free = time.monotonic() + max(self._delay, min(delay or 0.0, self._patience))
        finally:
            mine.lock.release()

    def rest(self, host: str, seconds: float) -> None:
        """Leave *host* alone for *seconds*: it asked for that."""
        with self._lock:
            mine = self._hosts.setdefault(host, _Host())
        mine.resting = max(mine.resting, time.monotonic() + seconds)

    def pause(self, seconds: float) -> None:
        """Wait. Raises :class:`Stopped` on :meth:`stop`."""
        if self._stop.wait(seconds):
            raise Stopped

    def _wait(self, mine: _Host) -> None:
        now = time.monotonic()
        resting = mine.resting - now
        if resting > self._patience:
            raise Failure(
                f"The server has asked not to be asked for {resting:,.0f} seconds more. Try again then.", wait=resting
            )
        self.pause(max(0.0, mine.free - now, resting))
