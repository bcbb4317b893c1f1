"""Texts are hostile, other sites are hostile, strangers are kept out."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from ledger.samples import WATER

from musnad.ledger import Ledger
from musnad.model import Analysis, Attribution, Block, Narration, Report, Span
from musnad.web.app import create_app
from musnad.web.routes import API, PAGES, Address
from musnad.web.settings import DeskSettings

from .client import Client

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 191911 }}{% raw %}",
    "</textarea></title><svg/onload=alert(1)>",
    "\u202eأمن\u202c\u2066",
    "&lt;b&gt; &amp;#60;",
    "a\x00b\x1b[31m\ud800",
)
_TAG = re.compile(r"<\s*(script|img|svg|iframe|b)\b[^>]*>", re.IGNORECASE)


def hostile(words: str) -> Analysis:
    """A report in which everything says *words*."""
    text = f"{words} قال {words} إن {words}\n{words}"
    n = len(words)
    source, cue, content = Span(0, n), Span(n + 1, n + 4), Span(n + 9 + n - n, len(text) - n - 1)
    report = Report(text, words, WATER.report.published, words, words, words, words)
    attribution = Attribution(1, cue, source, content, None, words, "person", "assert", "direct", words)
    inner = replace(attribution, id=2, parent=1, cue=Span(content.start, content.start + 1))
    return Analysis(
        report,
        (Block(Span(0, len(text)), "body", 0),),
        (attribution, inner),
        (Narration(Span(len(text) - n, len(text)), 0),),
    )


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path = str(tmp_path_factory.mktemp("bad") / "bad.db")
    with Ledger(path) as ledger:
        for words in HOSTILE:
            ledger.add(hostile(words))
        for statement in list(ledger.statements(next(iter(ledger)))):
            ledger.correct(statement.id, {"speaker": HOSTILE[0]}, author=HOSTILE[1], note=HOSTILE[2])
        for report in list(ledger):
            parts = {"cue": [0, 1], "content": [1, 3], "kind": "person", "force": "deny", "quote": "direct"}
            ledger.add_statement(report, parts | {"speaker": HOSTILE[1]}, author=HOSTILE[0], note=HOSTILE[5])
        ledger.names.add("persons", {"id": "p.hostile", "name": HOSTILE[0], "forms": [HOSTILE[1]]}, author=HOSTILE[5])
        for report in list(ledger):
            ledger.names.link(HOSTILE[0], report, "p.hostile", author=HOSTILE[1], note=HOSTILE[2])
            break
    with Client(create_app(DeskSettings(path))) as client:
        yield client


def pages(client: Client) -> Iterator[str]:
    yield from ("/", "/search", "/reports", "/speakers", "/outlets", "/corrections")
    for words in HOSTILE:
        given = quote(words, safe="", errors="replace")
        yield from (f"/search?q={given}", f"/search?speaker={given}&outlet={given}", f"/nowhere/{given}")
        yield from (f"/speaker/{given}", f"/outlet/{given}")
    for statement in client.get("/api/search?size=200").json["statements"]:
        yield from (f"/statement/{statement['id']}", f"/statement/{statement['id']}/correct")
        report = f"/report/{statement['report']['id']}"
        name = quote(statement["speaker"], safe="", errors="replace")
        yield from (report, f"{report}/names", f"{report}/add", f"{report}/name?name={name}&q={name}")
    yield from ("/judgements", "/additions", f"/entity/p.hostile/judge?q={quote(HOSTILE[1])}")


def test_no_text_becomes_a_tag_or_a_link(bad: Client) -> None:
    allowed = re.compile(r'<script src="/static/desk\.js\?v=[0-9a-f]+" defer>|<svg class="(chart|bar)"[^>]*>')
    for page in pages(bad):
        answer = bad.get(page)
        assert answer.status in (200, 404), page
        for found in _TAG.finditer(answer.text):
            assert allowed.fullmatch(found[0]), (page, found[0])
        assert not re.search(r"<[^>]+\son\w+\s*=", re.sub(r'"[^"]*"', '""', answer.text)), page
        for address in re.findall(r'(?:href|src|action)="([^"]*)"', answer.text):
            assert address.startswith(("/", "#", "https://example.")), (page, address)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", answer.text), page
        assert "1343377" not in answer.text, page


def test_the_api_gives_everything_exactly(bad: Client) -> None:
    found = bad.get("/api/search?size=200")
    assert {s["report"]["outlet"] for s in found.json["statements"]} == set(HOSTILE)
    assert found.headers["content-type"].startswith("application/json")


def test_what_the_browser_is_told(client: Client) -> None:
    for path in ("/", "/api/search", "/static/desk.css", "/nowhere", "/api/search.csv"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
    page = client.get("/")
    assert "style=" not in page.text and not re.search(r"<script(?! src)", page.text)
    assert not re.search(r'(src|href)="(https?:)?//', page.text)


def test_cookies_stay_here(client: Client) -> None:
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8170", "localhost.evil.example", "", "[::1", "127.0.0.1.nip.example"]
)
def test_other_names_are_refused(client: Client, host: str) -> None:
    assert client.get("/", host=host).status == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8170", "[::1]:8170", "LOCALHOST:1"])
def test_own_names_are_not(client: Client, host: str) -> None:
    assert client.get("/", host=host).status == 200


def test_forms_of_other_sites_are_refused(client: Client, path: str) -> None:
    with Ledger(path, readonly=True) as ledger:
        statement = next(ledger.statements(WATER.report.id)).id
    to = f"/statement/{statement}/correct"
    form = {"force": "warn", "author": "x", "seen": ""}
    token = client.get(to).field("token")
    assert client.post(to, form).status == 403
    assert client.post(to, form | {"token": "0" * 64}).status == 403
    assert Client(client.app).post(to, form | {"token": token}).status == 403  # of another browser
    assert client.post(to, form | {"token": token}, origin="https://evil.example").status == 403
    assert client.post(to, form | {"token": token}, sec_fetch_site="cross-site").status == 403
    for api in (f"/api/statements/{statement}/corrections", "/api/read"):
        # What a form of another site can send without asking first.
        assert (
            client.ask("POST", api, b'{"changes":{"force":"warn"},"author":"x"}', {"content-type": "text/plain"}).status
            == 400
        )
    with Ledger(path, readonly=True) as ledger:
        assert not list(ledger.corrections())


@pytest.fixture
def guarded(path: str) -> Iterator[Client]:
    with Client(create_app(DeskSettings(path, password="كلمة سر طويلة", token="tok-12345678"))) as opened:
        yield opened


def sign_in(client: Client, password: str, to: str = "/") -> int:
    page = client.get(f"/signin?next={quote(to)}")
    form = {"token": page.field("token"), "next": page.field("next"), "author": "هند", "password": password}
    return client.post("/signin", form).status


def test_strangers_see_nothing(guarded: Client) -> None:
    for path in ("/", "/search?q=x", f"/report/{WATER.report.id}", "/corrections", "/nowhere"):
        answer = guarded.get(path)
        assert answer.status == 303 and answer.headers["location"].startswith("/signin?next="), path
    for path in ("/api/search", "/api/search.csv", f"/api/reports/{WATER.report.id}", "/api/openapi.json"):
        assert guarded.get(path).status == 401, path
    assert guarded.post("/read", {"text": "x"}).status in (303, 403)


def test_signing_in_and_out(guarded: Client) -> None:
    before = dict(guarded.cookies)
    assert sign_in(guarded, "كلمة سر طويلة", "/search?force=deny") == 303
    assert guarded.cookies != before
    page = guarded.get("/search")
    assert page.status == 200 and page.headers["cache-control"] == "no-store"
    cookie = dict(guarded.cookies)
    assert guarded.post("/signout", {"token": page.field("token")}).status == 303
    guarded.cookies = cookie
    assert guarded.get("/search").status == 303


def test_programs_send_the_token(guarded: Client) -> None:
    assert guarded.get("/api/search", authorization="Bearer tok-12345678").status == 200
    for wrong in ("Bearer tok-1234567", "Bearer", "Basic tok-12345678", "Bearer كلمة".encode().decode("latin-1")):
        assert guarded.get("/api/search", authorization=wrong).status == 401


def test_guessing_is_slowed_down(guarded: Client) -> None:
    assert [sign_in(guarded, f"guess {n}") for n in range(6)] == [403] * 5 + [429]
    assert sign_in(guarded, "كلمة سر طويلة") == 429
    guarded.address = "192.0.2.7"
    assert sign_in(guarded, "كلمة سر طويلة") == 303


def test_guessing_the_token_is_slowed_down_too(guarded: Client) -> None:
    tries = [guarded.get("/api/search", authorization=f"Bearer tok-guess-{n}").status for n in range(6)]
    assert tries == [401] * 5 + [429]
    assert guarded.get("/api/search", authorization="Bearer tok-12345678").status == 429
    assert guarded.get("/api/search").status == 401
    guarded.address = "192.0.2.7"
    assert guarded.get("/api/search", authorization="Bearer tok-12345678").status == 200


def test_sessions_end(guarded: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sign_in(guarded, "كلمة سر طويلة") == 303
    assert guarded.get("/search").status == 200
    now = time.monotonic()
    monkeypatch.setattr("musnad.web.sessions.time.monotonic", lambda: now + 11 * 3600)
    assert guarded.get("/search").status == 200
    monkeypatch.setattr("musnad.web.sessions.time.monotonic", lambda: now + 13 * 3600)
    assert guarded.get("/search").status == 303
    # And so do the tries that were counted.
    assert sign_in(guarded, "كلمة سر طويلة") == 303


WRITES = [address for address in PAGES if address.writes]
POSTS = [address for address in PAGES if address.writes or address.posts]
_SENDING = [address for address in API if address.writes]


def filled(address: Address, path: str) -> str:
    """The address with something that is there in its place."""
    with Ledger(path, readonly=True) as ledger:
        statement = next(ledger.statements(WATER.report.id)).id
    id_ = WATER.report.id
    if "/statement" in address.path or address.path.startswith(("/claim/", "/api/claims/")):
        id_ = statement
    elif "/entit" in address.path:
        id_ = "p.sergey-lavrov"
    return address.path.replace("{id}", id_)


def held(path: str) -> tuple[int, ...]:
    """How much people have brought into the ledger."""
    with Ledger(path, readonly=True) as ledger:
        kept = (ledger.corrections(), ledger.names.judgements(), ledger.additions(), ledger)
        return tuple(len(list(each)) for each in kept)


@pytest.mark.parametrize("address", POSTS, ids=lambda address: address.path)
def test_no_form_counts_without_its_token(client: Client, path: str, address: Address) -> None:
    before = held(path)
    form = {"force": "warn", "author": "x", "seen": "", "to": "nobody", "name": WATER.attributions[0].speaker or ""}
    token = client.get("/read").field("token")
    other = Client(client.app).get("/read").field("token")
    for given in (form, form | {"token": ""}, form | {"token": other}):
        answer = client.post(filled(address, path), given)
        # Signing out without a token ends nothing, and leads to the front page.
        assert answer.status == (403 if address.path != "/signout" else 303)
    assert client.post(filled(address, path), form | {"token": token}, origin="https://evil.example").status == 403
    assert client.post(filled(address, path), form | {"token": token}, sec_fetch_site="cross-site").status == 403
    assert client.post(filled(address, path), form | {"token": token}, sec_fetch_site="same-site").status == 403
    assert held(path) == before


@pytest.mark.parametrize("address", _SENDING, ids=lambda address: address.path)
def test_no_other_site_sends_json(client: Client, path: str, address: Address) -> None:
    to, body = filled(address, path), b'{"author": "x", "to": null, "name": "x"}'
    # What a page elsewhere can send without asking first.
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert client.ask("POST", to, body, {"content-type": kind}).status == 400
    headers = {"content-type": "application/json", "origin": "https://evil.example"}
    assert client.ask("POST", to, body, headers).status == 403


@pytest.mark.parametrize("address", [*WRITES, *_SENDING], ids=lambda address: address.path)
def test_a_desk_for_reading_only_takes_nothing(path: str, address: Address) -> None:
    with Client(create_app(DeskSettings(path, readonly=True))) as client:
        token = client.get("/read").field("token")
        form = {"token": token, "author": "x", "to": "nobody", "name": "x", "force": "warn"}
        assert client.post(filled(address, path), form).status in (404, 405)
        assert client.send(filled(address, path), {"author": "x"}).status in (404, 405)
    assert not any(held(path)[:3])


@pytest.mark.parametrize("name", ["q", "speaker", "outlet", "lemma"])
def test_questions_of_many_words_are_told_so(client: Client, name: str) -> None:
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    words = " ".join(a + b for a in letters for b in letters)[:1_990]
    for page in ("/search", "/api/search", "/reports", "/speakers"):
        answer = client.get(f"{page}?{name}={quote(words)}")
        assert answer.status in (200, 400) and "report it" not in answer.text


def test_who_signed_in_is_who_corrects(guarded: Client, path: str) -> None:
    sign_in(guarded, "كلمة سر طويلة")
    with Ledger(path, readonly=True) as ledger:
        statement = next(ledger.statements(WATER.report.id)).id
    page = guarded.get(f"/statement/{statement}/correct")
    form = {"token": page.field("token"), "seen": "", "force": "warn", "author": "منتحل"}
    assert guarded.post(f"/statement/{statement}/correct", form).status == 303
    with Ledger(path, readonly=True) as ledger:
        assert [c.author for c in ledger.corrections()] == ["هند"]


def test_what_is_too_large_is_refused(client: Client) -> None:
    token = client.get("/read").field("token")
    assert client.post("/read", {"token": token, "text": "س" * 400_000}).status == 413
    assert client.post("/read", {"token": token, "text": "س" * 200_001}).status == 400
    assert client.post("/read", {f"f{n}": "x" for n in range(200)}).status == 400
    assert client.ask("POST", "/api/read", b"[" * 100_000, {"content-type": "application/json"}).status == 400


def test_a_question_that_takes_too_long_is_cut_off(path: str) -> None:
    with Client(create_app(DeskSettings(path, seconds=0.3, readers=1))) as client:
        store = client.app.state.desk.store
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        with pytest.raises(Exception, match="took longer"), store.reading() as ledger:
            ledger.database.row(endless)
        with store.reading():
            assert client.get("/search?q=x").status == 503
        assert client.get("/search?q=x").status == 200


def test_evidence_is_only_for_saving(client: Client, path: str) -> None:
    from musnad.model import Snapshot

    with Ledger(path) as ledger:
        ledger.keep(Snapshot.of(b"<script>alert(1)</script>", "https://example.org/1", status=200), WATER.report.id)
        (snapshot,) = ledger.snapshots(WATER.report.id)
    answer = client.get(f"/snapshot/{snapshot.id}")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_folders_of_this_machine_are_not_told(client: Client, path: str, tmp_path: Path) -> None:
    from musnad.model import Snapshot

    with Ledger(path) as ledger:
        ledger.keep(Snapshot.of(b"x", str(tmp_path / "secret" / "dam.txt")), WATER.report.id)
    for page in (f"/report/{WATER.report.id}", f"/api/reports/{WATER.report.id}"):
        answer = client.get(page)
        assert "dam.txt" in answer.text and str(tmp_path) not in answer.text
