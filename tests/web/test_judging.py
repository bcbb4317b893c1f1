"""People say whom names mean: in one report, everywhere, and not; they see each other, and take it back."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import musnad
from musnad.ledger import Judgement, Ledger
from musnad.resolve import link
from musnad.web.app import create_app
from musnad.web.settings import DeskSettings

from .client import Answer, Client

TEXT = "قال وزير الري كنعان السروي إن السد آمن. وأكد سيرغي لافروف أن المحادثات مستمرة."
LAVROV = "p.sergey-lavrov"


@pytest.fixture
def report(client: Client, path: str) -> str:
    made = musnad.analyse(musnad.Report(TEXT, "وكالة الوادي", date(2031, 3, 5), name="dam.txt"))
    with Ledger(path) as ledger:
        ledger.add(made)
        link(ledger)
    return made.report.id


@pytest.fixture
def sarwi(path: str, report: str) -> str:
    with Ledger(path, readonly=True) as ledger:
        (id_,) = ledger.find_entities("كنعان السروي")
    return id_


def judged(path: str) -> list[Judgement]:
    with Ledger(path, readonly=True) as ledger:
        return ledger.names.judgements()


def entities(path: str, report: str) -> list[str | None]:
    with Ledger(path, readonly=True) as ledger:
        return [s.entity for s in ledger.statements(report)]


def choose(client: Client, report: str, written: str, **given: str) -> Answer:
    page = client.get(f"/report/{report}/name?name={quote(written)}")
    form = {"token": page.field("token"), "seen": page.field("seen"), "name": page.field("name"), "author": "هند"}
    return client.post(f"/report/{report}/name", form | given)


def test_a_name_is_linked_and_taken_back(client: Client, path: str, report: str, sarwi: str) -> None:
    names = client.get(f"/report/{report}/names")
    assert "كنعان السروي" in names.words and sarwi in names.words
    page = client.get(f"/report/{report}/name?name={quote('كنعان السروي')}&q={quote('لافروف')}")
    assert f'value="{LAVROV}"' in page.text and f'value="{sarwi}" checked' in page.text
    assert "وزير الخارجية الروسي" in page.words
    answer = choose(client, report, "كنعان السروي", to=LAVROV, note="سهو")
    assert (answer.status, answer.headers["location"]) == (303, f"/report/{report}/names?saved=1")
    assert entities(path, report) == [LAVROV, LAVROV]
    (made,) = judged(path)
    assert (made.kind, made.object, made.author, made.note) == ("link", LAVROV, "هند", "سهو")
    statement = client.get("/api/search").json["statements"][0]
    assert (statement["entity"], statement["read_as"]) == (LAVROV, sarwi)
    shown = client.get(f"/statement/{statement['id']}").words
    assert "المقصود" in shown and LAVROV in shown and sarwi in shown
    listed = client.get("/judgements")
    assert "هند" in listed.words and "سهو" in listed.words
    form = {"token": listed.field("token"), "next": f"/report/{report}/names"}
    assert client.post(f"/judgements/{made.id}/undo", form).headers["location"] == f"/report/{report}/names"
    assert entities(path, report) == [sarwi, LAVROV]
    assert "أُلغي" in client.get("/judgements").words


@pytest.mark.parametrize(
    ("given", "wanted"), [({"to": "nobody"}, None), ({"to": "new"}, "e."), ({"to": "written", "id": LAVROV}, LAVROV)]
)
def test_nobody_somebody_else_and_an_id(
    client: Client, path: str, report: str, given: dict[str, str], wanted: str | None
) -> None:
    assert choose(client, report, "كنعان السروي", **given).status == 303
    found = entities(path, report)[0]
    assert found == wanted or (wanted == "e." and found and found.startswith("e."))
    assert client.get(f"/report/{report}/names").status == 200


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"to": ""}, 400),
        ({"to": "written", "id": "p.nobody"}, 400),
        ({"to": "<b>"}, 400),
        ({"to": LAVROV, "author": " "}, 400),
        ({"to": LAVROV, "token": "0"}, 403),
        ({"to": LAVROV, "seen": "f" * 32}, 409),
        ({"to": LAVROV, "name": "سامي"}, 404),
    ],
)
def test_nonsense_is_told(client: Client, path: str, report: str, given: dict[str, str], status: int) -> None:
    assert choose(client, report, "كنعان السروي", **given).status == status
    assert not judged(path)


def test_two_people_see_each_other(client: Client, path: str, report: str, sarwi: str) -> None:
    other = Client(client.app)
    page = client.get(f"/report/{report}/name?name={quote('كنعان السروي')}")
    assert choose(other, report, "كنعان السروي", to="nobody", author="كريم").status == 303
    form = {"token": page.field("token"), "seen": page.field("seen"), "name": "كنعان السروي", "author": "هند"}
    answer = client.post(f"/report/{report}/name", form | {"to": LAVROV, "note": "باقية"})
    assert answer.status == 409
    assert "كريم" in answer.words and "باقية" in answer.text and f'value="{LAVROV}"' in answer.text
    again = form | {"to": LAVROV, "seen": answer.field("seen")}
    assert client.post(f"/report/{report}/name", again).status == 303
    assert [j.author for j in judged(path)] == ["كريم", "هند"]
    form = {"token": page.field("token"), "seen": "", "to": LAVROV, "author": "هند"}
    assert client.post(f"/entity/{sarwi}/merge", form).status == 303
    answer = client.post(f"/entity/{sarwi}/split", form | {"to": "new", "name": "كنعان السروي"})
    assert answer.status in (400, 409)


def test_merging_and_splitting(client: Client, path: str, report: str, sarwi: str) -> None:
    page = client.get(f"/entity/{sarwi}/judge?q={quote('لافروف')}")
    assert f'value="{LAVROV}"' in page.text and "كنعان السروي" in page.words
    form = {"token": page.field("token"), "seen": page.field("seen"), "author": "هند"}
    answer = client.post(f"/entity/{sarwi}/merge", form | {"to": LAVROV})
    assert (answer.status, answer.headers["location"]) == (303, f"/entity/{sarwi}/judge?saved=1")
    assert entities(path, report) == [LAVROV, LAVROV]
    page = client.get(f"/entity/{LAVROV}/judge")
    assert sarwi in page.words and f'<option value="{"كنعان السروي"}"' in page.text
    form["seen"] = page.field("seen")
    bad = client.post(f"/entity/{LAVROV}/split", form | {"to": "new"})
    assert bad.status == 400 and "what is to be split off" in bad.words
    bad = client.post(f"/entity/{LAVROV}/split", form | {"to": "new", "report": "none.txt"})
    assert bad.status == 400
    answer = client.post(f"/entity/{LAVROV}/split", form | {"to": "new", "name": "كنعان السروي", "report": "dam.txt"})
    assert answer.status == 303
    split = judged(path)[-1]
    assert (split.kind, split.report) == ("split", report) and split.object and split.object.startswith("e.")
    assert client.get("/entity/p.nobody-here/judge").status == 404
    assert client.get("/judgements").status == 200


def test_programs_judge_too(client: Client, path: str, report: str, sarwi: str) -> None:
    found = client.get(f"/api/reports/{report}/names").json["names"]
    assert {n["name"]: n["meant"] for n in found}["كنعان السروي"] == [sarwi]
    to = f"/api/reports/{report}/names"
    made = client.send(to, {"name": "كنعان السروي", "to": None, "author": "هند", "seen": ""})
    assert made.status == 201 and made.json["object"] is None
    assert client.send(to, {"name": "كنعان السروي", "to": LAVROV, "author": "هند", "seen": ""}).status == 409
    assert client.send(f"/api/judgements/{made.json['id']}/undo", {"author": "هند"}).status == 201
    assert client.send(f"/api/entities/{sarwi}/merge", {"into": LAVROV, "author": "هند"}).status == 201
    split = {"name": "كنعان السروي", "author": "هند"}
    assert client.send(f"/api/entities/{LAVROV}/split", split).status == 201
    nonsense: Any
    for nonsense in ([], {}, {"name": "x"}, {"name": 1, "to": None}, {"name": "كنعان السروي", "to": 3}):
        assert client.send(to, nonsense).status == 400
    assert len(client.get("/api/judgements").json["judgements"]) == 4
    rows = list(csv.DictReader(io.StringIO(client.get("/api/judgements.csv").text)))
    assert [row["kind"] for row in rows] == ["link", "undo", "merge", "split"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/reports/{report}/names.csv").text)))
    assert "كنعان السروي" in {row["name"] for row in rows}


def test_a_corrected_speaker_is_somebody_of_the_report(client: Client, path: str, report: str, sarwi: str) -> None:
    with Ledger(path) as ledger:
        first, second = ledger.statements(report)
        ledger.correct(first.id, {"speaker": "سيرغي لافروف"}, author="هند")
        ledger.correct(second.id, {"speaker": "نزيهة الطحان"}, author="هند")
    assert LAVROV in client.get(f"/statement/{first.id}").words
    page = client.get(f"/statement/{second.id}")
    assert "غير معروف" in page.words and "/name?name=" not in page.text


def test_a_desk_for_reading_only(path: str, report: str, sarwi: str) -> None:
    with Client(create_app(DeskSettings(path, readonly=True))) as client:
        page = client.get(f"/report/{report}/names")
        assert page.status == 200 and "/name?" not in page.text and "/judge" not in page.text
        token = {"token": client.get("/read").field("token"), "author": "x", "to": LAVROV, "seen": ""}
        assert client.get(f"/report/{report}/name?name={quote('كنعان السروي')}").status == 404
        assert client.get(f"/entity/{sarwi}/judge").status == 404
        for to in (f"/report/{report}/name", f"/entity/{sarwi}/merge", f"/entity/{sarwi}/split"):
            assert client.post(to, token | {"name": "كنعان السروي"}).status in (404, 405), to
        for to in (f"/api/reports/{report}/names", f"/api/entities/{sarwi}/merge", f"/api/entities/{sarwi}/split"):
            assert client.send(to, {"name": "كنعان السروي", "to": None, "author": "x"}).status in (404, 405), to
    assert not judged(path)


def test_nothing_is_lost_when_the_server_is_gone(client: Client, path: str, report: str, tmp_path: Path) -> None:
    choose(client, report, "كنعان السروي", to=LAVROV)
    with Client(create_app(DeskSettings(path))) as later:
        assert len(later.get("/api/judgements").json["judgements"]) == 1
