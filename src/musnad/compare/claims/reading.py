"""The claims of a ledger: kept up to date, judged, read."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from musnad.compare.claims.claim import Claim
from musnad.compare.claims.disputes import InReport, in_reports, ranked
from musnad.compare.claims.grouping import group
from musnad.compare.claims.narrated import with_narration
from musnad.compare.claims.relations import build
from musnad.compare.words import content_words, words_of
from musnad.ledger import Statement
from musnad.ledger.claims import ClaimStore, Judgement, Membership, claim_id
from musnad.model import MusnadError


class Claims:
    """Claims of one ledger. A person's judgement wins over grouping, and can be taken back.

    Reading brings the grouping up to date where the ledger is open for writing.
    """

    def __init__(self, store: ClaimStore) -> None:
        self._store = store

    def update(self) -> int:
        """Group what was added since; the number of statements."""
        return 0 if self._store.readonly else group(self._store)

    def all(
        self, *, about: str | None = None, since: date | None = None, until: date | None = None, disputed: bool = False
    ) -> Iterator[Claim]:
        """Claims of two statements and more, those of most outlets first, one at a time.

        *about*: all its words stand in one statement. *disputed*: only those with a denial or with figures that differ.
        """
        self.update()
        judged = _Judged(self._store)
        wanted = {word.stem for word in content_words(words_of(about or ""))}
        for id_ in judged.ids():
            claim = self._claim(judged, id_)
            if claim is None or len(claim.statements) < 2 or not _fits(claim, wanted, since, until):
                continue
            if claim.disputes or not disputed:
                yield claim

    def disputes(
        self, *, about: str | None = None, since: date | None = None, until: date | None = None
    ) -> Iterator[Claim | InReport]:
        """What is disputed, by spread: claims with a denial or with figures that differ, and reports in which a denial
        stands against the outlet's own words, or is told in passing."""
        claims = self.all(about=about, since=since, until=until, disputed=True)
        wanted = {word.stem for word in content_words(words_of(about or ""))}
        return ranked(claims, in_reports(self._store, wanted, since, until))

    def get(self, prefix: str) -> Claim:
        """The claim whose id, or one of whose statements' ids, begins so. Raises MusnadError if there is not one."""
        self.update()
        judged = _Judged(self._store)
        claim = self._claim(judged, self._find(judged, prefix))
        assert claim is not None
        return with_narration(claim, self._store)

    def merge(self, first: str, second: str, *, note: str | None = None, author: str | None = None) -> Judgement:
        """Two claims are one, that of *first*. Raises MusnadError if one is not there, or both are one already."""
        self.update()
        judged = _Judged(self._store)
        one, other = self._find(judged, first), self._find(judged, second)
        if one == other:
            raise MusnadError(f"{first} and {second} are one claim already.")
        return self._store.judge("merge", one, other, note=note, author=author)

    def split(self, statement: str, *, note: str | None = None, author: str | None = None) -> Judgement:
        """A statement (its whole id) is a claim of its own. Raises MusnadError if it is not there."""
        self.update()
        self._store.statement_row(statement)
        return self._store.judge("split", statement, note=note, author=author)

    def undo(self, prefix: str, *, note: str | None = None, author: str | None = None) -> Judgement:
        """Take a judgement back. Raises MusnadError if none begins so, or it was taken back before."""
        standing = [j for j in _standing(self._store.judgements()) if prefix and j.id.startswith(prefix)]
        if len(standing) != 1:
            raise MusnadError(f"{len(standing)} standing judgements begin with «{prefix}». Give more of the id.")
        return self._store.judge("undo", standing[0].id, note=note, author=author)

    def judgements(self) -> list[Judgement]:
        """Those that stand, in the order they were made."""
        return _standing(self._store.judgements())

    def _find(self, judged: "_Judged", prefix: str) -> str:
        found = {judged.root(id_) for id_ in self._store.find(prefix)} | judged.splits_like(prefix)
        if not found:
            found = {judged.of_statement(row) for row in self._store.rows_like(prefix)}
        if len(found) != 1:
            raise MusnadError(
                f"{len(found)} claims or statements begin with «{prefix}»."
                " Give four digits or more of one id, as «musnad claims» shows it."
            )
        return found.pop()

    def _claim(self, judged: "_Judged", id_: str) -> Claim | None:
        members = judged.members(id_)
        if not members:
            return None
        statements = {m.statement: s for m, s in zip(members, self._rows(members), strict=True)}
        anchors = {
            statements[m.statement].id: statements[m.anchor].id for m in members if m.anchor and m.anchor in statements
        }
        reasons = {statements[m.statement].id: m.reasons for m in members}
        return build(id_, list(statements.values()), anchors, reasons)

    def _rows(self, members: list[Membership]) -> list[Statement]:
        return self._store.statements(m.statement for m in members)


class _Judged:
    """The grouping as the judgements that stand change it."""

    def __init__(self, store: ClaimStore) -> None:
        self._store = store
        self._into: dict[str, str] = {}
        self._split: dict[int, str] = {}
        self._parts: dict[str, list[str]] = defaultdict(list)
        for judgement in _standing(store.judgements()):
            if judgement.kind == "split":
                self._split[store.statement_row(judgement.subject)] = claim_id(f"split {judgement.subject}")
            elif judgement.object is not None and self.root(judgement.subject) != self.root(judgement.object):
                self._into[self.root(judgement.object)] = self.root(judgement.subject)
        for part in self._into:
            self._parts[self.root(part)].append(part)

    def root(self, id_: str) -> str:
        while id_ in self._into:
            id_ = self._into[id_]
        return id_

    def ids(self) -> Iterator[str]:
        """Claims that may have two statements."""
        grouped = [id_ for id_, _ in self._store.sizes()]
        yield from dict.fromkeys(self.root(id_) for id_ in (*grouped, *self._into.values(), *self._split.values()))

    def splits_like(self, prefix: str) -> set[str]:
        return {self.root(id_) for id_ in self._split.values() if len(prefix) > 3 and id_.startswith(prefix)}

    def of_statement(self, row: int) -> str:
        return self.root(self._split.get(row) or self._store.claim_of(row))

    def members(self, id_: str) -> list[Membership]:
        parts = {id_, *self._parts.get(id_, ())}
        found = [m for part in parts for m in self._store.members(part) if m.statement not in self._split]
        found += [self._store.membership(row) for row, split in self._split.items() if split in parts]
        return sorted(found, key=lambda m: m.statement)


def _standing(judgements: list[Judgement]) -> list[Judgement]:
    undone = {j.subject for j in judgements if j.kind == "undo"}
    return [j for j in judgements if j.kind != "undo" and j.id not in undone]


def _fits(claim: Claim, wanted: set[str], since: date | None, until: date | None) -> bool:
    days = [s.report.published for s in claim.statements if s.report.published]
    if (since and not any(day >= since for day in days)) or (until and not any(day <= until for day in days)):
        return False
    return not wanted or any(wanted <= {w.stem for w in words_of(s.content)} for s in claim.statements)
