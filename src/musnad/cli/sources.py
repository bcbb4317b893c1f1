"""``musnad sources``: outlets, their reports, how fetching from them goes."""

from collections.abc import Iterator

import click

from musnad.cli.options import ledger_option, plain_option
from musnad.cli.passages import UNKNOWN
from musnad.cli.terminal import Terminal
from musnad.gather.web import starter_feeds
from musnad.ledger import HostEntry, Ledger, SourceEntry


@click.command()
@click.option("--failing", is_flag=True, help="Only what failed when it was asked last.")
@click.option("--starter", is_flag=True, help="Write the list of public feeds that ships, for «musnad watch».")
@ledger_option
@plain_option
def sources(failing: bool, starter: bool, ledger: str, plain: bool | None) -> None:
    """List outlets: reports, when last seen, failures.

    For each outlet in the ledger: how many reports there are, of which days, and for each host they were
    fetched from when it last answered and what failed last. Hosts without a report come at the end.

    --starter writes a list of public Arabic feeds instead. They are unverified, and nobody asks them before
    you do.

    \b
    Examples:
      musnad sources --ledger war.db
      musnad sources --failing --ledger war.db
      musnad sources --starter > feeds.txt
    """
    if starter:
        for feed in starter_feeds():
            click.echo(f"{feed.url} {feed.outlet}")
        return
    terminal = Terminal.of_output(plain)
    shown = False
    with Ledger(ledger, readonly=True) as opened:
        for source in opened.sources():
            if not failing or any(host.failing for host in source.hosts):
                shown = True
                for line in _lines(terminal, source):
                    click.echo(line)
    if not shown:
        click.echo("Nothing fails." if failing else "There is no report in this ledger.", err=True)


def _lines(terminal: Terminal, source: SourceEntry) -> Iterator[str]:
    if source.reports:
        name = terminal.bold(terminal.value(source.outlet or f"{UNKNOWN} outlet"))
        days = [day.isoformat() for day in (source.first_published, source.last_published) if day]
        span = " – ".join(dict.fromkeys(days)) or "undated"
        reports = f"{source.reports:,} report{'' if source.reports == 1 else 's'}"
        yield f"{name}  {reports}  {span}  last added {source.last_added}"
    for host in source.hosts:
        yield from _host(terminal, host, "    " if source.reports else "")


def _host(terminal: Terminal, host: HostEntry, indent: str) -> Iterator[str]:
    seen = f"last seen {host.last_seen}" if host.last_seen else "never seen"
    failures = f", {host.failures:,} of {host.visits:,} visits failed" if host.failures else ""
    yield f"{indent}{terminal.value(host.host)}  {seen}{failures}"
    if host.problem:
        label = "failing" if host.failing else "last failure"
        shown = terminal.coloured(label, "red") if host.failing else label
        yield f"{indent}    {shown} {host.last_failure}: {terminal.value(host.problem)}"
