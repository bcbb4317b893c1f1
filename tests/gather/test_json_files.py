"""JSON that is one value: exports of Telegram, lists of records."""

import io
import json
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather import Found, Limits, Metadata, gather
from musnad.gather.json_files import read
from musnad.gather.records import Intake
from musnad.gather.telegram import plain

from .conftest import Write, problems, reports
from .texts import BREAD, BRIDGE, DAM


def message(text: Any, **more: Any) -> dict[str, Any]:
    return {"id": 7, "type": "message", "date": "2031-03-05T10:00:00", "from": "قناة الوادي", "text": text, **more}


def export(*messages: Any, **more: Any) -> str:
    chat = {"name": "قناة الوادي", "type": "public_channel", "id": 1234, "messages": list(messages), **more}
    return json.dumps(chat, ensure_ascii=False, indent=1)


def test_a_channel(write: Write) -> None:
    marked = [DAM[:20], {"type": "bold", "text": DAM[20:40]}, DAM[40:], "\n\n", {"type": "hashtag", "text": "#السد"}]
    path = write(
        "result.json",
        export(
            {"id": 1, "type": "service", "action": "create_channel", "text": ""},
            message(BREAD),
            message(marked, id=8, forwarded_from="شبكة السهل", edited="2031-03-06T10:00:00", author="رجاء"),
            message("", photo="photos/1.jpg", id=9),
            message("", id=10),
        ),
    )
    events = list(gather([path]))
    first, second = reports(events)
    assert (first.text, first.outlet, first.published, first.via) == (BREAD, "قناة الوادي", date(2031, 3, 5), None)
    assert (first.name, first.url, first.author) == ("result-7", "https://t.me/c/1234/7", None)
    assert second.text == f"{DAM}\n\n#السد"
    assert (second.via, second.changed, second.author) == ("شبكة السهل", date(2031, 3, 6), "رجاء")
    (note,) = problems(events)
    assert "1 service messages, 1 with media and no words, 1 empty" in note.message
    assert not note.fatal
    found = events[0]
    assert isinstance(found, Found)
    assert found.place == "message 7"


def test_what_members_of_a_group_write_is_theirs(write: Write) -> None:
    data = export(message(DAM), type="private_supergroup")
    # As it is exported: before the messages.
    (report,) = reports(list(gather([write("a.json", data)])))
    assert report.author in (None, "قناة الوادي")
    chat = json.loads(data)
    ordered = {key: chat[key] for key in ("name", "type", "id", "messages")}
    (report,) = reports(list(gather([write("b.json", json.dumps(ordered))])))
    assert (report.outlet, report.author) == ("قناة الوادي", "قناة الوادي")


def test_an_account_with_several_chats(write: Write) -> None:
    chats = [json.loads(export(message(each), name=name)) for name, each in (("أ", DAM), ("ب", BREAD))]
    data = {"about": "x", "chats": {"about": "y", "list": chats}}
    found = reports(list(gather([write("result.json", json.dumps(data, ensure_ascii=False))])))
    assert [(report.outlet, report.text) for report in found] == [("أ", DAM), ("ب", BREAD)]


def test_a_list_of_records_and_a_single_one(write: Write) -> None:
    records = [{"text": DAM, "date": "2031-03-05"}, {"text": BREAD, "outlet": "وكالة"}, 5]
    events = list(gather([write("a.json", json.dumps(records))], Metadata(outlet="x")))
    assert [(report.text, report.outlet) for report in reports(events)] == [(DAM, "x"), (BREAD, "وكالة")]
    assert problems(events)[0].place == "record 3"
    (report,) = reports(list(gather([write("b.json", json.dumps({"name": "n1", "text": DAM}))])))
    assert (report.text, report.name) == (DAM, "n1")


def test_a_large_export_takes_no_more_memory(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.json"
        with path.open("w", encoding="utf-8") as file:
            file.write('{"name": "x", "type": "public_channel", "id": 1, "messages": [')
            file.write(",\n".join(json.dumps(message(f"{BREAD} {BRIDGE}", id=n)) for n in range(count)) + "]}")
        tracemalloc.start()
        try:
            assert sum(isinstance(event, Found) for event in gather([path])) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(4_000) < 1.5 * peak(1_000)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("{}", "no report in this JSON"),
        ('{"a": [1, 2]}', "no report in this JSON"),
        (export(message(DAM))[:-4], "no JSON from here on"),
        (export(message({"x": 1})), "unknown shape"),
        (export(5), "no message"),
        ("[" * 500, "nested deeper than"),
        (export(message([1])), "unknown shape"),
        ('{"messages": ' + "[" * 300 + "]" * 300 + "}", "nested deeper than"),
    ],
)
def test_what_cannot_be_read(write: Write, data: str, message: str) -> None:
    events = list(gather([write("a.json", data)]))
    assert any(message in problem.message for problem in problems(events))
    assert all(problem.fatal for problem in problems(events))


def test_what_came_before_damage_stays(write: Write) -> None:
    events = list(gather([write("a.json", export(message(DAM), message(BREAD))[:-40])]))
    assert [report.text for report in reports(events)] == [DAM]
    assert problems(events)[0].place.startswith("byte ")


def test_a_value_that_is_too_large(write: Write) -> None:
    path = write("a.json", export(message(DAM), message("x" * 500_000)))
    events = list(gather([path], limits=Limits(record=100_000)))
    assert "larger than" in problems(events)[0].message


@given(st.text() | st.lists(st.text() | st.builds(lambda text: {"type": "x", "text": text}, st.text())))
def test_texts_in_any_shape(text: Any) -> None:
    parts = [text] if isinstance(text, str) else text
    assert plain(text) == "".join(part if isinstance(part, str) else part["text"] for part in parts)


@given(
    st.recursive(
        st.none() | st.text() | st.integers(-(2**53), 2**53), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_nothing_breaks_it(value: Any) -> None:
    data = json.dumps({"name": value, "type": value, "id": value, "messages": [value, message(value)]}).encode()
    for each in read(data, io.BytesIO(data), Intake("a.json", Metadata()), Limits()):
        assert each
