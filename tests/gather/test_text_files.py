"""Plain text."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from musnad.gather import Limits, gather

from .conftest import Write, only_problem, only_report, problems, reports
from .texts import BREAD, DAM, REPORT, arabic


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arabic)
def test_the_text_is_the_file(write: Write, text: str) -> None:
    path = write("a.txt", text)
    assert only_report(path).text == path.read_bytes().decode()


def test_blanks_line_ends_and_marks_stay(write: Write) -> None:
    text = f"\ufeff \r\n\r\n{DAM}\r{BREAD}\n\n\t"
    report = only_report(write("a.txt", text))
    assert report.text == text
    assert report.name == "a.txt"


@pytest.mark.parametrize("encoding", ["utf-16", "cp1256", "iso8859_6"])
def test_encodings(write: Write, encoding: str) -> None:
    assert only_report(write("a.txt", REPORT.encode(encoding))).text == REPORT


@pytest.mark.parametrize("content", ["", "\n", "\ufeff", " \r\n\t"])
def test_empty_files(write: Write, content: str) -> None:
    problem = only_problem(write("a.txt", content))
    assert problem.message == "This is empty, so there is nothing to read."
    assert problem.fatal


def test_binary_files(write: Write) -> None:
    assert "PDF" in only_problem(write("a.pdf", b"%PDF-1.7\n\0\0")).message
    problem = only_problem(write("a.txt", random.Random(3).randbytes(5000)))
    assert "no text" in problem.message or "cannot be told" in problem.message


def test_a_broken_byte_is_told_with_line_and_byte(write: Write) -> None:
    path = write("a.txt", f"{DAM}\n".encode() + b"\xff" + BREAD.encode())
    events = list(gather([path]))
    assert reports(events)[0].text == f"{DAM}\n\ufffd{BREAD}"
    (problem,) = problems(events)
    assert problem.place == f"line 2, byte {len(DAM.encode()) + 1}"
    assert problem.fatal


def test_a_garbled_text_is_mended_and_told(write: Write) -> None:
    events = list(gather([write("a.txt", DAM.encode().decode("cp1256"))]))
    assert reports(events)[0].text == DAM
    assert [problem.fatal for problem in problems(events)] == [False]


def test_a_garbled_text_that_is_lost(write: Write) -> None:
    garbled = REPORT.encode().decode("cp1252", "ignore")
    assert "is lost" in only_problem(write("a.txt", garbled)).message


def test_other_languages(write: Write) -> None:
    assert "not in Arabic" in only_problem(write("a.txt", "The dam is safe.")).message
    assert "another language" in only_problem(write("b.txt", "وزیر گفت که این سد امن است")).message
    assert "no words" in only_problem(write("c.txt", "«" * 100_000)).message


def test_a_hundred_thousand_quotation_marks(write: Write) -> None:
    text = "«" * 100_000 + DAM
    assert only_report(write("a.txt", text)).text == text


def test_large_files(write: Write) -> None:
    path = write("a.txt", REPORT * 30)
    size = path.stat().st_size
    assert reports(list(gather([path], limits=Limits(text=size))))
    (problem,) = gather([path], limits=Limits(text=size - 1))
    assert "Split it into its reports" in str(problem)


def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    assert only_problem(tmp_path / "a.txt").message.startswith("This cannot be opened (No such file")


def test_a_pipe_is_read(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, DAM.encode())
    os.close(writing)
    (found,) = gather([f"/dev/fd/{reading}"])
    os.close(reading)
    assert reports([found])[0].text == DAM
