"""From the web into a ledger: reports, evidence, versions, visits; and what is left when it is cut off."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from gather.texts import BREAD, DAM, REPORT
from gather.web.server import Ask, Names, Server, article, rss

from musnad.bulk import Summary, fetch_into, watch_into
from musnad.gather import Metadata
from musnad.gather.web import Wanted, WebLimits, WebSettings, fetcher
from musnad.ledger import Ledger
from musnad.model import MusnadError, Problem

from .analysers import brief, broken

LIMITS = WebLimits(silence=10, seconds=30, tries=2, back_off=0.01, delay=0, patience=1, items=1000)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def web() -> WebSettings:
    return WebSettings(LIMITS, allow_private=True, resolver=Names())


def counts(summary: Summary) -> dict[str, int]:
    names = ("asked", "added", "known", "unchanged", "problems", "unread")
    return {name: value for name in names if (value := getattr(summary, name))}


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages(ledger: Ledger, server: Server, web: WebSettings, jobs: int) -> None:
    urls = [server.page(f"/{number}", article(f"{REPORT}{number}")) for number in range(5)]
    summary = fetch_into(ledger, [*urls, server.url("/none")], web=web, analyser=brief, jobs=jobs)
    assert counts(summary) == {"asked": 6, "added": 5, "problems": 1, "unread": 1}
    for entry in ledger.reports():
        (snapshot,) = ledger.snapshots(entry.id)
        assert (snapshot.source, snapshot.page, snapshot.kept) == (entry.url, entry.url, "bytes")
        assert DAM.encode() in ledger.body(snapshot.id)
    assert {entry.url for entry in ledger.reports()} == set(urls)
    (source,) = ledger.sources()
    (host,) = source.hosts
    assert (source.outlet, source.reports, host.visits, host.failures) == ("wadi.example", 5, 6, 1)
    assert "404" in (host.problem or "")
    assert ledger.verify().mismatches == 0


def test_an_edited_page_is_a_version(
    ledger: Ledger, server: Server, web: WebSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A second apart: within one, the same bytes are one sighting.
    moments = (f"2031-03-05T10:00:{second:02}+00:00" for second in count())
    monkeypatch.setattr(fetcher, "moment", lambda: next(moments))
    texts = [REPORT, REPORT.replace("آمن", "غير آمن"), REPORT]
    url = server.url("/17")
    for text in texts:
        server.page("/17", article(text))
        summary = fetch_into(ledger, [url], web=web, analyser=brief)
        assert not summary.unread
    # The third is the first again: seen once more, no new report.
    assert counts(summary) == {"asked": 1, "known": 1}
    first, second = ledger
    assert [entry.id for entry in ledger.versions(second)] == [first, second]
    assert ledger.find_report(url) == [first, second]
    assert len(ledger.snapshots(first)) == 2
    (new,) = [edit for edit in ledger.edits(first, second) if edit.kind != "same"]
    assert (new.kind, new.after.of(ledger.get(second).report.text)) == ("new", "غير")
    assert ledger.verify().mismatches == 0


def test_a_change_around_the_text_is_no_version(ledger: Ledger, server: Server, web: WebSettings) -> None:
    for more in ("<!-- 1 -->", "<!-- 2 -->"):
        fetch_into(ledger, [server.page("/17", article(REPORT, more=more))], web=web, analyser=brief)
    (report,) = ledger
    assert len({snapshot.sha256 for snapshot in ledger.snapshots(report)}) == 2
    assert len(ledger.versions(report)) == 1


def test_what_a_server_calls_unchanged(ledger: Ledger, server: Server, web: WebSettings) -> None:
    def conditional(ask: Ask) -> None:
        same = ask.headers.get("if-none-match") == '"a"'
        ask.reply(b"" if same else article(REPORT).encode(), "304 x" if same else "200 OK", ETag='"a"')

    url = server.route("/1", conditional)
    fetch_into(ledger, [url], web=web, analyser=brief)
    assert counts(fetch_into(ledger, [url], web=web, analyser=brief)) == {"asked": 1, "unchanged": 1}


def test_without_evidence_there_is_the_hash(ledger: Ledger, server: Server, web: WebSettings) -> None:
    fetch_into(ledger, [server.page("/1", article(REPORT))], web=web, analyser=brief, evidence=False)
    (report,) = ledger
    (snapshot,) = ledger.snapshots(report)
    assert snapshot.kept == "no"


def test_a_report_that_cannot_be_analysed_is_asked_for_again(ledger: Ledger, server: Server, web: WebSettings) -> None:
    page = server.page("/1", article(REPORT))
    feed = Wanted(server.page("/feed", rss(page), ETag='"f"'), follow=True)
    summary = fetch_into(ledger, [feed], web=web, analyser=broken)
    assert summary.unread == 1
    visit = ledger.visited(page)
    assert visit is not None and visit.outcome == "failed"
    fetch_into(ledger, [feed], web=web, analyser=brief)
    assert len(ledger) == 1


def test_a_feed_is_evidence_too(ledger: Ledger, server: Server, web: WebSettings) -> None:
    page = server.page("/1", article(REPORT))
    body = rss(page)
    url = server.page("/feed", body)
    for _ in range(3):
        fetch_into(ledger, [Wanted(url, True, Metadata(outlet="وكالة الوادي"))], web=web, analyser=brief)
    kept = list(ledger._db.rows("SELECT source, report, kept FROM snapshots ORDER BY row"))
    assert kept == [(page, 1, "bytes"), (url, None, "bytes")]
    assert next(ledger.reports()).outlet == "وكالة الوادي"


def test_an_error_of_the_caller_ends_it_and_keeps_what_was_read(
    ledger: Ledger, server: Server, web: WebSettings
) -> None:
    urls = [server.page(f"/{number}", article(f"{REPORT}{number}")) for number in range(30)]

    def enough(problem: Problem) -> None:
        raise KeyboardInterrupt

    def wanted() -> Iterator[Wanted | Problem]:
        yield from map(Wanted, urls)
        yield Problem("list", "", "None.")

    with pytest.raises(KeyboardInterrupt):
        fetch_into(ledger, wanted(), web=web, analyser=brief, on_problem=enough)
    fetch_into(ledger, urls, web=web, analyser=brief, only_new=True)
    assert len(ledger) == 30


def test_a_watch(ledger: Ledger, server: Server, web: WebSettings) -> None:
    pages = [server.page(f"/{number}", article(f"{REPORT}{number}")) for number in range(3)]
    feed = server.url("/feed")
    rounds: list[Summary] = []
    slept: list[float] = []

    def feeds() -> list[Wanted | Problem]:
        server.page("/feed", rss(*pages[: len(rounds) + 1]))
        return [Wanted(feed, follow=True)]

    watch_into(ledger, feeds, every=3600, rounds=3, sleep=slept.append, on_round=rounds.append, web=web, analyser=brief)
    assert [each.added for each in rounds] == [1, 1, 1]
    assert len(slept) == 2
    assert all(3500 < each <= 3600 for each in slept)
    assert server.asked.count("/0") == 1


def test_a_watch_ends_with_what_its_sleep_raises(ledger: Ledger, server: Server, web: WebSettings) -> None:
    def sleep(seconds: float) -> None:
        raise KeyboardInterrupt

    url = server.page("/feed", rss(server.page("/1", article(REPORT))))
    with pytest.raises(KeyboardInterrupt):
        watch_into(ledger, lambda: [Wanted(url, follow=True)], every=1, sleep=sleep, web=web, analyser=brief)
    assert len(ledger) == 1


def test_no_process_at_all(ledger: Ledger, web: WebSettings) -> None:
    with pytest.raises(MusnadError, match="At least one process"):
        fetch_into(ledger, [], web=web, jobs=0)


WATCH = """
import sys
from bulk.analysers import brief
from musnad.bulk import reading, recorder, watch_into
from musnad.gather.web import Wanted, WebLimits, WebSettings, fetcher
from musnad.ledger import Ledger

class Telling(recorder.Recorder):
    def flush(self):
        super().flush()
        print(self.added, flush=True)

recorder._REPORTS = 4
reading.Recorder = Telling
with Ledger(sys.argv[1]) as ledger:
    watch_into(ledger, lambda: [Wanted(sys.argv[2], follow=True)], every=1, rounds=1,
        web=WebSettings(WebLimits(delay=0), allow_private=True), analyser=brief)
"""


def test_a_killed_watch_goes_on_where_it_was(tmp_path: Path, server: Server) -> None:
    """Killed while the server holds back the twentieth page; what was recorded is not asked for again."""
    held = True

    def page(ask: Ask) -> None:
        if held and ask.path == "/20":
            ask.over.wait(60)
        ask.reply(article(f"{REPORT}{BREAD}{ask.path}").encode())

    base = f"http://127.0.0.1:{server.port}"
    for number in range(40):
        server.routes[f"/{number}"] = page
    server.page("/feed", rss(*(f"{base}/{number}" for number in range(40))), ETag='"f"')
    path = tmp_path / "war.db"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])}
    command = [sys.executable, "-c", WATCH, str(path), f"{base}/feed"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        next(line for line in process.stdout if int(line) >= 8)
        process.send_signal(signal.SIGKILL)
    with Ledger(path) as ledger:
        before = len(ledger)
        assert 8 <= before <= 20
        assert ledger.visited(f"{base}/feed") is None
        done = {entry.url for entry in ledger.reports()}
    held = False
    asked = len(server.asked)
    assert subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0
    again = {base + path for path in server.asked[asked:]}
    assert not again & done
    with Ledger(path) as ledger:
        assert len(ledger) == 40
        visit = ledger.visited(f"{base}/feed")
        assert visit is not None and visit.etag == '"f"'
        assert ledger.verify().mismatches == 0
