"""``musnad claim``: one claim, and what a person judges of claims."""

import click

from musnad.cli.claim_view import claim_lines
from musnad.cli.options import ledger_option, plain_option
from musnad.cli.passages import short
from musnad.cli.terminal import Terminal
from musnad.ledger import Ledger
from musnad.model import MusnadError

_USAGE = "Name a claim, or «merge CLAIM CLAIM», «split STATEMENT», «undo JUDGEMENT»."


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="CLAIM | merge CLAIM CLAIM | split STATEMENT | undo JUDGEMENT")
@click.option("--note", help="Why, kept with a judgement.")
@click.option("--author", help="Who judges; the user's name unless given.")
@ledger_option
@plain_option
def claim(what: tuple[str, ...], note: str | None, author: str | None, ledger: str, plain: bool | None) -> None:
    """Show a claim; merge, split, undo.

    Shows its statements in time with speaker, force and words, what each is to an earlier one, first sources,
    figures, and labels. CLAIM is the beginning of its id, or of one of its statements'.

    merge makes two claims one, split makes a statement a claim of its own, undo takes such a judgement back. A
    judgement wins over what was grouped, and stays in the ledger.

    \b
    Examples:
      musnad claim 5f03ab91 --ledger war.db
      musnad claim merge 5f03ab91 77aa0c12 --note "same visit" --ledger war.db
      musnad claim undo 0c4e --ledger war.db
    """
    with Ledger(ledger) as opened:
        claims = opened.compared()
        match what:
            case ("merge", first, second):
                made = claims.merge(first, second, note=note, author=author)
            case ("split", statement):
                found = opened.find_statement(statement) or [statement]
                if len(found) > 1:
                    raise MusnadError(f"{len(found)} statements begin with «{statement}». Give more of the id.")
                made = claims.split(found[0], note=note, author=author)
            case ("undo", judgement):
                made = claims.undo(judgement, note=note, author=author)
            case (prefix,):
                for line in claim_lines(Terminal.of_output(plain), claims.get(prefix)):
                    click.echo(line)
                return
            case _:
                raise MusnadError(_USAGE)
    click.echo(f"Judged: {made.kind}. «musnad claim undo {short(made.id)}» takes it back.")
