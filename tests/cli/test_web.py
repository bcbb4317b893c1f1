"""``musnad fetch``, ``watch``, ``sources``, ``diff`` and ``verify`` against a server on the loopback."""

import json
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import apsw
import pytest
from click.testing import CliRunner, Result
from gather.test_mhtml import saved
from gather.test_warc import answer, record
from gather.texts import BREAD, REPORT
from gather.web.server import Ask, Server, article, rss

from musnad.cli import main
from musnad.ledger import Ledger

from .conftest import Run
from .test_group import command

EDITED = REPORT.replace("آمن", "غير آمن").replace("ونفت بلدية المرج", "وأعلنت بلدية المرج")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def fetch(run: Run) -> Run:
    def invoke(*arguments: str, **environment: str) -> Result:
        return run("fetch", "--allow-private", "--delay", "0", *arguments, **environment)

    return invoke


def local(server: Server, path: str, text: str | None = None) -> str:
    if text is not None:
        server.page(path, article(text))
    return f"http://127.0.0.1:{server.port}{path}"


# fetch


def test_fetch(fetch: Run, run: Run, server: Server, path: Path) -> None:
    one, two = local(server, "/1", REPORT), local(server, "/2", REPORT + "2")
    result = fetch(one, two, "--outlet", "وكالة الوادي")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert re.match(rf"2 reports added to {path} \(", result.stderr)
    with Ledger(path) as ledger:
        assert {entry.outlet for entry in ledger.reports()} == {"وكالة الوادي"}
        assert all(ledger.snapshots(report)[0].kept == "bytes" for report in ledger)
        first = next(iter(ledger))
    shown = run("show", first).stdout
    assert re.search(rf"^received  \d{{4}}-\S+ {re.escape(one)}, SHA-256 [0-9a-f]{{64}}$", shown, re.MULTILINE)


def test_private_addresses_are_refused_unless_allowed(run: Run, server: Server) -> None:
    result = run("fetch", local(server, "/1", REPORT))
    assert result.exit_code == 1
    assert "127.0.0.1, an address inside a private or special network" in result.stderr
    assert "--allow-private" in result.stderr
    assert server.asked == []


def test_what_fails_is_told_and_the_rest_goes_on(fetch: Run, server: Server, path: Path) -> None:
    result = fetch(local(server, "/none"), "nonsense", local(server, "/1", REPORT))
    assert result.exit_code == 1
    assert f"{local(server, '/none')}: The server answered 404 (Not Found)." in result.stderr
    assert "nonsense: Only http and https" in result.stderr
    assert "1 report added" in result.stderr and "left unread: 2" in result.stderr


def test_addresses_on_the_standard_input(path: Path, server: Server) -> None:
    one, two = local(server, "/1", REPORT), local(server, "/2", BREAD * 3)
    lines = f"# list\n{one} وكالة الوادي\nnonsense\n\n{two}\n".encode() + b"\xff"
    arguments = ["fetch", "-", "--allow-private", "--delay", "0", "--no-evidence", "--ledger", str(path)]
    result = CliRunner().invoke(main, arguments, input=lines)
    assert result.exit_code == 1
    assert "-, line 3: " in result.stderr
    with Ledger(path) as ledger:
        assert {entry.outlet for entry in ledger.reports()} == {"وكالة الوادي", "127.0.0.1"}
        assert {ledger.snapshots(report)[0].kept for report in ledger} == {"no"}


def test_a_feed(fetch: Run, server: Server, path: Path) -> None:
    urls = [local(server, f"/{number}", f"{REPORT}{number}") for number in range(3)]
    server.page("/feed", rss(*urls))
    result = fetch("--follow-feed", local(server, "/feed"), "--limit", "2")
    assert result.exit_code == 0
    assert "note: There is more in this feed" in result.stderr
    assert fetch("--follow-feed", local(server, "/feed")).exit_code == 0
    with Ledger(path) as ledger:
        assert len(ledger) == 3


def test_again(fetch: Run, server: Server) -> None:
    def conditional(ask: Ask) -> None:
        same = ask.headers.get("if-none-match") == '"a"'
        ask.reply(b"" if same else article(REPORT).encode(), "304 x" if same else "200 OK", ETag='"a"')

    server.route("/1", conditional)
    fetch(local(server, "/1"))
    result = fetch(local(server, "/1"))
    assert result.exit_code == 0
    assert "1 address unchanged" in result.stderr
    fetch(local(server, "/1"), "--only-new")
    assert len(server.asked) == 2


def test_contact(fetch: Run, server: Server) -> None:
    fetch(local(server, "/1", REPORT), MUSNAD_CONTACT="desk@wadi.example")
    assert server.asks[0].headers["user-agent"].endswith(" (contact: desk@wadi.example)")


@pytest.mark.parametrize("contact", ["هيئة التحرير", "desk@wadi.example)", "a\r\nX-Y: 1", "a" * 201])
def test_a_contact_that_cannot_be_sent(fetch: Run, server: Server, contact: str) -> None:
    result = fetch(local(server, "/1", REPORT), "--contact", contact)
    assert result.exit_code != 0
    assert "e-mail address or a page" in result.stderr
    assert not server.asked


# watch


def test_watch_once(run: Run, server: Server, tmp_path: Path, path: Path) -> None:
    server.page("/feed", rss(local(server, "/1", REPORT)))
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"{local(server, '/feed')} وكالة الوادي\n")
    arguments = ("watch", str(feeds), "--once", "--allow-private", "--delay", "0")
    assert run(*arguments).exit_code == 0
    feeds.write_text(f"{local(server, '/feed')}\n{local(server, '/none')}\n")
    result = run(*arguments)
    assert result.exit_code == 1
    assert "404" in result.stderr
    with Ledger(path) as ledger:
        assert [entry.outlet for entry in ledger.reports()] == ["وكالة الوادي"]


@pytest.mark.parametrize("every", ["soon", "0", "-5m", "5y", "", "m"])
def test_odd_times(run: Run, every: str) -> None:
    result = run("watch", "feeds.txt", "--every", every)
    assert result.exit_code == 2
    assert "is no time" in result.stderr


def test_no_list(run: Run, tmp_path: Path) -> None:
    result = run("watch", str(tmp_path / "none.txt"), "--once")
    assert result.exit_code == 1
    assert "none.txt cannot be read" in result.stderr


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("when", ["sleeping", "fetching"])
def test_watch_ends_cleanly(server: Server, tmp_path: Path, path: Path, signal_: signal.Signals, when: str) -> None:
    urls = [local(server, "/1", REPORT)]
    asked = threading.Event()

    def silent(ask: Ask) -> None:
        asked.set()
        ask.over.wait(60)

    if when == "fetching":
        # Nothing else is in the feed: the command waits for this page alone when it is told to end, at whatever speed.
        server.route("/2", silent)
        urls = [local(server, "/2")]
    server.page("/feed", rss(*urls))
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(local(server, "/feed"))
    arguments = ("watch", str(feeds), "--allow-private", "--delay", "0", "--every", "1h")
    with subprocess.Popen(**command(path, *arguments)) as process:
        assert process.stderr
        if when == "sleeping":
            first = process.stderr.readline().decode()
            assert "1 report added" in first
        else:
            asked.wait()
        process.send_signal(signal_)
        rest = process.stderr.read().decode()
    assert process.returncode == 0
    assert "Stopped." in rest
    assert "Traceback" not in rest
    with Ledger(path) as ledger:
        assert len(ledger) == (when == "sleeping")
        assert ledger.verify().mismatches == 0
        # The feed counts as done with only where all in it was.
        assert (ledger.visited(local(server, "/feed")) is None) is (when == "fetching")


# sources


def test_sources(fetch: Run, run: Run, server: Server, filled: None) -> None:
    fetch(local(server, "/1", REPORT), local(server, "/none"))
    fetch(f"http://localhost:{server.port}/none")
    result = run("sources")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert any(re.match(r"صحيفة الميناء  1 report  2017-01-02  last added \d{4}-", line) for line in lines)
    assert any(re.match(r"    127\.0\.0\.1  last seen \d{4}-.*, 1 of 2 visits failed$", line) for line in lines)
    assert any(re.match(r"localhost  never seen, 1 of 1 visits failed$", line) for line in lines)
    assert any("The server answered 404 (Not Found)" in line for line in lines)
    failing = run("sources", "--failing").stdout
    assert "localhost" in failing
    assert "صحيفة الميناء" not in failing


def test_nothing_fails(run: Run, filled: None) -> None:
    assert run("sources", "--failing").stderr == "Nothing fails.\n"


def test_the_list_that_ships(run: Run, tmp_path: Path) -> None:
    result = run("sources", "--starter")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) >= 30
    assert all(line.startswith("https://") for line in result.stdout.splitlines())


# diff and verify


@pytest.fixture
def edited(fetch: Run, server: Server) -> str:
    for text in (REPORT, EDITED):
        url = local(server, "/17", text)
        fetch(url)
    return url


def test_diff(run: Run, edited: str, path: Path) -> None:
    with Ledger(path) as ledger:
        first, second = ledger
    for what in (edited, edited.replace("http", "HTTP") + "?utm_source=x#top", "127.0.0.1-17", first, second[:10]):
        result = run("diff", what)
        assert result.exit_code == 0, result.stderr
        one, two, *changes = result.stdout.splitlines()
        assert one.startswith("version 1  received 2") and first[:12] in one
        assert two.startswith("version 2  received 2") and second[:12] in two
        shown = "\n".join(changes)
        assert "{+غير+}" in shown
        assert "[-ونفت-] {+وأعلنت+}" in shown
        assert "\u2068" not in shown
    assert run("diff", first, second).stdout.count("version") == 2
    assert "\u2068" in run("diff", edited, "--isolates").stdout


def test_diff_of_one_version(run: Run, filled: None) -> None:
    result = run("diff", "water.txt")
    assert result.exit_code == 0
    assert result.stderr == "There is only this version.\n"


def test_diff_of_nothing(run: Run, filled: None) -> None:
    result = run("diff", "none")
    assert result.exit_code == 1
    assert "holds no report «none»" in result.stderr


def test_hostile_texts_in_a_diff(fetch: Run, run: Run, server: Server) -> None:
    for text in (REPORT, REPORT + "\x1b[31m \u202e أحمر"):
        server.page("/1", article(text))
        fetch(local(server, "/1"))
    shown = run("diff", local(server, "/1")).stdout
    assert "\x1b" not in shown and "\u202e" not in shown


def test_verify(run: Run, edited: str, path: Path) -> None:
    result = run("verify")
    assert result.exit_code == 0
    assert re.fullmatch(
        r"2 reports, \d+ statements, 2 snapshots and 2 kept contents verified: all fit\.\n", result.stdout
    )
    connection = apsw.Connection(str(path))
    connection.execute("DROP TRIGGER reports_no_update; UPDATE reports SET text = 'x' WHERE row = 2")
    connection.close()
    result = run("verify")
    assert result.exit_code == 1
    assert "Its text has the SHA-256" in result.stdout
    assert "1 does not fit, see above" in result.stderr


def test_the_bytes_of_a_report(fetch: Run, run: Run, server: Server, filled: None) -> None:
    url = local(server, "/1", REPORT)
    fetch(url)
    assert run("show", url, "--received").stdout_bytes == article(REPORT).encode()
    result = run("show", "water.txt", "--received")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "was not kept" in result.stderr
    assert "holds no report" in run("show", "none", "--received").stderr
    assert run("show", "--speaker", "x", "--received").exit_code == 2


# What files leave


def test_files_leave_evidence(run: Run, tmp_path: Path, path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_bytes(BREAD.encode("cp1256"))
    (tmp_path / "c.html").write_text(article(EDITED))
    (tmp_path / "d.jsonl").write_text(f'{{"text": "{BREAD} {BREAD}"}}\n')
    (tmp_path / "e.csv").write_text(f'text,outlet\n"{BREAD}\n{REPORT}",x\n')
    assert (
        run("read", *(str(tmp_path / name) for name in ("a.txt", "b.txt", "c.html", "d.jsonl", "e.csv"))).exit_code == 0
    )
    kept = {}
    with Ledger(path) as ledger:
        for report in ledger:
            (snapshot,) = ledger.snapshots(report)
            kept[Path(snapshot.source).name] = (snapshot.kept, snapshot.place)
            if snapshot.kept != "no":
                assert ledger.body(snapshot.id) == Path(snapshot.source).read_bytes()
        assert ledger.verify().mismatches == 0
    assert kept == {
        "a.txt": ("text", ""),
        "b.txt": ("bytes", ""),
        "c.html": ("bytes", ""),
        "d.jsonl": ("no", "line 1"),
        "e.csv": ("no", "line 2"),
    }


def test_files_leave_only_hashes_when_asked(run: Run, tmp_path: Path, path: Path) -> None:
    (tmp_path / "c.html").write_text(article(EDITED))
    assert run("read", str(tmp_path / "c.html"), "--no-evidence").exit_code == 0
    with Ledger(path) as ledger:
        (report,) = ledger
        assert ledger.snapshots(report)[0].kept == "no"


def test_a_saved_page_is_a_version_of_the_page_on_the_web(
    fetch: Run, run: Run, server: Server, tmp_path: Path, path: Path
) -> None:
    url = local(server, "/17", REPORT)
    fetch(url)
    more = f'<link rel="canonical" href="{url}"><meta property="og:site_name" content="127.0.0.1">'
    (tmp_path / "saved.html").write_text(article(EDITED, more=more))
    assert run("read", str(tmp_path / "saved.html")).exit_code == 0
    with Ledger(path) as ledger:
        assert len(ledger.find_report(url)) == 2
    assert "{+غير+}" in run("diff", url).stdout


def test_saved_and_archived_pages_are_versions_too(fetch: Run, run: Run, server: Server, tmp_path: Path) -> None:
    url = local(server, "/17", REPORT)
    fetch(url)
    (tmp_path / "crawl.warc").write_bytes(record(answer(article(EDITED)), url=f"{url}?utm_source=x"))
    (tmp_path / "page.mhtml").write_bytes(saved(article(f"{REPORT}{BREAD}").encode(), url=url))
    result = run("read", str(tmp_path / "crawl.warc"), str(tmp_path / "page.mhtml"))
    assert result.exit_code == 0, result.stderr
    assert run("diff", url).stdout.count("version ") == 3
    assert run("verify").exit_code == 0


def test_from_whom_a_message_is_forwarded(run: Run, tmp_path: Path) -> None:
    message = {"id": 3, "type": "message", "date": "2031-03-05T10:00:00", "edited": "2031-03-06T10:00:00"}
    message |= {"forwarded_from": "قناة المرفأ", "text": BREAD}
    export = {"name": "قناة الوادي", "type": "public_channel", "id": 17, "messages": [message]}
    (tmp_path / "result.json").write_text(json.dumps(export))
    assert run("read", str(tmp_path / "result.json")).exit_code == 0
    digest = sha256(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    assert f"result.json, message 3, SHA-256 {digest}, only the hash is kept" in run("show", "result-3").stdout
    shown = run("show", "result-3").stdout
    assert re.search(r"^via +قناة المرفأ$", shown, re.MULTILINE)
    assert re.search(r"^changed +2031-03-06$", shown, re.MULTILINE)
    assert "قناة الوادي > قناة المرفأ > بلدية المرج" in shown
    run("export", "--format", "csv", "--out", str(tmp_path / "tables"))
    assert "قناة الوادي > قناة المرفأ > بلدية المرج" in (tmp_path / "tables" / "statements.csv").read_text("utf-8-sig")
