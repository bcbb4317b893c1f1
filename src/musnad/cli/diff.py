"""``musnad diff``: what was edited between versions of a page."""

from collections.abc import Iterator, Sequence

import click

from musnad.cli.lookup import find_reports, missing
from musnad.cli.options import ledger_option, plain_option
from musnad.cli.passages import day, short
from musnad.cli.show import ambiguity
from musnad.cli.terminal import Terminal, flat
from musnad.ledger import Edit, Ledger, ReportEntry

# Words that are shown before and after what was edited.
_CONTEXT = 8
# Characters of an unchanged stretch beyond which what comes after it is shown as a passage of its own.
_FAR = 200


@click.command()
@click.argument("report")
@click.argument("other", required=False)
@ledger_option
@plain_option
def diff(report: str, other: str | None, ledger: str, plain: bool | None) -> None:
    """Show what was edited between versions of a page.

    REPORT is a report read from a page: its address, its name, or the beginning of its id. Its versions are
    shown in the order in which they were received, each with what was edited in it word by word: [-gone-]
    and {+new+}, with some words around. With OTHER those two reports are compared instead.

    \b
    Examples:
      musnad diff https://alwadi.example/news/17 --ledger war.db
      musnad diff 9188a0302e9c
      musnad diff 9188a0302e9c 5f03ab91c2de --isolates | less
    """
    terminal = Terminal.of_output(plain)
    with Ledger(ledger, readonly=True) as opened:
        if other is None:
            versions = _versions(opened, report)
        else:
            versions = [opened.entry(_one(opened, each)) for each in (report, other)]
        for line in _lines(terminal, opened, versions):
            click.echo(line)
    if len(versions) == 1:
        click.echo("There is only this version.", err=True)


def _versions(ledger: Ledger, what: str) -> list[ReportEntry]:
    found = find_reports(ledger, what)
    if not found:
        raise missing(ledger, what)
    versions = ledger.versions(found[0])
    # The name of a page is that of all its versions.
    if not {each.id for each in versions}.issuperset(found):
        raise ambiguity(ledger, what, found, [])
    return versions


def _one(ledger: Ledger, what: str) -> str:
    found = find_reports(ledger, what)
    if not found:
        raise missing(ledger, what)
    if len(found) > 1:
        raise ambiguity(ledger, what, found, [])
    return found[0]


def _lines(terminal: Terminal, ledger: Ledger, versions: Sequence[ReportEntry]) -> Iterator[str]:
    before: ReportEntry | None = None
    for number, entry in enumerate(versions, 1):
        yield _heading(terminal, ledger, number, entry)
        if before is not None:
            yield from _changes(terminal, ledger, before, entry)
        before = entry


def _heading(terminal: Terminal, ledger: Ledger, number: int, entry: ReportEntry) -> str:
    moments = [snapshot.received for snapshot in ledger.snapshots(entry.id)]
    parts = [terminal.bold(f"version {number}"), f"received {min(moments)}" if moments else f"added {entry.added}"]
    parts += [day(entry).strip(), short(entry.id)]
    parts += [terminal.value(each) for each in (entry.outlet, entry.title, entry.url) if each]
    return "  ".join(parts)


def _changes(terminal: Terminal, ledger: Ledger, before: ReportEntry, after: ReportEntry) -> Iterator[str]:
    for label in ("outlet", "published", "url", "title", "author"):
        former, latter = getattr(before, label), getattr(after, label)
        if former != latter:
            parts = [_gone(terminal, str(former))] if former else []
            parts += [_new(terminal, str(latter))] if latter else []
            yield f"    {label}: {terminal.line(parts)}"
    edits = ledger.edits(before.id, after.id)
    if all(edit.kind == "same" for edit in edits):
        yield "    the same words"
        return
    texts = ledger.get(before.id).report.text, ledger.get(after.id).report.text
    for passage in _passages(edits):
        yield f"    {terminal.line(_shown(terminal, passage, *texts))}"


def _passages(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """The edits in groups, each with the stretches that stay around and between them."""
    passage: list[Edit] = []
    for edit in edits:
        passage.append(edit)
        far = edit.kind == "same" and edit.after.end - edit.after.start > _FAR
        if far:
            if any(each.kind != "same" for each in passage):
                yield passage
            passage = [edit]
    if any(each.kind != "same" for each in passage):
        yield passage


def _shown(terminal: Terminal, passage: Sequence[Edit], before: str, after: str) -> Iterator[str]:
    for number, edit in enumerate(passage):
        if edit.kind == "gone":
            yield _gone(terminal, edit.before.of(before))
        elif edit.kind == "new":
            yield _new(terminal, edit.after.of(after))
        else:
            words = flat(edit.after.of(after)).split()
            first, last = number == 0, number == len(passage) - 1
            if len(words) > (_CONTEXT if first or last else 2 * _CONTEXT):
                head = [] if first else words[:_CONTEXT]
                tail = [] if last else words[-_CONTEXT:]
                words = [*head, "…", *tail]
            yield " ".join(words)


def _gone(terminal: Terminal, text: str) -> str:
    return terminal.coloured(f"[-{flat(text)}-]", "red")


def _new(terminal: Terminal, text: str) -> str:
    return terminal.coloured(f"{{+{flat(text)}+}}", "green")
