"""``musnad dispatches``: texts that several reports carry."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import click

from musnad.cli.options import ledger_option, plain_option
from musnad.cli.passages import report_line, short
from musnad.cli.terminal import Terminal, escaped
from musnad.compare.dispatch import agency_id, agency_name, catch_up
from musnad.export.records import line
from musnad.ledger import Dispatch, Ledger
from musnad.model import MusnadError

# A screenful.
_LIMIT = 20


@click.command()
@click.option("--since", metavar="DAY", help="First seen on this day or later: 2016-10-07, 2016-10, 2016.")
@click.option("--until", metavar="DAY", help="First seen on this day or before it.")
@click.option(
    "--min-outlets",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="N",
    help="Carried by so many outlets.",
)
@click.option(
    "--min-reports",
    type=click.IntRange(2),
    default=2,
    show_default=True,
    metavar="N",
    help="Carried by so many reports.",
)
@click.option(
    "--agency", metavar="NAME", help="From this agency: رويترز, «أ ف ب», b.reuters; وكالات where none is named."
)
@click.option(
    "--limit", type=click.IntRange(0), default=_LIMIT, show_default=True, metavar="N", help="So many; 0 for all."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@ledger_option
@plain_option
def dispatches(
    since: str | None,
    until: str | None,
    min_outlets: int,
    min_reports: int,
    agency: str | None,
    limit: int,
    as_json: bool,
    ledger: str,
    plain: bool | None,
) -> None:
    """List texts that several reports carry.

    Copied, shortened, extended or edited, such a text is one dispatch. That first seen last comes first. Each is listed
    with its first appearance, its agency where the reports name one in their dateline or signature, and its reports:
    what each is to the one that it resembles most. A round-up may stand in several.

    \b
    Examples:
      musnad dispatches --min-outlets 3
      musnad dispatches --since 2016-10 --agency رويترز
      musnad dispatches --limit 0 --json
    """
    wanted = None
    if agency is not None:
        wanted = agency_id(agency)
        if wanted is None:
            raise MusnadError(f"«{agency}» is no agency that Musnad knows. Write its name or id: رويترز, b.reuters.")
    terminal = Terminal.of_output(plain)
    _bring_up_to_date(ledger)
    with Ledger(ledger, readonly=True) as opened:
        waiting = opened.dispatch_tables.waiting()
        if waiting:
            click.echo(f"{waiting} reports have not been compared yet: the ledger cannot be written.", err=True)
        found = opened.dispatches(
            since=since, until=until, min_outlets=min_outlets, min_reports=min_reports, agency=wanted
        )
        shown = 0
        for dispatch in islice(found, limit or None):
            shown += 1
            for each in [escaped(line(_record(dispatch)))] if as_json else _lines(terminal, dispatch):
                click.echo(each)
        if not shown:
            click.echo("Nothing found.", err=True)
        elif limit and next(found, None) is not None:
            click.echo("There are more: --limit 0", err=True)


def _bring_up_to_date(ledger: str) -> None:
    """Compare reports that were added without it, by an older Musnad or from Python, if the ledger can be written."""
    if not Path(ledger).is_file():
        return
    with suppress(MusnadError), Ledger(ledger) as opened:
        catch_up(opened)


def _lines(terminal: Terminal, dispatch: Dispatch) -> Iterator[str]:
    outlets, reports = len(dispatch.outlets), len(dispatch.members)
    day = dispatch.first.report.published
    facts = [
        day.isoformat() if day else "undated",
        f"{reports} reports",
        f"{outlets} outlet{'' if outlets == 1 else 's'}",
    ]
    if dispatch.agency:
        facts.append(terminal.value(agency_name(dispatch.agency)))
    title = next((m.report.title for m in dispatch.members if m.report.title), None)
    yield terminal.bold(" · ".join(facts)) + (f"  {terminal.value(title)}" if title else "")
    for member in dispatch.members:
        near = f" of {short(member.nearest)}" if member.nearest else ""
        yield f"  {member.version + near:26}{report_line(terminal, member.report)}"
    yield ""


def _record(dispatch: Dispatch) -> dict[str, object]:
    return {
        "id": dispatch.id,
        "agency": dispatch.agency,
        "outlets": list(dispatch.outlets),
        "reports": [
            {
                "id": member.report.id,
                "outlet": member.report.outlet,
                "published": member.report.published.isoformat() if member.report.published else None,
                "version": member.version,
                "nearest": member.nearest,
                "shared": member.shared,
                "agency": member.agency,
                "beside": member.beside,
            }
            for member in dispatch.members
        ],
    }
