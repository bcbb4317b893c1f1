"""Reading a text at once: paste it or name its address, see its chains, keep it if it is worth it."""

from starlette.responses import Response

from musnad.ledger.writer import statement_ids
from musnad.model import MusnadError, Snapshot
from musnad.web.call import Call
from musnad.web.desk import Desk, see
from musnad.web.marking import lines, values


def form(desk: Desk, call: Call) -> Response:
    """The empty form."""
    desk.intake.expect()
    return desk.page("read.html", call, given={}, problem="", analysis=None, lines=[])


def read(desk: Desk, call: Call) -> Response:
    """What is read in what was pasted; nothing is kept unless the form asks for it."""
    given = dict(call.form)
    if not desk.is_ours(call):
        return _again(desk, call, given, 403, call.reading.say("stale"))
    text, link = given.get("text", ""), given.get("link", "").strip()
    try:
        snapshot: Snapshot | None
        if text.strip():
            analysis, snapshot = desk.intake.pasted(text, given.get("outlet", ""), given.get("day", "").strip())
        elif link:
            analysis, snapshot = desk.intake.linked(link)
        else:
            return _again(desk, call, given, 400, call.reading.say("read_nothing"))
        if given.get("keep"):
            with desk.store.writing() as ledger:
                ledger.add(analysis, snapshot)
            return see(f"/report/{analysis.report.id}")
    except MusnadError as error:
        return _again(desk, call, given, 400, str(error))
    found_values = values(analysis.report.text, analysis.report.published)
    cut = list(lines(analysis, (), found_values))
    ids = dict(zip((a.id for a in analysis.attributions), statement_ids(analysis), strict=True))
    return desk.page("read.html", call, given=given, problem="", analysis=analysis, lines=cut, ids=ids)


def _again(desk: Desk, call: Call, given: dict[str, str], status: int, problem: str) -> Response:
    return desk.page("read.html", call, status, given=given, problem=problem, analysis=None, lines=[])
