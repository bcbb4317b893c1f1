"""``musnad watch``: polls feeds and reads what is new."""

import re

import click

from musnad.bulk import Summary, watch_into
from musnad.cli.options import evidence_option, jobs_option, ledger_option, plain_option, web_options
from musnad.cli.screen import Screen, cores, stoppable
from musnad.gather.web import Wanted, WebLimits, WebSettings, feed_list
from musnad.ledger import Ledger
from musnad.model import MusnadError, Problem

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION = re.compile(r"(\d{1,6})([smhd]?)", re.ASCII)


def _duration(_: click.Context, __: click.Parameter, value: str) -> int:
    found = _DURATION.fullmatch(value.strip().lower())
    seconds = int(found[1]) * _SECONDS[found[2] or "m"] if found else 0
    if not seconds:
        raise click.BadParameter(f"«{value}» is no time. Write it as 15m, 2h or 1d.")
    return seconds


@click.command()
@click.argument("feeds", metavar="FEEDS")
@click.option(
    "--every", metavar="TIME", default="15m", show_default=True, callback=_duration, help="How often: 90s, 15m, 2h, 1d."
)
@click.option("--once", is_flag=True, help="Poll once and end, for a scheduler such as cron.")
@web_options
@evidence_option
@jobs_option
@ledger_option
@plain_option
@click.pass_context
def watch(
    context: click.Context,
    /,
    feeds: str,
    every: int,
    once: bool,
    most: int | None,
    delay: float,
    contact: str | None,
    allow_private: bool,
    evidence: bool,
    jobs: int,
    ledger: str,
    plain: bool | None,
) -> None:
    """Poll feeds and read what is new in them.

    FEEDS is a file with the address of a feed, a sitemap or a site in each line, after a blank perhaps the
    outlet's name; # begins a comment. It is read anew for each round. «musnad sources --starter» writes one
    to begin with.

    Pages that are new, or that a feed says have changed, are fetched and read; servers are asked whether
    there is anything new before it is sent. All state is in the ledger: stopped by Ctrl-C or SIGTERM or
    killed, a watch goes on where it was. What fails is told in a line each and tried again; with --once the
    exit status is 1 then.

    \b
    Examples:
      musnad watch feeds.txt --every 15m --ledger war.db
      musnad watch feeds.txt --once --limit 20 --ledger war.db
    """
    screen = Screen(ledger, plain)
    rounds: list[Summary] = []
    listed: list[Wanted | Problem] = []

    def wanted() -> list[Wanted | Problem]:
        # A list that is just being written anew must not end a watch of weeks.
        try:
            listed[:] = feed_list(feeds)
        except MusnadError as error:
            if not rounds:
                raise
            screen.problem(Problem(feeds, "", f"{error} The list of the last round was used."))
        return listed

    def on_round(summary: Summary) -> None:
        rounds.append(summary)
        del rounds[:-1]
        screen.clear()
        screen.finished(summary)

    # Ctrl-C is the way a watch ends, and no mistake.
    with screen.until_stopped(context, 0), stoppable(), Ledger(ledger) as opened:
        watch_into(
            opened,
            wanted,
            every=every,
            rounds=1 if once else None,
            on_round=on_round,
            most=most,
            evidence=evidence,
            jobs=jobs or cores(),
            web=WebSettings(WebLimits(delay=delay), allow_private, contact),
            on_progress=screen.progress,
            on_problem=screen.problem,
        )
    context.exit(1 if rounds and rounds[-1].unread else 0)
