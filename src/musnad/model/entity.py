"""Whom the news is about: persons, bodies, states, and who held which office when."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Sex = Literal["m", "f"]
BodyKind = Literal[
    "agency",  # a news agency
    "outlet",  # any other news outlet
    "armed-group",
    "army",
    "police",
    "intelligence",
    "government",  # a cabinet, an interim or rival government
    "presidency",
    "ministry",
    "parliament",
    "party",
    "movement",
    "coalition",  # of parties, groups or states
    "court",
    "union",  # a union of states (EU, Arab League, GCC)
    "international",  # the UN and its family, other organisations of states
    "monitor",  # observatories, human-rights documenters
    "ngo",
    "religious",
    "company",
    "bank",
    "institute",
    "mission",  # a delegation, a peacekeeping mission, an embassy
    "administration",  # local and self-administrations, councils
    "tribe",
    "other",
]
BODY_KINDS: tuple[str, ...] = get_args(BodyKind)

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day: «2004», «2004-03», «2004-03-09»."""

    text: str

    def __post_init__(self) -> None:
        found = _DATE.match(self.text)
        if not found:
            raise ValueError(f"{self.text!r} is no date. Write 2004, 2004-03 or 2004-03-09.")
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))

    @property
    def first(self) -> date:
        """The earliest day it may mean."""
        parts = [int(part) for part in self.text.split("-")]
        return date(*[*parts, 1, 1][:3])

    @property
    def last(self) -> date:
        """The latest day it may mean."""
        parts = [int(part) for part in self.text.split("-")]
        if len(parts) == 3:
            return self.first
        year, month = (parts[0], parts[1] + 1) if len(parts) == 2 else (parts[0], 13)
        after = date(year + (month > 12), (month - 1) % 12 + 1, 1)
        return date.fromordinal(after.toordinal() - 1)


@dataclass(frozen=True, slots=True)
class SideLabel:
    """A name that one side uses. It finds the entity, it is never shown as its name.

    Attributes:
        form: the words («قوات النظام»).
        side: whose term it is, in English («opponents of the government»).
    """

    form: str
    side: str


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a territory that acts like one.

    Attributes:
        id: «s.» and a slug.
        name, english: canonical names. Neutral.
        iso: ISO 3166-1 alpha-2; None where there is none.
        forms: other names in use.
        adjectives: masculine and feminine singular of the demonym without article («روسي»، «روسية»).
        people: its people in the plural, without article («روس»).
        capital: the seat of government, which stands for it in the news; None where disputed.
        seats: buildings and quarters that stand for its leadership («الكرملين»).
        labels: names that one side uses.
        homograph: whether name and demonym are common words too («مالي»).
    """

    id: str
    name: str
    english: str
    iso: str | None = None
    forms: tuple[str, ...] = ()
    adjectives: tuple[str, str] | None = None
    people: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[str, ...] = ()
    labels: tuple[SideLabel, ...] = ()
    homograph: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, a group, an institution, an outlet.

    Attributes:
        id: «b.» and a slug.
        name, english, kind, forms, labels: as in :class:`State`; *kind* is one of ``BODY_KINDS``.
        state: id of the state to which it belongs or in which it mainly acts; None for several.
        part_of: id of the body to which it belongs.
        since, until: when it bore this name; None where unknown or still.
        became: id of the body as which it went on (a renaming or a merger).
    """

    id: str
    name: str
    english: str
    kind: BodyKind
    state: str | None = None
    forms: tuple[str, ...] = ()
    part_of: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    became: str | None = None
    labels: tuple[SideLabel, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person in public life.

    Attributes:
        id: «p.» and a slug.
        name, english, forms, labels: as in :class:`State`.
        short: the name by which news calls the person after the first mention («لافروف»).
        sex: m or f; None where a user's own list does not say.
        state: id of the state of citizenship or action; None where it is neither clear nor single.
    """

    id: str
    name: str
    english: str
    sex: Sex | None
    state: str | None = None
    short: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    labels: tuple[SideLabel, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office, from when to when. Both ends are inclusive; None: unknown, or (until) still."""

    person: str
    since: PartialDate | None
    until: PartialDate | None
    acting: bool = False

    def covers(self, day: date) -> bool | None:
        """Whether the office was held on *day*; None where the precision of the dates leaves it open."""
        if (self.since and day < self.since.first) or (self.until and day > self.until.last):
            return False
        if self.since is None or day < self.since.last or (self.until and day > self.until.first):
            return None
        return True


@dataclass(frozen=True, slots=True)
class Office:
    """An office with those who held it.

    Attributes:
        id: «o.» and a slug.
        english: its English name.
        of: id of the state or body to which it belongs.
        role: key of ``roles.yaml``; offices of one role are each other's counterparts in other states.
        titles: how it is called when a man holds it, fullest first («وزير الخارجية الروسي»).
        titles_f: how it is called when a woman holds it.
        holders: in the order of time.
    """

    id: str
    english: str
    of: str
    role: str
    titles: tuple[str, ...]
    titles_f: tuple[str, ...] = ()
    holders: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What a user knows besides the packaged knowledge base, for a reader.

    Attributes:
        entries: states, bodies, persons and offices; one with the id of a packaged entry stands in its place.
        tenures: further holders of offices: (id of the office, tenure).
        gone: ids that are others now (merged) and are not to be found any more.
    """

    entries: tuple[State | Body | Person | Office, ...] = ()
    tenures: tuple[tuple[str, Tenure], ...] = ()
    gone: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.entries or self.tenures or self.gone)
