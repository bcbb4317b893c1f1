"""The benchmark runs and tells what it promises; its figures are the machine's affair."""

import json
import lzma
from pathlib import Path

import pytest

from bench import read
from bench.corpus import reports
from bench.peer import PeerMissing
from bench.stages import STAGES, run


def test_it_prints_stages_memory_and_peer(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "start_up", lambda: 0.5)
    monkeypatch.setattr(read, "spacy_seconds", lambda _texts: ("peer", 1.0))
    assert read.main(["--reports", "3"]) == 0
    shown = capsys.readouterr().out
    assert "3 reports" in shown
    assert all(stage in shown for stage in (*STAGES, "whole", "peak", "start-up", "ratio"))


def test_a_missing_peer_is_said_and_no_failure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_texts: object) -> None:
        raise PeerMissing("spaCy is not installed.")

    monkeypatch.setattr(read, "start_up", lambda: 0.5)
    monkeypatch.setattr(read, "spacy_seconds", missing)
    assert read.main(["--reports", "1"]) == 0
    assert "no peer: spaCy is not installed." in capsys.readouterr().out


def test_a_corpus_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert read.main(["--corpus", "nowhere.jsonl"]) == 1
    assert "nowhere.jsonl does not exist" in capsys.readouterr().err


def test_corpora_are_read_compressed_or_not(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"نص {n}", "outlet": "الأفق"}) + "\n" for n in range(3))
    (tmp_path / "a.jsonl").write_text(lines, "utf-8")
    (tmp_path / "b.jsonl.xz").write_bytes(lzma.compress(lines.encode()))
    (tmp_path / "c.txt").write_text("نص", "utf-8")
    found = list(reports(tmp_path, 100))
    assert len(found) == 7
    assert len({report.id for report in found}) == 7
    assert len(list(reports(tmp_path, 4))) == 4


def test_every_repeated_example_is_recorded(tmp_path: Path) -> None:
    timing = run(reports(None, 30), tmp_path / "a.db", 10)
    assert timing.reports == 30
    assert [number for number, _ in timing.memory] == [10, 20, 30, 30]
    assert all(seconds > 0 for seconds in timing.seconds.values())
