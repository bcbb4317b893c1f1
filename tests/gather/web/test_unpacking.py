"""Unpacking piece by piece, within limits."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather.web import Failure
from musnad.gather.web.unpacking import Unpacker

from .server import bomb


def unpacked(encodings: str, data: bytes, size: int, limit: int = 1 << 24) -> bytes:
    unpacker = Unpacker(encodings, limit, 100)
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    found = b"".join(part for piece in pieces for part in unpacker.feed(piece))
    unpacker.finish()
    return found


@given(st.lists(st.binary(max_size=500), min_size=1, max_size=4), st.integers(1, 300))
def test_gzip_of_several_members_cut_anywhere(parts: list[bytes], size: int) -> None:
    assert unpacked("gzip", b"".join(map(gzip.compress, parts)), size) == b"".join(parts)


@given(st.binary(max_size=2000), st.integers(1, 300), st.sampled_from(["gzip", "deflate", "raw"]))
def test_two_layers(data: bytes, size: int, inner: str) -> None:
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "raw": lambda each: zlib.compress(each)[2:-4]}[inner](
        data
    )
    assert unpacked(f"{inner.replace('raw', 'deflate')}, gzip", gzip.compress(packed), size) == data


@given(st.binary(max_size=300), st.integers(1, 50))
def test_noise_is_a_failure_or_nothing(data: bytes, size: int) -> None:
    for encodings in ("gzip", "deflate", "deflate, gzip"):
        try:
            unpacked(encodings, data, size)
        except Failure as told:
            assert told.message.endswith("later.")


def test_more_than_a_piece_may_wait_inside() -> None:
    data = bytes(900_000)
    packed = gzip.compress(data)
    assert unpacked("gzip", packed, len(packed)) == data


@pytest.mark.parametrize("size", [1, 100, 1 << 16])
def test_a_bomb_stops_early(size: int) -> None:
    packed = bomb(256 << 20)
    unpacker = Unpacker("gzip", 1 << 40, 100)
    out = 0
    with pytest.raises(Failure, match="zip bombs"):
        for at in range(0, len(packed), size):
            for piece in unpacker.feed(packed[at : at + size]):
                out += len(piece)
    assert out <= max(1 << 20, 100 * size) + (1 << 16)


def test_the_limit_holds_without_packing() -> None:
    assert unpacked("", b"x" * 1000, 10, 1000) == b"x" * 1000
    with pytest.raises(Failure, match="larger than 999 bytes"):
        unpacked("", b"x" * 1000, 10, 999)
