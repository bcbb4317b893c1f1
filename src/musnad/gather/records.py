"""From what a source states to a report, or to the problem that keeps it from being one."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from musnad.gather.dates import day
from musnad.gather.events import Found
from musnad.gather.language import judge, language
from musnad.gather.metadata import Metadata
from musnad.gather.mojibake import is_garbled, repaired
from musnad.model import Problem, Report, Snapshot

#: What a record may state of a report.
FIELDS = ("text", "outlet", "date", "url", "title", "author", "name")
_NAMES = ("outlet", "url", "title", "author")
_WHY_NOT = {
    "no words": "There are no words in this text, so there is nothing to read.",
    "other script": "This text is not in Arabic and was set aside.",
    "other language": "This text is in Arabic letters but in another language, and was set aside.",
}
REPAIRED = (
    "This text had been saved in a wrong encoding («Ø§Ù„» for «ال») and was repaired; places are counted in the"
    " repaired text."
)
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Intake:
    """One source on its way in: turns what stands in it into reports.

    Attributes:
        path: the source as the user named it.
        known: what is known of it from outside, used where a record states nothing itself.
        columns: under which names its records have what :data:`FIELDS` names, where that is not the name itself.
        many: whether it is made to hold many reports. What is in another language is counted then, and not told one
            by one.
        keep: whether the bytes that were received are to go with the reports, and not only their hash.
    """

    path: str
    known: Metadata
    columns: Mapping[str, str] = field(default_factory=dict)
    many: bool = False
    keep: bool = True
    _aside: Counter[str] = field(default_factory=Counter)

    def problem(self, place: str, message: str, fatal: bool = True) -> Problem:
        """A problem in this source."""
        return Problem(self.path, place, message, fatal)

    def record(
        self, fields: Mapping[str, object], name: str, place: str, received: bytes | None = None
    ) -> Iterator[Found | Problem]:
        """The report in a record with the fields text, outlet, date or published, url, title, author, name
        or id; others are passed over. *name* is what it is called if it has no name of its own, *received* the
        bytes of the record: their hash goes with the report, they themselves stay in their file."""
        if self.columns:
            fields = {
                **fields,
                **{mine: fields.get(theirs.lower(), fields.get(theirs)) for mine, theirs in self.columns.items()},
            }
        text = fields.get("text")
        if not isinstance(text, str):
            column = self.columns.get("text", "text")
            message = f"This record has no «{column}»" if text is None else f"The «{column}» of this record is no text"
            yield self.problem(place, f"{message} and was left unread. Put the report's text there.")
            return
        stated: dict[str, str | None] = {}
        for key in _NAMES:
            stated[key] = _plain(fields.get(key))
            if stated[key] is None and fields.get(key):
                message = f"«{key}» of this record is no text and was passed over."
                yield self.problem(place, message, fatal=False)
        date = fields.get("date") or fields.get("published")
        published = day(date)
        if date and published is None:
            message = f"«{_short(date)}» is no day, so the report has none. Write it as 2016-10-07."
            yield self.problem(place, message, fatal=False)
        origin = Metadata(stated["outlet"], published, stated["url"], stated["title"], stated["author"])
        own = _plain(fields.get("name")) or _plain(fields.get("id"))
        snapshot = None if received is None else Snapshot.of(received, self.path, keep=False, place=place)
        for each in self.report(text, origin, own or name, place):
            yield replace(each, snapshot=snapshot) if isinstance(each, Found) else each

    def report(self, text: str, stated: Metadata, name: str, place: str = "") -> Iterator[Found | Problem]:
        """The report *text*, of which *stated* is known from itself."""
        if not text.strip("\ufeff \t\r\n"):
            yield self.problem(place, "This is empty, so there is nothing to read.")
            return
        sound = repaired(text)
        if sound != text:
            yield self.problem(place, REPAIRED, fatal=False)
        if is_garbled(sound):
            message = "This text was saved in a wrong encoding («Ø§Ù„» for «ال») and is lost. Get it anew."
            yield self.problem(place, message)
            return
        verdict = judge(sound)
        if verdict != "arabic":
            if self.many and verdict != "no words":
                self._aside[language(sound)] += 1
            else:
                yield self.problem(place, _WHY_NOT[verdict])
            return
        yield Found(self._as_report(sound, _repaired(stated).over(self.known), name), self.path, place)

    def set_aside(self) -> Iterator[Problem]:
        """What was counted and not told, once the source is read to its end."""
        if count := self._aside.total():
            shown = ", ".join(f"{number:,} in {name}" for name, number in self._aside.most_common())
            things = "text is" if count == 1 else "texts are"
            message = f"{count:,} {things} not in Arabic and {'was' if count == 1 else 'were'} set aside ({shown})."
            yield self.problem("", message, fatal=False)
            self._aside.clear()

    def _as_report(self, text: str, origin: Metadata, name: str) -> Report:
        return Report(
            text=text,
            outlet=origin.outlet,
            published=origin.published,
            url=origin.url,
            title=origin.title,
            author=origin.author,
            name=name,
            changed=origin.changed,
            language="ar",
            via=origin.via,
        )


def _repaired(stated: Metadata) -> Metadata:
    outlet, url, title, author = (
        value and repaired(value) for value in (stated.outlet, stated.url, stated.title, stated.author)
    )
    return replace(stated, outlet=outlet, url=url, title=title, author=author, via=stated.via and repaired(stated.via))


def _plain(value: object) -> str | None:
    """A text or a number as it is written, several of them in a row; None for anything else and for nothing."""
    if isinstance(value, list):
        parts = [_plain(each) for each in value]
        return "، ".join(part for part in parts if part) if all(parts) and parts else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _short(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
