"""What people add to a ledger and judge of its names, as JSON; lists also to save."""

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from musnad.export.csv import ADDITIONS, JUDGEMENTS, addition_row, judgement_row
from musnad.export.records import addition_record, judgement_record
from musnad.ledger import Addition, Judgement, Ledger
from musnad.model import MusnadError
from musnad.web import naming
from musnad.web.api import answer, as_list, body_of, text_of
from musnad.web.call import Call
from musnad.web.desk import Desk
from musnad.web.name_judging import one_report

_NAMES = ("name", "speaks", "read", "meant", "candidates", "judged_by")


def additions(desk: Desk, call: Call) -> Response:
    """All statements that people added, oldest first."""
    return answer({"additions": [_addition(desk, each) for each in _additions(desk)]})


def additions_list(desk: Desk, call: Call) -> Response:
    """The added statements, to save."""
    return as_list(
        call, "additions", ADDITIONS, iter(_additions(desk)), lambda each: addition_row(each, _text(desk, each)),
        lambda each: _addition(desk, each),
    )  # fmt: skip


def add(desk: Desk, call: Call) -> Response:
    """Add a statement to a report: {"cue": [start, end], "content", "kind", "force", "quote", …, "author", "note"}."""
    body = dict(body_of(call))
    author, note = _author(call, body), text_of(body, "note")
    parts = {name: value for name, value in body.items() if name not in ("author", "note")}
    with desk.store.writing() as ledger:
        made = ledger.add_statement(one_report(ledger, call.parts["id"]), parts, author=author, note=note)
    return answer(_addition(desk, made), 201)


def undo_addition(desk: Desk, call: Call) -> Response:
    """Take an added statement back: {"author", "note"}."""
    body = body_of(call)
    with desk.store.writing() as ledger:
        made = ledger.undo_addition(call.parts["id"], author=_author(call, body), note=text_of(body, "note"))
    return answer(_addition(desk, made), 201)


def names(desk: Desk, call: Call) -> Response:
    """The names of a report: whom they mean as read and as judged, with candidates."""
    return answer({"names": [_name(here) for here in _names(desk, call)]})


def names_list(desk: Desk, call: Call) -> Response:
    """The names of a report, to save."""

    def row(here: naming.NameHere) -> tuple[Any, ...]:
        scores = "; ".join(f"{c.entity} {c.score:g}" for c in here.candidates)
        by = here.judged.author if here.judged else None
        return here.name, here.speaks, "; ".join(here.read), "; ".join(here.meant), scores, by

    return as_list(call, "names", _NAMES, iter(_names(desk, call)), row, _name)


def link(desk: Desk, call: Call) -> Response:
    """Say whom a name of a report means: {"name", "to": id, "new" or null, "author", "note", "seen"}."""
    body = body_of(call)
    name = text_of(body, "name") or ""
    if "to" not in body:
        raise MusnadError('«to» is an id, "new", or null for nobody of those who are known.')
    return _judged(desk, call, lambda ledger, author, note, seen: ledger.names.link(
        name, one_report(ledger, call.parts["id"]), text_of(body, "to"), author=author, note=note, seen=seen,
    ))  # fmt: skip


def merge(desk: Desk, call: Call) -> Response:
    """Say that somebody is somebody else: {"into": id, "author", "note", "seen"}."""
    into = text_of(body_of(call), "into") or ""
    return _judged(desk, call, lambda ledger, author, note, seen: ledger.names.merge(
        call.parts["id"], into, author=author, note=note, seen=seen))  # fmt: skip


def split(desk: Desk, call: Call) -> Response:
    """Say that what is called so, or stands in a report, is not this one: {"name", "report", "into", "author", …}."""
    body = body_of(call)
    name, report, into = (text_of(body, each) for each in ("name", "report", "into"))
    return _judged(desk, call, lambda ledger, author, note, seen: ledger.names.split(
        call.parts["id"], name=name, report=report, into=into, author=author, note=note, seen=seen))  # fmt: skip


def judgements(desk: Desk, call: Call) -> Response:
    """What people have said of names, oldest first."""
    return answer({"judgements": [judgement_record(each) for each in _judgements(desk)]})


def judgements_list(desk: Desk, call: Call) -> Response:
    """The judgements of names, to save."""
    return as_list(call, "judgements", JUDGEMENTS, iter(_judgements(desk)), judgement_row, judgement_record)


def undo(desk: Desk, call: Call) -> Response:
    """Take a judgement of names back: {"author", "note"}."""
    return _judged(desk, call, lambda ledger, author, note, _: ledger.names.undo(
        call.parts["id"], author=author, note=note))  # fmt: skip


def _judged(desk: Desk, call: Call, judge: Callable[[Ledger, str, str | None, str | None], Judgement]) -> Response:
    body = body_of(call)
    note, seen = text_of(body, "note"), text_of(body, "seen")
    with desk.store.writing() as ledger:
        made = judge(ledger, _author(call, body), note, seen)
    return answer(judgement_record(made), 201)


def _author(call: Call, body: dict[str, Any]) -> str:
    return call.session.author or text_of(body, "author") or ""


def _additions(desk: Desk) -> list[Addition]:
    with desk.store.reading() as ledger:
        return list(ledger.additions())


def _text(desk: Desk, addition: Addition) -> str:
    with desk.store.reading() as ledger:
        return ledger.get(addition.report).report.text


def _addition(desk: Desk, addition: Addition) -> dict[str, Any]:
    with desk.store.reading() as ledger:
        return addition_record(addition, ledger.get(addition.report).report)


def _names(desk: Desk, call: Call) -> list[naming.NameHere]:
    with desk.store.reading() as ledger:
        return naming.names_in(ledger, one_report(ledger, call.parts["id"]))


def _name(here: naming.NameHere) -> dict[str, Any]:
    return {
        "name": here.name,
        "spans": [list(span) for span in here.spans],
        "speaks": here.speaks,
        "read": here.read,
        "meant": here.meant,
        "candidates": [[c.entity, c.score] for c in here.candidates],
        "judgements": [judgement_record(each) for each in here.judgements],
    }


def _judgements(desk: Desk) -> list[Judgement]:
    with desk.store.reading() as ledger:
        return ledger.names.judgements()
