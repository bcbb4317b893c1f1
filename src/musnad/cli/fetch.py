"""``musnad fetch``: pages from the web into a ledger."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

import click

from musnad.bulk import fetch_into
from musnad.cli.options import evidence_option, jobs_option, ledger_option, plain_option, web_options
from musnad.cli.screen import Screen, cores, stoppable
from musnad.gather import Metadata
from musnad.gather.web import Wanted, WebLimits, WebSettings
from musnad.gather.web.lists import listed
from musnad.ledger import Ledger
from musnad.model import Problem

_STDIN = "-"
_LONGEST = 1 << 16


@click.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESSES...")
@click.option("--follow-feed", is_flag=True, help="ADDRESSES are feeds, sitemaps or sites: fetch the pages they name.")
@click.option("--only-new", is_flag=True, help="Leave out pages that were fetched before.")
@click.option("--outlet", metavar="NAME", help="Who published the pages whose host is in no table of outlets.")
@web_options
@evidence_option
@jobs_option
@ledger_option
@plain_option
@click.pass_context
def fetch(
    context: click.Context,
    /,
    addresses: tuple[str, ...],
    follow_feed: bool,
    only_new: bool,
    outlet: str | None,
    most: int | None,
    delay: float,
    contact: str | None,
    allow_private: bool,
    evidence: bool,
    jobs: int,
    ledger: str,
    plain: bool | None,
) -> None:
    """Fetch pages from the web into a ledger.

    ADDRESSES begin with http:// or https://; - stands for a list on the standard input, one a line. The
    article of each page is read, and what was received is kept: bytes, headers, time and hash. A page that
    was fetched before is asked for what has changed; if its text has, it becomes a further version.

    With --follow-feed an address is a feed (RSS, Atom, JSON Feed), a sitemap, or a page that names its
    feeds: the pages in it that are new or changed are fetched.

    Each host is asked one thing at a time, with pauses, and what its robots.txt asks for is heeded. Private
    addresses are refused, also when a public one leads there. What cannot be fetched is told in a line
    each, the rest goes on, and the exit status is 1.

    \b
    Examples:
      musnad fetch https://alwadi.example/news/17 --ledger war.db
      musnad fetch --follow-feed https://alwadi.example/ --limit 50 --ledger war.db
      musnad fetch - --only-new --ledger war.db < addresses.txt
    """
    screen = Screen(ledger, plain)
    wanted = _wanted(addresses, Metadata(outlet=outlet or None), follow_feed)
    with screen.until_stopped(context), stoppable(), Ledger(ledger) as opened:
        summary = fetch_into(
            opened,
            wanted,
            most=most,
            only_new=only_new,
            evidence=evidence,
            jobs=jobs or cores(),
            web=WebSettings(WebLimits(delay=delay), allow_private, contact),
            on_progress=screen.progress,
            on_problem=screen.problem,
        )
    screen.finished(summary)
    context.exit(1 if summary.unread else 0)


def _wanted(addresses: Iterable[str], known: Metadata, follow: bool) -> Iterator[Wanted | Problem]:
    for each in addresses:
        if each != _STDIN:
            yield Wanted(each, follow, known)
            continue
        # Line by line as they come, and none longer than an address can be.
        lines = (line.decode("utf-8", "replace") for line in iter(lambda: sys.stdin.buffer.readline(_LONGEST), b""))
        for line in listed(lines, _STDIN):
            yield line if isinstance(line, Problem) else replace(line, follow=follow, known=line.known.over(known))
