"""``musnad disputes``: claims with a denial or with figures that differ."""

from datetime import datetime

import click

from musnad.cli.claims import show
from musnad.cli.options import ledger_option, plain_option

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--about", metavar="WORDS", help="Only claims in one statement of which all these words stand.")
@click.option("--since", type=_DAY, help="Only claims reported on this day or later.")
@click.option("--until", type=_DAY, help="Only claims reported on this day or earlier.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="How many at most.")
@ledger_option
@plain_option
def disputes(
    about: str | None, since: datetime | None, until: datetime | None, limit: int, ledger: str, plain: bool | None
) -> None:
    """List claims with a denial or figures that differ.

    Nothing is said of who is right: each denial or difference stands with what it rests on.

    \b
    Examples:
      musnad disputes --ledger war.db
    """
    show(about, since, until, limit, ledger, plain, disputed=True)
