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
