"""The way in: paths to reports."""

import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from musnad.gather import json_lines, pages, table_files, text_files
from musnad.gather.events import Finished, Found, Limits, Skipped, Unreadable
from musnad.gather.formats import Format, by_head, by_name
from musnad.gather.metadata import Metadata
from musnad.gather.records import Intake
from musnad.gather.sidecar import Sidecars
from musnad.gather.sources import Source, refused, sources
from musnad.gather.streams import DAMAGE, in_utf8, opened, whole
from musnad.model import Problem, Snapshot

Event = Found | Problem | Finished | Skipped
Reader = Callable[[bytes, BinaryIO, Intake, Limits], Iterator[Found | Problem]]

READERS: Mapping[Format, Reader] = MappingProxyType(
    {"text": text_files.read, "page": pages.read, "lines": json_lines.read, "table": table_files.read}
)
# Files that hold one report: their bytes are what it is read from.
_ONE_REPORT: tuple[Format, ...] = ("text", "page")
# Part of every key: to be raised when the same files would give other reports than before.
_VERSION = 1


def gather(
    paths: Iterable[str | Path],
    defaults: Metadata | None = None,
    *,
    skip: Callable[[str], bool] | None = None,
    limits: Limits | None = None,
    keep: bool = True,
) -> Iterator[Event]:
    """The reports under *paths*, one after the other, and what could not be read.

    Memory for one report at a time: files of records are streamed, compressed ones too.

    Args:
        paths: files, folders, patterns, «-» for the standard input; see :func:`musnad.gather.sources.sources`.
        defaults: what is known of all reports; a sidecar beside a file states more, its own records most.
        skip: asked for the key of each file before it is opened (see :class:`Finished`); True leaves it out.
        limits: sizes above which something is left unread.
        keep: hand out the bytes of a file that is one report with it, and not only their hash. Of a record in a
            larger file there is only the hash: file and line are where its bytes are.

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
            yield from _through(source, stated.over(defaults), skip, limits, keep)


def _through(
    source: Source, known: Metadata, skip: Callable[[str], bool] | None, limits: Limits, keep: bool
) -> Iterator[Event]:
    key = _key(source, known)
    if key and skip and skip(key):
        yield Skipped(key, source.path)
        return
    whole = True
    for event in _read(source, Intake(source.path, known), limits, keep):
        whole = whole and not (isinstance(event, Problem) and event.fatal)
        yield event
    if key and whole:
        yield Finished(key, source.path)


def _read(source: Source, intake: Intake, limits: Limits, keep: bool) -> Iterator[Found | Problem]:
    # The last place that was read, for what breaks off in the middle.
    place = ""
    try:
        with opened(source.path) as (head, stream):
            if not head:
                yield intake.problem("", "This is empty, so there is nothing to read.")
                return
            kind = by_name(source.path) or by_head(in_utf8(head, io.BytesIO(head)).read())
            read = READERS[kind]
            if kind in _ONE_REPORT:
                read = _traced(read, kind, keep)
            for each in read(head, stream, intake, limits):
                place = each.place
                yield each
    except Unreadable as unreadable:
        yield intake.problem(unreadable.place, unreadable.message)
    except DAMAGE as error:
        yield intake.problem(place and f"after {place}", f"This file is damaged ({error}). Get it anew.")
    except OSError as error:
        problem = refused(source.path, error)
        yield intake.problem(place and f"after {place}", problem.message)
    except MemoryError:
        yield intake.problem(place and f"after {place}", "This is too large for the memory. Split it.")


def _traced(read: Reader, kind: Format, keep: bool) -> Reader:
    """*read*, for files that are one report, with a snapshot of the file in what it finds.

    By the address that it states, a saved page is known as a version of the page on the web.
    """

    def reader(head: bytes, stream: BinaryIO, intake: Intake, limits: Limits) -> Iterator[Found | Problem]:
        data = whole(stream, limits.page if kind == "page" else limits.text)
        for each in read(head, io.BytesIO(data), intake, limits):
            if isinstance(each, Found) and each.snapshot is None:
                page = _page(each.report.url) if kind == "page" else None
                each = replace(each, snapshot=Snapshot.of(data, intake.path, keep=keep, place=each.place, page=page))
            yield each

    return reader


def _page(url: str | None) -> str | None:
    # Here and not above: what the web needs is loaded with it, which files of text can do without.
    from musnad.gather.web.urls import named_page

    return named_page(url)


def _key(source: Source, known: Metadata) -> str | None:
    """See :class:`Finished`; None for what cannot be recognised."""
    if source.size is None:
        return None
    parts = (_VERSION, os.path.abspath(source.path), source.size, source.changed, known.identity())
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
