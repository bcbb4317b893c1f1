"""What was worked out from one version of a ledger and is asked for again and again."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from musnad.web.columns import Columns

T = TypeVar("T")


class Memory:
    """Remembers the results of one version of the ledger that were asked for last. May be used by several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[Any, Any] = {}
        self._lock = threading.Lock()

    def get(self, columns: Columns, key: Any, make: Callable[[], T]) -> T:
        """What *make* gave for *key* in this version; made now if it is not remembered."""
        full = (columns.version, key)
        with self._lock:
            if full in self._known:
                # To the end of the queue: what is asked for again and again stays.
                found: T = self._known.pop(full)
                self._known[full] = found
                return found
        made = make()
        with self._lock:
            while len(self._known) >= self._most:
                del self._known[next(iter(self._known))]
            self._known[full] = made
        return made
