"""``musnad search``: statements and narration by words and by what is known of them."""

from itertools import islice
from typing import Any

import click

from musnad.cli.options import ledger_option, plain_option
from musnad.cli.passages import hit_lines
from musnad.cli.terminal import Terminal, escaped
from musnad.export.inside import inside_record
from musnad.export.records import line, narration_record, statement_record
from musnad.ledger import Hit, Ledger, Statement
from musnad.model import FORCES, KINDS, Analysis, Inside

# A screenful.
_LIMIT = 20
_WHERES = ("content", "narration", "all")


@click.command()
@click.argument("query", nargs=-1)
@click.option("--speaker", metavar="NAME", help="Said by: all words of the speaker's name, in any spelling.")
@click.option("--force", type=click.Choice(FORCES), help="What the act of speaking does.")
@click.option("--kind", type=click.Choice(KINDS), help="What sort of source speaks.")
@click.option("--outlet", metavar="NAME", help="Published by.")
@click.option("--lemma", metavar="WORD", help="Signalled by this verb or noun, in its dictionary form.")
@click.option("--since", metavar="DAY", help="Published on this day or later: 2016-10-07, 2016-10, 2016.")
@click.option("--until", metavar="DAY", help="Published on this day or before it.")
@click.option("--place", metavar="NAME", help="A place, or one in it, is named there: a name or an id.")
@click.option("--counted", metavar="CLASS", help="So many of these are told of: civilians, killed, houses …")
@click.option(
    "--in",
    "in_",
    type=click.Choice(_WHERES),
    default="content",
    show_default=True,
    help="Where: in what is attributed, in the outlets' own voice, in both.",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=_LIMIT,
    show_default=True,
    metavar="N",
    help="Hits at most; 0 for all.",
)
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out so many hits first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, as in export, with «words».")
@ledger_option
@plain_option
def search(query: tuple[str, ...], ledger: str, plain: bool | None, as_json: bool, limit: int, **asked: Any) -> None:
    """Search statements for words, speakers, forces, days.

    QUERY is words that must all be there, a "phrase in quotation marks" (or in «»), beginn*, and, inside
    one argument, -without. Spelling and vowel marks do not matter, and a word is found also with its
    conjunction, article, preposition or light ending: المانيا finds لألمانيا. Without QUERY everything
    that the options let through is found. The newest report comes first.

    \b
    Examples:
      musnad search كيماوي
      musnad search كيماوي --speaker السروي --force deny --since 2016-01-01
      musnad search '"وقف إطلاق النار" -هدنة' --in all
      musnad search --place حلب --counted killed
      musnad search --kind anonymous --outlet "وكالة الوادي" --json
    """
    terminal = Terminal.of_output(plain)
    words = " ".join(query)
    with Ledger(ledger, readonly=True) as opened:
        # One more than is shown tells whether there are more.
        hits = opened.search(words, limit=limit + 1 if limit else None, **asked)
        records = _Records(opened)
        shown = 0
        for hit in islice(hits, limit or None):
            shown += 1
            if as_json:
                click.echo(escaped(line(records.of(hit))))
            else:
                for each in hit_lines(terminal, hit):
                    click.echo(each)
        if not shown:
            click.echo("Nothing found.", err=True)
        elif next(hits, None) is not None:
            click.echo(f"There are more: --offset {asked['offset'] + shown}", err=True)


class _Records:
    """Hits as objects; the report of the last one is kept open."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._open: tuple[Analysis, dict[int, Inside]] | None = None

    def of(self, hit: Hit) -> dict[str, Any]:
        """The object of the export, with the words that matched."""
        if hit.statement is not None:
            record = statement_record(hit.statement) | self._inside(hit.statement)
        else:
            story = hit.narration.story if hit.narration else 0
            record = narration_record(hit.report, hit.span, hit.text, story)
        return record | {"words": [list(word) for word in hit.words]}

    def _inside(self, statement: Statement) -> dict[str, Any]:
        if self._open is None or self._open[0].report.id != statement.report.id:
            analysis = self._ledger.get(statement.report.id)
            self._open = (analysis, self._ledger.inside(analysis))
        analysis, inside = self._open
        return inside_record(analysis, inside[statement.attribution.id])
