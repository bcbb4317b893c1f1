"""The list of formats, and what holds for each of them."""

import re
from pathlib import Path

import pytest
from ledger.samples import WATER, many

from musnad.export import EXPORTERS, export
from musnad.ledger import Ledger
from musnad.model import MusnadError

DOCS = Path(__file__).parents[2] / "docs" / "export.md"
each_format = pytest.mark.parametrize("format_", EXPORTERS)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@each_format
def test_it_has_its_section_in_the_docs(format_: str) -> None:
    assert re.search(rf"^## `{re.escape(format_)}`", DOCS.read_text("utf-8"), re.MULTILINE)


@each_format
def test_it_says_what_it_is(format_: str) -> None:
    exporter = EXPORTERS[format_]
    assert exporter.summary
    assert exporter.__doc__
    assert exporter.__module__ == f"musnad.export.{format_}"


@each_format
def test_it_makes_the_folder_and_leaves_only_whole_files(ledger: Ledger, out: Path, format_: str) -> None:
    outbox = export(ledger, format_, out)
    written = contents(out)
    assert len(written) == outbox.written
    assert not outbox.replaced
    assert all(written.values())
    assert not any(name.startswith(".") for name in written)


@each_format
def test_twice_gives_the_same_bytes(ledger: Ledger, out: Path, format_: str) -> None:
    export(ledger, format_, out)
    first = contents(out)
    outbox = export(ledger, format_, out)
    assert contents(out) == first
    assert outbox.replaced == outbox.written == len(first)


@each_format
def test_other_files_stay(ledger: Ledger, out: Path, format_: str) -> None:
    out.mkdir(parents=True)
    (out / "mine.txt").write_text("لي", "utf-8")
    export(ledger, format_, out)
    assert (out / "mine.txt").read_text("utf-8") == "لي"


@each_format
def test_an_empty_ledger_is_no_error(tmp_path: Path, format_: str) -> None:
    with Ledger(":memory:") as empty:
        export(empty, format_, tmp_path / "out")


@each_format
def test_a_file_where_the_folder_should_be(ledger: Ledger, tmp_path: Path, format_: str) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(MusnadError, match=r"out cannot be written \(File exists\)"):
        export(ledger, format_, tmp_path / "out")


@each_format
def test_a_folder_where_a_file_should_be(ledger: Ledger, out: Path, format_: str) -> None:
    ledger.correct(next(ledger.statements(next(iter(ledger)))).id, {"verdict": "right"}, author="رائد")
    export(ledger, format_, out)
    name = sorted(contents(out))[-1]
    (out / name).unlink()
    (out / name).mkdir()
    with pytest.raises(MusnadError, match=rf"{name} cannot be written \(Is a directory\)"):
        export(ledger, format_, out)
    assert not list(out.glob(".musnad*"))


@each_format
def test_a_ledger_that_fails_midway_leaves_what_was_there(
    ledger: Ledger, out: Path, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(ledger, format_, out)
    before = contents(out)
    whole = ledger.get

    def failing(report_id: str) -> object:
        if report_id == WATER.report.id:
            return whole(report_id)
        raise MusnadError("the ledger is damaged")

    ledger.add_many(many(3))
    monkeypatch.setattr(ledger, "get", failing)
    with pytest.raises(MusnadError, match="damaged"):
        export(ledger, format_, out)
    assert contents(out) == before


def test_an_unknown_format_is_named(ledger: Ledger, out: Path) -> None:
    with pytest.raises(MusnadError, match=r"no format «xml».*jsonl, csv, standoff"):
        export(ledger, "xml", out)
    assert not out.exists()


@pytest.mark.parametrize("format_", [name for name, each in EXPORTERS.items() if not each.tells_narration])
def test_narration_needs_a_place(ledger: Ledger, out: Path, format_: str) -> None:
    with pytest.raises(MusnadError, match=r"no place for narration.*jsonl"):
        export(ledger, format_, out, narration=True)
