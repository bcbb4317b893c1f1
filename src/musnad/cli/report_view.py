"""A report on the terminal: its whole text, then what is said in it and by whom."""

from collections.abc import Iterator, Sequence

from musnad.cli.inside_view import Spoken
from musnad.cli.passages import OWN_VOICE, chain, labels, report_line, short, signal_lines
from musnad.cli.terminal import Terminal, flat
from musnad.compare.dispatch import agency_name
from musnad.ledger import Dispatch, SnapshotEntry, Statement
from musnad.model import Analysis, Block, Narration, Report, Span

_READ = ("headline", "body")
_LABEL_WIDTH = 10
_RECEIVED = f"{'received':{_LABEL_WIDTH}}"
_LEGEND = "[n]: the words that signal statement n · ‹…›: the outlet's own voice · labelled lines: set aside"


def report_lines(
    terminal: Terminal,
    analysis: Analysis,
    statements: Sequence[Statement],
    snapshots: Sequence[SnapshotEntry] = (),
    dispatch: Dispatch | None = None,
    spoken: Spoken | None = None,
) -> Iterator[str]:
    """The report from its heading, with what it was read from and its place in a dispatch, to the last statement.

    *dispatch* is the text that others carry too, *spoken* tells what the statements speak of.
    """
    yield from _heading(terminal, analysis.report)
    for snapshot in snapshots:
        yield _received(terminal, snapshot)
    if dispatch is not None:
        yield from _dispatch(terminal, dispatch, analysis.report.id)
    yield ""
    yield from _text(terminal, analysis)
    yield ""
    yield from _passages(terminal, analysis, statements, spoken)
    said, told = len(statements), len(analysis.narration)
    yield terminal.dim(
        f"{said} statement{'' if said == 1 else 's'}, {told} sentence{'' if told == 1 else 's'} in the"
        f" outlet's own voice"
    )


def _heading(terminal: Terminal, report: Report) -> Iterator[str]:
    known = {
        "report": report.name,
        "outlet": report.outlet,
        "via": report.via,
        "date": report.published.isoformat() if report.published else None,
        "changed": report.changed.isoformat() if report.changed else None,
        "language": report.language,
        "title": report.title,
        "author": report.author,
        "url": report.url,
        "id": report.id,
    }
    for label, value in known.items():
        if value:
            yield f"{terminal.dim(f'{label:{_LABEL_WIDTH}}')}{terminal.value(value)}"


def _received(terminal: Terminal, snapshot: SnapshotEntry) -> str:
    source = terminal.value(snapshot.source)
    where = f"{source}, {flat(snapshot.place)}" if snapshot.place else source
    kept = "" if snapshot.kept != "no" else ", only the hash is kept"
    return f"{terminal.dim(_RECEIVED)}{snapshot.received} {where}, SHA-256 {snapshot.sha256}{kept}"


def _dispatch(terminal: Terminal, dispatch: Dispatch, report_id: str) -> Iterator[str]:
    """«agency رويترز», «dispatch copy of …», «first seen …»: each where there is something to say."""
    mine = next(member for member in dispatch.members if member.report.id == report_id)
    said: list[tuple[str, str]] = []
    if mine.agency:
        said.append(("agency", terminal.value(agency_name(mine.agency))))
    if len(dispatch.members) > 1:
        entries = {member.report.id: member.report for member in dispatch.members}
        if mine.nearest in entries:
            said.append(("dispatch", f"{mine.version} of {report_line(terminal, entries[mine.nearest])}"))
        first = dispatch.first.report
        seen = "here" if first.id == report_id else report_line(terminal, first)
        said.append(("" if mine.nearest in entries else "dispatch", f"first seen {seen}"))
        others, outlets = len(dispatch.members), len(dispatch.outlets)
        said.append(("", f"carried by {others} reports of {outlets} outlet{'' if outlets == 1 else 's'}"))
    for label, value in said:
        yield f"{terminal.dim(f'{label:{_LABEL_WIDTH}}')}{value}"


def _text(terminal: Terminal, analysis: Analysis) -> Iterator[str]:
    """Each line of the text behind the name of the block it belongs to, if that was set aside."""
    text = analysis.report.text
    insertions = _Insertions(analysis)
    blocks = iter(sorted(analysis.blocks, key=lambda block: block.span))
    block = next(blocks, None)
    story = 0
    start = 0
    yield terminal.dim(_LEGEND)
    for line in text.rstrip().split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        while block is not None and block.span.end <= span.start:
            block = next(blocks, None)
        of_line = block if block is not None and block.span.touches(span) else None
        if of_line is not None and of_line.story != story:
            story = of_line.story
            yield terminal.dim(f"── story {story + 1} ──")
        shown = terminal.value(insertions.into(text, span))
        yield _labelled(terminal, of_line, shown) if shown else ""


def _labelled(terminal: Terminal, block: Block | None, shown: str) -> str:
    kind = block.kind if block is not None and block.kind != "body" else ""
    line = f"{kind:{_LABEL_WIDTH}}{shown}"
    return line if block is None or block.kind in _READ else terminal.dim(line)


class _Insertions:
    """Marks that go between the characters of the text, taken in order while its lines are shown."""

    def __init__(self, analysis: Analysis) -> None:
        # At one place, what closes comes before the numbers, and these before what opens.
        found = [(a.cue.end, 1, f"[{a.id}]") for a in analysis.attributions]
        for narration in analysis.narration:
            found += [(narration.span.start, 2, "‹"), (narration.span.end, 0, "›")]
        self._found = sorted(found)
        self._next = 0

    def into(self, text: str, line: Span) -> str:
        """The characters of *line* with the marks that stand in it; lines must come in order."""
        parts = []
        at = line.start
        while self._next < len(self._found) and self._found[self._next][0] <= line.end:
            place, _, mark = self._found[self._next]
            parts += [text[at : max(at, place)], mark]
            at = max(at, place)
            self._next += 1
        parts.append(text[at : line.end])
        return "".join(parts)


def _passages(
    terminal: Terminal, analysis: Analysis, statements: Sequence[Statement], spoken: Spoken | None
) -> Iterator[str]:
    """Statements and narration, each as a paragraph, in the order of the text."""
    # A statement stands where its first part stands, also when cue and source follow the content.
    placed: list[tuple[Span, Statement | Narration]] = [
        (min(s.attribution.cue, s.attribution.content), s) for s in statements
    ]
    placed += [(narration.span, narration) for narration in analysis.narration]
    placed.sort(key=lambda each: each[0])
    for _, passage in placed:
        if isinstance(passage, Statement):
            yield from _said(terminal, passage)
            if spoken is not None:
                yield from spoken.lines(passage, " " * 6)
        else:
            yield from _told(terminal, analysis.report, passage)
        yield ""


def _said(terminal: Terminal, statement: Statement) -> Iterator[str]:
    who = terminal.bold(chain(terminal, statement.report, statement.chain))
    number = f"[{statement.attribution.id}]"
    yield (f"{number:6}{who}  {labels(terminal, statement.attribution)}  {terminal.dim(short(statement.id))}")
    yield from signal_lines(terminal, statement, " " * 6)


def _told(terminal: Terminal, report: Report, narration: Narration) -> Iterator[str]:
    who = terminal.bold(chain(terminal, report, ()))
    yield f"{'–':6}{who}  {terminal.dim(OWN_VOICE)}"
    yield f"{' ' * 6}{terminal.value(narration.span.of(report.text))}"
