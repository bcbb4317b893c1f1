"""People add statements that the reader missed, choosing words of the text, and take them back."""

import json

from ledger.samples import WATER

from musnad.ledger import Addition, Ledger
from musnad.web.app import create_app
from musnad.web.settings import DeskSettings

from .client import Client

TO = f"/report/{WATER.report.id}/add"


def kept(path: str) -> list[Addition]:
    with Ledger(path, readonly=True) as ledger:
        return list(ledger.additions())


def fill(client: Client, **given: str) -> dict[str, str]:
    page = client.get(TO)
    blank = {f"{name}_{part}": "" for name in ("cue", "source", "content") for part in ("words", "start", "end")}
    labels = {"speaker": "", "kind": "person", "force": "assert", "quote": "indirect", "parent": "", "note": ""}
    return {"token": page.field("token"), "author": "هند"} | blank | labels | given


WORDS = {"cue_words": "وصلت", "content_words": "إلى بلدة عين الزهر", "source_words": "الشاحنات"}


def test_adding_and_taking_it_back(client: Client, path: str) -> None:
    form = fill(client, **WORDS, speaker="سائق الشاحنة", parent="1", note="في أوله")
    answer = client.post(TO, form)
    assert (answer.status, answer.headers["location"]) == (303, f"/report/{WATER.report.id}?saved=1#added")
    (made,) = kept(path)
    text = WATER.report.text
    assert made.statement and made.statement.source
    spans = (made.statement.cue, made.statement.source, made.statement.content)
    assert [span.of(text) for span in spans] == ["وصلت", "الشاحنات", "إلى بلدة عين الزهر"]
    assert (made.statement.speaker, made.statement.parent, made.note) == ("سائق الشاحنة", 1, "في أوله")
    page = client.get(f"/report/{WATER.report.id}")
    assert "سائق الشاحنة" in page.words and "في أوله" in page.words
    assert "سائق الشاحنة" in client.get("/additions").words
    # It is not among what was read.
    assert "سائق الشاحنة" not in client.get("/search").words
    back = client.post(f"/additions/{made.id}/undo", {"token": page.field("token"), "next": "/additions"})
    assert (back.status, [a.stands for a in kept(path)]) == (303, [False, True])
    assert "أُلغي" in client.get("/additions").words


def test_what_is_not_clear_is_asked_and_what_was_typed_stays(client: Client, path: str) -> None:
    answer = client.post(TO, fill(client, **(WORDS | {"cue_words": "ليست فيه"}), speaker="باق"))
    assert answer.status == 400 and 'value="باق"' in answer.text
    form = fill(client, **(WORDS | {"cue_words": "ال"}))
    answer = client.post(TO, form)
    assert answer.status == 400 and 'name="cue_at"' in answer.text
    at = answer.text.split('name="cue_at" value="')[1].split('"')[0]
    assert client.post(TO, form | {"cue_at": at}).status == 303
    (made,) = kept(path)
    assert made.statement and f"{made.statement.cue.start}-{made.statement.cue.end}" == at


def test_nonsense_is_told(client: Client, path: str) -> None:
    for change, status in (
        ({"cue_words": ""}, 400),
        ({"content_words": ""}, 400),
        ({"cue_words": "ليست فيه"}, 400),
        ({"force": "loud"}, 400),
        ({"parent": "77"}, 400),
        ({"parent": "x"}, 400),
        ({"author": " "}, 400),
        ({"cue_start": "5", "cue_end": "2", "cue_words": ""}, 400),
        ({"token": "0"}, 403),
    ):
        assert client.post(TO, fill(client, **(WORDS | change))).status == status, change
    assert not kept(path)


def test_programs_add_too(client: Client, path: str) -> None:
    parts = {"cue": [0, 4], "content": [5, 9], "kind": "person", "force": "deny", "quote": "direct", "author": "هند"}
    to = f"/api/reports/{WATER.report.id}/additions"
    made = client.send(to, parts)
    assert made.status == 201 and made.json["cue"]["text"] == WATER.report.text[:4]
    assert client.send(to, parts).status == 409
    assert client.send(to, parts | {"cue": "0-4"}).status == 400
    assert client.send(to, [1]).status == 400
    assert client.send(f"/api/additions/{made.json['id']}/undo", {"author": "هند"}).status == 201
    assert len(client.get("/api/additions").json["additions"]) == 2
    lines = [json.loads(line) for line in client.get("/api/additions.jsonl").text.splitlines()]
    assert [line["stands"] for line in lines] == [False, True]
    assert client.get("/api/additions.csv").text.count("\r\n") == 3


def test_a_desk_for_reading_only(path: str) -> None:
    with Client(create_app(DeskSettings(path, readonly=True))) as client:
        assert client.get(TO).status == 404
        assert TO not in client.get(f"/report/{WATER.report.id}").text
        form = {"token": client.get("/read").field("token"), "author": "x"} | WORDS
        assert client.post(TO, form).status in (404, 405)
        assert client.send(f"/api/reports/{WATER.report.id}/additions", {"author": "x"}).status in (404, 405)
    assert not kept(path)
