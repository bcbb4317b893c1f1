"""``musnad read``: reports into a ledger."""

import os
import shutil
import sys
from datetime import date

import click

from musnad.bulk import Summary, read_into
from musnad.cli.options import ledger_option, plain_option
from musnad.cli.terminal import Terminal, flat
from musnad.gather import Metadata
from musnad.gather.dates import day
from musnad.gather.records import FIELDS
from musnad.ledger import Ledger
from musnad.model import Problem

_INTERRUPTED = 130
_CLEAR_LINE = "\r\x1b[K"


def _published(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    published = day(value)
    if published is None:
        raise click.BadParameter(f"«{value}» is no day. Write it as 2016-10-07.")
    return published


def _columns(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in ",".join(values).split(",") if values else ():
        field, equals, name = (part.strip() for part in pair.partition("="))
        if not equals or not name:
            raise click.BadParameter(f"«{pair}» is no pair. Write text=body,date=published_at.")
        if field not in FIELDS:
            raise click.BadParameter(f"«{field}» is nothing that a report has. These are: {', '.join(FIELDS)}.")
        found[field] = name
    return found


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@ledger_option
@click.option("--outlet", metavar="NAME", help="Who published the reports.")
@click.option("--date", "published", metavar="DAY", callback=_published, help="When, as 2016-10-07.")
@click.option("--url", help="Their address.")
@click.option("--title", help="Their title.")
@click.option("--author", metavar="NAME", help="Who wrote them.")
@click.option(
    "--map",
    "columns",
    metavar="FIELD=NAME",
    multiple=True,
    callback=_columns,
    help="What a table or JSON calls what it has: text=body,date=published_at.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes to analyse with; 0 for one on each core.",
)
@plain_option
@click.pass_context
def read(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    ledger: str,
    jobs: int,
    columns: dict[str, str],
    plain: bool | None,
    **stated: str | date | None,
) -> None:
    """Read reports into a ledger.

    PATHS are files, folders with all that is below, patterns in quotation marks, or - for the standard
    input. A .txt file is a report; of an .html or .mhtml page the article is read, of a .pdf the text; a
    .jsonl, .json or .csv file has a report in each line, record or row, with text and perhaps outlet, date,
    url, title, author and name (.gz and .xz may follow), under other names if --map tells them; the .json of
    Telegram's export has one in each message, a .warc or .warc.gz archive in each page. Other files are
    read by how they begin if they are named themselves.

    What is known of a report's origin comes from its own fields; else from metadata.csv beside the file
    (file, outlet, date, url, title, author); else from the options.

    Reading the same again changes nothing, and a run that was cut off goes on where it stopped. What cannot
    be read is told in a line each, the rest goes on, and the exit status is 1.

    \b
    Examples:
      musnad read reports/ --ledger war.db --outlet "وكالة الوادي" --date 2016-10-07
      musnad read archive-*.jsonl.xz --jobs 4
      musnad read crawl.warc.gz telegram/result.json report.pdf
      musnad read articles.csv --map text=body,date=published_at
      curl -s https://example.org/17.html | musnad read - --outlet "وكالة الوادي"
    """
    screen = _Screen(ledger, plain)
    # An empty name is no name.
    defaults = Metadata(**{name: value or None for name, value in stated.items()})  # type: ignore[arg-type]
    try:
        with Ledger(ledger) as opened:
            summary = read_into(
                opened,
                paths,
                defaults,
                jobs=jobs or _cores(),
                columns=columns,
                on_progress=screen.progress,
                on_problem=screen.problem,
            )
    except KeyboardInterrupt:
        screen.stopped()
        context.exit(_INTERRUPTED)
    finally:
        screen.clear()
    screen.finished(summary)
    context.exit(1 if summary.unread else 0)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Screen:
    """The standard error: problems and a last line; on a terminal a line of progress too."""

    def __init__(self, ledger: str, plain: bool | None) -> None:
        interactive = sys.stderr.isatty()
        self._moving = interactive and os.environ.get("TERM") != "dumb"
        self._terminal = Terminal(styled=False, isolated=interactive if plain is None else not plain)
        self._ledger = self._terminal.value(ledger)
        self._last = Summary()
        self._shown = False

    def progress(self, summary: Summary) -> None:
        """Show how far the run is."""
        self._last = summary
        if self._moving:
            width = shutil.get_terminal_size().columns
            click.echo(_CLEAR_LINE + _progress(summary)[: width - 1], err=True, nl=False)
            self._shown = True

    def problem(self, problem: Problem) -> None:
        """Show a problem in one line."""
        self.clear()
        where = self._terminal.value(problem.path) + (f", {flat(problem.place)}" if problem.place else "")
        note = "" if problem.fatal else "note: "
        click.echo(f"{where}: {note}{flat(problem.message)}", err=True)

    def finished(self, summary: Summary) -> None:
        """Show what came of the run."""
        click.echo(self._result(summary), err=True)

    def stopped(self) -> None:
        """Show what came of a run that was interrupted."""
        self.clear()
        click.echo(f"Stopped. {self._result(self._last)} The same command goes on from here.", err=True)

    def clear(self) -> None:
        """Take the line of progress away."""
        if self._shown:
            click.echo(_CLEAR_LINE, err=True, nl=False)
            self._shown = False

    def _result(self, summary: Summary) -> str:
        if summary.added:
            parts = [
                f"{_number(summary.added, 'report')} added to {self._ledger}"
                f" ({_number(summary.statements, 'statement')}, {_number(summary.words, 'word')},"
                f" {summary.words_per_second:,.0f} words/s)"
            ]
        else:
            parts = [f"Nothing added to {self._ledger}"]
        if summary.known:
            parts.append(f"{_number(summary.known, 'report')} there already")
        if summary.skipped:
            parts.append(f"{_number(summary.skipped, 'file')} read before")
        if summary.unread:
            parts.append(f"left unread: {summary.unread:,}, see above")
        return "; ".join(parts) + "."


def _progress(summary: Summary) -> str:
    parts = [
        _number(summary.analysed, "report"),
        _number(summary.words, "word"),
        f"{summary.words_per_second:,.0f} words/s",
    ]
    if summary.known or summary.skipped:
        parts.append(f"already there: {summary.known + summary.skipped:,}")
    if summary.problems:
        parts.append(_number(summary.problems, "problem"))
    return " · ".join(parts)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
