"""The command ``musnad``: which commands there are, and how errors reach the person."""

import errno
import io
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from types import MappingProxyType
from typing import IO, Any

import click

from musnad import __version__
from musnad.cli.terminal import flat
from musnad.model import MusnadError

# Each command is the function of its name in the module of its name. What it does in a line stands here,
# so that «musnad --help» loads none of them.
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "read": "Read reports into a ledger.",
        "fetch": "Fetch pages from the web into a ledger.",
        "watch": "Poll feeds and read what is new in them.",
        "show": "Show a report, a statement with its chain, or a speaker.",
        "search": "Search statements for words, speakers, forces, days.",
        "names": "Own names, merges, splits and links: whom the reports mean.",
        "claims": "List claims, those of most outlets first.",
        "claim": "Show a claim; merge, split, undo.",
        "disputes": "List claims with a denial or figures that differ.",
        "sources": "List outlets: reports, when last seen, failures.",
        "diff": "Show what was edited between versions of a page.",
        "verify": "Recompute every hash in the ledger.",
        "dispatches": "List texts that several reports carry.",
        "serve": "Open a ledger as pages for a browser.",
        "export": "Write the whole ledger in another format.",
    }
)


class Refusal(click.ClickException):
    """An error in a person's words: one line, exit status 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"musnad: {flat(self.message)}", file=file, err=file is None)


class Commands(click.Group):
    """Loads a command when it is asked for, and turns errors into words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"musnad.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # Letters that the terminal's encoding lacks are shown escaped instead of ending the command.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except MusnadError as error:
            raise Refusal(str(error)) from error
        except OSError as error:
            # A reader that has seen enough («| head») is no error to talk about; click ends quietly then.
            if error.errno == errno.EPIPE:
                raise
            _forget_output()
            raise Refusal(f"{error.filename or 'output'}: {error.strerror or error}.") from error
        return result


def _forget_output() -> None:
    """Let what a full disk refused go, so that it is not tried and complained of again at the very end."""
    with suppress(OSError, ValueError):
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.close(devnull)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", prog_name="musnad", message="%(prog)s %(version)s")
def main() -> None:
    """Read Arabic news reports into a ledger of who said what, through whom.

    \b
    Examples:
      musnad read reports/ --ledger war.db --outlet "وكالة" --date 2016-10-07
      musnad watch feeds.txt --every 15m --ledger war.db
      musnad show report-17.txt --ledger war.db
      musnad search كيماوي --force deny --ledger war.db
      musnad dispatches --min-outlets 3 --ledger war.db
      musnad export --format csv --out tables --ledger war.db

    The ledger is musnad.db in the current folder unless --ledger or the environment variable
    MUSNAD_LEDGER names another.
    """
