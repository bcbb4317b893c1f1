"""People correct what the reader read, see each other, and take it back."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from ledger.samples import WATER

from musnad.ledger import Correction, Ledger
from musnad.web.app import create_app
from musnad.web.settings import DeskSettings

from .client import Client


@pytest.fixture
def statement(path: str) -> str:
    with Ledger(path, readonly=True) as ledger:
        return next(ledger.statements(WATER.report.id)).id


def fill(client: Client, statement: str, **changes: str) -> dict[str, str]:
    """The form as it comes, with *changes*."""
    answer = client.get(f"/statement/{statement}/correct")
    return {"token": answer.field("token"), "seen": answer.field("seen"), "author": "هند"} | changes


def kept(path: str) -> list[Correction]:
    with Ledger(path, readonly=True) as ledger:
        return list(ledger.corrections())


def test_correcting_and_taking_it_back(client: Client, path: str, statement: str) -> None:
    answer = client.post(f"/statement/{statement}/correct", fill(client, statement, force="warn", note="لأن"))
    assert answer.status == 303
    (made,) = kept(path)
    assert (made.field, made.value, made.author, made.note) == ("force", "warn", "هند", "لأن")
    words = client.get(f"/statement/{statement}").words
    assert "قراءة المراجع" in words and "تحذير" in words and "هند" in words
    # It is found by what the person said.
    assert [s["id"] for s in client.get("/api/search?force=warn").json["statements"]] == [statement]
    page = client.get(f"/statement/{statement}")
    undone = client.post(f"/corrections/{made.id}/undo", {"token": page.field("token"), "next": "/corrections"})
    assert (undone.status, undone.headers["location"]) == (303, "/corrections")
    assert [c.stands for c in kept(path)] == [False, True]
    assert client.get("/api/search?force=warn").json["total"] == 0
    assert "أُلغي" in client.get("/corrections").words


def test_only_what_changed_is_recorded(client: Client, path: str, statement: str) -> None:
    form = fill(client, statement)
    assert client.post(f"/statement/{statement}/correct", form).status == 400
    with Ledger(path, readonly=True) as ledger:
        a = ledger.statement(statement).attribution
    everything = {"speaker": a.speaker or "", "force": a.force, "kind": a.kind, "quote": a.quote, "parent": ""}
    spans = {
        f"{name}_{end}": str(value)
        for name in ("cue", "content")
        for end, value in zip(("start", "end"), getattr(a, name), strict=True)
    }
    answer = client.post(f"/statement/{statement}/correct", form | everything | spans | {"cue_end": str(a.cue.end - 1)})
    assert answer.status == 303
    assert [(c.field, c.value) for c in kept(path)] == [("cue", [a.cue.start, a.cue.end - 1])]


def test_spans_are_changed_by_their_words(client: Client, path: str, statement: str) -> None:
    with Ledger(path, readonly=True) as ledger:
        a = ledger.statement(statement).attribution
    text = WATER.report.text
    words = text[a.content.start : a.content.end - 3].strip()
    end = a.content.start + len(words)
    answer = client.post(
        f"/statement/{statement}/correct", fill(client, statement, content_words=words, source_words="")
    )
    assert answer.status == 303
    assert [(c.field, c.value) for c in kept(path)] == [
        ("source", None),
        ("content", [a.content.start, end]),
    ]
    page = client.get(f"/statement/{statement}/correct")
    raw = page.text[page.text.index('id="raw"') :]
    raw = raw[raw.index(">") + 1 : raw.index("</pre>")]
    assert f'<span class="s-content">{words}</span>' in raw
    # A browser leaves the line end after <pre> out; all else is the text, place by place.
    assert unescape(re.sub("<[^>]*>", "", raw)) == "\n" + text
    several = client.post(f"/statement/{statement}/correct", fill(client, statement, source_words="ال"))
    assert several.status == 400 and 'name="source_at"' in several.text and "مرات" in several.words
    at = several.text.split('name="source_at" value="')[1].split('"')[0]
    chosen = fill(client, statement, source_words="ال", source_at=at)
    assert client.post(f"/statement/{statement}/correct", chosen).status == 303
    assert kept(path)[-1].value == [int(end) for end in at.split("-")]
    absent = client.post(f"/statement/{statement}/correct", fill(client, statement, cue_words="ليس هناك"))
    assert absent.status == 400 and "لفظ القول" in absent.words and "ليس هناك" in absent.text


def test_two_people_see_each_other(client: Client, path: str, statement: str) -> None:
    other = Client(client.app)
    mine, theirs = fill(client, statement, force="warn"), fill(other, statement, verdict="wrong", author="كريم")
    assert other.post(f"/statement/{statement}/correct", theirs).status == 303
    answer = client.post(f"/statement/{statement}/correct", mine)
    assert answer.status == 409
    assert "كريم" in answer.words and '<option value="warn" selected>' in answer.text
    again = mine | {"seen": answer.field("seen")}
    assert client.post(f"/statement/{statement}/correct", again).status == 303
    assert [c.author for c in kept(path)] == ["كريم", "هند"]


@pytest.mark.parametrize(
    "changes",
    [
        {"force": "loud"},
        {"cue_start": "x"},
        {"content_start": "0", "content_end": "99999999"},
        {"parent": "77"},
        {"author": "", "force": "warn"},
        {"speaker": "س" * 400},
    ],
)
def test_nonsense_is_told_and_what_was_typed_stays(
    client: Client, path: str, statement: str, changes: dict[str, str]
) -> None:
    answer = client.post(f"/statement/{statement}/correct", fill(client, statement, note="باقية", **changes))
    assert answer.status == 400
    assert "باقية" in answer.text and 'role="alert"' in answer.text
    assert not kept(path)


def test_a_new_speaker_is_found_by_name(client: Client, statement: str) -> None:
    client.post(f"/statement/{statement}/correct", fill(client, statement, speaker="نزيهة الطحان"))
    assert [
        s["id"] for s in client.get("/api/search?speaker=%D8%A7%D9%84%D8%B7%D8%AD%D8%A7%D9%86").json["statements"]
    ] == [statement]


def test_nothing_is_lost_when_the_server_is_gone(client: Client, path: str, statement: str) -> None:
    client.post(f"/statement/{statement}/correct", fill(client, statement, verdict="right"))
    with Client(create_app(DeskSettings(path))) as later:
        assert later.get("/api/search?judged=right").json["total"] == 1


def test_programs_correct_too(client: Client, path: str, statement: str) -> None:
    made = client.send(
        f"/api/statements/{statement}/corrections", {"changes": {"force": "warn"}, "author": "هند", "seen": ""}
    )
    assert made.status == 201
    (correction,) = made.json["corrections"]
    assert (
        client.send(
            f"/api/statements/{statement}/corrections", {"changes": {"force": "deny"}, "author": "x", "seen": ""}
        ).status
        == 409
    )
    assert client.send(f"/api/corrections/{correction['id']}/undo", {"author": "هند"}).status == 201
    assert client.send(f"/api/corrections/{correction['id']}/undo", {"author": "هند"}).status == 409
    assert len(client.get("/api/corrections").json["corrections"]) == 2
    assert client.get("/api/corrections.csv").text.count("\r\n") == 3
    nonsense: Any
    for nonsense in (
        [],
        {"changes": 1},
        {"changes": {"force": "deny"}, "author": 7},
        {"changes": {"color": 1}, "author": "x"},
    ):
        assert client.send(f"/api/statements/{statement}/corrections", nonsense).status == 400
    assert len(kept(path)) == 2


def test_a_desk_for_reading_only(path: str, statement: str, tmp_path: Path) -> None:
    with Client(create_app(DeskSettings(path, readonly=True))) as client:
        page = client.get(f"/statement/{statement}")
        assert f"/statement/{statement}/correct" not in page.text
        token = client.get("/read").field("token")
        assert client.get(f"/statement/{statement}/correct").status == 404
        assert client.post(
            f"/statement/{statement}/correct", {"token": token, "force": "warn", "author": "x"}
        ).status in (404, 405)
        assert client.send(f"/api/statements/{statement}/corrections", {"changes": {"force": "warn"}}).status in (
            404,
            405,
        )
        kept_text = client.post("/read", {"token": token, "text": "قال الوزير إن السد آمن.", "keep": "1"})
        assert kept_text.status == 400
    assert not kept(path)
