"""Statements and narration as lines of text, the way every command shows them."""

from collections.abc import Iterable, Iterator, Sequence

from musnad.cli.terminal import Terminal
from musnad.ledger import Hit, Link, Narrated, ReportEntry, Statement
from musnad.model import Attribution, Report, Span

OWN_VOICE = "own voice"
UNKNOWN = "unknown"
# Characters of an id that are shown: enough that two among a hundred million hardly ever share them.
SHOWN_OF_ID = 12

_COLOURS = {
    "deny": "red",
    "warn": "yellow",
    "threaten": "yellow",
    "demand": "magenta",
    "accuse": "red",
    "condemn": "red",
    "support": "green",
    "promise": "green",
}


def short(id_: str) -> str:
    """As much of an id as is shown, and as the commands accept."""
    return id_[:SHOWN_OF_ID]


def chain(terminal: Terminal, report: ReportEntry | Report, links: Iterable[Link | Attribution]) -> str:
    """«outlet > … > speaker», outermost first; from whom the outlet has the report comes between."""
    via = [report.via] if report.via else []
    names = [report.outlet or f"{UNKNOWN} outlet", *via, *map(who, links)]
    return " > ".join(map(terminal.value, names))


def who(link: Link | Attribution) -> str:
    """The speaker; behind a title, who it is."""
    source = link.source if isinstance(link, Link) else None
    name = link.speaker or source or UNKNOWN
    return f"{name} = {link.entity}" if link.kind == "role" and link.entity else name


def labels(terminal: Terminal, attribution: Attribution) -> str:
    """«deny, person, indirect»."""
    force = terminal.coloured(attribution.force, _COLOURS.get(attribution.force, "cyan"))
    return f"{force}, {attribution.kind}, {attribution.quote}"


def day(report: ReportEntry | Report) -> str:
    """The day of publication, as wide when it is unknown."""
    return report.published.isoformat() if report.published else "undated   "


def statement_lines(terminal: Terminal, statement: Statement, words: Sequence[Span] = ()) -> Iterator[str]:
    """Who, through whom, when and where in one line; in the next what, with *words* of it marked.

    *words* are places in the report's text, as in :class:`musnad.ledger.Hit`.
    """
    report = statement.report
    through = chain(terminal, report, statement.chain)
    yield _head(terminal, report, through, labels(terminal, statement.attribution), short(statement.id))
    yield f"    {_excerpt(terminal, statement.content, statement.attribution.content.start, words)}"


def narrated_lines(terminal: Terminal, narrated: Narrated, words: Sequence[Span] = ()) -> Iterator[str]:
    """As :func:`statement_lines`, for a sentence in the outlet's own voice."""
    report = narrated.report
    outlet = chain(terminal, report, ())
    yield _head(terminal, report, outlet, terminal.dim(OWN_VOICE), short(report.id))
    yield f"    {_excerpt(terminal, narrated.text, narrated.span.start, words)}"


def hit_lines(terminal: Terminal, hit: Hit) -> Iterator[str]:
    """What a search found, with the words that matched."""
    if isinstance(hit.passage, Statement):
        return statement_lines(terminal, hit.passage, hit.words)
    return narrated_lines(terminal, hit.passage, hit.words)


def signal_lines(terminal: Terminal, statement: Statement, indent: str) -> Iterator[str]:
    """The exact words: what signals the statement and names its source, then its content."""
    source = f", source {terminal.value(statement.source)}" if statement.source else ""
    yield f"{indent}{terminal.dim('cue')} {terminal.value(statement.cue)}{source}"
    yield f"{indent}{terminal.value(statement.content)}"


def report_line(terminal: Terminal, report: ReportEntry) -> str:
    """A report in a list of several."""
    parts = [short(report.id), day(report), terminal.value(report.outlet or f"{UNKNOWN} outlet")]
    parts += [terminal.value(each) for each in (report.name, report.title) if each]
    return "  ".join(parts)


def _head(terminal: Terminal, report: ReportEntry, said_by: str, what: str, id_: str) -> str:
    where = [terminal.value(report.name)] if report.name else []
    return "  ".join([day(report), said_by, what, terminal.dim("  ".join([id_, *where]))])


# A speech can fill pages; a line of results is for choosing what to show in full.
_LONGEST_EXCERPT = 400
_BEFORE_FIRST_WORD = 120


def _excerpt(terminal: Terminal, text: str, start: int, words: Sequence[Span]) -> str:
    """*text*, which begins at *start* of the report, cut to some lines around the first of *words*."""
    marks = [Span(word.start - start, word.end - start) for word in words]
    first, last = 0, len(text)
    if last > _LONGEST_EXCERPT:
        first = max(0, marks[0].start - _BEFORE_FIRST_WORD) if marks else 0
        first = text.rfind(" ", 0, first) + 1 if first else 0
        last = _word_end(text, first + _LONGEST_EXCERPT)
    shown = [Span(m.start - first, m.end - first) for m in marks if first <= m.start and m.end <= last]
    marked = terminal.marked(text[first:last], shown)
    return f"{'… ' if first else ''}{marked}{' …' if last < len(text) else ''}"


def _word_end(text: str, at: int) -> int:
    """Where the word at *at* ends, or *at* if none ends near."""
    near = text.find(" ", at, at + 40)
    return min(len(text), at if near < 0 else near)
