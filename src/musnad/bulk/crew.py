"""Several processes that analyse, and one order in which results come back."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from musnad.bulk.attempts import Analyser, Failure, Outcome
from musnad.bulk.parcels import CHARACTERS, Duty, Parcel
from musnad.bulk.worker import READY, work
from musnad.gather import Found
from musnad.model import MusnadError, Settings

T = TypeVar("T")

# Duties that a worker has: the one in hand and the next.
_AHEAD = 2
# Parcels on the way, for each worker. Results wait for those before them; when one takes long, no more than
# this is held.
_WINDOW = 4
_PATIENCE = 5.0


@dataclass(slots=True, eq=False)
class _Worker(Generic[T]):
    process: BaseProcess
    connection: "Connection[Any, Any]"
    ready: bool = False
    duties: deque[Duty[T]] = field(default_factory=deque)


class Crew(Generic[T]):
    """Worker processes, started when the first report comes. Use it as a context manager.

    A worker that dies (killed for its memory, a fault in a library) is replaced; the report that it died of
    is found by giving what it had to others one by one, and becomes a failure.

    Args:
        jobs: number of processes.
        analyser: a function that can be pickled by its name.
    """

    def __init__(self, jobs: int, analyser: Analyser, settings: Settings) -> None:
        self._jobs = jobs
        self._task = (analyser, settings)
        # Started afresh, because a forked process would share open ledgers and locks of threads.
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker[T]] = []
        self._parcels: deque[Parcel[T]] = deque()
        self._duties: deque[Duty[T]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()
            worker.process.close()
        self._workers.clear()

    def run(self, items: Iterable[Found | T]) -> Iterator[Outcome | T]:
        """*items* in their order, reports with what came of them.

        Raises:
            MusnadError: the workers cannot start.
        """
        source = iter(items)
        exhausted = False
        while True:
            while not exhausted and self._has_room():
                parcel: Parcel[T] = Parcel()
                for item in source:
                    parcel.put(item)
                    if parcel.full():
                        break
                else:
                    exhausted = True
                self._accept(parcel)
                # While there is more to pack, only what is there already is taken.
                self._turn(timeout=0)
            while self._parcels and not self._parcels[0].waiting:
                yield from self._parcels.popleft().outcomes()
            if self._parcels and (exhausted or not self._has_room()):
                self._turn(timeout=None)
            elif exhausted:
                return

    def _has_room(self) -> bool:
        characters = sum(parcel.characters for parcel in self._parcels)
        window = _WINDOW * self._jobs
        return len(self._parcels) < window and characters < window * CHARACTERS

    def _accept(self, parcel: Parcel[T]) -> None:
        self._parcels.append(parcel)
        if parcel.reports:
            self._duties.append(Duty(parcel, range(len(parcel.reports))))

    def _turn(self, timeout: float | None) -> None:
        """Hand out duties and take in results."""
        self._hand_out()
        if not self._workers:
            return
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), timeout):
            self._take(by_connection[connection])  # type: ignore[index]
        self._hand_out()

    def _hand_out(self) -> None:
        while self._duties:
            worker = min(self._workers, key=lambda worker: len(worker.duties), default=None)
            if (worker is None or worker.duties) and len(self._workers) < self._jobs:
                worker = self._start()
            assert worker is not None
            if len(worker.duties) >= _AHEAD:
                return
            duty = self._duties.popleft()
            worker.duties.append(duty)
            # A worker that is just dying is noticed when its connection is read.
            with suppress(OSError):
                worker.connection.send(duty.reports())

    def _take(self, worker: _Worker[T]) -> None:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if message == READY:
            worker.ready = True
        else:
            worker.duties.popleft().settle(message)

    def _bury(self, worker: _Worker[T]) -> None:
        """Replace a dead worker: what it had in hand is suspect, what was to come next is not."""
        worker.connection.close()
        worker.process.join()
        code = worker.process.exitcode
        worker.process.close()
        self._workers.remove(worker)
        if not worker.ready:
            raise MusnadError(
                "The processes that share the work cannot start. Use one job; in a program of your own, begin"
                " its main part with «if __name__ == '__main__':»."
            )
        if not worker.duties:
            return
        suspect, *innocent = worker.duties
        again: list[Duty[T]] = []
        if len(suspect.positions) == 1:
            if suspect.deaths:
                suspect.settle([Failure(_epitaph(code))])
            else:
                # Once may be bad luck: when memory is short, any process may be chosen to die.
                again = [replace(suspect, deaths=1)]
        else:
            again = suspect.singly()
        self._duties.extendleft(reversed([*again, *innocent]))

    def _start(self) -> _Worker[T]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, *self._task), daemon=True)
        with _interrupts_held():
            process.start()
            worker: _Worker[T] = _Worker(process, ours)
            self._workers.append(worker)
        theirs.close()
        return worker


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait, here and, for good, in processes started inside: they end when the parent does."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _epitaph(code: int | None) -> str:
    how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
    return (
        f"The process that analysed this report ended ({how}), perhaps for lack of memory; the report was left out."
        " Split it if it is large."
    )
