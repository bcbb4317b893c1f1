"""``metadata.csv``: what is known of the files of a folder."""

import os
import unicodedata
from functools import lru_cache

from musnad.gather.dates import day
from musnad.gather.events import Limits, Unreadable
from musnad.gather.metadata import Metadata
from musnad.gather.streams import DAMAGE, opened
from musnad.gather.tables import Row, rows
from musnad.model import Problem

SIDECAR = "metadata.csv"
_FILE = "file"
# Folders whose sidecars are held; files come folder by folder.
_HELD = 8


class Sidecars:
    """The sidecars of the folders gone through, each read once."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._table = lru_cache(maxsize=_HELD)(self._read)
        self._problems: list[Problem] = []

    def of(self, path: str) -> Metadata | None:
        """What the sidecar beside *path* says of it; None if there is a sidecar that cannot be read.

        A ledger takes nothing back, so the reports of such a folder should not go in without their origin.
        """
        folder, name = os.path.split(path)
        table = self._table(os.path.join(folder, SIDECAR))
        return None if table is None else table.get(_key(name), Metadata())

    def problems(self) -> list[Problem]:
        """What was wrong with sidecars since the last call."""
        found, self._problems = self._problems, []
        return found

    def _read(self, sidecar: str) -> dict[str, Metadata] | None:
        if not os.path.lexists(sidecar):
            return {}
        table: dict[str, Metadata] = {}
        try:
            with opened(sidecar) as (head, stream):
                for each in rows(head, stream, sidecar, [_FILE], self._limits.record):
                    if isinstance(each, Problem):
                        self._problems.append(each)
                    else:
                        table[_key(each.fields[_FILE].strip())] = self._metadata(each, sidecar)
        except (Unreadable, OSError, *DAMAGE) as error:
            why = error.message if isinstance(error, Unreadable) else f"It cannot be read ({error})."
            left = "The files beside it were left unread, because it should tell where they come from."
            self._problems.append(Problem(sidecar, "", f"{why} {left}"))
            return None
        return table

    def _metadata(self, row: Row, sidecar: str) -> Metadata:
        stated = {name: value.strip() or None for name, value in row.fields.items()}
        date = stated.get("date") or stated.get("published")
        published = day(date)
        if date and published is None:
            message = f"«{date}» is no day, so the file has none. Write it as 2016-10-07."
            self._problems.append(Problem(sidecar, f"line {row.line}", message, fatal=False))
        outlet, url, title, author = map(stated.get, ("outlet", "url", "title", "author"))
        return Metadata(outlet, published, url, title, author)


def _key(name: str) -> str:
    # macOS hands out names in another normal form than most editors write.
    return unicodedata.normalize("NFC", name)
