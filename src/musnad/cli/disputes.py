"""``musnad disputes``: claims with a denial or with figures that differ."""

from datetime import datetime

import click

from musnad.cli.claims import show
from musnad.cli.lookup import find_reports, missing
from musnad.cli.options import ledger_option, plain_option
from musnad.cli.show import ambiguity
from musnad.cli.terminal import Terminal, flat
from musnad.compare.claims import within_report
from musnad.ledger import Ledger

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--about", metavar="WORDS", help="Only claims in one statement of which all these words stand.")
@click.option("--since", type=_DAY, help="Only claims reported on this day or later.")
@click.option("--until", type=_DAY, help="Only claims reported on this day or earlier.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="How many at most.")
@click.option("--report", metavar="REPORT", help="Only what stands against what within this report (file name or id).")
@ledger_option
@plain_option
def disputes(
    about: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    report: str | None,
    ledger: str,
    plain: bool | None,
) -> None:
    """List claims with a denial or figures that differ.

    Nothing is said of who is right: each denial or difference stands with what it rests on.

    \b
    Examples:
      musnad disputes --ledger war.db
      musnad disputes --report dam.txt --ledger war.db
    """
    if report is not None:
        _within(report, ledger, plain)
        return
    show(about, since, until, limit, ledger, plain, disputed=True)


def _within(report: str, ledger: str, plain: bool | None) -> None:
    """Write the denials and differing figures of one report, each with both passages."""
    terminal = Terminal.of_output(plain)
    with Ledger(ledger, readonly=True) as opened:
        found = find_reports(opened, report)
        if len(found) > 1:
            raise ambiguity(opened, report, found, [])
        if not found:
            raise missing(opened, report)
        analysis = opened.get(found[0])
    statements = {a.id: a for a in analysis.attributions}
    bonds = within_report(analysis)
    for bond in bonds:
        first = statements[bond.first]
        speaker = terminal.bold(terminal.value(first.speaker or "?"))
        click.echo(f"{speaker}  {bond.kind}: {terminal.value(bond.evidence)}")
        click.echo(f"  {terminal.value(flat(first.content.of(analysis.report.text)))}")
        other = statements[bond.second].speaker or "?" if bond.second is not None else analysis.report.outlet or "?"
        words = terminal.value(flat(bond.span.of(analysis.report.text)))
        click.echo(f"  against {terminal.bold(terminal.value(other))}: {words}")
    if not bonds:
        click.echo("No statement of this report stands against another.", err=True)
