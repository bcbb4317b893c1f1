"""A file name for each report that is safe on every system and taken by no other."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import PurePosixPath

# What file systems allow, in bytes of UTF-8, and how much of an id tells two reports apart.
_LONGEST = 255
_DIGITS = 12

# Separators, what Windows forbids, control characters, lone surrogates, and marks that turn the reading
# direction, with which a name can pose as another.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\<>:"|?*\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE | re.ASCII)


class FileNames:
    """Hands out names that end in *ending*: the first report to ask gets its own, a later one a longer.

    Two names that differ only in case or in how accents are composed are one: some file systems mix them up.
    """

    def __init__(self, ending: str) -> None:
        self._ending = ending
        self._taken: set[str] = set()

    def take(self, name: str | None, id_: str) -> tuple[str, str]:
        """A file name for the report *name* of identity *id_* (hexadecimal), and why it is not ``<stem>``
        with the ending; the reason is empty if it is."""
        wanted = PurePosixPath(name).stem if name else ""
        stem = _safe(wanted)
        why = ""
        if not wanted:
            stem, why = id_, "the report has no name"
        elif stem != wanted:
            why = "its name is not safe for a file"
        room = _LONGEST - len(self._ending)
        if len(stem.encode()) > room:
            stem, why = f"{_cut(stem, room - _DIGITS - 1)}-{id_[:_DIGITS]}", "its name is too long for a file"
        if self._is_taken(stem):
            why = "another report has the same name"
            stem = next(other for other in self._longer(stem, id_) if not self._is_taken(other))
        self._taken.add(_key(stem))
        return stem + self._ending, why

    def _is_taken(self, stem: str) -> bool:
        return _key(stem) in self._taken

    def _longer(self, stem: str, id_: str) -> Iterator[str]:
        short = _cut(stem, _LONGEST - len(self._ending) - len(id_) - _DIGITS)
        yield f"{short}-{id_[:_DIGITS]}"
        yield f"{short}-{id_}"
        # Only a name made to collide gets here.
        yield from (f"{short}-{id_}-{n}" for n in count(2))


def _safe(stem: str) -> str:
    stem = _UNSAFE.sub("_", stem)
    # Windows drops dots and blanks at the end; a dot in front hides a file.
    stem = re.sub(r"[. ]+$", lambda tail: "_" * len(tail[0]), stem)
    if stem.startswith("."):
        stem = f"_{stem[1:]}"
    return f"_{stem}" if _RESERVED.fullmatch(stem) else stem


def _cut(stem: str, size: int) -> str:
    """As much of *stem* as fits into *size* bytes, without a broken letter at the end."""
    return stem.encode()[:size].decode("utf-8", "ignore")


def _key(stem: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", stem).casefold())
