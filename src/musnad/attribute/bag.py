"""Features by name as vectors: those of a word or of a cue are added up."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np

from musnad.encode.layers import Floats

# Features fall into so many buckets.
BUCKETS = 1 << 17


class Bag:
    """The vectors of features, of which only those that decide something are kept."""

    def __init__(self, arrays: Any, name: str) -> None:
        """From *arrays*: ``<name>_buckets`` (features), rising, ``<name>_vectors`` (features, size) in eight bits,
        ``<name>_scales`` (features)."""
        self._buckets = arrays[f"{name}_buckets"]
        scaled = arrays[f"{name}_vectors"].astype(np.float32) * arrays[f"{name}_scales"].astype(np.float32)[:, None]
        # The last row is for features that were never seen.
        self._table = np.concatenate([scaled, np.zeros((1, scaled.shape[1]), dtype=np.float32)])

    @property
    def size(self) -> int:
        """Numbers in a vector."""
        return int(self._table.shape[1])

    def sums(self, rows: Sequence[Sequence[str]]) -> Floats:
        """For each row of features, none of which may be empty, their sum: an array (rows, size)."""
        ids = np.array([bucket(feature) for row in rows for feature in row], dtype=np.int32)
        found = np.searchsorted(self._buckets, ids)
        found[found == len(self._buckets)] = 0
        found[self._buckets[found] != ids] = len(self._buckets)
        starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
        summed: Floats = np.add.reduceat(self._table[found], starts, axis=0)
        return summed


@lru_cache(maxsize=1 << 16)
def bucket(feature: str) -> int:
    """The bucket of a feature."""
    return crc32(feature.encode("utf-8", "surrogatepass")) % BUCKETS
