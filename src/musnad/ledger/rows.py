"""What the ledger hands out besides the model's own nouns."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from musnad.ledger.identities import Judgement
from musnad.model import Attribution, Force, Kind, Span


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """What is known about a report, without its text.

    Attributes:
        id, sha256, outlet, published, url, title, author, name, changed, language, via: as in
            :class:`musnad.model.Report`.
        added: when it entered the ledger, ISO 8601 in UTC to the second.
    """

    id: str
    sha256: str
    outlet: str | None
    published: date | None
    url: str | None
    title: str | None
    author: str | None
    name: str | None
    added: str
    changed: date | None = None
    language: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: who passes it on.

    Attributes:
        id: id of the statement.
        number: its number within the report.
        cue, source: the raw words; *source* is None for a dropped subject or a pronoun.
        speaker, kind, force: as in :class:`musnad.model.Attribution`.
        entity: who it is, as in :class:`Statement`.
    """

    id: str
    number: int
    cue: str
    source: str | None
    speaker: str | None
    kind: Kind
    force: Force
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed claim of the ledger.

    Attributes:
        id: hash of the report's id and the places of cue and content (32 hexadecimal digits).
        report: where it stands.
        attribution: spans and labels, as read.
        cue, source, content: the raw words of the spans.
        chain: through whom it came, outermost first, itself last. The outlet, outermost of all, is
            ``report.outlet``; if that says from whom it has the report, ``report.via`` comes between.
        entity: id of the speaker after what has been judged: in the knowledge base, among the user's own names, or
            found in this ledger; None where the doubt is too great.
        read_as: the same before that, as read.
    """

    id: str
    report: ReportEntry
    attribution: Attribution
    cue: str
    source: str | None
    content: str
    chain: tuple[Link, ...]
    entity: str | None = None
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Narrated:
    """A sentence in the outlet's own voice: *span* in the report's text, the raw *text* of it."""

    report: ReportEntry
    span: Span
    text: str
    story: int


@dataclass(frozen=True, slots=True)
class Hit:
    """What a search found: a statement (in its content) or a narrated sentence.

    Attributes:
        passage: what was found.
        words: each raw word that matched, in code points of the **report's** text, in order. Empty when
            nothing was asked for in words.
    """

    passage: Statement | Narrated
    words: tuple[Span, ...]

    @property
    def statement(self) -> Statement | None:
        """The statement; None when the hit is narration."""
        return self.passage if isinstance(self.passage, Statement) else None

    @property
    def narration(self) -> Narrated | None:
        """The narrated sentence; None when the hit is a statement."""
        return self.passage if isinstance(self.passage, Narrated) else None

    @property
    def report(self) -> ReportEntry:
        """The report in which it stands."""
        return self.passage.report

    @property
    def span(self) -> Span:
        """The searched stretch: the statement's content or the sentence."""
        if isinstance(self.passage, Statement):
            return self.passage.attribution.content
        return self.passage.span

    @property
    def text(self) -> str:
        """The raw words of :attr:`span`."""
        return self.passage.content if isinstance(self.passage, Statement) else self.passage.text


@dataclass(frozen=True, slots=True)
class DispatchMember:
    """A report that carries a dispatch.

    Attributes:
        report: the report.
        version: «first» (met before all others), «copy», «shortened», «extended» or «edited»: what it is to *nearest*.
        nearest: id of the report whose text it resembles most, of those added before it; None for a «first».
        shared: the share of the shorter of these two texts that both have, formulas aside, 0 to 1.
        agency: id of the agency that it names as its origin («b.reuters»; «agencies» if it says no more); or None.
        beside: whether it carries another dispatch first of all, as a round-up does. *nearest* may be of a later report
            then, and *agency* is None: what it names may be the origin of something else.
    """

    report: ReportEntry
    version: str
    nearest: str | None
    shared: float
    agency: str | None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A text that several reports carry.

    Attributes:
        id: id of the report with which it was met first. It names the dispatch until another joins it.
        members: the reports, by day, undated ones last; those of one day in the order they were added.
        agency: id of the agency that most of the reports name; None where none does.
    """

    id: str
    members: tuple[DispatchMember, ...]
    agency: str | None

    @property
    def first(self) -> DispatchMember:
        """The earliest appearance."""
        return self.members[0]

    @property
    def outlets(self) -> tuple[str | None, ...]:
        """Who carries it, in the order of appearance; None: not stated."""
        return tuple(dict.fromkeys(member.report.outlet for member in self.members))


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a statement, beside what the reader said.

    Attributes:
        id: of this correction (32 hexadecimal digits).
        statement: id of the statement.
        field: «verdict» («right», «wrong»); what it sets of the attribution: «speaker», «force», «kind», «quote»,
            «cue», «source», «content» ([start, end] in the report's text), «parent» (a number within the report);
            «undo».
        value: a plain value, as JSON has them; None where there is to be none.
        undoes: id of the correction that this one takes back; None unless *field* is «undo».
        author, note: who says so, and why.
        at: when, ISO 8601 in UTC to the second.
        stands: whether it has not been taken back.
    """

    id: str
    statement: str
    field: str
    value: str | int | list[int] | None
    undoes: str | None
    author: str
    at: str
    note: str | None
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Addition:
    """A statement that the reader missed and a person added, or the taking back of one.

    Attributes:
        id: of this addition (32 hexadecimal digits).
        report: id of the report.
        statement: its spans and labels, without a number (0) and a lemma; *parent* is a number of what was read. None
            where *undoes* is given.
        undoes: id of the addition that this one takes back.
        author, note, at, stands: as in :class:`Correction`.
    """

    id: str
    report: str
    statement: Attribution | None
    undoes: str | None
    author: str
    at: str
    note: str | None
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the ledger holds.

    Attributes:
        reports, statements, nested, narration, speakers, sources: numbers of reports, of statements, of
            those inside another's content, of narrated sentences, of distinct speakers' names, and of
            sources marked as read.
        outlets, kinds, forces: (label, number) pairs, most frequent first; outlets count reports (label
            None: not stated), the others statements.
    """

    reports: int
    statements: int
    nested: int
    narration: int
    speakers: int
    sources: int
    outlets: tuple[tuple[str | None, int], ...]
    kinds: tuple[tuple[str, int], ...]
    forces: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SnapshotEntry:
    """What is known of something received, without its bytes.

    Attributes:
        id: of this snapshot (32 hexadecimal digits).
        report: id of the report that was read from it; None for a feed.
        source, place, url, page, status, headers, received, sha256, size: as in
            :class:`musnad.model.Snapshot`.
        kept: «bytes»: the ledger has them; «text»: they are the report's text in UTF-8; «no»: only the hash.
    """

    id: str
    report: str | None
    source: str
    place: str
    url: str | None
    page: str | None
    status: int | None
    headers: tuple[tuple[str, str], ...]
    received: str
    sha256: str
    size: int
    kept: Literal["bytes", "text", "no"]


@dataclass(frozen=True, slots=True)
class HostEntry:
    """How the visits to one host went.

    Attributes:
        host: its name, without «www.».
        visits, failures: how many, and how many of them failed.
        last_seen: when it last answered as it should, ISO 8601 in UTC; None if it never did.
        last_failure, problem: when asking it last failed, and why.
        failing: whether the last visit of all failed.
    """

    host: str
    visits: int
    failures: int
    last_seen: str | None
    last_failure: str | None
    problem: str | None
    failing: bool


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """An outlet, or a host of which there is no report.

    Attributes:
        outlet: its name; None where it is not stated.
        reports: how many.
        first_published, last_published: the days of the oldest and the newest of them that have one.
        last_added: when the last one entered the ledger, ISO 8601 in UTC; None if there is none.
        hosts: where they were fetched from.
    """

    outlet: str | None
    reports: int
    first_published: date | None
    last_published: date | None
    last_added: str | None
    hosts: tuple[HostEntry, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something in the ledger that is not what its hash says.

    Attributes:
        what: «report», «statement», «snapshot» or «content».
        id: of it.
        message: what does not fit.
    """

    what: str
    id: str
    message: str

    def __str__(self) -> str:
        return f"{self.what} {self.id}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was verified: numbers of reports, statements, snapshots, kept contents and of mismatches."""

    reports: int
    statements: int
    snapshots: int
    contents: int
    mismatches: int


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """Somebody or something in a ledger, in a list.

    Attributes:
        id: in the knowledge base, among the user's own names, or («e.…») found in this ledger.
        name, english: how it is called; *english* is None where nobody said.
        kind: «person», «body», «state» or «office».
        statements, mentions: how many it made, how often it is named.
    """

    id: str
    name: str
    english: str | None
    kind: str
    statements: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Entity:
    """All that is known of somebody or something in a ledger.

    Attributes:
        id, name, english, kind: as in :class:`EntityEntry`.
        state: id of the state to which it belongs.
        forms: other names, as written down.
        labels: names that one side uses, with the side in English. Never shown as the name.
        names: how the reports call it, with how often, most frequent first.
        offices: (id of the office, since, until) of the offices held.
        merged: ids that were merged into it.
        judgements: all that was judged about it, in the order of time.
    """

    id: str
    name: str
    english: str | None
    kind: str
    state: str | None
    forms: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, int], ...]
    offices: tuple[tuple[str, str | None, str | None], ...]
    merged: tuple[str, ...]
    judgements: tuple[Judgement, ...]
