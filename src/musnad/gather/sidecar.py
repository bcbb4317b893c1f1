"""``metadata.csv``: what is known of the files of a folder."""

import os
from functools import lru_cache

from musnad.gather.events import Limits, Unreadable
from musnad.gather.metadata import Metadata
from musnad.model import Problem

SIDECAR = "metadata.csv"
_FILE = "file"


class Sidecars:
    """The sidecars of the folders gone through, each read once; the last few are held.

    Its problems come with the first file of the folder.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._read = lru_cache(maxsize=16)(self._table)
        self._told: set[str] = set()

    def of(self, path: str) -> tuple[Metadata, list[Problem]]:
        """What the sidecar beside *path* says of it, and what is wrong with the sidecar (told once).

        Raises:
            Unreadable: there is one and it cannot be read. A ledger takes nothing back, so the reports of
                its folder must not go in without what it says.
        """
        folder, name = os.path.split(path)
        sidecar = os.path.join(folder, SIDECAR)
        table, problems = self._read(sidecar)
        if isinstance(table, Unreadable):
            raise Unreadable(f"Left unread, because {SIDECAR} beside it cannot be read. Mend that first.")
        return table.get(_key(name), Metadata()), problems if self._first(sidecar) else []

    def _first(self, sidecar: str) -> bool:
        new = sidecar not in self._told
        self._told.add(sidecar)
        return new
