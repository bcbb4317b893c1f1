"""A statement on the terminal: its chain as a tree, from the outlet inwards."""

from collections.abc import Iterable, Iterator

from musnad.cli.inside_view import Spoken
from musnad.cli.passages import chain, day, labels, short, signal_lines, who
from musnad.cli.terminal import Terminal
from musnad.ledger import Statement


def tree_lines(
    terminal: Terminal, statement: Statement, of_report: Iterable[Statement], spoken: Spoken | None = None
) -> Iterator[str]:
    """The outlet, the links down to *statement* (marked «●»), and what lies inside it.

    *of_report* are the statements of its report, *spoken* tells what they speak of.
    """
    above = {link.id for link in statement.chain}
    below: dict[str | None, list[Statement]] = {}
    for each in of_report:
        if each.id in above or any(link.id == statement.id for link in each.chain):
            parent = each.chain[-2].id if len(each.chain) > 1 else None
            below.setdefault(parent, []).append(each)
    report = statement.report
    root = [terminal.bold(chain(terminal, report, ())), day(report).strip()]
    root += [terminal.value(each) for each in (report.name, report.title, report.url) if each]
    yield "  ".join(root)
    # A stack, because chains can be deeper than Python's calls: (statement, what stands before it, is last).
    waiting = _children(below, None, "")
    while waiting:
        each, before, last = waiting.pop()
        inner = before + ("   " if last else "│  ")
        here = "● " if each.id == statement.id else ""
        yield from _node(terminal, each, f"{before}{'└─' if last else '├─'} {here}", inner)
        if spoken is not None:
            yield from spoken.lines(each, inner)
        waiting += _children(below, each.id, inner)


def _children(
    below: dict[str | None, list[Statement]], parent: str | None, before: str
) -> list[tuple[Statement, str, bool]]:
    """In the order in which a stack gives them back."""
    children = below.get(parent, [])
    return [(child, before, child is children[-1]) for child in reversed(children)]


def _node(terminal: Terminal, statement: Statement, first: str, rest: str) -> Iterator[str]:
    name = terminal.bold(terminal.value(who(statement.chain[-1])))
    yield f"{first}{name}  {labels(terminal, statement.attribution)}  {terminal.dim(short(statement.id))}"
    yield from signal_lines(terminal, statement, rest)
