"""``musnad disputes``: claims with a denial or with figures that differ."""

from datetime import datetime
from itertools import islice

import click

from musnad.cli.claim_view import bond_lines, report_lines, summary_lines
from musnad.cli.lookup import find_reports, missing
from musnad.cli.options import ledger_option, plain_option
from musnad.cli.show import ambiguity
from musnad.cli.terminal import Terminal
from musnad.compare.claims import InReport, within_report
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

    Those of most outlets first. A report that tells what somebody in it denies, or that mentions a denial in passing,
    stands among the claims of one outlet.

    Nothing is said of who is right: each denial or difference stands with what it rests on.

    \b
    Examples:
      musnad disputes --ledger war.db
      musnad disputes --report dam.txt --ledger war.db
    """
    if report is not None:
        _within(report, ledger, plain)
        return
    terminal = Terminal.of_output(plain)
    shown = False
    with Ledger(ledger) as opened:
        found = opened.compared().disputes(
            about=about, since=since.date() if since else None, until=until.date() if until else None
        )
        for dispute in islice(found, limit):
            shown = True
            lines = (
                report_lines(terminal, dispute) if isinstance(dispute, InReport) else summary_lines(terminal, dispute)
            )
            for line in lines:
                click.echo(line)
    if not shown:
        click.echo("No claim is disputed.", err=True)


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
    bonds = within_report(analysis)
    for bond in bonds:
        for line in bond_lines(terminal, analysis, bond):
            click.echo(line)
    if not bonds:
        click.echo("No statement of this report stands against another.", err=True)
