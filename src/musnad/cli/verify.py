"""``musnad verify``: recomputes every hash."""

import click

from musnad.cli.options import ledger_option
from musnad.cli.terminal import flat
from musnad.ledger import Ledger, Mismatch


@click.command()
@ledger_option
@click.pass_context
def verify(context: click.Context, ledger: str) -> None:
    """Recompute every hash in the ledger.

    Texts of reports, what identifies reports, statements and snapshots, and all bytes kept as evidence are
    hashed anew. What does not fit is told in a line each, and the exit status is 1.

    \b
    Examples:
      musnad verify --ledger war.db
    """

    def tell(mismatch: Mismatch) -> None:
        click.echo(flat(str(mismatch)))

    with Ledger(ledger, readonly=True) as opened:
        found = opened.verify(tell)
    checked = (
        f"{found.reports:,} reports, {found.statements:,} statements, {found.snapshots:,} snapshots and"
        f" {found.contents:,} kept contents verified"
    )
    verb = "does" if found.mismatches == 1 else "do"
    result = f"{found.mismatches:,} {verb} not fit, see above" if found.mismatches else "all fit"
    click.echo(f"{checked}: {result}.", err=bool(found.mismatches))
    context.exit(1 if found.mismatches else 0)
