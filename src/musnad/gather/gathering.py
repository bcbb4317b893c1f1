"""The way in: paths to reports."""

import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from musnad.gather import json_files, json_lines, mhtml, page_files, pdf_files, table_files, text_files, warc
from musnad.gather.events import Finished, Found, Limits, Skipped, Unreadable
from musnad.gather.formats import MANY, Format, by_head, by_name
from musnad.gather.metadata import Metadata
from musnad.gather.records import Intake
from musnad.gather.sidecar import Sidecars
from musnad.gather.sources import Source, refused, sources
from musnad.gather.streams import DAMAGE, in_utf8, opened, whole
from musnad.model import Problem, Snapshot

Event = Found | Problem | Finished | Skipped
Reader = Callable[[bytes, BinaryIO, Intake, Limits], Iterator[Found | Problem]]

READERS: Mapping[Format, Reader] = MappingProxyType(
    {
        "text": text_files.read,
        "page": page_files.read,
        "lines": json_lines.read,
        "table": table_files.read,
        "json": json_files.read,
        "warc": warc.read,
        "mhtml": mhtml.read,
        "pdf": pdf_files.read,
    }
)
# Files that hold one report: their bytes are what it is read from.
_ONE_REPORT: tuple[Format, ...] = ("text", "page", "mhtml", "pdf")
# Of these, those that may be pages of the web.
_PAGES: tuple[Format, ...] = ("page", "mhtml")
# Part of every key: to be raised when the same files would give other reports than before.
_VERSION = 3


def gather(
    paths: Iterable[str | Path],
    defaults: Metadata | None = None,
    *,
    skip: Callable[[str], bool] | None = None,
    limits: Limits | None = None,
    keep: bool = True,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Event]:
    """The reports under *paths*, one after the other, and what could not be read.

    Memory for one report at a time: files of records are streamed, compressed ones too.

    Args:
        paths: files, folders, patterns, «-» for the standard input; see :func:`musnad.gather.sources.sources`.
        defaults: what is known of all reports; a sidecar beside a file states more, its own records most.
        skip: asked for the key of each file before it is opened (see :class:`Finished`); True leaves it out.
        limits: sizes above which something is left unread.
        columns: under which names the records of tables and of JSON have what :data:`musnad.gather.records.FIELDS`
            names: {"text": "body"}.
        keep: hand out the bytes of a file that is one report, or of a page in an archive, with it, and not only their
            hash. Of a record in a table and the like there is only the hash: file and line are where its bytes are.

    Yields:
        Found, a report; Problem, something left unread (or only worth knowing, if not fatal); Finished after
        a file of which nothing was left unread; Skipped for one that *skip* left out.
    """
    defaults = defaults or Metadata()
    limits = limits or Limits()
    sidecars = Sidecars(limits)
    for source in sources(paths):
        if isinstance(source, Problem):
            yield source
            continue
        stated = sidecars.of(source.path)
        yield from sidecars.problems()
        if stated is not None:
            intake = Intake(source.path, stated.over(defaults), columns or {}, keep=keep)
            yield from _through(source, intake, skip, limits)


def _through(source: Source, intake: Intake, skip: Callable[[str], bool] | None, limits: Limits) -> Iterator[Event]:
    key = _key(source, intake)
    if key and skip and skip(key):
        yield Skipped(key, source.path)
        return
    whole = True
    for event in _read(source, intake, limits):
        whole = whole and not (isinstance(event, Problem) and event.fatal)
        yield event
    if key and whole:
        yield Finished(key, source.path)


def _read(source: Source, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
    # The last place that was read, for what breaks off in the middle.
    place = ""
    try:
        named = by_name(source.path)
        # An archive is unpacked record by record, so that one that is broken costs no more than itself.
        with opened(source.path, unpack=named != "warc", most=limits.unpacked) as (head, stream):
            if not head:
                yield intake.problem("", "This is empty, so there is nothing to read.")
                return
            kind = named or by_head(in_utf8(head, io.BytesIO(head)).read())
            intake = replace(intake, many=kind in MANY)
            read = READERS[kind]
            if kind in _ONE_REPORT:
                read = _traced(read, kind)
            for each in read(head, stream, intake, limits):
                place = each.place or place
                yield each
            yield from intake.set_aside()
    except Unreadable as unreadable:
        yield intake.problem(unreadable.place, unreadable.message)
    except DAMAGE as error:
        yield intake.problem(place and f"after {place}", f"This file is damaged ({error}). Get it anew.")
    except OSError as error:
        problem = refused(source.path, error)
        yield intake.problem(place and f"after {place}", problem.message)
    except MemoryError:
        yield intake.problem(place and f"after {place}", "This is too large for the memory. Split it.")


def _traced(read: Reader, kind: Format) -> Reader:
    """*read*, for files that are one report, with a snapshot of the file in what it finds.

    By the address that it states, a saved page is known as a version of the page on the web.
    """

    def reader(head: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
        data = whole(stream, _most(kind, limits))
        for each in read(head, io.BytesIO(data), intake, limits):
            if isinstance(each, Found):
                page = page_files.page_of(each.report.url) if kind in _PAGES else None
                received = Snapshot.of(data, intake.path, keep=intake.keep, place=each.place, page=page)
                each = replace(each, snapshot=received)
            yield each

    return reader


def _most(kind: Format, limits: Limits) -> int:
    if kind in ("pdf", "mhtml"):
        return limits.document
    return limits.page if kind == "page" else limits.text


def _key(source: Source, intake: Intake) -> str | None:
    """See :class:`Finished`; None for what cannot be recognised."""
    if source.size is None:
        return None
    known = intake.known.identity()
    parts: tuple[object, ...] = (_VERSION, os.path.abspath(source.path), source.size, source.changed, known)
    if intake.columns:
        parts += (sorted(intake.columns.items()),)
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
