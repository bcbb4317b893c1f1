"""The standard error of commands that take long: problems, progress, and what came of it."""

import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from musnad.bulk import Summary
from musnad.cli.terminal import Terminal, flat
from musnad.model import Problem

#: Exit status after Ctrl-C.
INTERRUPTED = 130
_CLEAR_LINE = "\r\x1b[K"


class Screen:
    """The standard error: problems and a last line; on a terminal a line of progress too."""

    def __init__(self, ledger: str, plain: bool | None) -> None:
        interactive = sys.stderr.isatty()
        self._moving = interactive and os.environ.get("TERM") != "dumb"
        self._terminal = Terminal(styled=False, isolated=interactive if plain is None else not plain)
        self._ledger = self._terminal.value(ledger)
        self._last = Summary()
        self._shown = False

    def progress(self, summary: Summary) -> None:
        """Show how far the run is."""
        self._last = summary
        if self._moving:
            width = shutil.get_terminal_size().columns
            click.echo(_CLEAR_LINE + _progress(summary)[: width - 1], err=True, nl=False)
            self._shown = True

    def problem(self, problem: Problem) -> None:
        """Show a problem in one line."""
        self.clear()
        where = self._terminal.value(problem.path) + (f", {flat(problem.place)}" if problem.place else "")
        note = "" if problem.fatal else "note: "
        click.echo(f"{where}: {note}{flat(problem.message)}", err=True)

    def finished(self, summary: Summary) -> None:
        """Show what came of the run."""
        click.echo(self._result(summary), err=True)

    @contextmanager
    def until_stopped(self, context: click.Context, status: int = INTERRUPTED) -> Iterator[None]:
        """Run the block; after Ctrl-C tell how far it came, and end with *status*."""
        try:
            yield
        except KeyboardInterrupt:
            self.stopped()
            context.exit(status)
        finally:
            self.clear()

    def stopped(self) -> None:
        """Show what came of a run that was interrupted."""
        self.clear()
        click.echo(f"Stopped. {self._result(self._last)} The same command goes on from here.", err=True)

    def clear(self) -> None:
        """Take the line of progress away."""
        if self._shown:
            click.echo(_CLEAR_LINE, err=True, nl=False)
            self._shown = False

    def _result(self, summary: Summary) -> str:
        if summary.added:
            parts = [
                f"{_number(summary.added, 'report')} added to {self._ledger}"
                f" ({_number(summary.statements, 'statement')}, {_number(summary.words, 'word')},"
                f" {summary.words_per_second:,.0f} words/s)"
            ]
        else:
            parts = [f"Nothing added to {self._ledger}"]
        if summary.known:
            parts.append(f"{_number(summary.known, 'report')} there already")
        if summary.skipped:
            parts.append(f"{_number(summary.skipped, 'file')} read before")
        if summary.unchanged:
            parts.append(f"{_number(summary.unchanged, 'address', 'addresses')} unchanged")
        if summary.unread:
            parts.append(f"left unread: {summary.unread:,}, see above")
        return "; ".join(parts) + "."


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a polite end (SIGTERM) inside the block be as Ctrl-C: what was analysed is recorded first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def _progress(summary: Summary) -> str:
    asked = [_number(summary.asked, "address", "addresses")] if summary.asked else []
    parts = [
        *asked,
        _number(summary.analysed, "report"),
        _number(summary.words, "word"),
        f"{summary.words_per_second:,.0f} words/s",
    ]
    if summary.known or summary.skipped:
        parts.append(f"already there: {summary.known + summary.skipped:,}")
    if summary.problems:
        parts.append(_number(summary.problems, "problem"))
    return " · ".join(parts)


def _number(count: int, noun: str, several: str = "") -> str:
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"
