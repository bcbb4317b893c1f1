"""Several threads that work, one at a time for each host."""

import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_TICK = 0.2


class Lanes(Generic[T, R]):
    """Tasks in lanes: those of one lane one after the other, several lanes at once. For use by one thread.

    Args:
        work: what is done with each task, in another thread; must not raise.
        threads: how many lanes move at the same time.

    Attributes:
        pending: tasks whose result has not been taken.
    """

    def __init__(self, work: Callable[[T], R], threads: int) -> None:
        self._work = work
        self._threads = threads
        self._started = 0
        self._lanes: dict[str, deque[T]] = {}
        self._lock = threading.Lock()
        self._ready: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        # Bounded: what has been fetched and not been read waits in memory.
        self._done: queue.Queue[tuple[T, R]] = queue.Queue(2 * threads)
        self._closed = threading.Event()
        self.pending = 0

    def put(self, task: T, lane: str) -> None:
        """Have *task* done after those that are in *lane*."""
        self.pending += 1
        with self._lock:
            waiting = self._lanes.get(lane)
            if waiting is not None:
                waiting.append(task)
                return
            self._lanes[lane] = deque([task])
        if self._started < self._threads:
            self._started += 1
            # Such threads end with the program, also when a name is being looked up that nobody answers for.
            threading.Thread(target=self._run, daemon=True, name=f"fetching {self._started}").start()
        self._ready.put(lane)

    def take(self) -> tuple[T, R]:
        """A task and its result, as soon as there is one; only while something is pending."""
        done = self._done.get()
        self.pending -= 1
        return done

    def close(self) -> None:
        """End the threads after what they are doing; results that were not taken are lost."""
        self._closed.set()
        for _ in range(self._started):
            self._ready.put(None)

    def _run(self) -> None:
        while (lane := self._ready.get()) is not None and not self._closed.is_set():
            with self._lock:
                task = self._lanes[lane].popleft()
            self._hand_over((task, self._work(task)))
            with self._lock:
                if self._lanes[lane]:
                    self._ready.put(lane)
                else:
                    del self._lanes[lane]

    def _hand_over(self, done: tuple[T, R]) -> None:
        while not self._closed.is_set():
            try:
                self._done.put(done, timeout=_TICK)
            except queue.Full:
                continue
            return
