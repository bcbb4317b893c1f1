"""Claims on the desk: lists, one claim, what people judge of them."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from compare.claims import reports
from ledger.samples import Said

from musnad.compare.claims import Claim, Rung
from musnad.ledger import Ledger
from musnad.model import Force
from musnad.web.app import create_app
from musnad.web.evidence import all_told, label, told
from musnad.web.ladders import MOST_RUNGS, draw, plots, value
from musnad.web.language import Reading
from musnad.web.settings import DeskSettings

from .client import Client

# A second claim, undisputed, and told by fewer.
BRIDGE = [
    reports.report(
        Said("مجلس المهندسين", "ترميم جسر القوس الحجري فوق وادي عين الزهر يكتمل قبل موسم الفيضان المقبل"),
        outlet=outlet,
        day=date(2031, 5, day),
        name=f"bridge-{day}.txt",
    )
    for outlet, day in (("قناة السهل", 2), ("وكالة أرزان", 4))
]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of two claims, as a file."""
    file = str(tmp_path / "claims.db")
    with Ledger(file) as ledger:
        ledger.add_many([*reports.ALL, *BRIDGE])
        assert ledger.compared().update() == 8
    return file


@pytest.fixture
def client(path: str) -> Iterator[Client]:
    with Client(create_app(DeskSettings(path))) as opened:
        yield opened


def claims_of(path: str) -> list[Claim]:
    with Ledger(path, readonly=True) as ledger:
        return list(ledger.claims())


def fresh(client: Client) -> None:
    client.app.state.desk.claims.stale()


def test_the_list_has_what_the_ledger_has(client: Client, path: str) -> None:
    found = client.get("/api/claims").json
    wanted = claims_of(path)
    assert [c["id"] for c in found["claims"]] == [c.id for c in wanted]
    assert found["total"] == 2 and found["waiting"] == 0
    first = found["claims"][0]
    assert (first["outlets"], first["origins"], first["disputes"]) == (
        5,
        wanted[0].independent,
        len(wanted[0].disputes),
    )
    assert first["lead"]["content"]["text"] == wanted[0].statements[0].content


@pytest.mark.parametrize(
    ("asked", "which"),
    [
        ("", [0, 1]),
        ("sort=newest", [1, 0]),
        ("sort=disputes", [0, 1]),
        ("disputed=any", [0]),
        ("disputed=denial", [0]),
        ("disputed=figures", [0]),
        ("q=" + quote("الحجري"), [1]),
        ("speaker=" + quote("لجنة السكان"), [0]),
        ("outlet=" + quote("قناة السهل"), [0, 1]),
        ("since=2031-04", [1]),
        ("until=2031-04", [0]),
        ("q=" + quote("مفاعل"), []),
    ],
)
def test_filters_stand_in_the_address(client: Client, path: str, asked: str, which: list[int]) -> None:
    ids = [c.id for c in claims_of(path)]
    wanted = [ids[n] for n in which]
    assert [c["id"] for c in client.get(f"/api/claims?{asked}").json["claims"]] == wanted
    page = client.get(f"/claims?{asked}")
    assert re.findall(r'href="/claim/([0-9a-f]{32})"', page.text) == wanted


@pytest.mark.parametrize("asked", ["sort=loud", "disputed=maybe", "force=loud", "since=gestern"])
def test_nonsense_is_told(client: Client, asked: str) -> None:
    for path in ("/claims", "/api/claims", "/api/claims.csv"):
        answer = client.get(f"{path}?{asked}")
        assert answer.status == 400
        assert asked.partition("=")[2] in unescape(answer.text)


def test_the_list_goes_on_over_pages(client: Client, path: str) -> None:
    ids = [client.get(f"/api/claims?size=1&page={n}").json["claims"][0]["id"] for n in (0, 1)]
    assert ids == [c.id for c in claims_of(path)]
    assert client.get("/api/claims?size=1&page=2").json["claims"] == []
    assert client.get("/claims?page=7").status == 200


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_claim_is_told_whole(client: Client, path: str, language: str) -> None:
    claim = claims_of(path)[0]
    client.get(f"/settings?language={language}")
    page = client.get(f"/claim/{claim.id[:8]}")
    assert page.status == 200 and page.text.count("<h1") == 1
    for n, statement in enumerate(claim.statements, 1):
        assert f'id="s{n}"' in page.text
        assert f'href="/statement/{statement.id}"' in page.text
    assert page.text.count('class="card side-denies"') == 1
    # The ladder, its table, the way and the sources.
    assert page.text.count('<svg class="chart ladder"') == 1
    assert "مرصد الوادي" in page.words and "لجنة السكان" in page.words
    said = {
        "ar": ("ينفي", "لفظ النفي: نفت", "30 مدنيا بدل 12 مدنيا"),
        "en": ("denies", "denial: نفت", "differs in figure"),
    }
    for words in said[language]:
        assert words in page.words
    assert "StrictUndefined" not in page.text


def test_english_evidence_does_not_reach_an_arabic_page(client: Client, path: str) -> None:
    page = client.get(f"/claim/{claims_of(path)[0].id}").words
    for word in ("same", "speaker", "likeness", "shares", "within", "killed", "civilians", "force"):
        assert word not in page.replace("force_", "")


def test_a_statement_leads_to_its_claim(client: Client, path: str) -> None:
    claim = claims_of(path)[0]
    denial = claim.disputes[0]
    page = client.get(f"/statement/{denial.statement}")
    assert f'href="/claim/{claim.id}"' in page.text
    assert f'href="/statement/{denial.other}"' in page.text
    record = client.get(f"/api/statements/{denial.other}").json
    assert record["claim"] == claim.id
    assert {r["kind"] for r in record["relations"]} >= {"denies"}
    with Ledger(path, readonly=True) as ledger:
        alone = next(ledger.statements(reports.OTHER.report.id))
    assert client.get(f"/api/statements/{alone.id}").json["claim"] is None
    assert client.get(f"/claim/{alone.id}").status == 200


def test_what_is_not_there_is_said(client: Client) -> None:
    for path in ("/claim/ffff0000", "/claim/x", "/claim/ffff0000/judge", "/api/claims/none"):
        answer = client.get(path)
        assert answer.status == 404, path
        assert "claims.db" not in answer.text


def test_the_front_page_has_the_most_spread_and_the_most_disputed(client: Client, path: str) -> None:
    page = client.get("/").text
    for claim in claims_of(path):
        assert f"/claim/{claim.id}" in page
    assert "الأوسع انتشارا" in page and "الأكثر خلافا" in page
    view = client.app.state.desk.claims.front()
    assert (view.since, view.until) == ("2031-04-05", "2031-05-04")
    assert [row.summary.claim for row in view.lately_spread] == [claims_of(path)[1].id]


def test_a_report_dated_years_ahead_does_not_move_what_is_lately(tmp_path: Path) -> None:
    file = str(tmp_path / "ahead.db")
    with Ledger(file) as ledger:
        for n, told in enumerate(
            (
                "إصلاح جسر الوادي يكتمل قبل موسم الفيضان",
                "مدرسة الحي الغربي تفتح أبوابها مطلع الخريف",
                "قافلة الدواء وصلت إلى مستوصف القرية العليا",
                "مباراة الشطرنج أرجئت بسبب انقطاع الكهرباء",
            )
        ):
            ledger.add_many(
                reports.report(
                    Said("مجلس البلدة", told),
                    outlet=f"قناة {m}",
                    day=date(2999 if n == 3 else 2031, 3, 1 + n),
                    name=f"{n}-{m}.txt",
                )
                for m in range(2)
            )
        ledger.compared().update()
    with Client(create_app(DeskSettings(file))) as client:
        assert client.app.state.desk.claims.front().until == "2031-03-03"


def test_lists_are_saved(client: Client, path: str) -> None:
    claim = claims_of(path)[0]
    for name, size in (
        ("claims", 2),
        (f"claims/{claim.id}/statements", len(claim.statements)),
        (f"claims/{claim.id}/figures", len(claim.ladder)),
        ("claims/judgements", 0),
    ):
        rows = list(csv.reader(io.StringIO(client.get(f"/api/{name}.csv").text)))
        assert len(rows) == size + 1, name
        assert len({len(row) for row in rows}) == 1
        assert len(client.get(f"/api/{name}.jsonl").text.splitlines()) == size
    assert client.get("/api/claims.xml").status == 404


def test_the_api_tells_what_the_page_tells(client: Client, path: str) -> None:
    claim = claims_of(path)[0]
    found = client.get(f"/api/claims/{claim.id}").json
    assert [s["id"] for s in found["statements"]] == [s.id for s in claim.statements]
    assert [s["side"] for s in found["statements"]].count("denies") == 1
    assert found["independent"] == claim.independent
    assert len(found["figures"]) == len(claim.ladder)
    assert len(found["travel"]) == len(claim.travel)


def test_the_api_is_described(client: Client) -> None:
    described = client.get("/api/openapi.json").json["paths"]
    assert {"/api/claims", "/api/claims.{ending}", "/api/claims/{id}", "/api/claims/{id}/merge"} <= set(described)
    ids = [operation["operationId"] for path in described.values() for operation in path.values()]
    assert len(ids) == len(set(ids))


def test_two_claims_are_merged_and_that_is_undone(client: Client, path: str) -> None:
    first, second = (c.id for c in claims_of(path))
    form = client.get(f"/claim/{first}/judge?other={quote(f'http://desk/claim/{second}', safe='')}")
    assert form.field("other") == second
    given = {
        "token": form.field("token"),
        "seen": form.field("seen"),
        "other": second,
        "author": "سلمى",
        "note": "واحد",
    }
    answer = client.post(f"/claim/{first}/merge", given)
    assert (answer.status, answer.headers["location"]) == (303, f"/claim/{first}?saved=1")
    assert client.get("/api/claims").json["total"] == 1
    page = client.get(f"/claim/{second}")
    assert len(re.findall(r'id="s\d', page.text)) == 7
    assert "سلمى" in page.words and "واحد" in page.words
    assert "سلمى" in client.get("/claims/judgements").words
    undone = client.get("/api/claims/judgements").json["judgements"][0]["id"]
    answer = client.post(f"/claims/judgements/{undone}/undo", {"token": form.field("token"), "next": f"/claim/{first}"})
    assert answer.headers["location"] == f"/claim/{first}"
    assert client.get("/api/claims").json["total"] == 2


def test_claims_with_the_same_rare_words_are_offered_to_merge(client: Client, path: str) -> None:
    first, second = (c.id for c in claims_of(path))
    asked = f"/claim/{first}/judge?q={quote('عين الزهر')}"
    assert re.findall(r"other=([0-9a-f]{32})", client.get(asked).text) == [second]
    for nothing in ("", f"?q={quote('مفاعل')}"):
        assert "other=" not in client.get(f"/claim/{first}/judge{nothing}").text


def test_a_statement_is_split_off(client: Client, path: str) -> None:
    claim = claims_of(path)[0]
    third = claim.statements[2].id
    form = client.get(f"/claim/{claim.id}/judge?statement={third}")
    given = {"token": form.field("token"), "seen": form.field("seen"), "statement": third, "author": "هند"}
    assert client.post(f"/claim/{claim.id}/split", given).status == 303
    assert client.get("/api/claims").json["claims"][0]["statements"] == 4
    assert client.get(f"/api/statements/{third}").json["claim"] is None
    assert third not in client.get(f"/claim/{claim.id}").text.split('class="noprint"')[0]
    # Merged back, which is another judgement.
    answer = client.send(f"/api/claims/{claim.id}/merge", {"other": third, "author": "هند"})
    assert (answer.status, answer.json) == (201, {"claim": claim.id})
    assert client.get("/api/claims").json["claims"][0]["statements"] == 5


def test_whoever_was_slower_sees_what_the_other_judged(client: Client, path: str) -> None:
    claim = claims_of(path)[0]
    second, third = claim.statements[1].id, claim.statements[2].id
    form = client.get(f"/claim/{claim.id}/judge?statement={third}")
    assert (
        client.send(f"/api/claims/{claim.id}/split", {"statement": second, "author": "سلمى", "seen": ""}).status == 201
    )
    given = {"token": form.field("token"), "seen": form.field("seen"), "statement": third, "author": "هند"}
    answer = client.post(f"/claim/{claim.id}/split", given)
    assert answer.status == 409
    assert "سلمى" in answer.words and "في الأثناء" in answer.words
    assert client.send(f"/api/claims/{claim.id}/split", {"statement": third, "author": "هند", "seen": ""}).status == 409


def test_judgements_are_guarded(client: Client, path: str) -> None:
    first, second = (c.id for c in claims_of(path))
    assert client.post(f"/claim/{first}/merge", {"other": second, "author": "x"}).status == 403
    assert client.post("/claims/judgements/abcd/undo", {}).status == 403
    token = client.get(f"/claim/{first}/judge?other={second}").field("token")
    nobody = client.post(f"/claim/{first}/merge", {"token": token, "other": second, "author": " "})
    assert nobody.status == 400
    itself = client.post(f"/claim/{first}/merge", {"token": token, "other": first, "author": "هند"})
    assert itself.status == 400
    stranger = client.post(f"/claim/{first}/split", {"token": token, "statement": "ffff", "author": "هند"})
    assert stranger.status == 400
    assert client.send(f"/api/claims/{first}/merge", {"author": "هند"}).status == 400
    assert client.get("/api/claims/judgements").json["judgements"] == []


def test_a_desk_for_reading_only_lets_nobody_judge(path: str) -> None:
    claim = claims_of(path)[0]
    with Client(create_app(DeskSettings(path, readonly=True))) as client:
        page = client.get(f"/claim/{claim.id}")
        assert page.status == 200 and "/judge" not in page.text
        assert client.get(f"/claim/{claim.id}/judge").status == 404
        assert client.post(f"/claim/{claim.id}/merge", {}).status in (404, 405)
        assert client.send(f"/api/claims/{claim.id}/split", {}).status in (404, 405)


def test_what_is_not_compared_yet_is_said(tmp_path: Path) -> None:
    file = str(tmp_path / "new.db")
    with Ledger(file) as ledger:
        ledger.add_many(reports.ALL)
    for readonly, words in ((True, "musnad claims"), (False, "تجري مقارنة أقوال")):
        with Client(create_app(DeskSettings(file, readonly=readonly))) as client:
            for page in ("/", "/claims"):
                assert words in client.get(page).words
            assert client.get("/api/claims").json["waiting"] == 6
            with Ledger(file, readonly=True) as ledger:
                first = next(ledger.statements(reports.FIRST.report.id))
            assert client.get(f"/statement/{first.id}").status == 200


def test_the_desk_compares_what_is_new_by_itself(tmp_path: Path) -> None:
    file = str(tmp_path / "new.db")
    with Ledger(file) as ledger:
        ledger.add_many(reports.ALL)
    with Client(create_app(DeskSettings(file))) as client:
        assert client.get("/api/claims").json["total"] == 0
        grouping = client.app.state.desk.grouping
        assert grouping.catch_up() == 6
        assert grouping.catch_up() == 0
        fresh(client)
        found = client.get("/api/claims").json
        assert (found["total"], found["waiting"]) == (1, 0)


def test_a_desk_for_reading_only_compares_nothing(tmp_path: Path) -> None:
    file = str(tmp_path / "new.db")
    with Ledger(file) as ledger:
        ledger.add_many(reports.ALL)
    with Client(create_app(DeskSettings(file, readonly=True))) as client:
        client.app.state.desk.grouping.start()
        client.app.state.desk.grouping.stop()
        assert client.get("/api/claims").json["waiting"] == 6


def test_new_statements_join_claims_while_the_desk_is_open(client: Client, path: str) -> None:
    assert client.get("/api/claims").json["claims"][0]["statements"] == 5
    with Ledger(path) as ledger:
        ledger.add(reports.report(reports.OBSERVATORY, outlet="راديو الجبل", day=date(2031, 3, 9), name="new.txt"))
        ledger.compared().update()
    fresh(client)
    assert client.get("/api/claims").json["claims"][0]["statements"] == 6


_EVIL: tuple[tuple[int, Force], ...] = ((12, "assert"), (30, "deny"), (10**40, "assert"))


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    file = str(tmp_path / "hostile.db")
    evil = "<script>alert(1)</script> \u202eقصف مستشفى بلدة عين الزهر وقتل {} مدنيا من سكانها"
    with Ledger(file) as ledger:
        ledger.add_many(
            reports.report(
                Said('"><img src=x onerror=alert(2)>', evil.format(n), force=force),
                outlet=f"<b>{n}</b>",
                name=f"{n}.txt",
            )
            for n, force in _EVIL
        )
        ledger.compared().update()
        claims = list(ledger.claims())
    with Client(create_app(DeskSettings(file))) as client:
        for path in ("/", "/claims", *(f"/claim/{c.id}" for c in claims)):
            text = client.get(path).text
            assert "<script>alert" not in text and "<img src=x" not in text and "<b>1" not in text
            assert "\u202e" not in text


def test_every_claim_of_hundreds_of_statements_is_shown_in_parts(tmp_path: Path) -> None:
    file = str(tmp_path / "many.db")
    with Ledger(file) as ledger:
        ledger.add_many(reports.report(reports.OBSERVATORY, outlet=f"قناة {n}", name=f"{n}.txt") for n in range(120))
        ledger.compared().update()
        (claim,) = ledger.claims()
    with Client(create_app(DeskSettings(file))) as client:
        pages = [client.get(f"/claim/{claim.id}?page={n}").text for n in range(3)]
        shown = [int(n) for page in pages for n in re.findall(r'id="s(\d+)"', page)]
        assert shown == list(range(1, 121))
        assert all(len(page.encode()) < 200_000 for page in pages)


def rung(day: int | None, source: str | None, low: float | None, high: float | None) -> Rung:
    when = None if day is None else date(2031, 3, day)
    return Rung(when, f"{day}{source}", source, "civilians", "killed", "…", None, low, high)


def test_a_ladder_is_drawn_as_the_reader_reads() -> None:
    (plot,) = plots([rung(1, "أ", 12, 12), rung(2, "ب", 20, 30), rung(2, "أ", 12, 12), rung(None, None, 40, None)])
    assert len(plot.rungs) == 3
    drawn = {language: str(draw(plot, Reading(language), "t", lambda s: f"#{s}")) for language in ("en", "ar")}
    at = {
        language: [float(x) for x in re.findall(r'class="reach" x="([\d.]+)"', svg)] for language, svg in drawn.items()
    }
    assert at["en"] == sorted(at["en"]) and at["ar"] == sorted(at["ar"], reverse=True)
    assert drawn["en"].count('class="bounds') == 2 and "unbounded" in drawn["en"]


def test_bounds_in_the_readers_digits() -> None:
    said = [
        value(rung(1, "أ", *ends), Reading("en")) for ends in ((12, 12), (10, 20), (10, None), (None, 20), (2.5, 2.5))
    ]
    assert said == ["12", "10–20", "≥ 10", "≤ 20", "2.5"]
    assert value(rung(1, "أ", 1200, 1200), Reading("ar", "arab")) == "١٬٢٠٠"


@pytest.mark.parametrize("huge", [10**18, 10**400, -3])
def test_absurd_figures_are_not_drawn(huge: int) -> None:
    assert plots([rung(1, "أ", 1, 1), rung(2, "ب", huge, huge)]) == []


def test_a_long_ladder_is_cut_and_says_so() -> None:
    (plot,) = plots([rung(1 + n % 28, f"م{n}", n, n) for n in range(100)])
    assert (len(plot.rungs), plot.left_out) == (MOST_RUNGS, 100 - MOST_RUNGS)
    assert "NaN" not in draw(plot, Reading("ar"), "t", str)


def test_evidence_in_the_readers_language() -> None:
    said = [
        "".join(text for text, _ in told(each, Reading("ar")))
        for each in ("within 2 days", "shares سد, ماء", "force: assert → deny", "odd")
    ]
    assert said == ["بينهما من الأيام: 2", "كلمات مشتركة: سد، ماء", "تغير فعل القول: إفادة ثم نفي", "odd"]
    several = all_told(
        ("12 مدنيا for 9 مدنيين; shares سوق", "in one report", "same words", "the same words"), Reading("en")
    )
    assert ["".join(text for text, _ in pieces) for pieces in several] == [
        "12 مدنيا for 9 مدنيين",
        "shares سوق",
        "in one report",
        "the same words",
    ]
    assert label("counted", "civilians", Reading("ar")) == "مدنيون"
    assert label("counted", "unicorns", Reading("ar")) == "unicorns"
    assert label("befell", None, Reading("ar")) == ""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_lexicons_count_and_label_has_a_word(language: str) -> None:
    from musnad.lexicons.load import read_yaml

    reading = Reading("ar" if language == "ar" else "en")
    counted = read_yaml("counted")
    for name in (*counted["classes"], "money", "percent"):
        assert label("counted", name, reading) != name or language == "en", name
    statuses = {each.get("status") for each in counted["classes"].values()} | set(counted["status"]) - {"note"}
    for name in statuses - {None}:
        assert label("befell", name, reading) != name or language == "en", name
    for name in read_yaml("side_labels")["groups"]:
        assert label("words", name, reading) != name, name
