"""What gathering hands out: reports with their places, sources done with; and the limits it keeps to."""

from dataclasses import dataclass

from musnad.model import Report, Snapshot, Visit

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A report, and where it stood.

    Attributes:
        report: the report.
        path: the source as the user named it.
        place: where in it («line 12»); empty where the source is the report.
        snapshot: what was received and the report read from; None if that is not kept track of.
    """

    report: Report
    path: str
    place: str = ""
    snapshot: Snapshot | None = None

    def __str__(self) -> str:
        return f"{self.path}, {self.place}" if self.place else self.path


@dataclass(frozen=True, slots=True)
class Finished:
    """A source has been read to its end and nothing in it was left unread.

    *key* stands for the source as it is now and for what was known of it from outside (path, size, time of
    change, sidecar, flags): as long as it stays the same, reading again would find the same reports.
    """

    key: str
    path: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source was not opened, because the caller knew its key."""

    key: str
    path: str


@dataclass(frozen=True, slots=True)
class Visited:
    """An address is done with: everything that comes of this visit has been handed out before.

    *snapshot* is what was received of a feed that led to something new.
    """

    visit: Visit
    snapshot: Snapshot | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes, in bytes, above which something is left unread rather than filling the memory.

    Attributes:
        text: a file that is one report. Fifty megabytes, some fifty novels, are read; analysing takes up
            to fifty times the size of a text in memory.
        page: an HTML file. Taking pages of tens of megabytes apart takes minutes; those of news sites have
            less than two.
        record: a line of JSON, a row of a table, a message, or a record of an archive. Files of them may have any size.
        document: a PDF, or a page saved as one file with its pictures (MHTML).
        pages: of a PDF.
        records: in one source; what comes after so many is left unread.
        unpacked: how many times its size a compressed file may unpack to, beyond the first 256 MB. Texts shrink to a
            twentieth, files made to fill disks to a thousandth.
    """

    text: int = 64 * _MIB
    page: int = 8 * _MIB
    record: int = 64 * _MIB
    document: int = 128 * _MIB
    pages: int = 5_000
    records: int = 50_000_000
    unpacked: int = 200


class Unreadable(Exception):
    """A source, or a part of it, cannot be read. Becomes a :class:`musnad.model.Problem`."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
