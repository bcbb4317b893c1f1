"""A folder into which files go whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from musnad.model import MusnadError


@dataclass(frozen=True, slots=True)
class _Stream:
    """An open file under its temporary path, and the name it is to get."""

    file: TextIO
    temporary: Path
    name: str


class Outbox:
    """Writes files into one folder under temporary names and renames them when they are complete.

    Leave it without an error and what was opened appears; leave it with one and no trace of it remains,
    while files of an earlier export stay as they were. A killed process can leave ``.musnad-….part`` files.

    Args:
        folder: where to write; made, with the folders above it, if it is not there.

    Attributes:
        written, replaced: how many files appeared, and how many of them took the place of another.

    Raises:
        MusnadError: from any method, when the folder cannot be made or a file cannot be written.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.written = 0
        self.replaced = 0
        self._streams: list[_Stream] = []
        with _in_words(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._publish()
            elif isinstance(error, OSError):
                raise _in_a_persons_words(self.folder, error) from error
        finally:
            self._discard()

    def open(self, name: str, *, encoding: str = "utf-8") -> TextIO:
        """A file to write text to bit by bit; it appears as *name* when the outbox is left.

        Line ends are written as given. Lone surrogates, which UTF-8 cannot hold, become «?»; a format
        that can escape them does so before.
        """
        with _in_words(self.folder / name):
            temporary = self._temporary()
            file = temporary.open("x", encoding=encoding, errors="replace", newline="")
            self._streams.append(_Stream(file, temporary, name))
        return file

    def put(self, name: str, text: str) -> None:
        """Write *text* to *name* at once."""
        with _in_words(self.folder / name):
            temporary = self._temporary()
            try:
                temporary.write_bytes(text.encode("utf-8", "replace"))
                self._rename(temporary, name)
            finally:
                temporary.unlink(missing_ok=True)

    def _publish(self) -> None:
        # All are complete on the disk before the first appears: two tables of one export belong together.
        for stream in self._streams:
            with _in_words(self.folder / stream.name):
                stream.file.flush()
                os.fsync(stream.file.fileno())
                stream.file.close()
        for stream in self._streams:
            with _in_words(self.folder / stream.name):
                self._rename(stream.temporary, stream.name)

    def _discard(self) -> None:
        """Close what is open and remove what did not appear."""
        for stream in self._streams:
            # A full disk refuses the last bytes again when the file is closed; the first refusal was told.
            with suppress(OSError):
                stream.file.close()
            with suppress(OSError):
                stream.temporary.unlink(missing_ok=True)
        self._streams.clear()

    def _rename(self, temporary: Path, name: str) -> None:
        target = self.folder / name
        there = target.exists()
        temporary.replace(target)
        self.written += 1
        self.replaced += there

    def _temporary(self) -> Path:
        return self.folder / f".musnad-{secrets.token_hex(8)}.part"


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _in_a_persons_words(path, error) from error


def _in_a_persons_words(path: Path, error: OSError) -> MusnadError:
    return MusnadError(
        f"{path} cannot be written ({error.strerror or error}). Name another folder, or make room and run the"
        " same command again."
    )
