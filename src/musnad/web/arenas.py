"""Keeps the C library from giving each thread a heap of its own."""

import ctypes
import sys
from contextlib import suppress

# M_ARENA_MAX of glibc's malloc.h.
_ARENA_MAX = -8
_FEW = 2


def few_arenas() -> None:
    """Let all threads of this process share two heaps, where the C library is glibc; before they begin.

    By default there are eight for each processor, and each keeps what its busiest request ever needed: on a ledger of a
    million statements under a load that the machine could not bear, the desk held 570 MB so, and 370 MB with two heaps.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_ARENA_MAX, _FEW)
