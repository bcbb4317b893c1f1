"""Forms in which people correct a statement, and take that back."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from musnad.ledger import Conflict, Statement, corrected, effective
from musnad.model import Attribution, MusnadError
from musnad.web.call import Call, place
from musnad.web.desk import Desk, see
from musnad.web.spans import SPANS, Unclear, choices, marked, said
from musnad.web.views import NotThere, StatementView


def form(desk: Desk, call: Call) -> Response:
    """The form to correct a statement with."""
    if desk.settings.readonly:
        raise NotThere("This desk is for reading only.")
    view = desk.views.statement(call.parts["id"])
    return _form(desk, call, view, {})


def correct(desk: Desk, call: Call) -> Response:
    """What comes of the form."""
    view = desk.views.statement(call.parts["id"])
    given = {name: value.strip() for name, value in call.form.items()}
    if not desk.is_ours(call):
        return _form(desk, call, view, given, 403, call.reading.say("stale"))
    author = call.session.author or given.get("author", "")
    try:
        changes = _changes(given, view, text_of(desk, view.row.statement))
        if not changes:
            return _form(desk, call, view, given, 400, call.reading.say("no_change"))
        with desk.store.writing() as ledger:
            ledger.correct(
                view.row.statement.id, changes, author=author, note=given.get("note"), seen=given.get("seen", "")
            )
    except Conflict:
        # Their change is in the view that is read now, and what was typed stays in the form.
        fresh = desk.views.statement(call.parts["id"])
        return _form(desk, call, fresh, given, 409, call.reading.say("conflict"))
    except Unclear as unclear:
        return _form(desk, call, view, given, 400, told(call, unclear), unclear)
    except MusnadError as error:
        return _form(desk, call, view, given, 400, str(error))
    response = see(f"/statement/{view.row.statement.id}?saved=1")
    desk.remember_author(response, call, author)
    return response


def undo(desk: Desk, call: Call) -> Response:
    """Take a correction back."""
    to = place(call.form.get("next", "/corrections"))
    if not desk.is_ours(call):
        return desk.page("error.html", call, 403, message=call.reading.say("stale"))
    author = call.session.author or call.form.get("author", "") or call.author
    with desk.store.writing() as ledger:
        ledger.undo(call.parts["id"], author=author)
    response = see(to)
    desk.remember_author(response, call, author)
    return response


def told(call: Call, unclear: Unclear) -> str:
    """What is unclear of a span, in the reader's language."""
    return f"{call.reading.say(unclear.part)}: {call.reading.say(unclear.key, **unclear.values)}"


def text_of(desk: Desk, statement: Statement) -> str:
    """The text in which *statement* stands."""
    with desk.store.reading() as ledger:
        return ledger.get(statement.report.id).report.text


def words_of(now: Attribution | None, text: str) -> dict[str, str]:
    """What the fields of spans hold to begin with: places, and the words there."""
    filled: dict[str, str] = {}
    for name in SPANS:
        span = getattr(now, name) if now else None
        filled[f"{name}_start"], filled[f"{name}_end"] = map(str, span) if span else ("", "")
        filled[f"{name}_words"] = span.of(text) if span else ""
    return filled


def offered(unclear: Unclear | None, text: str) -> dict[str, Any]:
    """The places to choose from, by span."""
    return {unclear.part: choices(text, unclear.choices)} if unclear else {}


def _form(
    desk: Desk,
    call: Call,
    view: StatementView,
    given: Mapping[str, str],
    status: int = 200,
    problem: str = "",
    unclear: Unclear | None = None,
) -> Response:
    statement = view.row.statement
    text = text_of(desk, statement)
    now = _now(view)
    last = view.row.corrections[-1].id if view.row.corrections else ""
    others = [s for s in view.of_report if s.id != statement.id and not _inside(s, statement)]
    return desk.page(
        "correct.html", call, status, view=view, given=_filled(view, text) | dict(given), problem=problem, seen=last,
        others=others, pieces=list(marked(text, {name: getattr(now, name) for name in SPANS})),
        offered=offered(unclear, text),
    )  # fmt: skip


def _inside(each: Statement, statement: Statement) -> bool:
    return any(link.id == statement.id for link in each.chain)


def _now(view: StatementView) -> Attribution:
    """The reading as corrected so far."""
    return corrected(view.row.statement.attribution, effective(view.row.corrections))


def _filled(view: StatementView, text: str) -> dict[str, str]:
    """What the fields hold to begin with."""
    verdict = effective(view.row.corrections).get("verdict")
    now = _now(view)
    return {
        "verdict": str(verdict.value) if verdict else "",
        "speaker": now.speaker or "",
        "force": now.force,
        "kind": now.kind,
        "quote": now.quote,
        "parent": "" if now.parent is None else str(now.parent),
    } | words_of(now, text)


def _changes(given: Mapping[str, str], view: StatementView, text: str) -> dict[str, Any]:
    """What the form changes, by field.

    Raises:
        Unclear: a span is not one place.
        MusnadError: a number is none.
    """
    before, now = _filled(view, text), _now(view)
    changes: dict[str, Any] = {}
    if given.get("verdict") and given["verdict"] != before["verdict"]:
        changes["verdict"] = given["verdict"]
    if "speaker" in given and given["speaker"] != before["speaker"]:
        changes["speaker"] = given["speaker"] or None
    for name in ("force", "kind", "quote"):
        if name in given and given[name] != before[name]:
            changes[name] = given[name]
    if "parent" in given and given["parent"] != before["parent"]:
        changes["parent"] = number(given["parent"]) if given["parent"] else None
    for name in SPANS:
        was = getattr(now, name)
        if (span := said(given, name, text, was)) != was:
            changes[name] = list(span) if span else None
    return changes


def number(text: str) -> int:
    """The number of a statement. Raises :class:`MusnadError` if *text* is none."""
    if not text.isdecimal() or len(text) > 9:
        raise MusnadError(f"«{text}» is no number of a statement.")
    return int(text)
