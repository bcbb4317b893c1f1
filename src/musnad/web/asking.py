"""What a person asks of the desk, as it stands in the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from musnad.model import FORCES, KINDS, QUOTES, MusnadError
from musnad.normalise import fold_key

_LONGEST = 2_000
_DAY = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_CHOICES = {
    "force": FORCES,
    "kind": KINDS,
    "quote": QUOTES,
    "denial": ("with", "without"),
    "judged": ("any", "right", "wrong"),
    "nested": ("yes", "no"),
    "person_as": ("said", "about"),
    "place_as": ("about", "at"),
}
# A name that was chosen among suggestions stands before its id: «حلب (place.sy.aleppo)».
_CHOSEN = re.compile(r".*\(((?:place|[sbpoe])\.[^\s()]+)\)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: words and filters, empty where anything will do. Equal questions have equal addresses.

    Attributes:
        q: words to be in the content, as in :meth:`musnad.ledger.Ledger.search`.
        speaker, outlet: words of the speaker's name; name of the outlet.
        force, kind, quote: as in :class:`musnad.model.Attribution`, as people have corrected them.
        lemma: of the cue.
        denial: «with» only denials, «without» everything else.
        nested: «yes» only what somebody is quoted as reporting, «no» only what stands at the top.
        judged: «any» correction, or judged «right» or «wrong».
        since, until: a day, a month or a year.
        person, place: id of an entity or a place, or its name.
        person_as: «said» what the entity says, «about» what others say that names it; either if empty.
        place_as: «about» what names the place, or one that lies in it, in its content; «at» what names it beside the
            cue, as a rule because it was said there; either if empty.
    """

    q: str = ""
    speaker: str = ""
    outlet: str = ""
    force: str = ""
    kind: str = ""
    quote: str = ""
    lemma: str = ""
    denial: str = ""
    nested: str = ""
    judged: str = ""
    since: str = ""
    until: str = ""
    person: str = ""
    person_as: str = ""
    place: str = ""
    place_as: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """The question in *given*, the parameters of an address; others are left out.

        Raises:
            MusnadError: a filter is none of its values, a day is none, or something is absurdly long.
        """
        values = {field.name: given.get(field.name, "").strip() for field in fields(cls)}
        for name, value in values.items():
            if len(value) > _LONGEST:
                raise MusnadError(f"{name} is longer than {_LONGEST} characters. Ask for a few words of it.")
        for name, choices in _CHOICES.items():
            if values[name] and values[name] not in choices:
                raise MusnadError(f"{name} is «{values[name]}», which is none of: {', '.join(choices)}.")
        for name in ("person", "place"):
            if chosen := _CHOSEN.fullmatch(values[name]):
                values[name] = chosen[1]
        asked = cls(**values)
        asked.days()
        return asked

    def days(self) -> tuple[date | None, date | None]:
        """First and last day asked for. Raises :class:`MusnadError` if one is no day."""
        return _day(self.since, last=False), _day(self.until, last=True)

    def but(self, **changes: str) -> "Asked":
        """The same question with *changes*."""
        return replace(self, **changes)

    def address(self, **more: str) -> str:
        """The question as the end of an address: «?q=…», or nothing when nothing is asked."""
        given = {field.name: getattr(self, field.name) for field in fields(self)} | more
        pairs = urlencode({name: value for name, value in given.items() if value}, errors="replace")
        return f"?{pairs}" if pairs else ""

    def filters(self) -> dict[str, str]:
        """What is asked for besides the words, by name."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if value and name != "q"}


def _day(text: str, *, last: bool) -> date | None:
    if not text:
        return None
    folded = fold_key(text)
    try:
        if not _DAY.fullmatch(folded):
            raise ValueError
        year, month, day = (*map(int, folded.split("-")), 0, 0)[:3]
        if day:
            return date(year, month, day)
        if not last:
            return date(year, month or 1, 1)
        if not month or month == 12:
            return date(year, 12, 31)
        return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
    except ValueError:
        raise MusnadError(f"«{text}» is no day. Write 2016-10-07, 2016-10 or 2016.") from None
