"""``musnad read``: reports into a ledger."""

from datetime import date

import click

from musnad.bulk import read_into
from musnad.cli.options import evidence_option, jobs_option, ledger_option, plain_option
from musnad.cli.screen import Screen, cores
from musnad.gather import Metadata
from musnad.gather.dates import day
from musnad.gather.records import FIELDS
from musnad.ledger import Ledger


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
@jobs_option
@evidence_option
@plain_option
@click.pass_context
def read(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    ledger: str,
    jobs: int,
    columns: dict[str, str],
    evidence: bool,
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

    The bytes of a file that is one report, and of each page in an archive, are kept in the ledger; of a
    record in another larger file, their hash and the place.

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
    screen = Screen(ledger, plain)
    # An empty name is no name.
    defaults = Metadata(**{name: value or None for name, value in stated.items()})  # type: ignore[arg-type]
    with screen.until_stopped(context), Ledger(ledger) as opened:
        summary = read_into(
            opened,
            paths,
            defaults,
            jobs=jobs or cores(),
            evidence=evidence,
            columns=columns,
            on_progress=screen.progress,
            on_problem=screen.problem,
        )
    screen.finished(summary)
    context.exit(1 if summary.unread else 0)
