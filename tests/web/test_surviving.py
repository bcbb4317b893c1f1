"""A desk that is killed in the middle loses nothing."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import musnad
from musnad.ledger import Ledger

ROOT = Path(__file__).parents[2]


def send(port: int, path: str, value: Any) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", path, json.dumps(value).encode(), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_killed_desk_has_kept_what_it_answered(path: str) -> None:
    report = musnad.Report("قال وزير الري كنعان السروي إن السد آمن.", "وكالة الوادي", date(2031, 3, 5))
    with Ledger(path) as ledger:
        ledger.add(musnad.analyse(report))
        (statement,) = ledger.statements(report.id)
    command = [sys.executable, "-m", "musnad.cli", "serve", path, "--port", "0"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())
        assert found
        port = int(found[1])
        changes = {"changes": {"force": "warn"}, "author": "هند"}
        assert send(port, f"/api/statements/{statement.id}/corrections", changes) == 201
        link = {"name": "كنعان السروي", "to": "p.sergey-lavrov", "author": "هند"}
        assert send(port, f"/api/reports/{report.id}/names", link) == 201
        parts = {"cue": [0, 3], "content": [4, 8], "kind": "role", "force": "ask", "quote": "direct", "author": "هند"}
        assert send(port, f"/api/reports/{report.id}/additions", parts) == 201
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    with Ledger(path, readonly=True) as ledger:
        assert [c.value for c in ledger.corrections(statement.id)] == ["warn"]
        assert ledger.statement(statement.id).entity == "p.sergey-lavrov"
        assert len(list(ledger.additions())) == 1
        assert ledger.verify().mismatches == 0
