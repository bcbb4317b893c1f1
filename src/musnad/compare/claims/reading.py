"""The claims of a ledger: kept up to date, judged, read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from musnad.compare.claims.claim import Claim
from musnad.compare.claims.grouping import group
from musnad.compare.claims.relations import build
from musnad.compare.claims.summing import summary_of
from musnad.compare.words import content_words, words_of
from musnad.ledger import Statement
from musnad.ledger.claim_summaries import ClaimSummary
from musnad.ledger.claims import ClaimStore, Judgement, JudgementKind, Membership, claim_id
from musnad.model import MusnadError

# Claims summed up in one transaction. One of more statements than «_LARGE» is summed up again only when it has grown by
# one part in «_PART»: thousands of reports that say the same would otherwise cost the square of their number.
_BATCH = 500
_LARGE, _PART = 400, 20


class Claims:
    """Claims of one ledger. A person's judgement wins over grouping, and can be taken back.

    Reading brings the grouping up to date where the ledger is open for writing, unless *fresh* is false: for who
    cannot wait for that.
    """

    def __init__(self, store: ClaimStore, *, fresh: bool = True) -> None:
        self._store = store
        self._fresh = fresh and not store.readonly

    def update(self) -> int:
        """Group what was added since, and sum up what has grown; the number of statements."""
        if not self._fresh:
            return 0
        done = group(self._store)
        self.sum_up()
        return done

    def update_some(self, most: int) -> int:
        """Group the next *most* statements that were added; the number of statements. Sum up when all are."""
        return group(self._store, most)

    def sum_up(self) -> int:
        """Work out what lists show of the claims that have grown; the number of claims."""
        summaries = self._store.summaries
        if summaries.caught_up():
            return 0
        until, judged = summaries.last_grouped(), _Judged(self._store)
        grown = (judged.root(id_) for id_, size in summaries.grown() if self._matters(id_, size))
        ids = list(dict.fromkeys(grown))
        for start in range(0, len(ids), _BATCH):
            with self._store.transaction():
                self._sum(judged, ids[start : start + _BATCH])
        with self._store.transaction():
            # Another program may have been faster.
            if not summaries.caught_up():
                summaries.mark(until)
        return len(ids)

    def waiting(self) -> int:
        """How many statements are in no claim yet."""
        return self._store.summaries.waiting()

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

    def get(self, prefix: str, most: int | None = None) -> Claim:
        """The claim whose id, or one of whose statements' ids, begins so. Raises MusnadError if there is not one.

        *most*: read so many statements at most, those that were added first.
        """
        self.update()
        judged = _Judged(self._store)
        claim = self._claim(judged, self._find(judged, prefix), most)
        assert claim is not None
        return claim

    def find(self, prefix: str) -> str:
        """Id of the claim that :meth:`get` gives, none of its statements read. Raises MusnadError."""
        return self._find(_Judged(self._store), prefix)

    def size(self, claim: str) -> int:
        """Number of statements of a claim (its whole id), those within others counted too."""
        return len(_Judged(self._store).members(claim))

    def merge(self, first: str, second: str, *, note: str | None = None, author: str | None = None) -> Judgement:
        """Two claims are one, that of *first*. Raises MusnadError if one is not there, or both are one already."""
        self.update()
        judged = _Judged(self._store)
        one, other = self._find(judged, first), self._find(judged, second)
        if one == other:
            raise MusnadError(f"{first} and {second} are one claim already.")
        return self._judge("merge", one, other, note, author)

    def split(self, statement: str, *, note: str | None = None, author: str | None = None) -> Judgement:
        """A statement (its whole id) is a claim of its own. Raises MusnadError if it is not there."""
        self.update()
        self._store.statement_row(statement)
        return self._judge("split", statement, None, note, author)

    def undo(self, prefix: str, *, note: str | None = None, author: str | None = None) -> Judgement:
        """Take a judgement back. Raises MusnadError if none begins so, or it was taken back before."""
        standing = [j for j in _standing(self._store.judgements()) if prefix and j.id.startswith(prefix)]
        if len(standing) != 1:
            raise MusnadError(f"{len(standing)} standing judgements begin with «{prefix}». Give more of the id.")
        return self._judge("undo", standing[0].id, None, note, author)

    def judgements(self) -> list[Judgement]:
        """Those that stand, in the order they were made."""
        return _standing(self._store.judgements())

    def parts(self) -> tuple[dict[str, str], dict[int, str]]:
        """What the judgements that stand change: id of a claim → that of the claim of which it is a part; row of a
        statement → id of the claim of its own."""
        return _Judged(self._store).parts()

    def history(self, claim: str | None = None) -> list[tuple[Judgement, bool]]:
        """All that was judged of a claim (its whole id), or of all, in the order it was made, and whether it stands."""
        every = self._store.judgements()
        standing = {j.id for j in _standing(every)}
        judged, known = _Judged(self._store), {j.id: j for j in every}
        return [
            (j, j.id in standing)
            for j in every
            if claim is None or claim in self._touched(judged, known.get(j.subject, j) if j.kind == "undo" else j)
        ]

    def _touched(self, judged: "_Judged", judgement: Judgement) -> set[str]:
        """Ids of the claims that a merge or a split changes."""
        if judgement.kind == "split":
            row = self._store.statement_row(judgement.subject)
            ids = {claim_id(f"split {judgement.subject}"), *self._grouped_into(row)}
        else:
            ids = {judgement.subject, judgement.object or judgement.subject}
        return ids | {judged.root(id_) for id_ in ids}

    def _grouped_into(self, row: int) -> tuple[str, ...]:
        try:
            return (self._store.claim_of(row),)
        except MusnadError:
            return ()

    def _judge(
        self, kind: JudgementKind, subject: str, object_: str | None, note: str | None, author: str | None
    ) -> Judgement:
        with self._store.transaction():
            made = self._store.judge(kind, subject, object_, note=note, author=author)
            known = {j.id: j for j in self._store.judgements()}
            judged = _Judged(self._store)
            self._sum(judged, self._touched(judged, known[subject] if kind == "undo" else made))
        return made

    def _matters(self, id_: str, size: int) -> bool:
        return size <= _LARGE or size - (before := self._store.summaries.size(id_)) >= max(1, before // _PART)

    def _sum(self, judged: "_Judged", ids: Iterable[str]) -> None:
        self._store.summaries.add(filter(None, (self._summary(judged, id_) for id_ in ids)))

    def _summary(self, judged: "_Judged", id_: str) -> ClaimSummary | None:
        claim = self._claim(judged, id_)
        return None if claim is None else summary_of(claim, self._store.statement_row(claim.statements[0].id))

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

    def _claim(self, judged: "_Judged", id_: str, most: int | None = None) -> Claim | None:
        members = judged.members(id_)[:most]
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

    def parts(self) -> tuple[dict[str, str], dict[int, str]]:
        return {id_: self.root(id_) for id_ in self._into}, dict(self._split)

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
