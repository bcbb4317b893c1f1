"""Whom the names of a report mean, and whom an identity covers: what was read, what people say, and how they say it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from musnad.ledger import Judgement, Ledger
from musnad.ledger.writer import name_key
from musnad.lexicons.knowledge import load_knowledge
from musnad.model import Candidate, MusnadError, Span
from musnad.web.views import NotThere, Row

# What a mention must name for its identity to be asked for: offices and places have pages of their own.
_KINDS = ("person", "body", "state", "title")
_MOST_FOUND = 20
_MOST_PASSAGES = 3
_AROUND = 80


@dataclass(slots=True)
class NameHere:
    """A name in one report.

    Attributes:
        name: as the report first has it; *key*: its folded words.
        spans: where it stands.
        speaks: how many statements are its.
        read, meant: ids of whom it means, as read and after what has been judged.
        candidates: whom it may mean, likeliest first.
        judgements: what people said of it here, oldest first.
    """

    name: str
    key: str
    spans: list[Span] = field(default_factory=list)
    speaks: int = 0
    read: list[str] = field(default_factory=list)
    meant: list[str] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)

    @property
    def seen(self) -> str:
        """Id of the last judgement, by which a form tells whether another came in between."""
        return self.judgements[-1].id if self.judgements else ""

    @property
    def judged(self) -> Judgement | None:
        """The judgement that stands; None where nobody has said anything."""
        return next((j for j in reversed(self.judgements) if j.stands and j.kind == "link"), None)


@dataclass(frozen=True, slots=True)
class Brief:
    """Somebody to choose: *state* and *offices* by name, *score* the share of belief if it is a candidate."""

    id: str
    name: str
    english: str | None
    kind: str
    state: str | None
    offices: tuple[str, ...]
    score: float | None = None


def names_in(ledger: Ledger, report_id: str) -> list[NameHere]:
    """The names of a report whose identity can be asked for, in the order of the text; then speakers named nowhere."""
    found: dict[str, NameHere] = {}

    def entry(name: str) -> NameHere | None:
        key = name_key(name)
        return found.setdefault(key, NameHere(name, key)) if key else None

    for mention, meant in zip(ledger.mentions(report_id), ledger.meant(report_id), strict=True):
        if mention.kind in _KINDS and (here := entry(mention.name)):
            here.spans.append(mention.span)
            _add(here.read, mention.entity)
            _add(here.meant, meant.entity)
            _consider(here, mention.candidates)
    for statement in ledger.statements(report_id):
        speaker = statement.attribution.speaker
        if speaker and (here := entry(speaker)):
            here.speaks += 1
            _add(here.read, statement.read_as)
            _add(here.meant, statement.entity)
            if not here.spans and statement.attribution.source:
                here.spans.append(statement.attribution.source)
    for name, _, id_, candidates in ledger.links(report_id):
        if here := found.get(name_key(name)):
            _add(here.read, id_)
            _consider(here, candidates)
    judged = {j.name or "" for j in ledger.names.judgements() if j.kind == "link" and j.report == report_id}
    for key in judged & found.keys():
        found[key].judgements = ledger.names.about_name(key, report_id)
    return list(found.values())


def name_in(ledger: Ledger, report_id: str, name: str) -> NameHere:
    """One of them. Raises :class:`NotThere` if the report names nobody so."""
    key = name_key(name)
    for here in names_in(ledger, report_id):
        if here.key == key:
            return here
    raise NotThere(f"The report names nobody «{name}».")


def passages(text: str, spans: Iterable[Span]) -> list[tuple[str, str, str]]:
    """The first of *spans*, each with some of the line around it: (before, words, after)."""
    shown = []
    for span in list(dict.fromkeys(spans))[:_MOST_PASSAGES]:
        begin = max(span.start - _AROUND, text.rfind("\n", 0, span.start) + 1)
        end = text.find("\n", span.end)
        end = min(span.end + _AROUND, end if end >= 0 else len(text))
        shown.append((text[begin : span.start], span.of(text), text[span.end : end]))
    return shown


def briefs(ledger: Ledger, ids: Iterable[str]) -> list[Brief]:
    """Those of *ids*, to choose from."""
    return [brief(ledger, id_) for id_ in dict.fromkeys(ids)]


def brief(ledger: Ledger, id_: str, score: float | None = None) -> Brief:
    """What tells somebody from others of the same name."""
    name, english, kind = ledger.called(id_)
    state = None
    for _, entry in ledger.names.entries([id_]):
        state = entry.get("state") or state
    packaged = load_knowledge().persons.get(id_) or load_knowledge().bodies.get(id_)
    state = state or (packaged.state if packaged else None)
    offices = tuple(ledger.called(office)[0] for office in _held().get(id_, ())[:3])
    return Brief(id_, name, english, kind, ledger.called(state)[0] if state else None, offices, score)


def choices(ledger: Ledger, here: NameHere, asked: str, chosen: str = "") -> list[Brief]:
    """Whom a name may mean: whom it means now, candidates, then those who are called as somebody *asked*, and who was
    *chosen* before."""
    scores = {c.entity: c.score for c in here.candidates}
    ids = [*here.meant, *here.read, *scores, *search(ledger, asked), *([] if asked else search(ledger, here.name))]
    if chosen[1:2] == "." and _is_known(ledger, chosen):
        ids.append(chosen)
    return [brief(ledger, id_, scores.get(id_)) for id_ in dict.fromkeys(ids)]


def search(ledger: Ledger, asked: str) -> list[str]:
    """Ids of those who are called so, or who have this id; some at most."""
    found = ledger.find_entities(asked[:200]) if asked.strip() else []
    return [id_ for id_ in found[:_MOST_FOUND] if _is_known(ledger, id_)]


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a statement's speaker means: *name* as the report or a person has it; ids as *read* and as *meant* with how
    they are called; *here*: whether the report itself names somebody so, so that it can be judged."""

    name: str
    read: str | None
    meant: str | None
    called: dict[str, str]
    here: bool


def who(ledger: Ledger, row: Row) -> Who | None:
    """Whom the speaker of a statement means, by the name that people corrected; None where there is no name."""
    statement, standing = row.statement, row.standing
    name = standing["speaker"].value if "speaker" in standing else statement.attribution.speaker
    if not isinstance(name, str):
        return None
    read, meant, here = statement.read_as, statement.entity, True
    if name != statement.attribution.speaker:
        found = [each for each in names_in(ledger, statement.report.id) if each.key == name_key(name)]
        here = bool(found)
        read, meant = ((each[0] if len(each) == 1 else None) for each in (
            (found[0].read, found[0].meant) if found else ([], [])))  # fmt: skip
    return Who(name, read, meant, {id_: ledger.called(id_)[0] for id_ in (read, meant) if id_}, here)


def _is_known(ledger: Ledger, id_: str) -> bool:
    """An id that somebody typed is called by itself where nobody has it."""
    return ledger.called(id_)[0] != id_


def _add(ids: list[str], id_: str | None) -> None:
    if id_ is not None and id_ not in ids:
        ids.append(id_)


def _consider(here: NameHere, candidates: Iterable[Candidate]) -> None:
    known = {c.entity: c for c in here.candidates}
    for candidate in candidates:
        if candidate.entity not in known or known[candidate.entity].score < candidate.score:
            known[candidate.entity] = candidate
    here.candidates = sorted(known.values(), key=lambda c: -c.score)


@cache
def _held() -> dict[str, list[str]]:
    """Offices by who held them, of the packaged knowledge base."""
    found: dict[str, list[str]] = {}
    for id_, office in load_knowledge().offices.items():
        for holder in office.holders:
            found.setdefault(holder.person, []).append(id_)
    return found


def judged_newest_first(ledger: Ledger) -> Iterator[tuple[Judgement, str | None]]:
    """Judgements of names, the last first, each with the report's title where it is about one."""
    for judgement in reversed(ledger.names.judgements()):
        yield judgement, _title(ledger, judgement.report)


def _title(ledger: Ledger, report: str | None) -> str | None:
    if report is None:
        return None
    try:
        entry = ledger.entry(report)
    except MusnadError:
        return report[:12]
    return entry.title or entry.name or report[:12]
