"""How the desk's process holds memory."""

import ctypes
from contextlib import suppress

# Of glibc's malloc.h; its default grows with each large array that is let go, up to 32 MB.
_M_MMAP_THRESHOLD = -3
_LARGE = 1 << 20


def give_back_large() -> None:
    """Let arrays of a megabyte and more go back to the system when they are let go.

    glibc else keeps them in its heap, torn apart by what lies between: 85 MB of 480 on a ledger of a million
    statements. Does nothing where there is no glibc. For programs that serve a desk and nothing else.
    """
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)
