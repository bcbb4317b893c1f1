"""A pasted text is read at once and kept only when asked for; links obey the rules of fetching."""

import pytest
from gather.web.server import Server

from musnad.ledger import Ledger
from musnad.web.app import create_app
from musnad.web.settings import DeskSettings

from .client import Client

TEXT = "قالت وزيرة النقل لبنى القاضي إن الجسر مفتوح. وأضافت أن الأشغال انتهت.\r\nونفت البلدية إغلاق الطريق."


def paste(client: Client, **fields: str) -> tuple[int, str]:
    answer = client.post("/read", {"token": client.get("/read").field("token")} | fields)
    return answer.status, answer.words if answer.status != 303 else answer.headers["location"]


def reports(path: str) -> int:
    with Ledger(path, readonly=True) as ledger:
        return len(ledger)


def test_a_text_is_read_and_not_kept(client: Client, path: str) -> None:
    before = reports(path)
    status, words = paste(client, text=TEXT, outlet="وكالة الوادي", day="2031-03-05")
    assert status == 200
    assert "عدد الأقوال: 3" in words and "لبنى القاضي" in words and "البلدية" in words
    assert reports(path) == before


def test_it_is_kept_when_asked_for(client: Client, path: str) -> None:
    status, to = paste(client, text=TEXT, outlet="وكالة الوادي", day="2031-03-05", keep="1")
    assert status == 303
    assert "الأشغال" in client.get(to).words
    with Ledger(path, readonly=True) as ledger:
        (snapshot,) = ledger.snapshots(to.rpartition("/")[2])
        assert snapshot.kept == "text"
        assert ledger.get(to.rpartition("/")[2]).report.text == TEXT.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "fields", [{}, {"text": " \n"}, {"text": TEXT, "day": "gestern"}, {"link": "ftp://x"}, {"link": "x"}]
)
def test_what_cannot_be_read_is_told(client: Client, fields: dict[str, str]) -> None:
    assert paste(client, **fields)[0] == 400


def test_links_into_this_machine_are_refused(client: Client) -> None:
    with Server() as server:
        server.page("/inside", "<p>سر</p>")
        for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"):
            assert paste(client, link=f"http://{host}:{server.port}/inside")[0] == 400, host
        assert not server.asked


def test_a_demonstration_follows_no_links(path: str) -> None:
    with Client(create_app(DeskSettings(path, readonly=True, demo=True, paste=90))) as client:
        assert 'name="link"' not in client.get("/read").text
        assert paste(client, link="https://alwadi.example/1")[0] == 400
        assert paste(client, text=TEXT)[0] == 400
        assert paste(client, text=TEXT[:70])[0] == 200


def test_programs_have_texts_read(client: Client) -> None:
    answer = client.send("/api/read", {"text": TEXT, "outlet": "وكالة الوادي", "published": "2031-03-05"})
    assert answer.status == 200
    assert [a["force"] for a in answer.json["attributions"]][-1] == "deny"
    assert client.send("/api/read", {"text": 5}).status == 400
