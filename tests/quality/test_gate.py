"""The quality gate: no figure below its floor.

This folder holds no ``__init__.py``: as a package it would hide the package «quality» that it tests.
"""

from pathlib import Path

import pytest

from quality import gate
from quality.sets import GoldSet, SentenceSet, gold_sets, score

FLOORS = gate.read_floors()
SETS = gold_sets()


def test_the_public_sets_are_always_there() -> None:
    assert {"examples", "sentences"} <= {s.name for s in SETS}


@pytest.mark.parametrize("gold_set", SETS, ids=lambda s: s.name)
def test_no_figure_falls_below_its_floor(gold_set: GoldSet | SentenceSet) -> None:
    assert gate.drops({gold_set.name: score(gold_set)}, FLOORS) == []


@pytest.mark.parametrize("name", ["examples", "sentences", "dev", "samples"])
def test_every_figure_has_a_floor(name: str) -> None:
    assert set(FLOORS[name]) == set(gate.ORDER)


def test_a_figure_below_its_floor_and_one_not_measured_are_drops() -> None:
    found = gate.drops({"examples": {"row": 0.5, "found": 0.9}}, {"examples": {"row": 0.6, "kind": 0.8}})
    assert [line.split(":")[0] for line in found] == ["examples", "examples"]
    assert "row" in found[0]
    assert "kind" in found[1]


def test_raising_never_lowers_and_rounds_down() -> None:
    floors = {"examples": {"row": 0.6, "found": 0.9}, "dev": {"row": 0.4}}
    after = gate.raised({"examples": {"row": 0.6079, "found": 0.8, "kind": 0.29}}, floors)
    assert after == {"examples": {"row": 0.605, "found": 0.9, "kind": 0.29}, "dev": {"row": 0.4}}


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    gate.write_floors(FLOORS, path)
    assert gate.read_floors(path) == FLOORS


def test_the_gate_fails_on_a_drop_and_shows_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    low = {"examples": dict.fromkeys(gate.ORDER, 0.5)}
    monkeypatch.setattr(gate, "measure", lambda: low)
    monkeypatch.setattr(gate, "read_floors", lambda: {"examples": {"row": 0.9}})
    assert gate.main([]) == 1
    shown = capsys.readouterr()
    assert "0.500↓" in shown.out
    assert "below its floor of 0.900" in shown.err
    monkeypatch.setattr(gate, "read_floors", lambda: {"examples": {"row": 0.5}})
    assert gate.main([]) == 0


def test_misses_of_an_unknown_set_name_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--misses", "nowhere"]) == 2
    assert "examples, sentences" in capsys.readouterr().err


def test_misses_quote_the_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--misses", "sentences"]) == 0
    assert "instead of" in capsys.readouterr().out
