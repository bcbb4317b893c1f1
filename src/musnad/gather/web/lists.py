"""Lists of addresses: the user's own, and the one that ships."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from musnad.gather.encodings import decode
from musnad.gather.events import Unreadable
from musnad.gather.metadata import Metadata
from musnad.gather.web.collecting import Wanted
from musnad.gather.web.failures import Failure
from musnad.gather.web.urls import address
from musnad.model import MusnadError, Problem

_STARTER = "feeds.tsv"
_COMMENT = "#"
# Far above any list that a person keeps; below what fills the memory.
_LONGEST_LINE = 10_000
_LARGEST = 16 << 20


@dataclass(frozen=True, slots=True)
class StarterFeed:
    """A feed of the list that ships: unverified, as publicly known on the day in the list's head.

    Attributes:
        url, outlet, country: its address, its name, the country it is published from (two letters, ISO 3166-1).
    """

    url: str
    outlet: str
    country: str


def feed_list(path: str | Path) -> Iterator[Wanted | Problem]:
    """The feeds in a file: an address a line, after a blank perhaps the outlet's name; # begins a comment.

    Raises:
        MusnadError: there is no such file, or it is no text.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise MusnadError(f"{path} cannot be read ({error.strerror or error}). Check the name.") from error
    if len(data) > _LARGEST:
        raise MusnadError(f"{path} is larger than {_LARGEST >> 20} MB, too much for a list of feeds. Split it.")
    try:
        text = decode(data).text
    except Unreadable as unreadable:
        raise MusnadError(f"{path} cannot be read. {unreadable.message}") from unreadable
    for each in listed(text.splitlines(), os.fspath(path)):
        yield each if isinstance(each, Problem) else Wanted(each.url, True, each.known)


def listed(lines: Iterable[str], path: str) -> Iterator[Wanted | Problem]:
    """The pages in the lines of a list at *path*; what is no address is a problem."""
    for number, line in enumerate(lines, 1):
        line = line.strip("\ufeff\u200e\u200f \t\r\n")
        if not line or line.startswith(_COMMENT):
            continue
        if len(line) > _LONGEST_LINE:
            yield Problem(path, f"line {number}", "This line is too long for an address and was left out.")
            continue
        url, _, outlet = line.replace("\t", " ").partition(" ")
        try:
            address(url)
        except Failure as failure:
            yield Problem(path, f"line {number}", failure.message)
            continue
        yield Wanted(url, known=Metadata(outlet=outlet.partition(" #")[0].strip() or None))


@cache
def starter_feeds() -> tuple[StarterFeed, ...]:
    """The list that ships. Nobody asks these unless the user does."""
    text = resources.files(__package__).joinpath(_STARTER).read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith(_COMMENT))
    return tuple(StarterFeed(url, outlet, country) for url, outlet, country in rows)
