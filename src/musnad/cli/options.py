"""Options that several commands share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

LEDGER_VARIABLE = "MUSNAD_LEDGER"
DEFAULT_LEDGER = "musnad.db"

_Command = TypeVar("_Command", bound=Callable[..., Any])


def ledger_option(command: _Command) -> _Command:
    """``--ledger``: the file, from the environment if not given."""
    return click.option(
        "--ledger",
        "-l",
        default=DEFAULT_LEDGER,
        envvar=LEDGER_VARIABLE,
        show_default=True,
        show_envvar=True,
        metavar="FILE",
        help="The ledger to use.",
    )(command)


def plain_option(command: _Command) -> _Command:
    """``--plain / --isolates``: None unless given."""
    return click.option(
        "--plain/--isolates",
        default=None,
        help="No colours and no bidirectional isolates; or isolates also in a pipe, for a pager."
        " Unless given: both on a terminal, none in a pipe. NO_COLOR is respected.",
    )(command)


def jobs_option(command: _Command) -> _Command:
    """``--jobs``: how many processes analyse."""
    return click.option(
        "--jobs",
        "-j",
        type=click.IntRange(0),
        default=1,
        show_default=True,
        metavar="N",
        help="Processes to analyse with; 0 for one on each core.",
    )(command)


def evidence_option(command: _Command) -> _Command:
    """``--no-evidence``: whether bytes are kept."""
    return click.option(
        "--no-evidence",
        "evidence",
        flag_value=False,
        default=True,
        help="Keep only the hash of what is received, not the bytes.",
    )(command)


def web_options(command: _Command) -> _Command:
    """How servers are asked: ``--delay``, ``--contact``, ``--allow-private``."""
    for option in (
        click.option(
            "--allow-private",
            is_flag=True,
            help="Also ask addresses inside private networks and of this machine.",
        ),
        click.option(
            "--contact",
            metavar="TEXT",
            envvar="MUSNAD_CONTACT",
            show_envvar=True,
            help="An address or page where the servers' people can reach you; sent with each request.",
        ),
        click.option(
            "--delay",
            type=click.FloatRange(0, 3600),
            default=1.0,
            show_default=True,
            metavar="SECONDS",
            help="Between two requests to one host; its robots.txt may ask for more.",
        ),
        click.option(
            "--limit",
            "most",
            type=click.IntRange(1),
            metavar="N",
            help="Pages at most that one feed, sitemap or site leads to. Unless given: 10,000.",
        ),
    ):
        command = option(command)
    return command
