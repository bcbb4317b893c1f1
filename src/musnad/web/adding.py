"""The form in which people add a statement that the reader missed, and the list of those."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from musnad.model import FORCES, KINDS, QUOTES, MusnadError
from musnad.web.call import Call, page_number, place
from musnad.web.correcting import number, offered, told, words_of
from musnad.web.desk import Desk, see
from musnad.web.spans import SPANS, Unclear, marked, said, words
from musnad.web.views import NotThere

_ON_PAGE = 50


def form(desk: Desk, call: Call) -> Response:
    """The form to add a statement to a report with."""
    if desk.settings.readonly:
        raise NotThere("This desk is for reading only.")
    return _form(desk, call, {})


def add(desk: Desk, call: Call) -> Response:
    """What comes of the form."""
    given = {name: value.strip() for name, value in call.form.items()}
    if not desk.is_ours(call):
        return _form(desk, call, given, 403, call.reading.say("stale"))
    author = call.session.author or given.get("author", "")
    view = desk.views.report(call.parts["id"])
    try:
        parts = _parts(given, view.analysis.report.text)
        with desk.store.writing() as ledger:
            ledger.add_statement(view.entry.id, parts, author=author, note=given.get("note"))
    except Unclear as unclear:
        return _form(desk, call, given, 400, told(call, unclear), unclear)
    except MusnadError as error:
        return _form(desk, call, given, 400, str(error))
    response = see(f"/report/{view.entry.id}?saved=1#added")
    desk.remember_author(response, call, author)
    return response


def additions(desk: Desk, call: Call) -> Response:
    """What people have added, newest first."""
    page = page_number(call)
    with desk.store.reading() as ledger:
        every = list(ledger.additions())[::-1]
        some = every[page * _ON_PAGE : (page + 1) * _ON_PAGE]
        rows = [(each, words(each, ledger.get(each.report).report.text), ledger.entry(each.report)) for each in some]
    return desk.page("additions.html", call, rows=rows, total=len(every), page=page, size=_ON_PAGE)


def undo(desk: Desk, call: Call) -> Response:
    """Take an added statement back."""
    if not desk.is_ours(call):
        return desk.page("error.html", call, 403, message=call.reading.say("stale"))
    author = call.session.author or call.form.get("author", "") or call.author
    with desk.store.writing() as ledger:
        ledger.undo_addition(call.parts["id"], author=author)
    response = see(place(call.form.get("next", "/additions")))
    desk.remember_author(response, call, author)
    return response


def _form(
    desk: Desk,
    call: Call,
    given: Mapping[str, str],
    status: int = 200,
    problem: str = "",
    unclear: Unclear | None = None,
) -> Response:
    view = desk.views.report(call.parts["id"])
    text = view.analysis.report.text
    blank = {"kind": KINDS[0], "force": FORCES[0], "quote": QUOTES[1]} | words_of(None, text)
    return desk.page(
        "add.html", call, status, view=view, given=blank | dict(given), problem=problem,
        others=[row.statement for row in view.rows], pieces=list(marked(text, {})), offered=offered(unclear, text),
    )  # fmt: skip


def _parts(given: Mapping[str, str], text: str) -> dict[str, Any]:
    """The parts of a statement that the form gives. Raises :class:`Unclear` if a span is not one place."""
    parts: dict[str, Any] = {name: given.get(name) or None for name in ("kind", "force", "quote", "speaker")}
    parts["parent"] = number(given["parent"]) if given.get("parent") else None
    for name in SPANS:
        span = said(given, name, text, None)
        if span is None and name != "source":
            raise Unclear("span_missing", name)
        parts[name] = list(span) if span else None
    return parts
