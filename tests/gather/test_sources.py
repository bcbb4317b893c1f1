"""Paths, folders, patterns."""

import os
from pathlib import Path

import pytest

from musnad.gather.sources import Source, sources
from musnad.model import Problem

from .conftest import Write


def names(*paths: str | Path) -> list[str]:
    found = list(sources(paths))
    assert not [each for each in found if isinstance(each, Problem)]
    return [os.path.basename(each.path) for each in found]


@pytest.fixture
def folder(write: Write, tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "deep/er/c.html", "deep/d.jsonl.xz", "e.csv", "x.bin", "metadata.csv"):
        write(name, "x")
    for name in (".hidden.txt", ".hidden/f.txt"):
        write(name, "x")
    return tmp_path


def test_a_folder_is_all_that_is_below_in_the_order_of_names(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b.txt", "e.csv", "d.jsonl.xz", "c.html"]


def test_size_and_time_of_a_file(write: Write) -> None:
    path = write("a.txt", "xyz")
    assert list(sources([path])) == [Source(str(path), 3, path.stat().st_mtime_ns)]


def test_a_file_named_itself_may_be_of_any_kind(folder: Path) -> None:
    assert names(folder / "x.bin", folder / ".hidden.txt") == ["x.bin", ".hidden.txt"]


def test_patterns(folder: Path) -> None:
    assert names(f"{folder}/*.txt") == ["a.txt", "b.txt"]
    assert names(f"{folder}/**/*.html") == ["c.html"]
    assert names(f"{folder}/d*") == ["d.jsonl.xz", "c.html"]
    assert sorted(names(f"{folder}/**")) == ["a.txt", "b.txt", "c.html", "d.jsonl.xz", "e.csv", "x.bin"]


def test_a_name_that_looks_like_a_pattern(write: Write, tmp_path: Path) -> None:
    path = write("a[1].txt", "x")
    write("a1.txt", "x")
    assert names(path) == ["a[1].txt"]


def test_the_standard_input() -> None:
    assert list(sources(["-"])) == [Source("-")]


@pytest.mark.parametrize(
    ("name", "message"), [("no.txt", "does not exist"), ("no*.txt", "No file fits"), ("", "does not exist")]
)
def test_what_is_not_there(tmp_path: Path, name: str, message: str) -> None:
    path = f"{tmp_path}/{name}" if name else ""
    (problem,) = sources([path])
    assert isinstance(problem, Problem)
    assert problem.path == path
    assert message in problem.message
    assert problem.fatal


def test_a_folder_without_reports(write: Write, tmp_path: Path) -> None:
    write("x.bin", "x")
    (problem,) = sources([tmp_path])
    assert isinstance(problem, Problem)
    assert problem.message.startswith("This folder holds no file of a kind that is read (.txt, .html")


def test_documents_that_are_passed_over_are_told(write: Write, tmp_path: Path) -> None:
    for name in ("a.txt", "a.odt", "b/c.odt", "d.docx"):
        write(name, "x")
    *_, problem = sources([tmp_path])
    assert isinstance(problem, Problem)
    assert "(1 .docx, 2 .odt)" in problem.message
    assert not problem.fatal


def test_what_belongs_to_a_saved_page_is_no_page(write: Write, tmp_path: Path) -> None:
    for name in ("خبر.html", "خبر_files/ad.html", "خبر_files/deep/b.html", "other_files/c.html"):
        write(name, "x")
    found = [os.path.relpath(source.path, tmp_path) for source in sources([tmp_path]) if isinstance(source, Source)]
    assert sorted(found) == ["other_files/c.html", "خبر.html"]


def test_links_that_lead_nowhere_or_in_circles(tmp_path: Path, write: Write) -> None:
    write("a.txt", "x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "missing.txt")
    found, problem = sources([tmp_path])
    assert isinstance(found, Source)
    assert isinstance(problem, Problem)
    assert problem.path.endswith("nowhere.txt")
    assert "No such file" in problem.message


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path, write: Write) -> None:
    write("a.txt", "x")
    os.mkfifo(tmp_path / "b.txt")
    assert names(tmp_path) == ["a.txt"]


def test_deep_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(300):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert names("d") == ["a.txt"]
