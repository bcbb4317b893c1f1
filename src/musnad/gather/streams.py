"""Bytes from files, pipes and compressed files, in pieces that fit into memory."""

import codecs
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from typing import Any, BinaryIO, cast

from musnad.gather.encodings import wide_encoding
from musnad.gather.events import Unreadable

STDIN = "-"
# What broken archives raise besides OSError.
DAMAGE = (EOFError, lzma.LZMAError, zlib.error)

_HEAD = 1 << 16
_PIECE = 1 << 18
# Unpacked bytes that need no justification.
_FREE = 1 << 28
_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"


class Pieces(io.RawIOBase):
    """A stream of the bytes that an iterator gives, piece after piece."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


@contextmanager
def opened(path: str, unpack: bool = True, most: int = 200) -> Iterator[tuple[bytes, BinaryIO]]:
    """The stream of *path* («-»: the standard input) and its head; unpacked if it is .gz or .xz and *unpack* says so.

    The head, up to 64 KiB, is part of the stream still.

    Raises:
        Unreadable: from the stream, when it has unpacked to more than *most* times the size of what it was unpacked
            from (and some hundred megabytes).
        OSError or one of DAMAGE: here or from the stream.
    """
    with ExitStack() as closing:
        source = sys.stdin.buffer if path == STDIN else closing.enter_context(open(path, "rb"))
        head = source.read(_HEAD)
        packed = _Counted(chain([head], _pieces(source)))
        stream = _buffered(packed)
        if unpack and head.startswith((_GZIP, _XZ)):
            opener = gzip.open if head.startswith(_GZIP) else lzma.open
            unpacked = cast(BinaryIO, closing.enter_context(opener(stream)))
            head = unpacked.read(_HEAD)
            stream = _buffered(bounded(chain([head], _pieces(unpacked)), packed, most))
        yield head, stream


def in_utf8(head: bytes, stream: BinaryIO) -> BinaryIO:
    """*stream*, beginning with *head*, in an encoding in which lines end in the byte 10.

    That is: as it is, or from UTF-16 or UTF-32 into UTF-8.
    """
    encoding = wide_encoding(head)
    if encoding is None:
        return stream
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return _buffered(
        decoder.decode(piece, final=not piece).encode("utf-8", "surrogatepass")
        for piece in chain(_pieces(stream), [b""])
    )


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All of *stream*.

    Raises:
        Unreadable: it has more than *limit* bytes.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(
            f"This is larger than {limit >> 20} MB, too much for one report. Split it into its reports, or put"
            " them into a .jsonl file, one in a line."
        )
    return data


def lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of *stream*, numbered from 1, with their ends; None for one of more than *limit* bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield number, None


class _Counted:
    """Pieces, with a count of their bytes."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = next(self._pieces)
        self.size += len(piece)
        return piece


def bounded(pieces: Iterable[bytes], packed: "_Counted", most: int) -> Iterator[bytes]:
    """*pieces* unpacked from *packed*, until they are too many for it.

    Raises:
        Unreadable: they are.
    """
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _FREE and size > most * packed.size:
            raise Unreadable(
                f"This unpacks to more than {most:,} times its size, which no texts do; it was read no further."
                " Unpack it yourself if it is sound."
            )
        yield piece


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _buffered(pieces: Iterator[bytes]) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(Pieces(pieces), _PIECE))
