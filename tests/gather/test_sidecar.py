"""``metadata.csv`` beside the files."""

import unicodedata
from datetime import date
from pathlib import Path

from musnad.gather import Metadata, gather
from musnad.gather.metadata import Metadata as Origin

from .conftest import Write, problems, reports
from .texts import BREAD, DAM

HEADER = "file,outlet,date,url,title,author\n"


def test_a_sidecar_tells_the_origin(write: Write, tmp_path: Path) -> None:
    write("a.txt", DAM)
    write("b.txt", BREAD)
    write("metadata.csv", HEADER + "a.txt,وكالة الوادي,2031-03-05,https://example.org/1,السد,كنعان\n")
    a, b = reports(list(gather([tmp_path])))
    assert (a.outlet, a.published, a.url, a.title, a.author, a.name) == (
        *("وكالة الوادي", date(2031, 3, 5), "https://example.org/1", "السد", "كنعان", "a.txt"),
    )
    assert (b.outlet, b.published, b.url) == (None, None, None)


def test_each_folder_has_its_own(write: Write, tmp_path: Path) -> None:
    for folder in ("x", "y"):
        write(f"{folder}/a.txt", DAM)
        write(f"{folder}/metadata.csv", f"{HEADER}a.txt,{folder},,,,\n")
    assert [report.outlet for report in reports(list(gather([tmp_path])))] == ["x", "y"]


def test_it_counts_for_a_file_named_itself(write: Write) -> None:
    path = write("a.txt", DAM)
    sidecar = write("metadata.csv", HEADER + "a.txt,وكالة,,,,\n")
    assert [report.outlet for report in reports(list(gather([path, sidecar])))] == ["وكالة"]


def test_record_over_sidecar_over_flags(write: Write) -> None:
    path = write("a.jsonl", f'{{"text": "{DAM}", "outlet": "record"}}\n{{"text": "{BREAD}"}}\n')
    write("metadata.csv", "file,outlet,title\na.jsonl,sidecar,sidecar\n")
    flags = Metadata(outlet="flag", title="flag", author="flag")
    first, second = reports(list(gather([path], flags)))
    assert (first.outlet, first.title, first.author) == ("record", "sidecar", "flag")
    assert (second.outlet, second.title, second.author) == ("sidecar", "sidecar", "flag")


def test_excel_writes_semicolons_marks_and_windows_encodings(write: Write) -> None:
    path = write("a.txt", DAM)
    for content in (
        "\ufefffile;outlet\r\na.txt;وكالة\r\n".encode(),
        "file;outlet\r\na.txt;وكالة الوادي\r\n".encode("cp1256"),
        "file\toutlet\r\na.txt\tوكالة\r\n".encode("utf-16"),
    ):
        write("metadata.csv", content)
        (report,) = reports(list(gather([path])))
        assert report.outlet in ("وكالة", "وكالة الوادي")


def test_accents_may_be_composed_or_not(write: Write) -> None:
    path = write(unicodedata.normalize("NFD", "café.txt"), DAM)
    write("metadata.csv", "file,outlet\ncafé.txt,وكالة\n")
    assert reports(list(gather([path])))[0].outlet == "وكالة"


def test_a_bad_day_leaves_the_file_undated(write: Write, tmp_path: Path) -> None:
    write("a.txt", DAM)
    write("metadata.csv", HEADER + "a.txt,وكالة,أمس,,,\n")
    events = list(gather([tmp_path]))
    (problem,) = problems(events)
    assert str(problem) == (
        f"{tmp_path}/metadata.csv, line 2: «أمس» is no day, so the file has none. Write it as 2016-10-07."
    )
    assert not problem.fatal
    assert reports(events)[0].published is None


def test_files_wait_for_a_sidecar_that_can_be_read(write: Write, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(name, DAM)
    for content in (b"%PDF-1.7", b"name,outlet\na.txt,x\n", b""):
        write("metadata.csv", content)
        (problem,) = gather([tmp_path])
        assert str(problem).startswith(f"{tmp_path}/metadata.csv: This")
        assert "The files beside it were left unread" in str(problem)


def test_metadata_over_metadata() -> None:
    assert Origin(outlet="a").over(Origin(outlet="b", url="c")) == Origin(outlet="a", url="c")
    assert Origin(outlet="a").identity() != Origin(url="a").identity()
