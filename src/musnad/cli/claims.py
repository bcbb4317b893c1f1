"""``musnad claims``: what is claimed, by how many."""

from datetime import datetime
from itertools import islice

import click

from musnad.cli.claim_view import summary_lines
from musnad.cli.options import ledger_option, plain_option
from musnad.cli.terminal import Terminal
from musnad.ledger import Ledger

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--about", metavar="WORDS", help="Only claims in one statement of which all these words stand.")
@click.option("--since", type=_DAY, help="Only claims reported on this day or later.")
@click.option("--until", type=_DAY, help="Only claims reported on this day or earlier.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="How many at most.")
@ledger_option
@plain_option
def claims(
    about: str | None, since: datetime | None, until: datetime | None, limit: int, ledger: str, plain: bool | None
) -> None:
    """List claims, those of most outlets first.

    A claim is what statements of different reports say alike. What was read since the last time is grouped first.

    \b
    Examples:
      musnad claims --ledger war.db
      musnad claims --about "السد" --since 2031-03-01 --ledger war.db
    """
    terminal = Terminal.of_output(plain)
    shown = False
    with Ledger(ledger) as opened:
        found = opened.claims(about=about, since=since.date() if since else None, until=until.date() if until else None)
        for claim in islice(found, limit):
            shown = True
            for line in summary_lines(terminal, claim):
                click.echo(line)
    if not shown:
        click.echo("No two statements make the same claim.", err=True)
