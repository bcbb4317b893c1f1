"""Tables."""

import csv
import io
import lzma
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather import Limits, gather
from musnad.gather.tables import Row, rows

from .conftest import Write, only_problem, problems, reports
from .texts import BREAD, BRIDGE, DAM, arabic


def table(*records: tuple[str, ...], delimiter: str = ",") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(records)
    return written.getvalue()


HEADER = ("id", "Outlet", " date ", "text")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_fields(write: Write, delimiter: str) -> None:
    two_lines = f'{DAM}\n\n«{BREAD}, "x"; y\t|»'
    content = table(HEADER, ("n1", "وكالة", "2031-03-05", two_lines), ("", "", "", BRIDGE), delimiter=delimiter)
    events = list(gather([write("a.csv", content)]))
    assert not problems(events)
    first, second = reports(events)
    assert (first.text, first.outlet, first.published, first.name) == (*(two_lines, "وكالة", date(2031, 3, 5), "n1"),)
    assert (second.text, second.outlet, second.published, second.name) == (BRIDGE, None, None, "a-5")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256", "iso8859_6"])
def test_encodings(write: Write, encoding: str) -> None:
    path = write("a.csv", table(HEADER, ("1", "وكالة", "", DAM), ("2", "", "", BREAD)).encode(encoding))
    events = list(gather([path]))
    assert not problems(events)
    assert [report.text for report in reports(events)] == [DAM, BREAD]


def test_compressed(write: Write) -> None:
    path = write("a.csv.xz", lzma.compress(table(("text",), (DAM,)).encode()))
    assert [report.text for report in reports(list(gather([path])))] == [DAM]


def test_a_long_text(write: Write) -> None:
    text = f"{DAM} {BREAD}\n" * 3000
    assert reports(list(gather([write("a.csv", table(("text",), (text,)))])))[0].text == text


def test_no_column_for_the_text(write: Write) -> None:
    problem = only_problem(write("a.csv", table(("Body", "outlet"), (DAM, "x"))))
    assert problem.message == ("This table has no column «text», but body, outlet. Name the columns in its first line.")
    assert problem.fatal
    assert "has no column" in only_problem(write("b.csv", f'"{DAM}')).message
    assert "is an empty table" in only_problem(write("c.csv", "\n\n")).message


@pytest.mark.parametrize(
    ("line", "message", "lost"),
    [
        (f"1,x,,{DAM},{BREAD}\n", "This row has 5 fields, the header 4", 0),
        (f'1,x,,"{DAM} "x" y"\n', "A quotation mark stands inside a field", 0),
        ("1,x,,\n", "This is empty", 0),
        ("1,x\n", "has no «text»", 0),
        (f'1,x,,"{DAM}\n', "A quotation mark opened here is not closed", 1),
        (f"1,x,,{DAM}\rz\n", "A line ends oddly", 0),
        ("1,x,,\xff\xfe\xfd\n", "encoding of this text cannot be told", 0),
    ],
)
def test_broken_rows_are_told_and_the_rest_goes_on(write: Write, line: str, message: str, lost: int) -> None:
    before = table(HEADER, ("1", "x", "", DAM))
    data = before.encode() + line.encode("latin-1" if "\xff" in line else "utf-8") + f"2,x,,{BREAD}\n".encode()
    events = list(gather([write("a.csv", data)]))
    assert [report.text for report in reports(events)] == [DAM, BREAD][: 2 - lost]
    (problem,) = problems(events)
    assert message in problem.message
    assert problem.place == ("lines 3–4" if lost else "line 3")
    assert problem.fatal


def test_more_fields_than_names_may_be_empty(write: Write) -> None:
    assert reports(list(gather([write("a.csv", f"text,outlet\n{DAM},x,,\n")])))


def test_a_row_above_the_limit(write: Write) -> None:
    path = write("a.csv", f'text\n"{DAM}\n' + f"{BREAD}\n" * 50)
    events = list(gather([path], limits=Limits(record=1000)))
    problem = problems(events)[0]
    found = reports(events)
    assert "perhaps a quotation mark is not closed" in problem.message
    assert found


def test_a_hundred_thousand_quotation_marks(write: Write) -> None:
    path = write("a.csv", "text\n" + '"' * 100_001 + "\n" + DAM + "\n")
    assert problems(list(gather([path])))
    path = write("b.csv", "text\n" + ('"x\n' * 30_000))
    assert len(problems(list(gather([path])))) >= 1


_titles = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(st.lists(st.tuples(arabic, _titles), min_size=1, max_size=20))
def test_rows_come_back(records: list[tuple[str, str]]) -> None:
    data = table(("text", "title"), *records).encode()
    found = list(rows(data, io.BytesIO(data), "a.csv", ["text"], 1 << 20))
    assert [row.fields for row in found if isinstance(row, Row)] == [
        {"text": text, "title": title} for text, title in records
    ]
