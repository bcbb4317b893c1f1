"""Runs of words that are formulas of the news, known before the first report is read."""

import zlib
from array import array
from functools import cache
from importlib.resources import files
from itertools import accumulate


@cache
def formulas() -> frozenset[int]:
    """Hashes of runs that reports of many days share. Loaded once in a process (about 60,000)."""
    packed = (files(__package__) / "weights" / "formulas.bin").read_bytes()
    return frozenset(unpacked(packed))


def packed(runs: frozenset[int]) -> bytes:
    """*runs* as bytes: differences of the sorted hashes, 32 bits little-endian each, compressed."""
    ordered = sorted(runs)
    steps = array("I", (b - a for a, b in zip([0, *ordered], ordered, strict=False)))
    return zlib.compress(_little(steps).tobytes(), 9)


def unpacked(data: bytes) -> frozenset[int]:
    """The runs that :func:`packed` was given."""
    steps = array("I")
    steps.frombytes(zlib.decompress(data))
    return frozenset(accumulate(_little(steps)))


def _little(numbers: "array[int]") -> "array[int]":
    """*numbers* with their bytes swapped on a machine that puts the high byte first."""
    if array("H", [1]).tobytes() != b"\x01\x00":
        numbers.byteswap()
    return numbers
