"""Pages and forms in which people say whom names mean: links, merges, splits, and what takes them back."""

from collections.abc import Callable
from itertools import islice

from starlette.responses import Response

from musnad.ledger import NEW, Conflict, Judgement, Ledger
from musnad.model import MusnadError
from musnad.web import naming
from musnad.web.call import Call, page_number, place
from musnad.web.desk import Desk, see
from musnad.web.render import href
from musnad.web.views import NotThere

_ON_PAGE = 50
_NOBODY, _WRITTEN = "nobody", "written"


def names(desk: Desk, call: Call) -> Response:
    """The names of a report, and whom they mean."""
    with desk.store.reading() as ledger:
        entry = ledger.entry(_report(ledger, call))
        rows = naming.names_in(ledger, entry.id)
        called = {id_: ledger.called(id_)[0] for row in rows for id_ in (*row.read, *row.meant)}
    return desk.page("names.html", call, entry=entry, rows=rows, called=called)


def name(desk: Desk, call: Call) -> Response:
    """Whom one name of a report means, to choose."""
    _writable(desk)
    return _name(desk, call, call.query.get("name", ""))


def link(desk: Desk, call: Call) -> Response:
    """What comes of that choice."""
    given = call.form
    written = given.get("name", "")
    if not desk.is_ours(call):
        return _name(desk, call, written, 403, call.reading.say("stale"))
    to = given.get("to", "")
    to = given.get("id", "").strip() if to == _WRITTEN else to
    if not to:
        return _name(desk, call, written, 400, call.reading.say("choose_one"))
    author = call.session.author or given.get("author", "")
    with desk.store.reading() as ledger:
        report = _report(ledger, call)

    def judge(ledger: Ledger) -> Judgement:
        return ledger.names.link(
            written, report, None if to == _NOBODY else to, author=author, note=given.get("note") or None,
            seen=given.get("seen", ""),
        )  # fmt: skip

    problem, status = _judged(desk, call, judge)
    if problem:
        return _name(desk, call, written, status, problem)
    response = see(f"{href('report', report, 'names')}?saved=1")
    desk.remember_author(response, call, author)
    return response


def entity(desk: Desk, call: Call) -> Response:
    """What an identity covers, to merge and to split."""
    _writable(desk)
    return _entity(desk, call)


def merge(desk: Desk, call: Call) -> Response:
    """Somebody is somebody else who is known."""
    return _change(
        desk, call, lambda names, author: names.names.merge(
            call.parts["id"], _chosen(call), author=author, note=call.form.get("note") or None,
            seen=call.form.get("seen", ""),
        ),
    )  # fmt: skip


def split(desk: Desk, call: Call) -> Response:
    """What is called so, or stands in a report, is not this one."""
    given = call.form

    def judge(ledger: Ledger, author: str) -> Judgement:
        to = given.get("to", "")
        report = given.get("report", "").strip()
        return ledger.names.split(
            call.parts["id"], name=given.get("name") or None, report=one_report(ledger, report) if report else None,
            into=None if to in ("", NEW) else _chosen(call), author=author, note=given.get("note") or None,
            seen=given.get("seen", ""),
        )  # fmt: skip

    return _change(desk, call, judge)


def judgements(desk: Desk, call: Call) -> Response:
    """What people have said of names, newest first."""
    page = page_number(call)
    with desk.store.reading() as ledger:
        total = len(ledger.names.judgements())
        first = page * _ON_PAGE
        rows = list(islice(naming.judged_newest_first(ledger), first, first + _ON_PAGE))
        ids = {id_ for j, _ in rows for id_ in (j.subject, j.object) if id_ and id_[1:2] == "."}
        called = {id_: ledger.called(id_)[0] for id_ in ids}
    return desk.page("name_judgements.html", call, rows=rows, total=total, page=page, size=_ON_PAGE, called=called)


def undo(desk: Desk, call: Call) -> Response:
    """Take a judgement back."""
    if not desk.is_ours(call):
        return desk.page("error.html", call, 403, message=call.reading.say("stale"))
    author = call.session.author or call.form.get("author", "") or call.author
    with desk.store.writing() as ledger:
        ledger.names.undo(call.parts["id"], author=author)
    response = see(place(call.form.get("next", "/judgements")))
    desk.remember_author(response, call, author)
    return response


def _name(desk: Desk, call: Call, written: str, status: int = 200, problem: str = "") -> Response:
    asked = call.query.get("q", call.form.get("q", ""))
    with desk.store.reading() as ledger:
        report = _report(ledger, call)
        here = naming.name_in(ledger, report, written)
        found = naming.choices(ledger, here, asked, call.form.get("to", ""))
        shown = naming.passages(ledger.get(report).report.text, here.spans)
        entry = ledger.entry(report)
        called = {id_: ledger.called(id_)[0] for j in here.judgements if (id_ := j.object)}
    return desk.page(
        "name.html", call, status, entry=entry, here=here, found=found, passages=shown, asked=asked, problem=problem,
        given=call.form, called=called,
    )  # fmt: skip


def _entity(desk: Desk, call: Call, status: int = 200, problem: str = "") -> Response:
    asked = call.query.get("q", call.form.get("q", ""))
    with desk.store.reading() as ledger:
        try:
            known = ledger.entity(call.parts["id"])
        except MusnadError as error:
            raise NotThere(str(error)) from error
        found = naming.briefs(ledger, (id_ for id_ in naming.search(ledger, asked) if id_ != known.id))
        history = ledger.names.about_entity(known.id)
        ids = {id_ for j in history for id_ in (j.subject, j.object) if id_ and id_[1:2] == "."}
        called = {id_: ledger.called(id_)[0] for id_ in (*ids, *known.merged)}
    return desk.page(
        "name_judge.html", call, status, entity=known, found=found, asked=asked, history=history, called=called,
        problem=problem, given=call.form, seen=history[-1].id if history else "",
    )  # fmt: skip


def _change(desk: Desk, call: Call, judge: Callable[[Ledger, str], Judgement]) -> Response:
    if not desk.is_ours(call):
        return _entity(desk, call, 403, call.reading.say("stale"))
    author = call.session.author or call.form.get("author", "")
    problem, status = _judged(desk, call, lambda ledger: judge(ledger, author))
    if problem:
        return _entity(desk, call, status, problem)
    response = see(f"{href('entity', call.parts['id'], 'judge')}?saved=1")
    desk.remember_author(response, call, author)
    return response


def _judged(desk: Desk, call: Call, judge: Callable[[Ledger], object]) -> tuple[str, int]:
    """What is wrong with a judgement, in words, and the status of that answer; nothing and 0 if it was recorded."""
    try:
        with desk.store.writing() as ledger:
            judge(ledger)
    except Conflict:
        return call.reading.say("conflict_names"), 409
    except MusnadError as error:
        return str(error), 400
    return "", 0


def _chosen(call: Call) -> str:
    """The id that was chosen, or written where none of those shown was."""
    to = call.form.get("to", "")
    return call.form.get("id", "").strip() if to in ("", _WRITTEN) else to


def _report(ledger: Ledger, call: Call) -> str:
    return one_report(ledger, call.parts["id"])


def one_report(ledger: Ledger, name_: str) -> str:
    """The id of the report that a name or the beginning of an id means. Raises :class:`NotThere` if it is not one."""
    found = ledger.find_report(name_)
    if len(found) != 1:
        raise NotThere(f"«{name_}» is no report of this ledger, or may be several. Give the whole id.")
    return found[0]


def _writable(desk: Desk) -> None:
    if desk.settings.readonly:
        raise NotThere("This desk is for reading only.")
