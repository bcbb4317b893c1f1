"""The whole ledger in another format, from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ledger.samples import Said, analysis, many

from musnad.export import EXPORTERS

from .conftest import Run


@pytest.mark.parametrize(("format_", "files"), [("jsonl", 1), ("csv", 2), ("standoff", 2)])
def test_each_format(run: Run, fill: Callable[..., None], tmp_path: Path, format_: str, files: int) -> None:
    fill(*many(2))
    out = tmp_path / "out"
    first = run("export", "--format", format_, "--out", str(out))
    assert first.exit_code == 0
    assert first.stdout == f"{files} file{'s' if files > 1 else ''} in {out}\n"
    assert len(list(out.iterdir())) == files
    again = run("export", "--format", format_, "--out", str(out))
    assert again.stdout.endswith(f", {files} of them in place of older ones\n")


def test_narration(run: Run, filled: None, tmp_path: Path) -> None:
    assert run("export", "--format", "jsonl", "--narration", "--out", str(tmp_path / "o")).exit_code == 0
    assert "تقع المطاحن" in (tmp_path / "o" / "statements.jsonl").read_text("utf-8")
    result = run("export", "--format", "csv", "--narration", "--out", str(tmp_path / "o"))
    assert result.exit_code == 1
    assert result.stderr.startswith("musnad: The format csv has no place for narration.")


def test_notices_are_few(run: Run, fill: Callable[..., None], tmp_path: Path) -> None:
    fill(*(analysis(Said("وزارة", f"السد {n} آمن"), name="\x1bsame.txt") for n in range(15)))
    result = run("export", "--format", "standoff", "--out", str(tmp_path / "o"))
    assert result.exit_code == 0
    notices = result.stderr.splitlines()
    assert len(notices) == 11
    assert notices[0] == "musnad: ␛same.txt: its name is not safe for a file; written as _same.json."
    assert notices[-1] == "musnad: and 5 more like these"


def test_a_folder_that_cannot_be_made(run: Run, filled: None, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("export", "--format", "csv", "--out", str(tmp_path / "file" / "out"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_the_help_names_every_format(run: Run, filled: None) -> None:
    shown = " ".join(run("export", "--help").stdout.split())
    for name, exporter in EXPORTERS.items():
        assert f"{name}: {exporter.summary}" in shown
