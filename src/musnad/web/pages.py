"""The pages that only show."""

from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from musnad.ledger import Statement
from musnad.web import naming
from musnad.web.asking import Asked
from musnad.web.call import READING_COOKIE, Call, page_number, place
from musnad.web.citations import citations
from musnad.web.desk import Desk, see
from musnad.web.language import Reading
from musnad.web.marking import lines, named, values
from musnad.web.render import STATIC, packed, static
from musnad.web.sessions import COOKIE, TooManyTries
from musnad.web.spans import words

_ARTICLE = {"content-disposition": "attachment", "content-security-policy": "sandbox; default-src 'none'"}


def front(desk: Desk, call: Call) -> Response:
    """What is new."""
    return desk.page("front.html", call, front=desk.views.front(), claims=desk.claims.front())


def search(desk: Desk, call: Call) -> Response:
    """Statements that fit a question."""
    asked = Asked.of(call.query)
    found = desk.views.search(asked, after=call.query.get("after", ""), before=call.query.get("before", ""))
    return desk.page("search.html", call, asked=asked, found=found)


def reports(desk: Desk, call: Call) -> Response:
    """Reports in which such statements stand."""
    asked, page = Asked.of(call.query), page_number(call)
    rows, total = desk.views.reports(asked, page)
    return desk.page("reports.html", call, asked=asked, rows=rows, total=total, page=page)


def speakers(desk: Desk, call: Call) -> Response:
    """Those who say what fits a question; without filters, those whose name fits it."""
    asked, page = Asked.of(call.query), page_number(call)
    rows, total = desk.views.speakers(asked, page)
    return desk.page("speakers.html", call, asked=asked, rows=rows, total=total, page=page)


def speaker(desk: Desk, call: Call) -> Response:
    """All about a name."""
    view = desk.views.speaker(call.parts["name"])
    return desk.page("speaker.html", call, view=view, meanings=desk.entities.meanings(view.name))


def outlets(desk: Desk, call: Call) -> Response:
    """All outlets."""
    return desk.page("outlets.html", call, rows=desk.views.outlets())


def outlet(desk: Desk, call: Call) -> Response:
    """All about an outlet."""
    return desk.page("outlet.html", call, view=desk.views.outlet(call.parts["name"]))


def report(desk: Desk, call: Call) -> Response:
    """A report: its text with the layers of its chains, and what is said in it."""
    view = desk.views.report(call.parts["id"])
    text = view.analysis.report.text
    statements = [row.statement for row in view.rows]
    wanted = next((s for s in statements if s.id == call.query.get("at")), None)
    hits = [wanted.attribution.content] if wanted else []
    names = named(view.mentions, view.analysis.places)
    cut = lines(view.analysis, statements, values(text, view.entry.published), hits, names)
    added = [(each, words(each, text)) for each in view.additions]
    return desk.page(
        "report.html", call, view=view, lines=list(cut), dim=call.query.get("dim") == "1",
        by_id={s.id: s for s in statements}, wanted=wanted, added=added,
    )  # fmt: skip


def changes(desk: Desk, call: Call) -> Response:
    """What was edited between two versions of a page."""
    with desk.store.reading() as ledger:
        former, latter = (ledger.get(call.parts[each]).report for each in ("id", "other"))
        edits = ledger.edits(former.id, latter.id)
    return desk.page("changes.html", call, former=former, latter=latter, edits=edits)


def statement(desk: Desk, call: Call) -> Response:
    """A statement with its chain."""
    view = desk.views.statement(call.parts["id"])
    tree = _tree(view.row.statement, view.of_report)
    said = view.row.statement
    claim = desk.claims.of_statement(said)
    with desk.store.reading() as ledger:
        who = naming.who(ledger, view.row)
    return desk.page("statement.html", call, view=view, tree=tree, citations=citations(said), claim=claim, who=who)


def corrections(desk: Desk, call: Call) -> Response:
    """What people have corrected, newest first."""
    page, size = page_number(call), 50
    with desk.store.reading() as ledger:
        every = list(ledger.corrections())[::-1]
        rows = [(c, ledger.statement(c.statement)) for c in every[page * size : (page + 1) * size]]
    return desk.page("corrections.html", call, rows=rows, total=len(every), page=page, size=size)


def snapshot(desk: Desk, call: Call) -> Response:
    """The bytes a report was read from, to save: they are never shown as a page of ours."""
    with desk.store.reading() as ledger:
        body = ledger.body(call.parts["id"])
    name = quote(f"{call.parts['id'][:12]}.bin")
    headers = _ARTICLE | {"content-disposition": f"attachment; filename={name}"}
    return Response(body, media_type="application/octet-stream", headers=headers)


def settings(desk: Desk, call: Call) -> Response:
    """Change language, digits or theme, and go back."""
    now = call.reading
    given = [call.query.get(name, getattr(now, name)) for name in ("language", "digits", "theme")]
    response = see(place(call.query.get("next", "/")))
    desk.remember(response, call, READING_COOKIE, Reading.of(".".join(given)).cookie)
    return response


def sign_in(desk: Desk, call: Call) -> Response:
    """The form to sign in with, and what comes of it."""
    to = place(call.query.get("next", call.form.get("next", "/")))
    if not call.form:
        return desk.page("signin.html", call, to=to, problem="")
    if not desk.is_ours(call):
        return desk.page("signin.html", call, 403, to=to, problem="stale")
    author = call.form.get("author", "").strip()[:100]
    try:
        session = desk.sessions.sign_in(call.form.get("password", ""), author or "?", call.address)
    except TooManyTries:
        return desk.page("signin.html", call, 429, to=to, problem="too_many")
    if session is None:
        return desk.page("signin.html", call, 403, to=to, problem="wrong_password")
    response = see(to)
    desk.remember(response, call, COOKIE, session.key, None)
    return response


def sign_out(desk: Desk, call: Call) -> Response:
    """End the session."""
    if desk.is_ours(call):
        desk.sessions.sign_out(call.session)
    response = see("/")
    response.delete_cookie(COOKIE)
    return response


def asset(_desk: Desk, call: Call) -> Response:
    """A style sheet, script or type; its address changes with it, so that it can be kept."""
    name = call.parts["name"]
    if name not in STATIC:
        return RedirectResponse("/", 303)
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    # Only what is the same for everybody is packed: a page holds the token of its form beside what others wrote.
    if call.packs and (smaller := packed(name)) is not None:
        return Response(smaller, media_type=STATIC[name], headers=headers | {"content-encoding": "gzip"})
    return Response(static(name)[0], media_type=STATIC[name], headers=headers)


def _tree(statement_: Statement, of_report: tuple[Statement, ...]) -> list[tuple[int, Statement, bool]]:
    """The links down to the statement and what lies inside it: (depth, statement, whether it is the one)."""
    above = {link.id for link in statement_.chain}
    return [
        (len(each.chain), each, each.id == statement_.id)
        for each in of_report
        if each.id in above or any(link.id == statement_.id for link in each.chain)
    ]
