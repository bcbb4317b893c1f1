"""One thread for the arithmetic of a report: its matrices are small, and several threads wait for each other longer
than they work (measured: a third of the speed on two cores)."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def single_thread() -> Iterator[None]:
    """Inside, the linear algebra below NumPy keeps to one thread; what was set before is restored."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
