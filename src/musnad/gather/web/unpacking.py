"""What a server packed, unpacked piece by piece, never more than is wanted."""

import zlib
from collections.abc import Iterator
from typing import Protocol

from musnad.gather.web.failures import Failure

#: What servers are told that we unpack.
ACCEPTED = "gzip, deflate"
# One is usual. Nested packing is a way to hide a bomb.
_LAYERS = 2
_PIECE = 1 << 16
# Below this nothing is called a bomb: short pages of blanks pack very well.
_HARMLESS = 1 << 20
_GZIP, _ZLIB, _RAW = 31, 15, -15
_GZIP_MARK = b"\x1f\x8b"


class _Layer(Protocol):
    def pieces(self, data: bytes) -> Iterator[bytes]: ...

    def finish(self) -> None: ...


class Unpacker:
    """Unpacks a body as it comes.

    Args:
        encodings: value of the header Content-Encoding.
        limit: bytes that it may unpack to.
        ratio: how many times larger than what was fed it may get, once it is above a megabyte.

    Raises:
        Failure: at once if it is packed in a way that we cannot unpack; later from :meth:`feed` and
            :meth:`finish` if it is broken, or gets too large.
    """

    def __init__(self, encodings: str, limit: int, ratio: int) -> None:
        names = [name.strip().lower() for name in encodings.split(",")]
        names = [name for name in names if name not in ("", "identity")]
        if len(names) > _LAYERS:
            raise Failure(f"The answer is packed {len(names)} times over, as no honest server does; it was not read.")
        self._layers = [_layer(name) for name in reversed(names)]
        self._limit = limit
        self._ratio = ratio
        self._fed = 0
        self._sizes = [0] * len(names)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What *data* unpacks to, in pieces."""
        self._fed += len(data)
        yield from self._through(0, data)

    def finish(self) -> None:
        """To be called after the last piece: complains if something is missing."""
        for layer in self._layers:
            layer.finish()

    def _through(self, depth: int, data: bytes) -> Iterator[bytes]:
        # Layers are entered piece by piece, so that at no depth more than a piece is held.
        if depth:
            self._sizes[depth - 1] += len(data)
            self._check(self._sizes[depth - 1])
        if depth == len(self._layers):
            if not depth and self._fed > self._limit:
                raise too_large(self._limit)
            yield data
            return
        for piece in self._layers[depth].pieces(data):
            yield from self._through(depth + 1, piece)

    def _check(self, size: int) -> None:
        if size > max(_HARMLESS, self._fed * self._ratio):
            raise Failure(
                f"The answer unpacks to more than {self._ratio} times its size, as zip bombs do; it was not read on."
            )
        if size > self._limit:
            raise too_large(self._limit)


class _Deflated:
    """gzip, of one or several members, or deflate, with or without the header of zlib."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._gzip = name in ("gzip", "x-gzip")
        self._unpack = zlib.decompressobj(_GZIP) if self._gzip else None
        # What came after the end of a member: too little yet to tell whether another begins.
        self._rest = b""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        data, self._rest = self._rest + data, b""
        if not data:
            return
        if self._unpack is None:
            self._unpack = self._chosen(data)
        full = False
        while data or full:
            if self._unpack.eof:
                # Blanks and noughts after the end are common, and harmless.
                data = data.lstrip(b"\0 \r\n\t")
                if not self._gzip or not data.startswith(_GZIP_MARK):
                    self._rest = data if data == _GZIP_MARK[:1] and self._gzip else b""
                    return
                self._unpack = zlib.decompressobj(_GZIP)
            try:
                piece = self._unpack.decompress(data, _PIECE)
            except zlib.error as error:
                raise Failure(
                    f"The answer is broken: it is no whole {self._name} ({error}). Try again later."
                ) from error
            if piece:
                yield piece
            # All may have gone in while some has still to come out.
            full = len(piece) == _PIECE and not self._unpack.eof
            data = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail

    def finish(self) -> None:
        if self._unpack is not None and not self._unpack.eof:
            raise Failure(f"The answer broke off in the middle of its {self._name}. Try again later.", passing=True)

    @staticmethod
    def _chosen(data: bytes) -> "zlib._Decompress":
        # Some servers send bare deflate, which the name does not mean. In the header of zlib the low half of
        # the first byte is 8.
        return zlib.decompressobj(_ZLIB if data[0] & 0x0F == 8 else _RAW)


def too_large(limit: int) -> Failure:
    """The failure of something larger than *limit* bytes."""
    shown = f"{limit >> 20} MB" if limit >> 20 else f"{limit:,} bytes"
    return Failure(f"The answer is larger than {shown} and was not read on.")


def _layer(name: str) -> _Layer:
    if name in ("gzip", "x-gzip", "deflate"):
        return _Deflated(name)
    raise Failure(f"The answer is packed as «{name[:40]}», which was not asked for; it was not read.")
