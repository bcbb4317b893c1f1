"""``musnad serve``: what it refuses, and that it serves."""

import http.client
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from musnad.ledger import Ledger

from .conftest import Run
from .test_group import command


def test_a_ledger_must_be_there(run: Run, tmp_path: Path) -> None:
    result = run("serve", str(tmp_path / "none.db"))
    assert result.exit_code == 1 and "does not exist" in result.stderr and "--demo" in result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::", "desk.lan"])
def test_beyond_this_machine_a_password_is_needed(run: Run, tmp_path: Path, host: str) -> None:
    path = tmp_path / "war.db"
    Ledger(path).close()
    result = run("serve", str(path), "--host", host)
    assert result.exit_code == 1 and "MUSNAD_PASSWORD" in result.stderr


def test_a_password_has_a_length(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    Ledger(path).close()
    result = run("serve", str(path), MUSNAD_PASSWORD="short")
    assert result.exit_code == 1 and "8 characters" in result.stderr


def test_what_is_missing_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "war.db"
    Ledger(path).close()
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run("serve", str(path))
    assert result.exit_code == 1 and 'pip install "musnad[web]"' in result.stderr


def test_it_serves_the_examples_until_it_is_stopped(path: Path) -> None:
    with subprocess.Popen(**command(path, "serve", "--demo", "--port", "0"), stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            found = re.search(rb"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())
            assert found
            connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=30)
            connection.request("GET", "/")
            answer = connection.getresponse()
            assert answer.status == 200 and "مختلقة" in answer.read().decode()
            connection.close()
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(30) in (0, 130, -signal.SIGINT)
