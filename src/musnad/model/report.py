"""A report as it was received."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Report:
    """One report: its untouched text and what is known about where it came from.

    Attributes:
        text: the text exactly as received; all spans index it in code points.
        outlet: who published it, the outermost link of every chain in it; None if unknown.
        published: the day of publication; None if unknown. An ISO string («2016-10-07») is accepted.
        url, title, author: as the source or its sidecar states them; None if not stated.
        name: the name of the file or record it was read from (no folder), for messages and exports.
        changed: the day of its last change, as the source states it; None if not stated.
        language: of the text, ISO 639 («ar»); None if nobody looked.
        via: from whom the outlet says to pass it on (a channel that a message was forwarded from); None if not stated.
    """

    text: str
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    name: str | None = None
    changed: date | None = None
    language: str | None = None
    via: str | None = None

    def __post_init__(self) -> None:
        for day in ("published", "changed"):
            if isinstance(value := getattr(self, day), str):
                object.__setattr__(self, day, date.fromisoformat(value[:10]))

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, lower-case hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def id(self) -> str:
        """Identity of the report: a hash of text, outlet, day and URL (32 hexadecimal digits).

        The same words published by two outlets, or twice on different days, are two reports.
        """
        day = self.published.isoformat() if self.published else ""
        key = "\x1f".join((self.sha256, self.outlet or "", day, self.url or ""))
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
