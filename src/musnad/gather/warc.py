"""Archives of the web (WARC): pages as they were received, record by record."""

import io
import re
import zlib
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, BinaryIO

from musnad.gather.encodings import decode
from musnad.gather.events import Found, Limits, Unreadable
from musnad.gather.formats import stem
from musnad.gather.metadata import Metadata
from musnad.gather.page_files import of_page, page_of
from musnad.gather.records import Intake
from musnad.model import Problem, Snapshot

_PAGES = ("text/html", "application/xhtml+xml")
_TEXT = "text/plain"
_GZIP = b"\x1f\x8b\x08"
_PIECE = 1 << 16
_LINE = 1 << 14
_HEADERS = 200
_OK = "200"
# Between the headers of an answer and its body.
_BLANK = re.compile(rb"\r?\n\r?\n")
_TOO_LARGE = "too large"
_SHOWN = 100
# Gzip cannot reach more than a thousandfold; a member that does nearly so is made to fill disks.
_MANY_TIMES = 500
_FREE = 1 << 26


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its headers with names in lower case, where it begins, and its content as far as that is wanted."""

    number: int
    byte: int
    headers: dict[str, str]
    content: bytes

    @property
    def url(self) -> str | None:
        """The address that was asked for."""
        return self.headers.get("warc-target-uri", "").strip("<>") or None

    @property
    def place(self) -> str:
        """Where it is, for a person."""
        url = self.url or ""
        shown = url if len(url) <= _SHOWN else url[:_SHOWN] + "…"
        return f"record {self.number}" + (f" ({shown})" if shown else "")


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is no record, or only a part of one."""

    place: str
    message: str


def read(_: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    """The reports in the archive *stream*, packed or not: pages and plain texts that were answered with status 200.

    Memory for one record at a time. What is broken is told with its place, and reading goes on with the next record
    that is whole.
    """
    base = stem(intake.path)
    passed: Counter[str] = Counter()
    count = 0
    for each in records(stream, limits):
        if isinstance(each, Damage):
            yield intake.problem(each.place, each.message)
            continue
        count += 1
        if count > limits.records:
            yield intake.problem(each.place, f"There are more than {limits.records:,} records here. Split the archive.")
            return
        yield from _report(each, base, intake, limits, passed)
    if not count:
        yield intake.problem("", "There are no records in this archive, so there is nothing to read.")
    if passed:
        parts = ", ".join(f"{number:,} {what}" for what, number in passed.most_common())
        yield intake.problem("", f"Records that hold no report were passed over: {parts}.", fatal=False)


def _report(
    record: Record, base: str, intake: Intake, limits: Limits, passed: Counter[str]
) -> Iterator[Found | Problem]:
    kind = record.headers.get("warc-type", "").lower()
    if kind == _TOO_LARGE:
        yield intake.problem(record.place, f"This page is larger than {limits.page >> 20} MB and was left unread.")
    if kind not in ("response", "resource"):
        return
    try:
        answer = _answer(record, limits.page)
    except Unreadable as unreadable:
        yield intake.problem(record.place, unreadable.message)
        return
    if answer.status != _OK:
        passed[f"with status {answer.status}"] += 1
        return
    if answer.type not in (*_PAGES, _TEXT):
        passed["of other kinds"] += 1
        return
    try:
        for each in _read(record, answer, f"{base}-{record.number}", intake):
            if isinstance(each, Found):
                each = replace(each, snapshot=_snapshot(record, answer, intake, each.report.url))
            yield each
    except Unreadable as unreadable:
        if unreadable.message.startswith("No article"):
            passed["pages without an article"] += 1
        else:
            yield intake.problem(record.place, unreadable.message)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server answered: *received* as it is in the archive, with *fields* telling how it is packed, *body*
    unpacked."""

    status: str
    type: str
    fields: tuple[tuple[str, str], ...] = ()
    received: bytes = b""
    body: bytes = b""

    @property
    def headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.fields}


def _read(record: Record, answer: _Answer, name: str, intake: Intake) -> Iterator[Found | Problem]:
    if answer.type == _TEXT:
        stated = Metadata(url=page_of(None, record.url) or record.url)
        return intake.report(decode(answer.body).text, stated, name, record.place)
    return of_page(answer.body, intake, name, record.place, record.url, answer.headers)


def _snapshot(record: Record, answer: _Answer, intake: Intake, page: str | None) -> Snapshot:
    """The answer as evidence, as if it had been fetched when the archive says that it was."""
    return Snapshot.of(
        answer.received,
        intake.path,
        received=_moment(record.headers.get("warc-date")),
        keep=intake.keep,
        place=record.place,
        url=record.url,
        status=int(answer.status),
        headers=answer.fields,
        page=page_of(page),
    )


def _moment(stated: str | None) -> str | None:
    try:
        when = datetime.fromisoformat(stated or "")
        return when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None


def _answer(record: Record, limit: int) -> _Answer:
    """What a server answered, unpacked.

    Raises:
        Unreadable: it cannot be made out, or is larger than *limit* bytes.
    """
    # Here and not above: few runs need it.
    from warcio.recordloader import ArcWarcRecordLoader

    kind = record.headers.get("content-type", "").partition(";")[0].strip().lower()
    if record.headers["warc-type"].lower() == "resource":
        if len(record.content) > limit:
            raise Unreadable(f"This page is larger than {limit >> 20} MB and was left unread.")
        stated = record.headers.get("content-type", "")
        return _Answer(_OK, kind, (("Content-Type", stated),), record.content, record.content)
    if "http" not in kind:
        return _Answer(_OK, kind)
    head = "".join(f"{name}: {value}\r\n" for name, value in record.headers.items())
    source = f"WARC/1.0\r\n{head}\r\n".encode("utf-8", "surrogateescape") + record.content
    try:
        parsed: Any = ArcWarcRecordLoader().parse_record_stream(io.BytesIO(source), known_format="warc")
        status = parsed.http_headers.get_statuscode()
        fields = tuple((str(name), str(value)) for name, value in parsed.http_headers.headers)
        headers = {name.lower(): value for name, value in fields}
        type_ = headers.get("content-type", "text/html").partition(";")[0].strip().lower()
        wanted = status == _OK and type_ in (*_PAGES, _TEXT)
        body = _body(parsed.content_stream(), limit) if wanted else b""
    except Unreadable:
        raise
    except Exception as error:
        # Whatever the library stumbles over, the record cannot be read and the next one may be.
        why = f"{type(error).__name__}: {error}"[:_SHOWN]
        raise Unreadable(f"The answer in this record cannot be made out ({why}); it was left unread.") from error
    return _Answer(status, type_, fields, _BLANK.split(record.content, maxsplit=1)[-1], body)


def _body(stream: Any, limit: int) -> bytes:
    parts = []
    size = 0
    while piece := stream.read(_PIECE):
        parts.append(piece)
        size += len(piece)
        if size > limit:
            raise Unreadable(f"This page is larger than {limit >> 20} MB (unpacked) and was left unread.")
    return b"".join(parts)


def records(stream: BinaryIO, limits: Limits) -> Iterator[Record | Damage]:
    """The records in *stream*, and what is broken between them. Content is there for answers and resources alone."""
    source = _Source(stream)
    number = 0
    while True:
        try:
            if not source.to_record():
                return
            number += 1
            yield _record(source, number, limits.page)
        except _Broken as broken:
            where = f"record {number}, byte {broken.byte:,}" if number else f"byte {broken.byte:,}"
            yield Damage(where, broken.message)


def _record(source: "_Source", number: int, limit: int) -> Record:
    begin = source.at
    source.line()
    headers: dict[str, str] = {}
    while (line := source.line()).strip():
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon and len(headers) < _HEADERS:
            headers.setdefault(name.strip().lower(), value.strip())
    try:
        length = int(headers.get("content-length", ""))
    except ValueError:
        length = -1
    if length < 0:
        raise _Broken(begin, "This record does not tell its length and was left unread.")
    wanted = headers.get("warc-type", "").lower() in ("response", "resource")
    # Packed answers may be smaller than the page, never much larger.
    if wanted and length > 2 * limit:
        source.skip(length)
        return Record(number, begin, {**headers, "warc-type": _TOO_LARGE}, b"")
    if wanted:
        return Record(number, begin, headers, source.take(length))
    source.skip(length)
    return Record(number, begin, headers, b"")


class _Broken(Exception):
    """Reading cannot go on here; it may at the next record."""

    def __init__(self, byte: int, message: str) -> None:
        super().__init__(message)
        self.byte = byte
        self.message = message


class _Source:
    """The unpacked bytes of an archive, in pieces; breaks in them are raised once and then got over."""

    def __init__(self, stream: BinaryIO) -> None:
        self._pieces = _unpacked(stream)
        self._buffer = b""
        self._start = 0
        #: How many unpacked bytes lie behind.
        self.at = 0

    def to_record(self) -> bool:
        """Go to where the next record begins; False at the end.

        Raises:
            _Broken: there was something else before it.
        """
        begin = self.at
        strange = False
        while True:
            line = self._line_or_none()
            if line is None:
                if strange:
                    raise _Broken(begin, "From here on there is no record. Get the archive anew.")
                return False
            if line.startswith(b"WARC/"):
                self._back(line)
                if strange:
                    raise _Broken(begin, "Here are bytes of no record; they were passed over.")
                return True
            strange = strange or bool(line.strip())

    def line(self) -> bytes:
        """The next line with its end, or so much of it as a line may have."""
        line = self._line_or_none()
        if line is None:
            raise _Broken(self.at, "The archive breaks off in this record; it was left unread. Get the archive anew.")
        return line

    def take(self, size: int) -> bytes:
        """The next *size* bytes."""
        return b"".join(self._run(size))

    def skip(self, size: int) -> None:
        """Leave *size* bytes out."""
        for _ in self._run(size):
            pass

    def _run(self, size: int) -> Iterator[bytes]:
        while size:
            if self._start == len(self._buffer) and not self._fill():
                raise _Broken(
                    self.at, "The archive breaks off in this record; it was left unread. Get the archive anew."
                )
            piece = self._buffer[self._start : self._start + size]
            self._start += len(piece)
            self.at += len(piece)
            size -= len(piece)
            yield piece

    def _line_or_none(self) -> bytes | None:
        parts = b""
        while len(parts) < _LINE:
            if self._start == len(self._buffer) and not self._fill():
                break
            end = self._buffer.find(b"\n", self._start, self._start + _LINE)
            stop = end + 1 if end >= 0 else min(len(self._buffer), self._start + _LINE)
            parts += self._buffer[self._start : stop]
            self.at += stop - self._start
            self._start = stop
            if end >= 0:
                break
        return parts or None

    def _back(self, line: bytes) -> None:
        # What was just read came from the buffer, or from it and the piece before.
        self._buffer = line + self._buffer[self._start :]
        self._start = 0
        self.at -= len(line)

    def _fill(self) -> bool:
        piece = next(self._pieces, None)
        if piece is None:
            return False
        if isinstance(piece, str):
            raise _Broken(self.at, piece)
        self._buffer, self._start = piece, 0
        return True


def _unpacked(stream: BinaryIO) -> Iterator[bytes | str]:
    """The bytes of *stream*, unpacked member by member if it is packed; a text where that fails, telling why."""
    head = stream.read(_PIECE)
    if not head.startswith(_GZIP[:2]):
        while head:
            yield head
            head = stream.read(_PIECE)
        return
    rest = head
    while rest or (rest := stream.read(_PIECE)):
        rest = yield from _member(rest, stream)


def _member(rest: bytes, stream: BinaryIO) -> Generator[bytes | str, None, bytes]:
    """One member, which begins with *rest*; returns what follows it."""
    unpacker = zlib.decompressobj(31)
    packed = unpacked = 0
    while not unpacker.eof:
        rest = rest or stream.read(_PIECE)
        if not rest:
            yield "The archive breaks off here, in the midst of a packed record. Get it anew."
            return b""
        before = len(rest)
        try:
            piece = unpacker.decompress(rest, _PIECE)
        except zlib.error as error:
            yield f"A packed record is damaged here ({error}); it was left unread."
            return _to_member(rest[1:], stream)
        tail = unpacker.unconsumed_tail
        packed += before - len(tail)
        unpacked += len(piece)
        if unpacked > _FREE and unpacked > _MANY_TIMES * packed:
            yield f"A packed record unpacks to more than {_MANY_TIMES} times its size; it was read no further."
            return _to_member(tail, stream)
        rest = tail if not unpacker.eof else unpacker.unused_data
        if piece:
            yield piece
    # Blanks and zeros between members are harmless.
    return rest.lstrip(b"\0\r\n ")


def _to_member(rest: bytes, stream: BinaryIO) -> bytes:
    """What follows from where a member seems to begin."""
    while (at := rest.find(_GZIP)) < 0:
        piece = stream.read(_PIECE)
        if not piece:
            return b""
        rest = rest[-2:] + piece
    return rest[at:]
