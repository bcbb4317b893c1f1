"""Where claims are kept: which statements make one, how they were found, and what a person judged of it."""

import getpass
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Literal

from musnad.ledger.claim_summaries import ClaimSummaries
from musnad.ledger.database import Database, restored, storable
from musnad.ledger.rows import Statement
from musnad.ledger.views import Reader, find_id
from musnad.model import MusnadError, moment

JudgementKind = Literal["merge", "split", "undo"]

# Statements that one rare word leads to, the newest: beyond it the word is not rare in this ledger.
POSTINGS = 64


@dataclass(frozen=True, slots=True)
class Content:
    """A statement that waits to be grouped, and what is compared of it.

    *words* are empty until it is grouped; then they are its folded content words, in order.
    """

    row: int
    report: int
    story: int
    day: date | None
    speaker: str
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """How a statement came into its claim: by which statement (its row), how surely, and why."""

    statement: int
    claim: int
    anchor: int | None
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about claims.

    Attributes:
        id: by which it can be taken back.
        kind: merge (claims *subject* and *object* are one), split (statement *subject* is a claim of its own),
            undo (judgement *subject* no longer stands).
        note, author, at: why, by whom, when (ISO 8601, UTC).
    """

    id: str
    kind: JudgementKind
    subject: str
    object: str | None
    note: str | None
    author: str
    at: str


class ClaimStore:
    """Claims of one ledger, as rows."""

    def __init__(self, db: Database, reader: Reader) -> None:
        self._db = db
        self._reader = reader
        self.summaries = ClaimSummaries(db)

    def transaction(self) -> AbstractContextManager[None]:
        """Record together, or not at all."""
        return self._db.transaction()

    @property
    def readonly(self) -> bool:
        """Whether nothing can be grouped."""
        return self._db.readonly

    # Grouping

    def waiting(self, limit: int) -> list[Content]:
        """Statements that are in no claim yet, in the order of adding; at most about *limit*."""
        found = self._db.row("SELECT coalesce(max(statement), 0) FROM claim_members")
        last = found[0] if found else 0
        rows = self._db.rows(
            """SELECT s.row, s.report, s.story, r.published, n.key, s.content_start, s.content_end
                FROM statements s JOIN reports r ON r.row = s.report LEFT JOIN names n ON n.row = s.speaker
                WHERE s.row > ? ORDER BY s.row LIMIT ?""",
            (last, limit),
        )
        out, text, report = [], "", None
        for row, of, story, day, speaker, start, end in list(rows):
            if of != report:
                values = self._db.row("SELECT text FROM reports WHERE row = ?", (of,))
                text, report = (restored(values[0]) if values else "") or "", of
            when = date.fromisoformat(day) if day else None
            out.append(Content(row, of, story, when, speaker or "", text[start:end]))
        return out

    def postings(self, key: int) -> list[int]:
        """The newest statements with a key, at most ``POSTINGS``."""
        sql = "SELECT statement FROM claim_keys WHERE key = ? ORDER BY statement DESC LIMIT ?"
        return [row for (row,) in self._db.rows(sql, (key, POSTINGS))]

    def grouped(self, row: int) -> Content:
        """A statement that is in a claim."""
        values = self._db.row(
            """SELECT s.report, s.story, r.published, n.key, m.words FROM claim_members m
                JOIN statements s ON s.row = m.statement JOIN reports r ON r.row = s.report
                LEFT JOIN names n ON n.row = s.speaker WHERE m.statement = ?""",
            (row,),
        )
        assert values is not None
        report, story, day, speaker, words = values
        return Content(row, report, story, date.fromisoformat(day) if day else None, speaker or "", "", words)

    def join(
        self, content: Content, keys: Iterable[int], anchor: int | None, score: float, reasons: Sequence[str]
    ) -> None:
        """Put a statement into the claim of *anchor*, or begin one with it."""
        if anchor is None:
            claim = self._begin(content.row)
        else:
            found = self._db.row("SELECT claim FROM claim_members WHERE statement = ?", (anchor,))
            assert found is not None
            claim = found[0]
        self._db.write(
            "INSERT INTO claim_members(statement, claim, anchor, score, reasons, words) VALUES (?,?,?,?,?,?)",
            [(content.row, claim, anchor, score, "\n".join(reasons), content.words)],
        )
        self._db.write(
            "INSERT INTO claim_keys(key, statement) VALUES (?,?)", ((key, content.row) for key in dict.fromkeys(keys))
        )

    def _begin(self, statement: int) -> int:
        values = self._db.row("SELECT id FROM statements WHERE row = ?", (statement,))
        assert values is not None
        found = self._db.row("SELECT coalesce(max(row), 0) + 1 FROM claims")
        row = int(found[0]) if found else 1
        self._db.write("INSERT INTO claims(row, id, first) VALUES (?,?,?)", [(row, claim_id(values[0]), statement)])
        return row

    # Reading

    def sizes(self, least: int = 2) -> Iterator[tuple[str, int]]:
        """Id and number of statements of the claims as grouped that have at least *least*, those of most outlets
        first."""
        yield from list(
            self._db.rows(
                """SELECT c.id, count(*) FROM claim_members m JOIN claims c ON c.row = m.claim
                    JOIN statements s ON s.row = m.statement JOIN reports r ON r.row = s.report
                    GROUP BY m.claim HAVING count(*) >= ? ORDER BY count(DISTINCT r.outlet) DESC, 2 DESC, 1""",
                (least,),
            )
        )

    def members(self, claim: str) -> list[Membership]:
        """The statements of a claim as grouped, judgements left aside."""
        found = self._db.rows(
            """SELECT m.statement, m.claim, m.anchor, m.score, m.reasons FROM claims c
                JOIN claim_members m ON m.claim = c.row WHERE c.id = ? ORDER BY m.statement""",
            (claim,),
        )
        return [Membership(s, c, a, score, tuple(why.split("\n")) if why else ()) for s, c, a, score, why in found]

    def membership(self, statement: int) -> Membership:
        """How the statement in row *statement* came into its claim."""
        claim = self.claim_of(statement)
        return next(m for m in self.members(claim) if m.statement == statement)

    def claim_of(self, statement: int) -> str:
        """Id of the claim into which the statement in row *statement* was grouped."""
        found = self._db.row(
            "SELECT c.id FROM claim_members m JOIN claims c ON c.row = m.claim WHERE m.statement = ?", (statement,)
        )
        if found is None:
            raise MusnadError(f"{self._db.name}: this statement is in no claim yet. Group the claims first.")
        return str(found[0])

    def find(self, prefix: str) -> list[str]:
        """Ids of the claims that begin with *prefix* (four digits or more), of merged ones as grouped."""
        return find_id(self._db, "claims", prefix)

    def rows_like(self, prefix: str) -> list[int]:
        """Rows of the statements whose ids begin with *prefix* (four digits or more)."""
        return [self.statement_row(id_) for id_ in find_id(self._db, "statements", prefix)]

    def statement_row(self, id_: str) -> int:
        """The row of a statement. Raises :class:`MusnadError` if there is none of this id."""
        return self._reader.statement_row(id_)

    def statements(self, rows: Iterable[int]) -> list[Statement]:
        """The statements in *rows*."""
        return list(self._reader.statements(rows))

    # Judgements

    def judge(
        self,
        kind: JudgementKind,
        subject: str,
        object_: str | None = None,
        *,
        note: str | None = None,
        author: str | None = None,
    ) -> Judgement:
        """Record what a person decided."""
        who, at = author or getpass.getuser(), moment()
        with self._db.transaction():
            found = self._db.row("SELECT coalesce(max(row), 0) + 1 FROM claim_judgements")
            row = int(found[0]) if found else 1
            key = "\x1f".join((str(row), kind, subject, object_ or "", at))
            made = Judgement(hashlib.sha256(key.encode()).hexdigest()[:32], kind, subject, object_, note, who, at)
            self._db.write(
                """INSERT INTO claim_judgements(row, id, kind, subject, object, note, author, at)
                    VALUES (?,?,?,?,?,?,?,?)""",
                [(row, made.id, kind, subject, object_, storable(note), storable(who), at)],
            )
        return made

    def judgements(self) -> list[Judgement]:
        """All judgements, in the order they were made."""
        found = self._db.rows("SELECT id, kind, subject, object, note, author, at FROM claim_judgements ORDER BY row")
        return [Judgement(i, k, s, o, restored(n), restored(a) or "", t) for i, k, s, o, n, a, t in found]


def claim_id(statement_id: str) -> str:
    """Id of the claim that begins with a statement."""
    return hashlib.sha256(f"claim\x1f{statement_id}".encode()).hexdigest()[:32]
