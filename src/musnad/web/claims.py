"""Pages of claims: lists, and all that is known of one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil

from starlette.responses import Response

from musnad.compare.claims import Origin, Rung, Step
from musnad.web.call import Call, page_number
from musnad.web.claims_asked import ClaimsAsked
from musnad.web.desk import Desk
from musnad.web.ladders import Plot, plots
from musnad.web.views import Row
from musnad.web.views_claims import ClaimView

# Statements on a page of a claim; of long lists beside them only so many are shown, the files have all.
AT_A_TIME = 50
_MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page of a claim shows.

    Attributes:
        page, pages: which part of its statements this is, from 0, and how many parts there are.
        days: statements of each day, in time, each with what people corrected.
        path: first appearances of outlets and steps on which something was lost or changed, with their number.
        plots: figures in time.
        figures: all of them, at most so many.
        origins: first sources, at most so many.
    """

    view: ClaimView
    page: int
    pages: int
    days: tuple[tuple[str, tuple[Row, ...]], ...]
    path: tuple[tuple[Step, bool], ...]
    plots: tuple[Plot, ...]
    figures: tuple[Rung, ...]
    origins: tuple[Origin, ...]

    def address(self, statement: str) -> str:
        """Where a statement of the claim stands, by its id."""
        number = self.view.numbers.get(statement)
        if number is None:
            return f"/statement/{statement}"
        page = (number - 1) // AT_A_TIME
        where = f"/claim/{self.view.claim.id}?page={page}" if page != self.page else ""
        return f"{where}#s{number}"


def claims(desk: Desk, call: Call) -> Response:
    """Claims that fit a question, the most spread or the most disputed first."""
    asked, page = ClaimsAsked.of(call.query), page_number(call)
    return desk.page("claims.html", call, asked=asked, found=desk.claims.search(asked, page), page=page)


def claim(desk: Desk, call: Call) -> Response:
    """A claim: who says so and who denies it, in time; figures, first sources, the way from outlet to outlet."""
    view = desk.claims.claim(call.parts["id"])
    return desk.page("claim.html", call, shown=shown(desk, view, page_number(call)), view=view)


def shown(desk: Desk, view: ClaimView, page: int) -> Shown:
    """What the page *page* of a claim shows."""
    pages = ceil(len(view.claim.statements) / AT_A_TIME)
    page = min(page, pages - 1)
    here = view.claim.statements[page * AT_A_TIME : (page + 1) * AT_A_TIME]
    days: dict[str, list[Row]] = {}
    with desk.store.reading() as ledger:
        for statement in here:
            day = statement.report.published
            row = Row(statement, (), tuple(ledger.corrections(statement.id)))
            days.setdefault(day.isoformat() if day else "", []).append(row)
    return Shown(
        view=view,
        page=page,
        pages=pages,
        days=tuple((day, tuple(rows)) for day, rows in days.items()),
        path=tuple(islice(_path(view.claim.travel), _MOST_SHOWN)),
        plots=tuple(plots(view.claim.ladder, view.denying)),
        figures=view.claim.ladder[:_MOST_SHOWN],
        origins=view.claim.origins[:_MOST_SHOWN],
    )


def judgements(desk: Desk, call: Call) -> Response:
    """What people judged of claims, newest first."""
    page, size = page_number(call), 50
    every = desk.claims.history()[::-1]
    rows = every[page * size : (page + 1) * size]
    return desk.page("judgements.html", call, rows=rows, total=len(every), page=page, size=size)


def _path(travel: Sequence[Step]) -> Iterator[tuple[Step, bool]]:
    """Steps that bring a claim to another outlet or change something, each with whether its outlet is new."""
    seen: set[str | None] = set()
    for step in travel:
        new = step.outlet not in seen
        seen.add(step.outlet)
        if new or step.changes:
            yield step, new
