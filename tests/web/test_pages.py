"""What the pages show, and that they lead to each other."""

import re
from datetime import date
from html import unescape
from urllib.parse import quote, unquote

import pytest
from ledger.samples import BREAD, UNDATED, WATER

from musnad.ledger import Ledger
from musnad.web.language import Reading

from .client import Client

FIXED = ["/", "/search", "/reports", "/speakers", "/entities", "/places", "/outlets", "/read", "/corrections", "/api"]


def first(path: str) -> str:
    with Ledger(path, readonly=True) as ledger:
        return next(ledger.statements(WATER.report.id)).id


@pytest.mark.parametrize("page", FIXED)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_is_whole_in_both_languages(client: Client, page: str, language: str) -> None:
    client.get(f"/settings?language={language}")
    answer = client.get(page)
    assert answer.status == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in answer.text
    assert answer.text.rstrip().endswith("</html>")
    assert answer.text.count("<h1") == 1


def test_whatever_a_page_links_to_is_there(client: Client) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting and len(seen) < 150:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status in (200, 303), path
        if answer.headers.get("content-type", "").startswith("text/html"):
            links = (unescape(link) for link in re.findall(r'href="([^"]*)"', answer.text))
            waiting += [link.partition("#")[0] for link in links if link.startswith("/")]
    assert any(path.startswith("/speaker/") for path in seen)
    assert any(path.startswith("/report/") for path in seen)


def test_the_front_page_counts(client: Client) -> None:
    words = client.get("/").words
    with Ledger(client.app.state.desk.settings.ledger, readonly=True) as ledger:
        counts = ledger.counts()
    assert f"عدد الأقوال: {counts.statements}" in words
    assert "من قال ماذا" in words


def test_search_finds_what_the_ledger_finds(client: Client, path: str) -> None:
    with Ledger(path, readonly=True) as ledger:
        for asked in (
            {},
            {"query": "الخزان"},
            {"force": "deny"},
            {"since": "2016-10"},
            {"until": "2016"},
            {"kind": "organisation"},
        ):
            wanted = [hit.statement.id for hit in ledger.search(**asked) if hit.statement]  # type: ignore[arg-type]
            filters = "&".join(f"{k.replace('query', 'q')}={quote(v)}" for k, v in asked.items())
            found = client.get(f"/api/search?size=200&{filters}").json
            assert [s["id"] for s in found["statements"]] == wanted, asked
            assert found["total"] == len(wanted)


def test_pages_of_results_follow_each_other(client: Client, path: str) -> None:
    every = [s["id"] for s in client.get("/api/search?size=200").json["statements"]]
    assert len(every) > 4
    walked: list[str] = []
    after = ""
    while True:
        page = client.get(f"/api/search?size=2&after={after}").json
        assert page["first"] == len(walked) + 1
        walked += [s["id"] for s in page["statements"]]
        if not (after := page["after"]):
            break
    assert walked == every
    back = client.get(f"/api/search?size=2&before={every[4]}").json
    assert [s["id"] for s in back["statements"]] == every[2:4]


def test_hits_are_marked(client: Client) -> None:
    content = WATER.attributions[0].content.of(WATER.report.text)
    word = content.split()[0]
    assert f"<mark>{word}</mark>" in client.get(f"/search?q={quote(word)}").text


def test_filters_stay_in_the_form_and_in_the_links(client: Client) -> None:
    answer = client.get("/search?kind=organisation&since=2031")
    assert '<option value="organisation" selected>' in answer.text
    assert 'value="2031"' in answer.text
    assert "kind=organisation&amp;since=2031" in answer.text


def test_nonsense_in_an_address_is_told(client: Client) -> None:
    for path, status in (
        ("/search?force=loud", 400),
        ("/search?since=gestern", 400),
        ("/search?after=0123", 404),
        (f"/search?q={'a' * 3000}", 400),
        ("/statement/ffff", 404),
        ("/report/none", 404),
        ("/speaker/nobody", 404),
        ("/outlet/none", 404),
        ("/nowhere", 404),
        ("/snapshot/none", 400),
        ("/reports?page=99999999999", 200),
    ):
        assert client.get(path).status == status, path


@pytest.mark.parametrize(
    "question", ['"', "*", "-", '"" OR', "a AND (", "content:x", "NEAR(a b)", "'; DROP TABLE x", "^x"]
)
def test_no_question_breaks_the_search(client: Client, question: str) -> None:
    assert client.get(f"/search?q={quote(question)}").status == 200
    assert client.get(f"/speakers?q={quote(question)}").status == 200
    assert client.get(f"/api/names?q={quote(question)}").status == 200


def test_a_report_shows_its_text_as_it_stands(client: Client) -> None:
    for analysis in (WATER, BREAD, UNDATED):
        answer = client.get(f"/report/{analysis.report.id}")
        body = answer.text[answer.text.index('id="text"') :]
        body = body[body.index(">") + 1 : body.index("</div>")]
        body = re.sub(r'<span class="tip".*?</span>', "", body)
        body = re.sub(r'<span class="block">.*?</span>', "", body)
        shown = unescape(re.sub(r"<[^>]*>", "", body))
        assert "".join(shown.split()) == "".join(analysis.report.text.split())
        assert analysis.report.sha256 in answer.text


def test_a_chain_is_followed(client: Client, path: str) -> None:
    with Ledger(path, readonly=True) as ledger:
        nested = next(s for s in ledger.statements(WATER.report.id) if s.attribution.parent)
    answer = client.get(f"/statement/{nested.id[:10]}")
    at = [answer.words.index(name) for name in (nested.chain[0].speaker or "", nested.chain[-1].speaker or "")]
    assert at == sorted(at)
    assert f'href="/statement/{nested.chain[0].id}"' in answer.text
    assert f"/report/{WATER.report.id}?at={nested.id}" in answer.text


def test_digits_as_the_reader_chooses(client: Client) -> None:
    answer = client.get("/settings?digits=arab&next=/search")
    assert (answer.status, answer.headers["location"]) == (303, "/search")
    assert WATER.report.published
    year = str(WATER.report.published.year)
    assert year.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) in client.get("/").words
    assert Reading(digits="arab").number(12345) == "١٢٬٣٤٥"


@pytest.mark.parametrize(
    "to", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:x", "/a\nb"]
)
def test_nobody_is_sent_elsewhere(client: Client, to: str) -> None:
    assert client.get(f"/settings?next={quote(to, safe='')}").headers["location"] == "/"


def test_names_are_suggested(client: Client) -> None:
    speaker = WATER.attributions[0].speaker or ""
    assert speaker in client.get(f"/api/names?q={quote(speaker.split()[0][:3])}").json["names"]


def test_a_speaker_and_an_outlet(client: Client) -> None:
    speaker = WATER.attributions[0].speaker or ""
    answer = client.get(f"/speaker/{quote(speaker, safe='')}")
    assert answer.status == 200 and speaker in answer.words
    outlet = WATER.report.outlet or ""
    assert outlet in client.get(f"/outlet/{quote(outlet)}").words
    assert quote(outlet) in client.get("/outlets").text or outlet in unquote(client.get("/outlets").text)


def test_what_is_added_later_is_there(client: Client, path: str) -> None:
    import musnad

    before = client.get("/api/search").json["total"]
    client.app.state.desk.store._fresh_until = 0.0
    with Ledger(path) as ledger:
        ledger.add(
            musnad.analyse(musnad.Report("قالت وزيرة النقل لبنى القاضي إن الجسر مفتوح.", published=date(2032, 1, 1)))
        )
    found = client.get("/api/search").json
    assert found["total"] == before + 1
    assert "الجسر" in found["statements"][0]["content"]["text"]
