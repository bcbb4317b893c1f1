"""Archives of the web."""

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather import Finished, Found, Limits, gather
from musnad.gather.warc import Damage, records

from .conftest import Write, problems, reports
from .texts import BREAD, BRIDGE, DAM

SENTENCES = (DAM, BREAD, BRIDGE)


def page(sentence: str, day: str = "2031-03-05") -> str:
    return (
        f'<html lang="ar"><head><title>خبر عن {sentence[:30]}</title><meta property="article:published_time"'
        f' content="{day}"></head><body><article><h1>خبر عن {sentence[:30]}</h1><p>{sentence} {sentence}</p></article>'
    )


def record(content: bytes, kind: str = "response", url: str = "https://news.example.org/1", **more: str) -> bytes:
    headers = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2031-03-06T10:00:00Z",
        "WARC-Record-ID": "<urn:uuid:12345678-1234-1234-1234-123456789012>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(content)),
        **more,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + content + b"\r\n\r\n"


def answer(body: bytes | str, status: str = "200 OK", type: str = "text/html; charset=utf-8", extra: str = "") -> bytes:
    body = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n{extra}\r\n".encode() + body


def archive(*parts: bytes, packed: bool) -> bytes:
    return b"".join(gzip.compress(part) if packed else part for part in parts)


@pytest.fixture(params=[False, True], ids=["plain", "packed"])
def packed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def name(packed: bool) -> str:
    return "crawl.warc.gz" if packed else "crawl.warc"


def pages(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield record(answer(page(SENTENCES[number % 3])), url=f"https://news.example.org/{number}")


def test_pages(write: Write, packed: bool) -> None:
    info = record(b"software: x\r\n", "warcinfo", **{"Content-Type": "application/warc-fields"})
    request = record(b"GET / HTTP/1.1\r\n\r\n", "request")
    path = write(name(packed), archive(info, request, *pages(3), packed=packed))
    events = list(gather([path]))
    assert not problems(events)
    found = reports(events)
    assert [report.text for report in found] == [f"{each} {each}" for each in SENTENCES]
    assert [report.url for report in found] == [f"https://news.example.org/{n}" for n in range(3)]
    assert {(report.outlet, report.published) for report in found} == {("example.org", date(2031, 3, 5))}
    first = events[0]
    assert isinstance(first, Found)
    assert first.place == "record 3 (https://news.example.org/0)"
    assert isinstance(events[-1], Finished)


def test_an_answer_is_evidence(write: Write, packed: bool) -> None:
    data = gzip.compress(page(DAM).encode())
    content = answer(data, extra="Content-Encoding: gzip\r\n")
    url = "https://news.example.org/1?utm_source=x"
    path = write(name(packed), archive(record(content, url=url), packed=packed))
    found = next(iter(gather([path])))
    assert isinstance(found, Found) and found.snapshot is not None
    snapshot = found.snapshot
    assert snapshot.body == data
    assert (snapshot.source, snapshot.place, snapshot.url, snapshot.status) == (str(path), found.place, url, 200)
    assert snapshot.received == "2031-03-06T10:00:00+00:00"
    assert ("Content-Encoding", "gzip") in snapshot.headers
    assert snapshot.page == found.report.url == "https://news.example.org/1"
    only_hash = next(iter(gather([path], keep=False)))
    assert isinstance(only_hash, Found) and only_hash.snapshot is not None
    assert (only_hash.snapshot.body, only_hash.snapshot.sha256) == (None, snapshot.sha256)


def test_what_holds_no_report_is_counted(write: Write, packed: bool) -> None:
    parts = [
        record(answer(page(DAM), "404 Not Found")),
        record(answer(b"\x89PNG", type="image/png")),
        record(answer("<html><body><nav><a href=/>x</a></nav>")),
        record(answer(page("The dam is safe, said the minister on Monday in the capital of the country."))),
        record(answer(page(DAM))),
    ]
    events = list(gather([write(name(packed), archive(*parts, packed=packed))]))
    assert len(reports(events)) == 1
    passed, foreign = problems(events)
    assert "1 with status 404, 1 of other kinds, 1 pages without an article" in passed.message
    assert "1 in English" in foreign.message
    assert not (passed.fatal or foreign.fatal)


@pytest.mark.parametrize(
    "content",
    [
        answer(page(DAM).encode("cp1256"), type="text/html; charset=windows-1256"),
        answer(gzip.compress(page(DAM).encode()), extra="Content-Encoding: gzip\r\n"),
        answer(
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(page(DAM).encode()), page(DAM).encode()),
            extra="Transfer-Encoding: chunked\r\n",
        ),
        # Unpacked by the crawler, which left the header.
        answer(page(DAM), extra="Transfer-Encoding: chunked\r\n"),
        answer(f"{DAM} {DAM}", type="text/plain"),
    ],
)
def test_how_answers_are_packed(write: Write, content: bytes) -> None:
    (report,) = reports(list(gather([write("a.warc", record(content))])))
    assert report.text == f"{DAM} {DAM}"


def test_a_resource_without_an_answer(write: Write) -> None:
    data = record(page(DAM).encode(), "resource", **{"Content-Type": "text/html"})
    assert len(reports(list(gather([write("a.warc", data)])))) == 1


def test_a_record_that_breaks_off(write: Write, packed: bool) -> None:
    good, bad = list(pages(2))
    data = archive(good, bad, packed=packed)
    (path,) = [write(name(packed), data[: -len(data) // 4])]
    events = list(gather([path]))
    assert len(reports(events)) == 1
    (problem,) = problems(events)
    assert "breaks off" in problem.message
    assert problem.place.startswith("record 2")


def test_a_damaged_member_costs_itself_alone(write: Write) -> None:
    first, second, third = (bytearray(gzip.compress(each)) for each in pages(3))
    second[40:60] = bytes(20)
    events = list(gather([write("a.warc.gz", bytes(first + second + third))]))
    assert [report.url for report in reports(events)] == [f"https://news.example.org/{n}" for n in (0, 2)]
    assert any("damaged" in problem.message for problem in problems(events))
    assert not any(isinstance(event, Finished) for event in events)


def test_bytes_of_no_record_are_passed_over(write: Write) -> None:
    first, second = pages(2)
    events = list(gather([write("a.warc", first + b"garbage\r\nmore\r\n" + second)]))
    assert len(reports(events)) == 2
    assert "bytes of no record" in problems(events)[0].message


def test_a_record_of_no_length(write: Write) -> None:
    first, second = pages(2)
    broken = first.replace(b"Content-Length:", b"Content-Height:")
    events = list(gather([write("a.warc", broken + second)]))
    assert len(reports(events)) == 1
    assert "does not tell its length" in problems(events)[0].message


def test_bombs_stop_early(write: Write) -> None:
    zeros = zlib.compressobj(wbits=31)
    inner = b"".join([*(zeros.compress(bytes(1 << 20)) for _ in range(300)), zeros.flush()])
    answered = record(answer(inner, extra="Content-Encoding: gzip\r\n"), url="https://bomb.example/")
    huge = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 400000000\r\n\r\n"
    outer = zlib.compressobj(wbits=31)
    member = outer.compress(huge) + b"".join(outer.compress(bytes(1 << 20)) for _ in range(300)) + outer.flush()
    path = write("a.warc.gz", archive(answered, packed=True) + member + archive(*pages(1), packed=True))
    tracemalloc.start()
    try:
        events = list(gather([path]))
        assert tracemalloc.get_traced_memory()[1] < 200 << 20
    finally:
        tracemalloc.stop()
    assert len(reports(events)) == 1
    messages = " ".join(problem.message for problem in problems(events))
    assert "larger than 8 MB" in messages
    assert "times its size" in messages


def test_limits(write: Write) -> None:
    path = write("a.warc", b"".join(pages(3)))
    assert len(reports(list(gather([path], limits=Limits(records=2))))) == 2
    events = list(gather([path], limits=Limits(page=100)))
    assert not reports(events)
    assert all("larger than" in problem.message for problem in problems(events))


def test_an_archive_by_its_beginning(write: Write) -> None:
    assert len(reports(list(gather([write("crawl", archive(*pages(2), packed=True))])))) == 2


def test_nothing_in_it(write: Write) -> None:
    first, *_ = gather([write("a.warc", "x")])
    assert "no record" in str(first)


@given(st.binary(max_size=3000), st.integers(0, 3000))
def test_nothing_breaks_it(noise: bytes, at: int) -> None:
    data = b"".join(pages(2))
    for whole in (noise, data[:at] + noise + data[at:], gzip.compress(data)[:at] + noise):
        for each in records(io.BytesIO(whole), Limits()):
            assert isinstance(each, Damage) or each.number


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.warc.gz"
        with path.open("wb") as file:
            for each in pages(count):
                file.write(gzip.compress(each, 1))
        tracemalloc.start()
        try:
            assert sum(isinstance(event, Found) for event in gather([path])) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(130)
    assert peak(400) < 2 * peak(130)
