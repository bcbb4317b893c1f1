"""What the pages of claims show. Knows nothing of HTML or HTTP."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from musnad.compare.claims import Claim, Claims, Origin, Relation, Side, Step, sides
from musnad.ledger import Ledger, Statement
from musnad.ledger.claim_summaries import ClaimSummary
from musnad.ledger.claims import Judgement
from musnad.model import MusnadError
from musnad.web.asking import Asked
from musnad.web.claim_columns import ClaimColumns
from musnad.web.claims_asked import ClaimsAsked
from musnad.web.columns import Array, Columns
from musnad.web.store import Store
from musnad.web.views import PAGE, NotThere

# Statements read of one claim, and held in memory of all claims that were looked at last.
MOST_STATEMENTS = 1_000
_HELD = 1_500
# Of a claim of more statements, a statement's page gives the address only: what it is to others stands there.
_MOST_RELATED = 40
_ON_FRONT = 5
# Days of «lately», and how many claims of that time show that its last day is no slip of a date.
_LATELY = 30
_SURE = 2
# A refresh that takes long comes seldom: it may use one part in so many of the time.
_SHARE = 20


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list, with its first statement."""

    summary: ClaimSummary
    lead: Statement


@dataclass(frozen=True, slots=True)
class FoundClaims:
    """A page of claims; *total* fit, *waiting* statements are in no claim yet."""

    asked: ClaimsAsked
    rows: tuple[ClaimRow, ...]
    total: int
    waiting: int


@dataclass(frozen=True, slots=True)
class FrontClaims:
    """The claims of most outlets and those of most disputes: of all time, and of the days *since* to *until* (ISO;
    empty if no claim is dated), by what was reported in these days."""

    spread: tuple[ClaimRow, ...]
    disputed: tuple[ClaimRow, ...]
    lately_spread: tuple[ClaimRow, ...]
    lately_disputed: tuple[ClaimRow, ...]
    since: str
    until: str
    waiting: int


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that is known of it.

    Attributes:
        sides: of each statement, by id.
        numbers: place of each statement in time, by id, from 1: by this a page refers to it.
        relations: of each statement to an earlier one, by id.
        steps: how each came from outlet to outlet, by id.
        total: number of its statements; more than there are in *claim* if that has not all of them.
        history: what was judged, in the order of time, and whether it stands.
    """

    claim: Claim
    sides: dict[str, Side]
    numbers: dict[str, int]
    relations: dict[str, Relation]
    steps: dict[str, Step]
    total: int
    history: tuple[tuple[Judgement, bool], ...]

    @property
    def narrated(self) -> dict[str, Any]:
        """Sentences that tell it in an outlet's own voice, by id, where the library looks for them."""
        return {telling.id: telling for telling in self.claim.narrated}

    @property
    def lead(self) -> Statement:
        """Its first statement."""
        return self.claim.statements[0]

    @property
    def seen(self) -> str:
        """Id of what was judged last; empty if nothing was."""
        return self.history[-1][0].id if self.history else ""

    @property
    def denying(self) -> set[str]:
        """Ids of the statements that deny by their cue: a figure in one is not its speaker's."""
        return {s.id for s in self.claim.statements if s.attribution.force == "deny"}

    def only_deny(self, origin: Origin) -> bool:
        """Whether all that comes from a first source denies."""
        return all(self.sides.get(id_) == "denies" for id_ in origin.statements)

    def of_side(self, side: Side) -> int:
        """How many statements stand on a side."""
        return sum(each == side for each in self.sides.values())


@dataclass(frozen=True, slots=True)
class ClaimOfStatement:
    """The claim that a statement belongs to; *related* are the bonds it has there, each with the other statement, none
    where the claim has too many to read them for one."""

    summary: ClaimSummary
    related: tuple[tuple[Relation, Statement], ...]


class ClaimViews:
    """Answers questions about the claims of the ledger under *store*. May be used by several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._columns = ClaimColumns()
        self._refreshing = threading.Lock()
        self._fresh_until = 0.0
        self._front: tuple[Any, FrontClaims] | None = None
        self._views = _Views()

    def columns(self) -> ClaimColumns:
        """What is known of every claim, fresh unless it was refreshed just now."""
        if time.monotonic() >= self._fresh_until and self._refreshing.acquire(blocking=not len(self._columns)):
            try:
                if time.monotonic() >= self._fresh_until:
                    began = time.monotonic()
                    with self._store.reading(bounded=False) as ledger:
                        self._columns = self._columns.refreshed(ledger)
                    self._fresh_until = time.monotonic() + (time.monotonic() - began) * _SHARE
            finally:
                self._refreshing.release()
        return self._columns

    def stale(self) -> None:
        """Something was judged here: look again at the next question."""
        self._fresh_until = 0.0

    def search(self, asked: ClaimsAsked, page: int = 0, size: int = PAGE) -> FoundClaims:
        """A page of the claims that *asked* fits."""
        claims = self.columns()
        places = self._found(claims, asked)
        rows = self._rows(claims, places[page * size : (page + 1) * size])
        return FoundClaims(asked, rows, len(places), claims.waiting)

    def everything(self, asked: ClaimsAsked, size: int = 100) -> Iterator[ClaimRow]:
        """All claims that *asked* fits; no connection is held between two of them."""
        claims = self.columns()
        places = self._found(claims, asked)
        for start in range(0, len(places), size):
            yield from self._rows(claims, places[start : start + size])

    def front(self) -> FrontClaims:
        """The most spread and the most disputed. Remembered until something changes."""
        columns, claims = self._store.columns(), self.columns()
        version = (columns.version, claims.version, claims.waiting)
        known = self._front
        if known and known[0] == version:
            return known[1]
        made = self._made_front(columns, claims)
        self._front = version, made
        return made

    def claim(self, prefix: str) -> ClaimView:
        """A claim, by the beginning of its id or of one of its statements'. Raises :class:`NotThere`."""
        claims = self.columns()
        with self._store.reading() as ledger:
            compared = Claims(ledger.claim_store, fresh=False)
            id_ = _told(prefix, compared.find)
            return self._views.get((claims.version, id_), lambda: self._view(compared, id_))

    def of_statement(self, statement: Statement) -> ClaimOfStatement | None:
        """The claim of a statement; None if it is in none that others share."""
        claims = self.columns()
        with self._store.reading() as ledger:
            place = claims.place(ledger.claim_store.statement_row(statement.id))
            summary = self._summary(claims, place, ledger) if place >= 0 else None
        if summary is None:
            return None
        if summary.statements > _MOST_RELATED:
            return ClaimOfStatement(summary, ())
        view = self.claim(summary.claim)
        by_id = {s.id: s for s in view.claim.statements}
        related = []
        for bond in view.claim.relations:
            if statement.id in (bond.statement, bond.other):
                other = bond.other if bond.statement == statement.id else bond.statement
                related.append((bond, by_id[other]))
        return ClaimOfStatement(summary, tuple(related))

    def history(self) -> list[tuple[Judgement, bool]]:
        """All that was judged of claims, in the order of time, and whether it stands."""
        with self._store.reading() as ledger:
            return Claims(ledger.claim_store, fresh=False).history()

    def _view(self, compared: Claims, id_: str) -> ClaimView:
        claim = compared.get(id_, MOST_STATEMENTS)
        size = len(claim.statements)
        return ClaimView(
            claim=claim,
            sides=sides(claim),
            numbers={s.id: n for n, s in enumerate(claim.statements, 1)},
            relations={bond.statement: bond for bond in claim.relations},
            steps={step.statement: step for step in claim.travel},
            total=size if size < MOST_STATEMENTS else max(size, compared.size(id_)),
            history=tuple(compared.history(id_)),
        )

    def _found(self, claims: ClaimColumns, asked: ClaimsAsked) -> Array:
        order = claims.orders[asked.sort or "outlets"]
        mask = np.ones(len(claims), np.bool_)
        of_statements = asked.of_statements()
        if of_statements != Asked():
            columns = self._store.columns()
            with self._store.reading() as ledger:
                at = columns.find(of_statements, ledger)
            mask[:] = False
            mask[claims.places(columns.values["row"][at])] = True
        if asked.disputed:
            name = {"any": "disputes", "denial": "denials", "figures": "differences"}[asked.disputed]
            mask &= claims.values[name] > 0
        return order[mask[order]]

    def _made_front(self, columns: Columns, claims: ClaimColumns) -> FrontClaims:
        disputed = claims.values["disputes"] > 0
        order = claims.orders
        spread, contested = order["outlets"][:_ON_FRONT], _first(order["disputes"], disputed)
        since, until = _lately(claims.values["last"])
        numbers = _outlets_between(columns, claims, since, until)
        lately = np.argsort(-numbers[order["outlets"]], kind="stable")[:_ON_FRONT]
        lately = order["outlets"][lately]
        return FrontClaims(
            spread=self._rows(claims, spread),
            disputed=self._rows(claims, contested),
            lately_spread=self._rows(claims, lately[numbers[lately] > 0]),
            lately_disputed=self._rows(claims, _first(order["disputes"], disputed & (numbers > 0))),
            since=_iso(since),
            until=_iso(until),
            waiting=claims.waiting,
        )

    def rows_at(self, claims: ClaimColumns, places: Iterable[int]) -> tuple[ClaimRow, ...]:
        """The claims at *places* of *claims*, each with its first statement."""
        return self._rows(claims, places)

    def _rows(self, claims: ClaimColumns, places: Iterable[int]) -> tuple[ClaimRow, ...]:
        with self._store.reading() as ledger:
            found = [self._summary(claims, int(place), ledger) for place in places]
            summaries = [summary for summary in found if summary]
            leads = ledger.statements_in(summary.lead for summary in summaries)
            return tuple(ClaimRow(*each) for each in zip(summaries, leads, strict=True))

    def _summary(self, claims: ClaimColumns, place: int, ledger: Ledger) -> ClaimSummary | None:
        return ledger.claim_store.summaries.get(int(claims.values["summary"][place]))


class _Views:
    """The claims that were looked at last, as many as their statements allow."""

    def __init__(self) -> None:
        self._known: dict[Any, ClaimView] = {}
        self._lock = threading.Lock()

    def get(self, key: Any, make: Callable[[], ClaimView]) -> ClaimView:
        with self._lock:
            if key in self._known:
                # To the end of the queue: what is asked for again and again stays.
                found = self._known.pop(key)
                self._known[key] = found
                return found
        made = make()
        with self._lock:
            self._known[key] = made
            held = sum(len(view.numbers) for view in self._known.values())
            while held > _HELD and len(self._known) > 1:
                held -= len(self._known.pop(next(iter(self._known))).numbers)
        return made


def _told(prefix: str, ask: Callable[[str], str]) -> str:
    """The claim that *ask* finds. Raises :class:`NotThere` if there is no such claim."""
    try:
        return ask(prefix)
    except MusnadError as error:
        if error.__cause__ is not None:
            raise
        # The library's words name the file, which is nobody's business here.
        raise NotThere(
            f"No claim begins with {prefix[:40]}, or more than one, or this statement has not been compared yet."
        ) from None


def _first(order: Array, mask: Array) -> Array:
    return order[mask[order]][:_ON_FRONT]


def _lately(last: Array) -> tuple[int, int]:
    """First and last day of the time in which claims were reported lately; 0 if none is dated. A single report dated
    years ahead does not count."""
    days = np.sort(last[last > 0])[::-1]
    if not len(days):
        return 0, 0
    few = min(_SURE, len(days)) - 1
    near = np.flatnonzero(days[: len(days) - few] - days[few:] <= _LATELY)
    until = int(days[near[0]] if len(near) else days[0])
    return until - _LATELY + 1, until


def _outlets_between(columns: Columns, claims: ClaimColumns, since: int, until: int) -> Array:
    """How many outlets carried each claim in these days."""
    numbers = np.zeros(len(claims), np.int64)
    days = columns.values["day"]
    at = np.flatnonzero((days >= since) & (days <= until) & (days > 0))
    rows = columns.values["row"][at]
    known = rows < len(claims.of)
    rows, outlets = rows[known], columns.values["outlet"][at][known].astype(np.int64)
    places = claims.of[rows].astype(np.int64)
    shown = (places >= 0) & (outlets > 0)
    pairs = np.unique((places[shown] << 32) | outlets[shown])
    found, counts = np.unique(pairs >> 32, return_counts=True)
    numbers[found] = counts
    return numbers


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat() if day > 0 else ""
