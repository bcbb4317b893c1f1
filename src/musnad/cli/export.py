"""``musnad export``: the whole ledger in another format."""

import click

from musnad.cli.options import ledger_option
from musnad.cli.terminal import flat
from musnad.export import EXPORTERS
from musnad.export import export as write
from musnad.ledger import Ledger
from musnad.model import Problem

# Thousands of reports without a name are one piece of news.
_NOTICES = 10

_SUMMARIES = "; ".join(f"{name}: {exporter.summary}" for name, exporter in EXPORTERS.items()) + "."


@click.command()
@click.option("--format", "format_", type=click.Choice(list(EXPORTERS)), required=True, help=_SUMMARIES)
@click.option("--out", metavar="DIR", required=True, help="The folder to write into; made if need be.")
@click.option("--narration", is_flag=True, help="Also what outlets say in their own voice (jsonl only).")
@ledger_option
def export(format_: str, out: str, narration: bool, ledger: str) -> None:
    """Write the whole ledger in another format.

    Files of the same name in DIR are replaced, each at once and whole; others stay.

    \b
    Examples:
      musnad export --format jsonl --out statements --ledger war.db
      musnad export --format csv --out tables
      musnad export --format standoff --out annotations
    """
    notices = 0

    def tell(problem: Problem) -> None:
        nonlocal notices
        notices += 1
        if notices <= _NOTICES:
            click.echo(f"musnad: {flat(str(problem))}", err=True)

    with Ledger(ledger, readonly=True) as opened:
        outbox = write(opened, format_, out, narration=narration, notice=tell)
    if notices > _NOTICES:
        click.echo(f"musnad: and {notices - _NOTICES} more like these", err=True)
    replaced = f", {outbox.replaced} of them in place of older ones" if outbox.replaced else ""
    click.echo(f"{outbox.written} file{'' if outbox.written == 1 else 's'} in {flat(out)}{replaced}")
