"""Claims as JSON, and their lists to save."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from starlette.responses import Response

from musnad.compare.claims import Relation, Rung
from musnad.export.records import report_record, statement_record
from musnad.ledger import Statement
from musnad.ledger.claims import Judgement
from musnad.model import MusnadError
from musnad.web import judging
from musnad.web.api import answer, as_list, body_of, page_of, size_of, text_of
from musnad.web.call import Call
from musnad.web.claims_asked import ClaimsAsked
from musnad.web.desk import Desk
from musnad.web.views_claims import ClaimRow, ClaimView

_CLAIMS = (
    "id", "statements", "outlets", "origins", "denials", "differences", "disputes", "first", "last", "speaker",
    "content",
)  # fmt: skip
_STATEMENTS = (
    "number", "published", "outlet", "speaker", "kind", "force", "side", "relation", "to", "evidence", "changes", "id",
    "report", "content",
)  # fmt: skip
_FIGURES = ("published", "source", "counted", "status", "low", "high", "text", "statement", "denied")
_JUDGEMENTS = ("id", "kind", "subject", "object", "author", "at", "note", "stands")


def claims(desk: Desk, call: Call) -> Response:
    """Claims that fit a question, the most spread or the most disputed first, a page at a time."""
    asked = ClaimsAsked.of(call.query)
    found = desk.claims.search(asked, page_of(call), size_of(call))
    return answer(
        {
            "asked": {k: v for k, v in asdict(asked).items() if v},
            "total": found.total,
            "waiting": found.waiting,
            "claims": [_row(row) for row in found.rows],
        }
    )


def claims_list(desk: Desk, call: Call) -> Response:
    """All claims that fit a question, to save."""
    rows = desk.claims.everything(ClaimsAsked.of(call.query))
    return as_list(call, "claims", _CLAIMS, rows, _row_cells, _row)


def claim(desk: Desk, call: Call) -> Response:
    """A claim: its statements in time with sides and relations; figures, first sources, travel, words of the sides."""
    view = desk.claims.claim(call.parts["id"])
    found = view.claim
    return answer(
        {
            "id": found.id,
            "total": view.total,
            "outlets": list(found.outlets),
            "independent": found.independent,
            "statements": [_statement(view, s) for s in found.statements],
            "origins": [asdict(origin) for origin in found.origins],
            "travel": [asdict(step) | {"day": _iso(step.day)} for step in found.travel],
            "narrated": [
                report_record(telling.report) | {"text": telling.text, "id": telling.id, "statement": telling.statement}
                for telling in view.narrated.values()
            ],
            "figures": [_figure(view, rung) for rung in found.ladder],
            "labels": found.labels,
            "judgements": [_judgement(each) for each in view.history],
        }
    )


def statements_list(desk: Desk, call: Call) -> Response:
    """The statements of a claim in time, to save."""
    view = desk.claims.claim(call.parts["id"])

    def cells(statement: Statement) -> Iterator[Any]:
        record = _statement(view, statement)
        relation = record["relation"] or {"kind": None, "other": None, "evidence": ()}
        a, report = statement.attribution, statement.report
        yield from (record["number"], _iso(report.published), report.outlet, a.speaker, a.kind, a.force, record["side"])
        yield from (relation["kind"], relation["other"], "; ".join(relation["evidence"]), "; ".join(record["changes"]))
        yield from (statement.id, report.id, statement.content)

    return as_list(
        call, "claim", _STATEMENTS, iter(view.claim.statements), cells, lambda statement: _statement(view, statement)
    )


def figures_list(desk: Desk, call: Call) -> Response:
    """The figures of a claim in time, to save."""
    view = desk.claims.claim(call.parts["id"])
    records = (_figure(view, rung) for rung in view.claim.ladder)
    return as_list(call, "figures", _FIGURES, records, dict.values, lambda record: record)


def judgements(desk: Desk, _call: Call) -> Response:
    """What people judged of claims, oldest first."""
    return answer({"judgements": [_judgement(each) for each in desk.claims.history()]})


def judgements_list(desk: Desk, call: Call) -> Response:
    """What people judged of claims, to save."""
    rows = iter(desk.claims.history())
    return as_list(call, "judgements", _JUDGEMENTS, rows, lambda each: _judgement(each).values(), _judgement)


def merge(desk: Desk, call: Call) -> Response:
    """Make another claim a part of this one: {"other", "author", "note", "seen"}."""
    id_ = judging.record(desk, "merge", call.parts["id"], _needed(call, "other"), *_by(call))
    return answer({"claim": id_}, 201)


def split(desk: Desk, call: Call) -> Response:
    """Make a statement of this claim one of its own: {"statement", "author", "note", "seen"}."""
    id_ = judging.record(desk, "split", call.parts["id"], _needed(call, "statement"), *_by(call))
    return answer({"claim": id_}, 201)


def undo(desk: Desk, call: Call) -> Response:
    """Take a judgement of claims back: {"author", "note"}."""
    author, note, _ = _by(call)
    judging.take_back(desk, call.parts["id"], author, note)
    return answer({"judgement": call.parts["id"]}, 201)


def _by(call: Call) -> tuple[str, str | None, str | None]:
    """Who judges, why, and after which judgement that was known."""
    body = body_of(call)
    return call.session.author or text_of(body, "author") or "", text_of(body, "note"), text_of(body, "seen")


def _needed(call: Call, name: str) -> str:
    value = text_of(body_of(call), name)
    if not value:
        raise MusnadError(f"«{name}» is missing.")
    return value


def _row(row: ClaimRow) -> dict[str, Any]:
    s = row.summary
    return {
        "id": s.claim,
        "statements": s.statements,
        "outlets": s.outlets,
        "origins": s.origins,
        "denials": s.denials,
        "differences": s.differences,
        "disputes": s.disputes,
        "first": _iso(s.first),
        "last": _iso(s.last),
        "lead": statement_record(row.lead),
        "told": [list(each) for each in s.told],
    }


def _row_cells(row: ClaimRow) -> list[Any]:
    record = _row(row)
    return [*(record[name] for name in _CLAIMS[:-2]), row.lead.attribution.speaker, row.lead.content]


def _statement(view: ClaimView, statement: Statement) -> dict[str, Any]:
    bond, step = view.relations.get(statement.id), view.steps.get(statement.id)
    return statement_record(statement) | {
        "number": view.numbers[statement.id],
        "side": view.sides[statement.id],
        "relation": _relation(bond) if bond else None,
        "changes": list(step.changes) if step else [],
    }


def _relation(bond: Relation) -> dict[str, Any]:
    return {"kind": bond.kind, "other": bond.other, "evidence": list(bond.evidence)}


def _figure(view: ClaimView, rung: Rung) -> dict[str, Any]:
    return {
        "published": _iso(rung.day),
        "source": rung.source,
        "counted": rung.counted,
        "status": rung.status,
        "low": rung.low,
        "high": rung.high,
        "text": rung.text,
        "statement": rung.statement,
        "denied": rung.statement in view.denying,
    }


def _judgement(each: tuple[Judgement, bool]) -> dict[str, Any]:
    judgement, stands = each
    return {name: getattr(judgement, name) for name in _JUDGEMENTS[:-1]} | {"stands": stands}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
