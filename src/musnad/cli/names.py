"""``musnad names``: the user's own names, merges and splits in a ledger."""

import os
import sys
from itertools import islice
from typing import Any

import click

from musnad.cli.options import ledger_option, plain_option
from musnad.cli.terminal import Terminal, flat
from musnad.ledger import NEW, TENURES, Entity, Judgement, Ledger
from musnad.model import MusnadError, Problem
from musnad.model.entity import BODY_KINDS

_SECTIONS = {"person": "persons", "body": "bodies", "state": "states", "office": "offices"}
_LIMIT = 50
_SHOWN_OF_ID = 12
# After so many broken lines nobody reads on.
_MOST_TOLD = 100


def author_option(command: Any) -> Any:
    """``--author``: from the environment if not given."""
    command = click.option("--note", metavar="TEXT", help="Why.")(command)
    return click.option(
        "--author", metavar="NAME", default=lambda: os.environ.get("USER", ""), help="Who judges. [default: $USER]"
    )(command)


@click.group()
def names() -> None:
    """Own names, merges, splits and links: whom the reports mean.

    What is added or imported takes part in what is read from then on; merges, splits and links count at once, also for
    what was read before. Nothing is overwritten: each change has an author and a time and can be undone.

    \b
    Examples:
      musnad names add person "كنعان السروي" --english "Kanaan Sarwi" --sex m --short السروي
      musnad names merge e.5f03ab91c2de p.kanaan-sarwi --note "same ministry"
      musnad names link السروي --report dam.txt --to p.kanaan-sarwi
      musnad names list --query السروي
      musnad names import entities.ftm.json
      musnad names undo 77ab12
    """


@names.command()
@click.argument("kind", type=click.Choice(list(_SECTIONS)))
@click.argument("name")
@click.option(
    "--id", "id_", metavar="ID", help="An id of its own, as p.kanaan-sarwi; made from --english if not given."
)
@click.option("--english", metavar="NAME", help="Its English name.")
@click.option("--form", "forms", multiple=True, metavar="NAME", help="Another name; of an office another title.")
@click.option("--short", multiple=True, metavar="NAME", help="How news calls a person after the first mention.")
@click.option("--label", "labels", multiple=True, metavar="NAME=SIDE", help="What one side calls it, and which.")
@click.option("--sex", type=click.Choice(["m", "f"]), help="Of a person.")
@click.option("--state", metavar="ID", help="The state to which it belongs, as s.syria.")
@click.option("--body-kind", type=click.Choice(BODY_KINDS), default="other", show_default=True, help="Of a body.")
@click.option("--of", metavar="ID", help="The state or body of an office.")
@click.option("--role", metavar="ROLE", default="special", show_default=True, help="Of an office; see roles.yaml.")
@click.option(
    "--holder", "holders", multiple=True, metavar="'ID SINCE UNTIL'", help="Who held an office; dates may end."
)
@author_option
@ledger_option
def add(kind: str, name: str, ledger: str, author: str, note: str | None, **given: Any) -> None:
    """Add an entry, or another version of one.

    The fields are those of the knowledge base; an entry with the id of a packaged one takes its place.

    \b
    Examples:
      musnad names add body "لواء الوادي" --english "Valley Brigade" --body-kind armed-group --state s.syria
      musnad names add office "محافظ الوادي" --of s.syria --holder "p.kanaan-sarwi 2031-02 2033"
    """
    with Ledger(ledger) as opened:
        _tell(opened.names.add(_SECTIONS[kind], _entry(kind, name, given), author=author, note=note))


@names.command("list")
@click.option("--query", metavar="WORDS", help="Also of the knowledge base and those found in reports: by these words.")
@click.option("--limit", type=click.IntRange(0), default=_LIMIT, show_default=True, metavar="N", help="0 for all.")
@ledger_option
@plain_option
def list_(query: str | None, limit: int, ledger: str, plain: bool | None) -> None:
    """List own entries and judgements, or all who are called so."""
    terminal = Terminal.of_output(plain)
    with Ledger(ledger, readonly=True) as opened:
        if query is not None:
            for id_ in islice(opened.find_entities(query), limit or None):
                click.echo(_line(terminal, opened, id_))
            return
        own = (e["id"] for section, e in opened.names.entries() if section != TENURES)
        for id_ in islice(own, limit or None):
            click.echo(_line(terminal, opened, id_))
        for judgement in islice(reversed(opened.names.judgements()), limit or None):
            click.echo(_judgement_line(terminal, judgement))


@names.command()
@click.argument("id_", metavar="ID")
@ledger_option
@plain_option
def show(id_: str, ledger: str, plain: bool | None) -> None:
    """Show all that is known of one: forms, labels, offices held, how the reports call it, judgements."""
    terminal = Terminal.of_output(plain)
    with Ledger(ledger, readonly=True) as opened:
        for line in _entity_lines(terminal, opened, opened.entity(id_)):
            click.echo(line)


@names.command()
@click.argument("id_", metavar="ID")
@click.argument("into", metavar="INTO")
@author_option
@ledger_option
def merge(id_: str, into: str, ledger: str, author: str, note: str | None) -> None:
    """Judge that ID is INTO: its statements and mentions count as that one's."""
    with Ledger(ledger) as opened:
        _tell(opened.names.merge(id_, into, author=author, note=note))


@names.command()
@click.argument("id_", metavar="ID")
@click.option("--name", metavar="NAME", help="What is called so …")
@click.option("--report", metavar="REPORT", help="… or stands in this report (file name or id) …")
@click.option("--into", metavar="ID", help="… is this one; somebody of his own if not given.")
@author_option
@ledger_option
def split(
    id_: str, name: str | None, report: str | None, into: str | None, ledger: str, author: str, note: str | None
) -> None:
    """Judge that what is called NAME, or stands in REPORT, is not ID."""
    with Ledger(ledger) as opened:
        report = None if report is None else _report(opened, report)
        judgement = opened.names.split(id_, name=name, report=report, into=into, author=author, note=note)
        _tell(judgement)
        click.echo(f"What was split off is {judgement.object}.")


@names.command()
@click.argument("name", metavar="NAME")
@click.option("--report", required=True, metavar="REPORT", help="In this report (file name or id) …")
@click.option("--to", metavar="ID", help="… NAME is this one;")
@click.option("--new", is_flag=True, help="somebody of whom nothing else is known;")
@click.option("--nobody", is_flag=True, help="none of those who are known.")
@author_option
@ledger_option
def link(
    name: str, report: str, to: str | None, new: bool, nobody: bool, ledger: str, author: str, note: str | None
) -> None:
    """Judge whom NAME means in one report, above all that was read."""
    if [to is not None, new, nobody].count(True) != 1:
        raise click.UsageError("Say whom the name means: --to ID, --new or --nobody.")
    with Ledger(ledger) as opened:
        judgement = opened.names.link(name, _report(opened, report), NEW if new else to, author=author, note=note)
        _tell(judgement)


@names.command()
@click.argument("judgement")
@author_option
@ledger_option
def undo(judgement: str, ledger: str, author: str, note: str | None) -> None:
    """Take back a judgement, an import included; JUDGEMENT is the beginning of its id."""
    with Ledger(ledger) as opened:
        _tell(opened.names.undo(judgement, author=author, note=note))


@names.command("import")
@click.argument("file", metavar="FILE")
@author_option
@ledger_option
@click.pass_context
def import_(context: click.Context, /, file: str, ledger: str, author: str, note: str | None) -> None:
    """Import names from FILE.

    FILE is YAML as the knowledge base has it (.yaml), or JSON lines of FollowTheMoney (as OpenSanctions publishes
    them) or of Wikidata; .gz, .xz and .bz2 may follow. Broken lines are told by number and passed over; the exit
    status is 1 then. Importing the same again changes nothing.
    """
    from musnad.resolve import import_names

    told = 0
    moving = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def progress(settled: int) -> None:
        if moving:
            click.echo(f"\r\x1b[K{settled:,} entries", err=True, nl=False)

    def tell(problem: Problem) -> None:
        nonlocal told
        told += 1
        if told <= _MOST_TOLD:
            click.echo("\r\x1b[K" * moving, err=True, nl=False)
            click.echo(f"musnad: {flat(str(problem))}", err=True)

    with Ledger(ledger) as opened:
        summary = import_names(opened, file, author=author, note=note, on_problem=tell, on_progress=progress)
    click.echo("\r\x1b[K" * moving, err=True, nl=False)
    if told > _MOST_TOLD:
        click.echo(f"musnad: and {told - _MOST_TOLD} more like these", err=True)
    click.echo(
        f"{summary.added} added, {summary.known} known, {summary.merged} merged with the knowledge base,"
        f" {summary.problems} passed over"
    )
    context.exit(1 if summary.problems else 0)


def _report(ledger: Ledger, name: str) -> str:
    found = ledger.find_report(name)
    if len(found) != 1:
        raise MusnadError(f"«{name}» may be {len(found)} reports. Give the id of one.")
    return found[0]


def _entry(kind: str, name: str, given: dict[str, Any]) -> dict[str, Any]:
    english = given["english"]
    entry: dict[str, Any] = {"id": given["id_"] or _id(kind, name, english)}
    if kind == "office":
        titles = [name, *given["forms"]]
        entry |= {"english": english or name, "titles": titles, "of": given["of"], "role": given["role"]}
        entry["holders"] = [_holder(text) for text in given["holders"]]
        if given["of"] is None:
            raise click.UsageError("An office needs --of, the state or body to which it belongs.")
    else:
        entry |= {"name": name, "english": english or name, "forms": list(given["forms"])}
        entry["labels"] = [_label(text) for text in given["labels"]]
        if kind == "person":
            entry |= {"short": list(given["short"]), "sex": given["sex"], "state": given["state"]}
        elif kind == "body":
            entry |= {"kind": given["body_kind"], "state": given["state"]}
    return {key: value for key, value in entry.items() if value not in (None, [])}


def _id(kind: str, name: str, english: str | None) -> str:
    from musnad.resolve.lists.entry import own_id

    return own_id(_SECTIONS[kind][0], (english or name).lower().replace(" ", "-"))


def _label(text: str) -> dict[str, str]:
    form, found, side = text.partition("=")
    if not found:
        raise click.UsageError(f"--label {text}: write NAME=SIDE, so that it is known whose term it is.")
    return {"form": form.strip(), "side": side.strip()}


def _holder(text: str) -> dict[str, str]:
    person, *dates = text.split() or [""]
    if not person or len(dates) > 2:
        raise click.UsageError(
            f"--holder {text!r}: write an id and at most two dates, as 'p.kanaan-sarwi 2031-02 2033'."
        )
    return {"person": person} | dict(zip(("since", "until"), dates, strict=False))


def _tell(judgement: Judgement) -> None:
    what = f"{judgement.kind} {judgement.subject}" + (f" {judgement.object}" if judgement.object else "")
    click.echo(f"{flat(what)}: judgement {judgement.id[:_SHOWN_OF_ID]} by {flat(judgement.author)}")


def _line(terminal: Terminal, ledger: Ledger, id_: str) -> str:
    name, english, kind = ledger.called(id_)
    return "  ".join([id_, kind, terminal.value(name), *([terminal.value(english)] if english else [])])


def _judgement_line(terminal: Terminal, judgement: Judgement) -> str:
    parts = [judgement.id[:_SHOWN_OF_ID], judgement.at, judgement.kind, terminal.value(judgement.subject)]
    parts += [terminal.value(each) for each in (judgement.object, judgement.name, judgement.report) if each]
    parts += [f"by {terminal.value(judgement.author)}"]
    parts += [terminal.value(judgement.note)] if judgement.note else []
    return terminal.dim("  ".join([*parts, *([] if judgement.stands else ["undone"])]))


def _entity_lines(terminal: Terminal, ledger: Ledger, entity: Entity) -> list[str]:
    english = f"  {terminal.value(entity.english)}" if entity.english else ""
    lines = [f"{terminal.bold(terminal.value(entity.name))}{english}  {entity.kind}  {entity.id}"]
    lines += [f"state     {entity.state}"] if entity.state else []
    lines += [f"form      {terminal.value(form)}" for form in entity.forms]
    lines += [f"label     {terminal.value(form)} (term of {side})" for form, side in entity.labels]
    for office, since, until in entity.offices:
        lines.append(f"office    {office}  {terminal.value(ledger.called(office)[0])}  {since or '?'} – {until or ''}")
    lines += [f"called    {terminal.value(name)} ({count})" for name, count in entity.names]
    lines += [f"merged    {id_}" for id_ in entity.merged]
    return lines + [_judgement_line(terminal, judgement) for judgement in entity.judgements]
