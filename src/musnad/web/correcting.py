"""Forms in which people correct a statement, and take that back."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from musnad.ledger import Conflict, Statement, corrected, effective
from musnad.model import MusnadError
from musnad.web.call import Call, place
from musnad.web.desk import Desk, see
from musnad.web.views import NotThere, StatementView

_SPANS = ("cue", "source", "content")


def form(desk: Desk, call: Call) -> Response:
    """The form to correct a statement with."""
    if desk.settings.readonly:
        raise NotThere("This desk is for reading only.")
    view = desk.views.statement(call.parts["id"])
    return _form(desk, call, view, _filled(view))


def correct(desk: Desk, call: Call) -> Response:
    """What comes of the form."""
    view = desk.views.statement(call.parts["id"])
    given = {name: value.strip() for name, value in call.form.items()}
    if not desk.is_ours(call):
        return _form(desk, call, view, given, 403, call.reading.say("stale"))
    author = call.session.author or given.get("author", "")
    try:
        changes = _changes(given, view)
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


def _form(
    desk: Desk, call: Call, view: StatementView, given: Mapping[str, str], status: int = 200, problem: str = ""
) -> Response:
    statement = view.row.statement
    with desk.store.reading() as ledger:
        text = ledger.get(statement.report.id).report.text
    last = view.row.corrections[-1].id if view.row.corrections else ""
    others = [s for s in view.of_report if s.id != statement.id and not _inside(s, statement)]
    return desk.page(
        "correct.html", call, status, view=view, given=given, problem=problem, seen=last, others=others, text=text
    )


def _inside(each: Statement, statement: Statement) -> bool:
    return any(link.id == statement.id for link in each.chain)


def _filled(view: StatementView) -> dict[str, str]:
    """What the fields hold to begin with: the reading as corrected so far."""
    standing = effective(view.row.corrections)
    now = corrected(view.row.statement.attribution, standing)
    verdict = standing.get("verdict")
    filled = {
        "verdict": str(verdict.value) if verdict else "",
        "speaker": now.speaker or "",
        "force": now.force,
        "kind": now.kind,
        "quote": now.quote,
        "parent": "" if now.parent is None else str(now.parent),
    }
    for name in _SPANS:
        span = getattr(now, name)
        filled[f"{name}_start"], filled[f"{name}_end"] = map(str, span) if span else ("", "")
    return filled


def _changes(given: Mapping[str, str], view: StatementView) -> dict[str, Any]:
    """What the form changes, by field. Raises :class:`MusnadError` if a place is no number."""
    before = _filled(view)
    changes: dict[str, Any] = {}
    if given.get("verdict") and given["verdict"] != before["verdict"]:
        changes["verdict"] = given["verdict"]
    if "speaker" in given and given["speaker"] != before["speaker"]:
        changes["speaker"] = given["speaker"] or None
    for name in ("force", "kind", "quote"):
        if name in given and given[name] != before[name]:
            changes[name] = given[name]
    if "parent" in given and given["parent"] != before["parent"]:
        changes["parent"] = _number(given["parent"]) if given["parent"] else None
    for name in _SPANS:
        ends = [given.get(f"{name}_{end}", before[f"{name}_{end}"]) for end in ("start", "end")]
        if ends != [before[f"{name}_start"], before[f"{name}_end"]]:
            changes[name] = [_number(end) for end in ends] if any(ends) else None
    return changes


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise MusnadError(f"«{text}» is no place in the text. Write a number.")
    return int(text)
