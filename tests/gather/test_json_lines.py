"""Lines of JSON."""

import gzip
import io
import json
import lzma
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather import Finished, Found, Limits, Metadata, gather
from musnad.gather.json_lines import read
from musnad.gather.records import Intake

from .conftest import Write, only_problem, problems, reports
from .texts import BREAD, DAM, arabic


def lines(*records: Any) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


FULL = {
    "text": DAM,
    "outlet": "وكالة الوادي",
    "date": "2031-03-05",
    "url": "https://example.org/1",
    "title": "السد",
    "author": "كنعان",
    "id": "n1",
    "other": {"x": 1},
}


@pytest.mark.parametrize(("ending", "pack"), [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress)])
def test_fields(write: Write, ending: str, pack: Any) -> None:
    path = write(f"a.jsonl{ending}", pack(lines(FULL, {"text": BREAD}).encode()))
    events = list(gather([path]))
    assert not problems(events)
    first, second = reports(events)
    assert (first.text, first.outlet, first.published) == (DAM, "وكالة الوادي", date(2031, 3, 5))
    assert (first.url, first.title, first.author, first.name) == (*("https://example.org/1", "السد", "كنعان", "n1"),)
    assert (second.text, second.outlet, second.published, second.name) == (BREAD, None, None, "a-2")


def test_other_ways_to_state_things(write: Write) -> None:
    record = {"text": DAM, "published": 1930000000, "name": "x", "id": 7, "author": ["كنعان", "رجاء"], "url": ""}
    (report,) = reports(list(gather([write("a.jsonl", lines(record, {**record, "name": None}))]))[:1])
    assert (report.published, report.name, report.author, report.url) == (
        *(date(2031, 2, 27), "x", "كنعان، رجاء", None),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "' + DAM, "is no JSON (Unterminated string"),
        (DAM, "is no JSON (Expecting value)"),
        ("[1]", "is no JSON object"),
        ("{}", "has no «text»"),
        ('{"text": null}', "has no «text»"),
        ('{"text": 5}', "«text» of this record is no text"),
        ('{"text": " "}', "This is empty"),
        ('{"text": "١٢٣"}', "There are no words"),
        ("[" * 100_000, "is no JSON that can be read"),
        ('{"id": ' + "9" * 10_000 + "}", "is no JSON that can be read"),
    ],
)
def test_what_is_no_record_is_told_and_the_rest_goes_on(write: Write, line: str, message: str) -> None:
    path = write("a.jsonl", f"{lines({'text': DAM})}\n{line}\n{lines({'text': BREAD})}")
    events = list(gather([path]))
    assert [report.text for report in reports(events)] == [DAM, BREAD]
    (problem,) = problems(events)
    assert message in problem.message
    assert problem.place.startswith("line 3")
    assert problem.fatal


def test_what_is_in_other_languages_is_counted(write: Write) -> None:
    foreign = ["The dam is safe.", "The bridge was closed.", "وزیر گفت که این سد امن است"]
    events = list(gather([write("a.jsonl", lines({"text": DAM}, *({"text": each} for each in foreign)))]))
    (problem,) = problems(events)
    assert problem.message == "3 texts are not in Arabic and were set aside (2 in English, 1 in Persian)."
    assert not problem.fatal
    assert isinstance(events[-1], Finished)


def test_other_names_of_fields(write: Write) -> None:
    path = write("a.jsonl", lines({"Body": DAM, "published_at": "2031-03-05", "text": "x"}))
    (report,) = reports(list(gather([path], columns={"text": "Body", "date": "published_at"})))
    assert (report.text, report.published) == (DAM, date(2031, 3, 5))
    (problem,) = gather([path], columns={"text": "story"})
    assert "no «story»" in str(problem)


@pytest.mark.parametrize(
    ("field", "message"),
    [({"date": "7/10/2016"}, "«7/10/2016» is no day"), ({"outlet": {"ar": "x"}}, "«outlet» of this record")],
)
def test_a_field_that_cannot_be_read_is_left_out(write: Write, field: dict[str, Any], message: str) -> None:
    events = list(gather([write("a.jsonl", lines({"text": DAM, **field}))]))
    (problem,) = problems(events)
    assert message in problem.message
    assert not problem.fatal
    (report,) = reports(events)
    assert (report.published, report.outlet) == (None, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1256", "iso8859_6"])
def test_encodings(write: Write, encoding: str) -> None:
    path = write("a.jsonl", lines({"text": DAM}, {"text": BREAD}, {"text": "السد"}).encode(encoding))
    events = list(gather([path]))
    assert not problems(events)
    assert [report.text for report in reports(events)] == [DAM, BREAD, "السد"]


def test_a_line_in_another_encoding(write: Write) -> None:
    good = lines({"text": DAM}).encode()
    path = write("a.jsonl", good + lines({"text": BREAD}).encode("cp1256") + b'{"text": "\xff' + good[10:])
    events = list(gather([path]))
    assert [report.text for report in reports(events)] == [DAM, BREAD, f"\ufffd{DAM}"]
    (problem,) = problems(events)
    assert problem.place == "line 3, byte 10"
    assert problem.fatal


def test_a_garbled_record_is_mended(write: Write) -> None:
    garbled = DAM.encode().decode("cp1256")
    events = list(gather([write("a.jsonl", lines({"text": garbled, "title": "السد".encode().decode("cp1256")}))]))
    (report,) = reports(events)
    assert (report.text, report.title) == (DAM, "السد")
    (problem,) = problems(events)
    assert not problem.fatal


def test_a_record_above_the_limit(write: Write) -> None:
    path = write("a.jsonl", lines({"text": DAM}, {"text": DAM * 50}, {"text": BREAD}))
    events = list(gather([path], limits=Limits(record=1000)))
    assert [report.text for report in reports(events)] == [DAM, BREAD]
    (problem,) = problems(events)
    assert problem.place == "line 2"
    assert "longer than 1,000 bytes" in problem.message


def test_an_archive_cut_off(write: Write) -> None:
    data = lines(*({"text": f"{DAM} {number} {BREAD}"} for number in range(2000)))
    for ending, pack in ((".gz", gzip.compress), (".xz", lzma.compress)):
        packed = pack(data.encode())
        events = list(gather([write(f"a.jsonl{ending}", packed[: len(packed) // 2])]))
        assert reports(events) or ending == ".xz"
        (problem,) = problems(events)
        assert "is damaged" in problem.message
        assert problem.fatal


def test_an_empty_file(write: Write) -> None:
    for content in ("", "\n \n"):
        assert "This is empty" in only_problem(write("a.jsonl", content)).message


@given(st.lists(st.tuples(arabic, st.none() | st.text()), min_size=1))
def test_records_come_back(records: list[tuple[str, str | None]]) -> None:
    data = lines(*({"text": text, "title": title} for text, title in records)).encode("utf-8", "surrogatepass")
    found = list(read(data[:1000], io.BytesIO(data), Intake("a.jsonl", Metadata()), Limits()))
    assert [each.report.text for each in found if isinstance(each, Found)] == [text for text, _ in records]
