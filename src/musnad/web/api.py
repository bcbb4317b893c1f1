"""What pages show, as JSON; lists also as CSV and as JSON to save."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from starlette.responses import Response, StreamingResponse

from musnad.export.csv import CORRECTIONS, STATEMENTS, cell, correction_row, statement_row
from musnad.export.records import correction_record, line, report_record, statement_record
from musnad.ledger import Correction, ReportEntry
from musnad.model import Attribution, MusnadError, Report, Span
from musnad.web.asking import Asked
from musnad.web.call import Call
from musnad.web.citations import citations
from musnad.web.desk import Desk
from musnad.web.entities import Meaning
from musnad.web.render import origin
from musnad.web.summary import Count, Summary
from musnad.web.views import PAGE, Row

_LARGEST_PAGE = 200
_BOM = "\ufeff"


def search(desk: Desk, call: Call) -> Response:
    """Statements that fit a question, a page at a time."""
    asked = Asked.of(call.query)
    found = desk.views.search(
        asked, after=call.query.get("after", ""), before=call.query.get("before", ""), size=size_of(call)
    )
    return answer(
        {
            "asked": {k: v for k, v in asdict(asked).items() if v},
            "total": found.summary.total,
            "first": found.first,
            "before": found.before,
            "after": found.after,
            "statements": [row_record(row) for row in found.rows],
            "summary": summary_record(found.summary),
        }
    )


def search_list(desk: Desk, call: Call) -> Response:
    """All statements that fit a question, to save."""
    rows = desk.views.everything(Asked.of(call.query))
    return as_list(
        call, "statements", STATEMENTS, rows, lambda row: statement_row(row.statement, row.statement.report), row_record
    )


def counts_list(desk: Desk, call: Call) -> Response:
    """Counts over the statements that fit a question, to save: by force, kind, speaker, outlet, word and time."""
    summary = desk.views.search(Asked.of(call.query), size=1).summary
    names = {"forces": "force", "kinds": "kind", "speakers": "speaker", "outlets": "outlet", "lemmas": "lemma"}
    rows = [(by, label, n) for name, by in names.items() for label, n in getattr(summary, name)]
    rows += [(summary.step, when, n) for when, n in summary.times]
    return as_table(call, "counts", ("by", "name", "statements"), rows)


def verbs_list(desk: Desk, call: Call) -> Response:
    """Speakers quoted most in what fits a question, with the words of saying used for them most, to save."""
    verbs = desk.views.verbs(Asked.of(call.query))
    rows = [(name, n, lemma, times) for name, n, each in verbs for lemma, times in each]
    return as_table(call, "verbs", ("speaker", "statements", "lemma", "times"), rows)


def reports(desk: Desk, call: Call) -> Response:
    """Reports in which statements stand that fit a question."""
    size = size_of(call)
    rows, total = desk.views.reports(Asked.of(call.query), page_of(call), size)
    return answer({"total": total, "reports": [report_record(entry) | {"statements": n} for entry, n in rows]})


def reports_list(desk: Desk, call: Call) -> Response:
    """All reports in which statements stand that fit a question, to save."""
    rows = desk.views.every_report(Asked.of(call.query))
    head = (*(each.name for each in fields(ReportEntry)), "statements")
    return as_list(
        call, "reports", head, rows,
        lambda row: (*(getattr(row[0], name) for name in head[:-1]), row[1]),
        lambda row: report_record(row[0]) | {"added": row[0].added, "statements": row[1]},
    )  # fmt: skip


def report(desk: Desk, call: Call) -> Response:
    """A report with its text, its statements and what it was read from."""
    view = desk.views.report(call.parts["id"])
    analysis = view.analysis
    return answer(
        report_record(view.entry)
        | {
            "text": analysis.report.text,
            "blocks": [_span(b.span) | {"kind": b.kind, "story": b.story} for b in analysis.blocks],
            "narration": [_span(n.span) | {"story": n.story} for n in analysis.narration],
            "statements": [row_record(row) for row in view.rows],
            "snapshots": [asdict(each) | {"source": origin(each.source)} for each in view.snapshots],
            "versions": [report_record(each) for each in view.versions],
        }
    )


def report_list(desk: Desk, call: Call) -> Response:
    """The statements of a report, to save."""
    rows = desk.views.report(call.parts["id"]).rows
    return as_list(
        call, "statements", STATEMENTS, iter(rows), lambda r: statement_row(r.statement, r.statement.report), row_record
    )


def statement(desk: Desk, call: Call) -> Response:
    """A statement with its chain, its corrections and citations."""
    view = desk.views.statement(call.parts["id"])
    claim = desk.claims.of_statement(view.row.statement)
    return answer(
        row_record(view.row)
        | {
            "citations": citations(view.row.statement),
            "elsewhere": [row.statement.id for row in view.elsewhere],
            "claim": claim and claim.summary.claim,
            "relations": [asdict(bond) for bond, _ in claim.related] if claim else [],
        }
    )


def speakers(desk: Desk, call: Call) -> Response:
    """Names of those who say what fits a question."""
    rows, total = desk.views.speakers(Asked.of(call.query), page_of(call), size_of(call))
    return answer({"total": total, "speakers": _counts(rows)})


def speakers_list(desk: Desk, call: Call) -> Response:
    """The names, to save: the 10,000 most frequent at most."""
    rows, _ = desk.views.speakers(Asked.of(call.query), 0, 10_000)
    return _count_list(call, "speakers", rows)


def speaker(desk: Desk, call: Call) -> Response:
    """What a name is reported to have said, counted; and statements that name it."""
    view = desk.views.speaker(call.parts["name"])
    return answer(
        {
            "name": view.name,
            "meanings": [_meaning(each) for each in desk.entities.meanings(view.name)],
            "fuller": _counts(view.fuller),
            "summary": summary_record(view.summary),
            "statements": [row_record(row) for row in view.rows],
            "about": [row_record(row) for row in view.about],
            "about_total": view.about_total,
        }
    )


def outlets(desk: Desk, call: Call) -> Response:
    """Outlets with the number of statements in their reports."""
    return answer({"outlets": _counts(desk.views.outlets())})


def outlets_list(desk: Desk, call: Call) -> Response:
    """The outlets, to save."""
    return _count_list(call, "outlets", desk.views.outlets())


def outlet(desk: Desk, call: Call) -> Response:
    """Whom an outlet cites, counted."""
    view = desk.views.outlet(call.parts["name"])
    verbs = [{"speaker": name, "statements": n, "cues": _counts(each)} for name, n, each in view.verbs]
    return answer({"name": view.name, "summary": summary_record(view.summary), "verbs": verbs})


def corrections(desk: Desk, call: Call) -> Response:
    """All corrections, oldest first."""
    return answer({"corrections": [_correction(c) for c in _corrections(desk)]})


def corrections_list(desk: Desk, call: Call) -> Response:
    """The corrections, to save."""
    return as_list(call, "corrections", CORRECTIONS, iter(_corrections(desk)), correction_row, _correction)


def correct(desk: Desk, call: Call) -> Response:
    """Correct a statement: {"changes": {field: value}, "author", "note", "seen"}."""
    body = body_of(call)
    changes = body.get("changes")
    if not isinstance(changes, dict):
        raise MusnadError("«changes» is an object of fields and new values.")
    texts = {name: text_of(body, name) for name in ("author", "note", "seen")}
    author = call.session.author or texts["author"] or ""
    with desk.store.writing() as ledger:
        full = desk.views.statement(call.parts["id"]).row.statement.id
        made = ledger.correct(full, changes, author=author, note=texts["note"], seen=texts["seen"])
    return answer({"corrections": [_correction(c) for c in made]}, 201)


def undo(desk: Desk, call: Call) -> Response:
    """Take a correction back: {"author", "note"}."""
    body = body_of(call)
    author = call.session.author or text_of(body, "author") or ""
    with desk.store.writing() as ledger:
        made = ledger.undo(call.parts["id"], author=author, note=text_of(body, "note"))
    return answer(_correction(made), 201)


def read(desk: Desk, call: Call) -> Response:
    """Read a text and keep nothing: {"text", "outlet", "published"}."""
    body = body_of(call)
    text = text_of(body, "text") or ""
    analysis, _ = desk.intake.pasted(text, text_of(body, "outlet") or "", text_of(body, "published") or "")
    report_ = analysis.report
    return answer(
        {
            "sha256": report_.sha256,
            "attributions": [_attribution(a, report_) for a in analysis.attributions],
            "narration": [list(n.span) for n in analysis.narration],
        }
    )


def row_record(row: Row) -> dict[str, Any]:
    """A statement as exports have it, with the words that matched and its corrections."""
    return statement_record(row.statement) | {
        "words": [list(word) for word in row.words],
        "corrections": [correction_record(c) for c in row.corrections],
    }


def summary_record(summary: Summary) -> dict[str, Any]:
    """Counts over statements."""
    counted = {name: _counts(getattr(summary, name)) for name in ("forces", "kinds", "speakers", "outlets", "lemmas")}
    return counted | {
        "total": summary.total,
        "reports": summary.reports,
        "anonymous": summary.anonymous,
        "unnamed": summary.unnamed,
        "step": summary.step,
        "times": _counts(summary.times),
    }


def answer(value: Any, status: int = 200) -> Response:
    """*value* as JSON; what UTF-8 cannot hold stands escaped."""
    return Response(line(value) + "\n", status, media_type="application/json; charset=utf-8")


def as_list(
    call: Call,
    name: str,
    head: Iterable[str],
    rows: Iterator[Any],
    as_cells: Callable[[Any], Iterable[Any]],
    as_record: Callable[[Any], Any],
) -> Response:
    """A list as a file: as CSV, or as JSON, one object a line, after the ending of the path."""
    # The first row is asked for before anything is sent, so that a mistake is told as one.
    first = list(_take(rows, 1))

    def cells() -> Iterator[str]:
        yield _BOM + _csv([head])
        for row in first:
            yield _csv([map(cell, as_cells(row))])
        for row in rows:
            yield _csv([map(cell, as_cells(row))])

    def records() -> Iterator[str]:
        for row in first:
            yield line(as_record(row)) + "\n"
        for row in rows:
            yield line(as_record(row)) + "\n"

    ending = call.parts["ending"]
    content, media = (cells(), "text/csv") if ending == "csv" else (records(), "application/x-ndjson")
    headers = {"content-disposition": f"attachment; filename={name}.{ending}"}
    encoded = (piece.encode("utf-8", "replace") for piece in content)
    return StreamingResponse(encoded, media_type=f"{media}; charset=utf-8", headers=headers)


def _count_list(call: Call, name: str, rows: Iterable[Count]) -> Response:
    return as_table(call, name, ("name", "statements"), rows)


def as_table(call: Call, name: str, head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Response:
    """A list whose rows are values by the names in *head*."""
    return as_list(call, name, head, iter(rows), lambda row: row, lambda row: dict(zip(head, row, strict=True)))


def _take(rows: Iterator[Any], most: int) -> Iterator[Any]:
    for _, row in zip(range(most), rows, strict=False):
        yield row


def _csv(rows: Iterable[Iterable[Any]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _counts(counts: Iterable[Count]) -> list[dict[str, Any]]:
    return [{"label": label, "count": n} for label, n in counts]


def _corrections(desk: Desk) -> list[Correction]:
    with desk.store.reading() as ledger:
        return list(ledger.corrections())


def _correction(correction: Correction) -> dict[str, Any]:
    return correction_record(correction) | {"statement": correction.statement}


def _meaning(meaning: Meaning) -> dict[str, Any]:
    """Whom a name means, and why."""
    key, values = meaning.why
    return asdict(meaning) | {"why": {"reason": key.removeprefix("why_")} | values}


def _attribution(a: Attribution, report_: Report) -> dict[str, Any]:
    spans = {name: getattr(a, name) for name in ("cue", "source", "content")}
    return asdict(a) | {
        name: None if span is None else {"start": span.start, "end": span.end, "text": span.of(report_.text)}
        for name, span in spans.items()
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}


def size_of(call: Call) -> int:
    """How many rows a page shall have. Raises :class:`MusnadError` for nonsense."""
    given = call.query.get("size", str(PAGE))
    if not given.isdecimal() or not given.isascii() or not 1 <= int(given[:6]) <= _LARGEST_PAGE:
        raise MusnadError(f"size is a number from 1 to {_LARGEST_PAGE}.")
    return int(given)


def page_of(call: Call) -> int:
    """Which page is asked for, from 0. Raises :class:`MusnadError` for nonsense."""
    given = call.query.get("page", "0")
    if not given.isdecimal() or not given.isascii() or len(given) > 6:
        raise MusnadError("page is a number from 0.")
    return int(given)


def body_of(call: Call) -> dict[str, Any]:
    """The JSON object that was sent. Raises :class:`MusnadError` if it is none."""
    if not isinstance(call.body, dict):
        raise MusnadError("Send a JSON object, as «Content-Type: application/json».")
    return call.body


def text_of(body: dict[str, Any], name: str) -> str | None:
    """The text *name* of what was sent; None if it is not there. Raises :class:`MusnadError` if it is no text."""
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise MusnadError(f"«{name}» is text.")
    return value
