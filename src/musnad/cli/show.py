"""``musnad show``: a report, a statement, or a speaker."""

import sys
from collections.abc import Iterator

import click

from musnad.cli.inside_view import Spoken
from musnad.cli.lookup import find_reports, missing
from musnad.cli.options import ledger_option, plain_option
from musnad.cli.passages import report_line, statement_lines
from musnad.cli.report_view import report_lines
from musnad.cli.statement_view import tree_lines
from musnad.cli.terminal import Terminal, flat
from musnad.ledger import Ledger
from musnad.model import MusnadError

# Of more candidates than this nobody reads the list.
_CANDIDATES = 20


@click.command()
@click.argument("what", required=False)
@click.option("--speaker", metavar="NAME", help="Show all that this speaker is reported to have said.")
@click.option("--received", is_flag=True, help="Write the bytes that a report was read from, as they were received.")
@ledger_option
@plain_option
def show(what: str | None, speaker: str | None, received: bool, ledger: str, plain: bool | None) -> None:
    """Show a report, a statement with its chain, or a speaker.

    WHAT is the name of a report's file (with or without its ending) or the beginning of its id: its whole
    text is shown, then every statement in it, and what the outlet says in its own voice. Or the beginning
    of a statement's id: its chain is shown as a tree, from the outlet inwards. Either way with the times,
    figures, places and persons that each statement speaks of. Or a speaker's name: all
    that he is reported to have said, in the order of time, and through whom.

    With --received the bytes that a report was read from are written as they came, those received last if
    there are several; a page that came packed is packed still.

    \b
    Examples:
      musnad show report-17.txt --ledger war.db
      musnad show 5f03ab91c2de
      musnad show "كنعان السروي"
      musnad show --speaker السروي --isolates | less
      musnad show 9188a0302e9c --received > page.html
    """
    if (what is None) == (speaker is None) or (received and what is None):
        raise click.UsageError("Name one thing to show: WHAT, or --speaker NAME.")
    terminal = Terminal.of_output(plain)
    with Ledger(ledger, readonly=True) as opened:
        if received:
            click.echo(_body(opened, what or ""), nl=False)
            return
        for line in _lines(terminal, opened, what, speaker):
            click.echo(line)


def _body(ledger: Ledger, what: str) -> bytes:
    reports = find_reports(ledger, what)
    if len(reports) > 1:
        raise ambiguity(ledger, what, reports, [])
    if not reports:
        raise missing(ledger, what)
    snapshots = ledger.snapshots(reports[0])
    if not snapshots:
        raise MusnadError(f"What report «{what}» was read from was not kept.")
    # One whose bytes are there, if any is; else the error tells where they are.
    return ledger.body(max(snapshots, key=lambda each: (each.kept != "no", each.received)).id)


def _lines(terminal: Terminal, ledger: Ledger, what: str | None, speaker: str | None) -> Iterator[str]:
    if what is None:
        return _speaker(terminal, ledger, speaker or "")
    reports = find_reports(ledger, what)
    statements = ledger.find_statement(what)
    if len(reports) + len(statements) > 1:
        raise ambiguity(ledger, what, reports, statements)
    if reports:
        (report_id,) = reports
        analysis = ledger.get(report_id)
        return report_lines(
            terminal,
            analysis,
            list(ledger.statements(report_id)),
            ledger.snapshots(report_id),
            ledger.dispatch_of(report_id),
            Spoken(terminal, ledger, analysis),
        )
    if statements:
        (statement_id,) = statements
        statement = ledger.statement(statement_id)
        report_id = statement.report.id
        spoken = Spoken(terminal, ledger, ledger.get(report_id))
        return tree_lines(terminal, statement, ledger.statements(report_id), spoken)
    return _speaker(terminal, ledger, what)


def _speaker(terminal: Terminal, ledger: Ledger, name: str) -> Iterator[str]:
    number = 0
    for statement in ledger.by_speaker(name):
        number += 1
        yield from statement_lines(terminal, statement)
    if not number:
        raise MusnadError(
            f"{ledger.path} holds no report, statement or speaker «{name}». Search for words with «musnad search»."
        )
    yield f"{number} statement{'s' if number > 1 else ''}"


def ambiguity(ledger: Ledger, what: str, reports: list[str], statements: list[str]) -> MusnadError:
    """List the candidates beside the output, for a person to choose."""
    terminal = Terminal(styled=False, isolated=sys.stderr.isatty())
    candidates = len(reports) + len(statements)
    click.echo(f"«{flat(what)}» may be:", err=True)
    for report_id in reports[:_CANDIDATES]:
        click.echo(f"  report     {report_line(terminal, ledger.entry(report_id))}", err=True)
    for statement_id in statements[: max(0, _CANDIDATES - len(reports))]:
        head, _ = statement_lines(terminal, ledger.statement(statement_id))
        click.echo(f"  statement  {statement_id}  {head}", err=True)
    if candidates > _CANDIDATES:
        click.echo(f"  and {candidates - _CANDIDATES} more", err=True)
    return MusnadError(f"«{what}» may be {candidates} things. Give more of the id.")
