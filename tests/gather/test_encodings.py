"""Bytes into text."""

import codecs
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather.encodings import Decoded, decode
from musnad.gather.events import Unreadable

from .texts import BREAD, BRIDGE, DAM, REPORT, arabic


@given(arabic, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859_6"]))
def test_every_encoding_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_big_endian_marks(mark: bytes) -> None:
    encoding = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert decode(mark + DAM.encode(encoding)) == Decoded(DAM)


def test_the_mark_of_utf8_stays_as_python_reads_it() -> None:
    assert decode(codecs.BOM_UTF8 + DAM.encode()).text == "\ufeff" + DAM


@pytest.mark.parametrize("sentence", [DAM, BREAD, BRIDGE, "السد آمن", "وقال", "نفى الوزير"])
def test_the_encodings_of_one_byte_are_told_apart_in_a_few_words(sentence: str) -> None:
    assert decode(sentence.encode("cp1256")).text == sentence
    assert decode(sentence.encode("iso8859_6")).text == sentence


def test_quotation_marks_of_windows() -> None:
    text = f"”{DAM}“ – «{BREAD}»"
    assert decode(text.encode("cp1256")) == Decoded(text)


def test_a_broken_byte_in_utf8_is_told_with_its_place() -> None:
    before = f"{DAM}\n".encode()
    decoded = decode(before + b"abc \xff " + BREAD.encode())
    assert decoded.text == f"{DAM}\nabc \ufffd {BREAD}"
    (fault,) = decoded.faults
    assert (fault.byte, fault.fatal) == (len(before) + 4, True)
    assert fault.message.startswith("From here 1 character cannot be read in UTF-8")


def test_a_text_cut_inside_a_letter() -> None:
    data = DAM.encode()[:-2]
    (fault,) = decode(data).faults
    assert fault.byte == len(data) - 1


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6"])
def test_lines_of_another_encoding_are_read(encoding: str) -> None:
    data = DAM.encode() + b"\n" + BREAD.encode(encoding) + b"\r\n" + BRIDGE.encode()
    decoded = decode(data)
    assert decoded.text == f"{DAM}\n{BREAD}\r\n{BRIDGE}"
    (fault,) = decoded.faults
    assert not fault.fatal
    assert fault.byte == len(DAM.encode()) + 1
    assert fault.message.startswith("From here 1 line of this text in UTF-8 is in ")


def test_a_sign_for_a_lost_letter_in_the_file_itself_is_no_fault() -> None:
    text = f"{DAM} \ufffd"
    assert decode(text.encode()) == Decoded(text)


def test_broken_utf16() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + DAM.encode("utf-16-le") + b"\x27")
    assert decoded.text == DAM + "\ufffd"
    assert [fault.fatal for fault in decoded.faults] == [True]


def test_bytes_that_the_encoding_lacks() -> None:
    decoded = decode(DAM.encode("iso8859_6") + b" \xff")
    assert decoded.text == f"{DAM} \ufffd"
    assert [fault.fatal for fault in decoded.faults] == [True]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n" + DAM.encode(), "a PDF file"),
        (b"PK\x03\x04\x14\0", "Office file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b"SQLite format 3\0", "a database"),
        (bytes(range(256)) * 4 + bytes(64), "binary data"),
    ],
)
def test_what_is_no_text(data: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=what):
        decode(data)


def test_random_bytes_are_no_text() -> None:
    with pytest.raises(Unreadable):
        decode(random.Random(7).randbytes(10_000))


def test_compressed_bytes_without_a_known_beginning() -> None:
    with pytest.raises(Unreadable):
        decode(zlib.compress(REPORT.encode())[2:])


def test_a_stray_nul_does_no_harm() -> None:
    text = f"{REPORT}\0{REPORT}"
    assert decode(text.encode()) == Decoded(text)


@given(st.binary(max_size=2000))
def test_nothing_breaks_it(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Unreadable as unreadable:
        assert unreadable.message.endswith(".")
    else:
        assert all(0 <= fault.byte < len(data) for fault in decoded.faults)
