"""Which files are meant: paths, folders, patterns."""

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from musnad.gather.formats import READ, by_name, other_document
from musnad.gather.sidecar import SIDECAR
from musnad.gather.streams import STDIN
from musnad.model import Problem

# What browsers call the folder beside a saved page.
_BESIDE = ("_files", "_ملفات", "-files", ".files")
_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Source:
    """Something that holds reports.

    Attributes:
        path: as the user named it, or the way to it from a folder that he named; «-» for the standard input.
        size, changed: of a file, in bytes and nanoseconds; None for pipes, which cannot be read twice.
    """

    path: str
    size: int | None = None
    changed: int | None = None


def sources(paths: Iterable[str | Path]) -> Iterator[Source | Problem]:
    """The sources under *paths*, folders in the order of names, and what is wrong with the paths.

    A folder stands for the files of known formats in it and in the folders below; hidden ones and folders
    that are links are left out. A path that does not exist is tried as a pattern («2016-*/**/*.txt»).
    """
    for each in paths:
        path = os.fspath(each)
        if path == STDIN:
            yield Source(path)
        elif os.path.lexists(path):
            yield from _existing(path)
        elif glob.has_magic(path):
            yield from _matching(path)
        else:
            yield Problem(path, "", "This does not exist. Check the name.")


def _matching(pattern: str) -> Iterator[Source | Problem]:
    found = sorted(glob.glob(pattern, recursive=True))
    if not found:
        yield Problem(pattern, "", "No file fits this pattern. Check it.")
    # «**» gives folders and, again, what is in them.
    recursive = "**" in pattern
    for path in found:
        if not (recursive and os.path.isdir(path)):
            yield from _existing(path)


def _existing(path: str) -> Iterator[Source | Problem]:
    try:
        status = os.stat(path)
    except OSError as error:
        yield refused(path, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(path)
    elif os.path.basename(path) != SIDECAR:
        yield _source(path, status)


def _source(path: str, status: os.stat_result) -> Source:
    if not stat.S_ISREG(status.st_mode):
        return Source(path)
    return Source(path, status.st_size, status.st_mtime_ns)


def _folder(top: str) -> Iterator[Source | Problem]:
    others: Counter[str] = Counter()
    empty = True
    # A stack, because folders can be deeper than Python's calls.
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield refused(folder, error)
            continue
        below = []
        names = {entry.name for entry in entries}
        for entry in entries:
            if entry.name.startswith(".") or _belongs_to_page(entry.name, names):
                continue
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.path)
            elif by_name(entry.name) is None:
                others.update(filter(None, [other_document(entry.name)]))
            elif entry.name != SIDECAR:
                yield from _entry(entry)
                empty = False
        waiting += reversed(below)
    if others:
        yield _passed_over(top, others)
    if empty:
        message = f"This folder holds no file of a kind that is read ({', '.join(READ)})."
        yield Problem(top, "", f"{message} Give the files by name if they are texts.")


def _belongs_to_page(name: str, names: set[str]) -> bool:
    """Whether *name* is the folder of pictures and frames that a browser puts beside a page that it saves."""
    page = next((name.removesuffix(each) for each in _BESIDE if name.endswith(each)), None)
    return page is not None and any(f"{page}{ending}" in names for ending in _PAGES)


def _entry(entry: os.DirEntry[str]) -> Iterator[Source | Problem]:
    try:
        status = entry.stat()
    except OSError as error:
        yield refused(entry.path, error)
        return
    # A pipe in a folder would be waited for; a link to a folder has no report in it.
    if stat.S_ISREG(status.st_mode):
        yield _source(entry.path, status)


def _passed_over(folder: str, others: Counter[str]) -> Problem:
    kinds = ", ".join(f"{count:,} {ending}" for ending, count in sorted(others.items()))
    return Problem(
        folder,
        "",
        f"Files of other kinds were passed over ({kinds}). Save them as .txt, .html or .pdf.",
        fatal=False,
    )


def refused(path: str, error: OSError) -> Problem:
    """The problem to show for *error*, which befell *path*."""
    why = error.strerror or str(error) or type(error).__name__
    return Problem(path, "", f"This cannot be opened ({why}). Check its rights and try again.")
