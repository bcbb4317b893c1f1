"""The command as a whole: help, errors, pipes."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from ledger.samples import many

from musnad import __version__
from musnad.cli import main
from musnad.cli.group import COMMANDS
from musnad.ledger import Ledger

from .conftest import Run

HEAVY = ("apsw", "yaml", "trafilatura", "musnad.ledger", "musnad.pipeline", "musnad.lexicons")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_there_and_says_what_the_list_says(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(limit=200) == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_help_has_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"  musnad {name}" in result.stdout


def test_help_lists_the_commands(run: Run) -> None:
    for arguments in ([], ["--help"], ["-h"]):
        result = run(*arguments)
        assert all(f"  {name} " in result.output for name in COMMANDS)


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"musnad {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, click.testing, musnad.cli\n"
        "click.testing.CliRunner().invoke(musnad.cli.main, ['--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_an_unknown_command(run: Run) -> None:
    result = run("schow")
    assert result.exit_code == 2
    assert "No such command" in result.stderr


@pytest.mark.parametrize("arguments", [["show", "x"], ["search", "x"], ["export", "--format", "csv", "--out", "o"]])
def test_a_missing_ledger_is_one_line(run: Run, path: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr == f"musnad: {path} does not exist, so there is nothing to read. Check the name.\n"
    assert result.stdout == ""
    assert not path.exists()


def test_a_hostile_name_in_an_error_is_harmless(run: Run) -> None:
    result = run("search", "x", "--ledger", "no\n\x1b[31m.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("musnad: no ␛[31m.db does not exist")
    assert result.stderr.count("\n") == 1


def test_the_option_wins_over_the_environment(run: Run, filled: None, path: Path) -> None:
    assert run("search", MUSNAD_LEDGER="/nowhere.db").exit_code == 1
    assert run("search", "--ledger", str(path), MUSNAD_LEDGER="/nowhere.db").exit_code == 0


def command(path: Path, *arguments: str, **environment: str) -> dict[str, Any]:
    """What :class:`subprocess.Popen` needs to run the command itself on the ledger *path*."""
    return {
        "args": [sys.executable, "-W", "error", "-m", "musnad.cli", *arguments],
        "env": os.environ | {"MUSNAD_LEDGER": str(path)} | environment,
        "stderr": subprocess.PIPE,
    }


@pytest.fixture
def long(path: Path) -> Path:
    with Ledger(path) as ledger:
        ledger.add_many(many(1500))
    return path


def test_a_broken_pipe_ends_quietly(long: Path) -> None:
    process = subprocess.Popen(**command(long, "search", "--limit", "0"), stdout=subprocess.PIPE)
    assert process.stdout is not None
    first = process.stdout.readline().decode()
    process.stdout.close()
    _, complaint = process.communicate()
    assert first.startswith("2016-10-07  وكالة الواحة > وزارة المياه")
    assert complaint == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line(long: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(**command(long, "search", "--limit", "1"), stdout=full)
    assert result.returncode == 1
    assert result.stderr.decode().endswith("musnad: output: No space left on device.\n")
    assert b"Traceback" not in result.stderr


def test_an_output_that_lacks_letters_gets_them_escaped(long: Path) -> None:
    result = subprocess.run(
        **command(long, "search", "--limit", "1", PYTHONIOENCODING="latin-1"), stdout=subprocess.PIPE
    )
    assert result.returncode == 0
    assert b"\\u0648" in result.stdout
