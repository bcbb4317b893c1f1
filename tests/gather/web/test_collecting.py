"""From addresses to reports: pages, feeds, sitemaps, sites, and what was done before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from musnad.gather import Found, Metadata, Visited
from musnad.gather.web import Event, Fetcher, Wanted, WebSettings, collect
from musnad.model import Problem, Report, Visit

from ..test_pdf_files import pdf
from ..texts import BREAD, BRIDGE, DAM, REPORT
from .conftest import LIMITS
from .server import Ask, Server, article, rss

Fetching = Callable[..., Fetcher]


@dataclass
class Memory:
    """A state that a test can look into."""

    visits: dict[str, list[Visit]] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)

    def visited(self, url: str) -> Visit | None:
        return self.visits[url][-1] if url in self.visits else None

    def failures(self, url: str) -> int:
        outcomes = [visit.outcome for visit in self.visits.get(url, [])]
        return len(outcomes) - max((n for n, each in enumerate(outcomes, 1) if each != "failed"), default=0)

    def last_read(self, url: str) -> Report | None:
        return self.reports.get(url)

    def note(self, events: Iterable[Event]) -> list[Event]:
        events = list(events)
        for each in events:
            if isinstance(each, Visited):
                self.visits.setdefault(each.visit.url, []).append(each.visit)
            elif isinstance(each, Found):
                self.reports[each.path] = each.report
        return events


@pytest.fixture
def memory() -> Memory:
    return Memory()


def run(fetcher: Fetcher, memory: Memory, *wanted: str | Wanted | Problem, **more: object) -> list[Event]:
    all_wanted = [Wanted(each) if isinstance(each, str) else each for each in wanted]
    return memory.note(collect(all_wanted, fetcher, memory, **more))  # type: ignore[arg-type]


def found(events: list[Event]) -> list[Found]:
    return [each for each in events if isinstance(each, Found)]


def problems(events: list[Event]) -> list[Problem]:
    return [each for each in events if isinstance(each, Problem)]


def visits(events: list[Event]) -> list[tuple[str, str]]:
    return [(each.visit.kind, each.visit.outcome) for each in events if isinstance(each, Visited)]


def follow(url: str, **known: object) -> Wanted:
    return Wanted(url, True, Metadata(**known))  # type: ignore[arg-type]


# Pages


def test_a_page_becomes_a_report_with_its_evidence(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    page = article(REPORT, "السد آمن")
    url = server.page("/news/17?utm_source=x", page, ETag='"a"', Last_Modified="then")
    first, last = run(fetcher, memory, url)
    assert isinstance(first, Found) and isinstance(last, Visited)
    report, snapshot = first.report, first.snapshot
    assert DAM in report.text and BRIDGE in report.text
    assert "الرئيسية" not in report.text
    assert (report.title, report.published, report.outlet) == ("السد آمن", date(2031, 3, 5), "wadi.example")
    assert report.url == server.url("/news/17")
    assert report.name == "wadi.example-17"
    assert snapshot is not None
    assert snapshot.body == page.encode()
    assert (snapshot.source, snapshot.url, snapshot.page) == (url, url, report.url)
    assert (snapshot.status, dict(snapshot.headers)["ETag"]) == (200, '"a"')
    visit = last.visit
    assert (visit.url, visit.kind, visit.outcome, visit.status) == (url, "page", "read", 200)
    assert (visit.etag, visit.modified) == ('"a"', "then")


def test_only_the_hash(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    (first,) = found(run(fetcher, memory, server.page("/1", article(REPORT)), keep=False))
    assert first.snapshot is not None
    assert first.snapshot.body is None
    assert first.snapshot.size == len(article(REPORT).encode())


def test_what_is_known_besides(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    url = server.page("/1", article(REPORT))
    (first,) = found(run(fetcher, memory, Wanted(url, known=Metadata(outlet="وكالة الوادي", author="سامي"))))
    assert (first.report.outlet, first.report.author) == ("وكالة الوادي", "سامي")
    named = server.page("/2", article(REPORT, more='<meta property="og:site_name" content="صحيفة المرفأ">'))
    (second,) = found(run(fetcher, memory, Wanted(named, known=Metadata(outlet="وكالة الوادي"))))
    assert second.report.outlet == "وكالة الوادي"
    unknown = server.page("/3", article(REPORT, more='<meta property="og:site_name" content="صحيفة المرفأ">'))
    (third,) = found(run(fetcher, memory, unknown))
    assert third.report.outlet == "wadi.example"


@pytest.mark.parametrize(
    ("stated", "path"),
    [("{}/one", "/one"), ("http://other.example/one", "/1"), ("{}/", "/1")],
)
def test_the_address_of_a_page(server: Server, fetcher: Fetcher, memory: Memory, stated: str, path: str) -> None:
    url = server.page("/1", article(REPORT, more=f'<link rel="canonical" href="{stated.format(server.url(""))}">'))
    (first,) = found(run(fetcher, memory, url))
    assert first.report.url == server.url(path)


def test_a_document(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    url = server.page("/17.pdf", pdf([DAM, BREAD]), Content_Type="application/pdf")
    (first,) = found(run(fetcher, memory, Wanted(url, known=Metadata(title="السد آمن"))))
    assert first.report.text == f"{DAM}\n{BREAD}"
    assert (first.report.outlet, first.report.url, first.report.title) == ("wadi.example", url, "السد آمن")
    assert first.snapshot is not None and first.snapshot.page == url


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-16"])
@pytest.mark.parametrize("stated", ["text/html; charset={}", "text/html", "text/html; charset=utf-8"])
def test_odd_charsets(server: Server, fetcher: Fetcher, memory: Memory, encoding: str, stated: str) -> None:
    page = article(REPORT).replace("<meta charset=utf-8>", "").encode(encoding)
    (first,) = found(run(fetcher, memory, server.page("/1", page, Content_Type=stated.format(encoding))))
    assert DAM in first.report.text
    assert first.snapshot is not None and first.snapshot.body == page


@pytest.mark.parametrize(
    ("body", "kind", "told"),
    [
        (b"<html><body><img src=x></body></html>", "text/html", ""),
        (b"%PDF-1.7 " + b"x" * 500, "application/pdf", "This is no PDF that can be read"),
        (b"\0\x01\x02" * 500, "text/html", "binary data"),
        (
            (article("The dam is safe and the gates will be opened tomorrow. " * 5)).encode(),
            "text/html",
            "not in Arabic",
        ),
        (b"", "text/html", ""),
    ],
)
def test_what_no_report_comes_of_is_set_aside(
    server: Server, fetcher: Fetcher, memory: Memory, body: bytes, kind: str, told: str
) -> None:
    problem, visited = run(fetcher, memory, server.page("/1", body, Content_Type=kind))
    assert isinstance(problem, Problem) and isinstance(visited, Visited)
    assert problem.fatal
    assert told in problem.message
    assert visited.visit.outcome == "aside"
    assert visited.visit.problem == problem.message


def test_a_wrong_type_is_named_and_the_page_read(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    events = run(fetcher, memory, server.page("/1", article(REPORT), Content_Type="text/plain"))
    assert len(found(events)) == 1
    (note,) = problems(events)
    assert not note.fatal
    assert "«text/plain»" in note.message


def test_failures_are_named_and_the_rest_goes_on(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    good = server.page("/1", article(REPORT))
    bad = server.route("/2", lambda ask: ask.reply(status="403 Forbidden"))
    given = Problem("list", "line 3", "None.")
    events = run(fetcher, memory, "nonsense", bad, given, good, server.url("/none"))
    assert len(found(events)) == 1
    assert {each.path for each in problems(events)} == {"nonsense", "list", bad, server.url("/none")}
    assert sorted(visits(events)) == [("page", "failed"), ("page", "failed"), ("page", "read")]
    assert memory.visits[bad][0].status == 403
    assert "403" in (memory.visits[bad][0].problem or "")


def test_asked_for_twice_fetched_once(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    url = server.page("/1", article(REPORT))
    assert len(found(run(fetcher, memory, url, url + "#part", url.upper().replace("/1", "/1")))) == 1
    assert server.asked == ["/1"]


def test_again_only_what_has_changed(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    text = [REPORT]

    def conditional(ask: Ask) -> None:
        tag = f'"{len(text[0])}"'
        if ask.headers.get("if-none-match") == tag:
            ask.reply(status="304 Not Modified", length=-1)
        else:
            ask.reply(article(text[0]).encode(), ETag=tag)

    url = server.route("/1", conditional)
    assert visits(run(fetcher, memory, url)) == [("page", "read")]
    for _ in range(2):
        # The tag is remembered through answers that do not repeat it.
        assert visits(run(fetcher, memory, url)) == [("page", "same")]
    text[0] += BREAD
    (changed,) = found(run(fetcher, memory, url))
    assert changed.report.text.count(BREAD) == 2


def test_only_new(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    one, two = server.page("/1", article(REPORT)), server.route("/2", lambda ask: ask.reply(status="500 x"))
    run(fetcher, memory, one, two)
    before = len(server.asked)
    run(fetcher, memory, one, two, only_new=True)
    assert set(server.asked[before:]) == {"/2"}


def test_a_long_wait_is_remembered(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    url = server.route("/1", lambda ask: ask.reply(status="429 x", Retry_After="7200"))
    run(fetcher, memory, url)
    until = datetime.fromisoformat(memory.visits[url][0].until or "")
    assert timedelta(hours=1) < until - datetime.now(UTC) <= timedelta(hours=2)


def test_a_server_that_wants_to_be_left_alone_is(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    page, url = server.page("/1", article(REPORT)), feed(server, "/2")
    for address in (page, url):
        for hours in (1, -1):
            until = (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")
            memory.visits[address] = [Visit(address, "page", "2031-03-05T10:00:00+00:00", "failed", 429, until=until)]
            events = run(fetcher, memory, page if address == page else follow(url))
            assert bool(found(events)) is (hours < 0)
            if hours > 0:
                (told,) = problems(events)
                assert "left alone until" in told.message
                assert told.fatal is (address == page)


# Feeds


def feed(server: Server, *paths: str, path: str = "/feed", more: str = "", **headers: str) -> str:
    for each in paths:
        server.routes.setdefault(each, lambda ask: ask.reply(article(f"{REPORT}{ask.path}").encode()))
    return server.page(path, rss(*map(server.url, paths), more=more), Content_Type="application/rss+xml", **headers)


def test_a_feed(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    url = feed(server, "/1", "/2", ETag='"f"')
    events = run(fetcher, memory, follow(url, outlet="وكالة الوادي"))
    assert [each.report.outlet for each in found(events)] == ["وكالة الوادي"] * 2
    assert visits(events) == [("page", "read"), ("page", "read"), ("feed", "read")]
    last = events[-1]
    # The feed is done with after all its pages, and kept because it led to something new.
    assert isinstance(last, Visited)
    assert (last.visit.url, last.visit.etag) == (url, '"f"')
    assert last.snapshot is not None and last.snapshot.body == rss(server.url("/1"), server.url("/2"))


def test_a_feed_again(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    url = feed(server, "/1")
    run(fetcher, memory, follow(url))
    feed(server, "/2", "/1")
    events = run(fetcher, memory, follow(url))
    assert [each.report.url for each in found(events)] == [server.url("/2")]
    events = run(fetcher, memory, follow(url))
    assert visits(events) == [("feed", "read")]
    assert isinstance(events[-1], Visited) and events[-1].snapshot is None


def test_a_feed_that_has_not_changed(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    def conditional(ask: Ask) -> None:
        unchanged = ask.headers.get("if-none-match") == '"f"'
        ask.reply(b"" if unchanged else rss(server.url("/1")), "304 x" if unchanged else "200 OK", ETag='"f"')

    server.page("/1", article(REPORT))
    url = server.route("/feed", conditional)
    run(fetcher, memory, follow(url))
    assert visits(run(fetcher, memory, follow(url))) == [("feed", "same")]


def test_a_feed_with_something_undone_is_asked_for_whole(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    left = [3]

    def late(ask: Ask) -> None:
        left[0] -= 1
        ask.reply(article(REPORT).encode(), "200 OK" if left[0] < 0 else "503 x")

    server.routes["/1"] = late
    url = feed(server, "/1", "/2", ETag='"f"')
    events = run(fetcher, memory, follow(url))
    assert visits(events)[-1] == ("feed", "read")
    assert memory.visits[url][-1].etag is None
    events = run(fetcher, memory, follow(url))
    assert [each.report.url for each in found(events)] == [server.url("/1")]
    # That it had failed is why it was asked for again; the next time all is well.
    run(fetcher, memory, follow(url))
    assert memory.visits[url][-1].etag == '"f"'


def test_pages_that_always_fail_are_given_up(server: Server, fetching: Fetching, memory: Memory) -> None:
    fetcher = fetching(tries=1, again=2)
    server.routes["/1"] = lambda ask: ask.reply(status="500 x")
    server.routes["/2"] = lambda ask: ask.reply(status="410 Gone")
    url = feed(server, "/1", "/2", ETag='"f"')
    for _ in range(4):
        run(fetcher, memory, follow(url))
    assert (server.asked.count("/1"), server.asked.count("/2")) == (2, 1)
    assert memory.visits[url][-1].etag == '"f"'


def test_a_page_that_asks_for_a_pause_gets_it(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    server.page("/1", article(REPORT))
    url = feed(server, "/1")
    then = datetime.now(UTC) + timedelta(hours=1)
    page = server.url("/1")
    memory.visits[page] = [Visit(page, "page", "2031-03-05T10:00:00+00:00", "failed", 429, until=then.isoformat())]
    run(fetcher, memory, follow(url))
    assert server.asked == ["/feed"]


@pytest.mark.parametrize(("hours", "again"), [(-48, False), (-1, True), (48, False)])
def test_an_entry_that_has_changed(server: Server, fetcher: Fetcher, memory: Memory, hours: int, again: bool) -> None:
    changed = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
    url = feed(server, "/1", more=f"<updated>{changed}</updated>")
    page = server.url("/1")
    before = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
    memory.visits[page] = [Visit(page, "page", before, "read", 200)]
    assert bool(found(run(fetcher, memory, follow(url)))) is again


def test_day_and_title_from_the_feed_where_the_page_is_silent(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    server.page(
        "/1", article(REPORT).partition("<meta property")[0] + "</head><body><p>" + REPORT + "</p></body></html>"
    )
    url = feed(server, "/1", more="<pubDate>Thu, 06 Mar 2031 10:00:00 +0300</pubDate>")
    (first,) = found(run(fetcher, memory, follow(url)))
    assert first.report.published == date(2031, 3, 6)
    # Without the feed it is the same report still.
    (again,) = found(run(fetcher, memory, server.url("/1")))
    assert again.report.id == first.report.id


def test_more_entries_than_are_followed(server: Server, fetching: Fetching, memory: Memory) -> None:
    url = feed(server, *(f"/{n}" for n in range(8)))
    events = run(fetching(), memory, follow(url), most=3)
    assert len(found(events)) == 3
    (note,) = problems(events)
    assert not note.fatal
    assert "of them 3 new" in note.message
    # The next run goes on where this one ended.
    assert len(found(run(fetching(), memory, follow(url), most=3))) == 3


def test_a_million_items(server: Server, fetching: Fetching, memory: Memory) -> None:
    """They are sent as long as anybody listens; hardly anything of them is taken."""
    sent = [0]
    item = f"<item><link>{server.url('/1')}</link></item>".encode()

    def million(ask: Ask) -> None:
        ask.stream(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel>")
        for _ in range(1000):
            ask.stream(item * 1000)
            sent[0] += 1000

    server.page("/1", article(REPORT))
    url = server.route("/feed", million)
    events = run(fetching(items=50, feed=1 << 30), memory, follow(url))
    assert len(found(events)) == 1
    assert "more in this feed than was followed now: 50 entries, of them 1 new" in problems(events)[0].message
    assert sent[0] < 1_000_000
    last = events[-1]
    assert isinstance(last, Visited)
    assert last.snapshot is not None and "the first" in last.snapshot.place
    assert last.visit.etag is None


def test_a_billion_laughs(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    laughs = b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + rss("http://wadi.example/&b;")
    events = run(fetcher, memory, follow(server.page("/feed", laughs)))
    assert "entities of its own" in problems(events)[0].message
    assert visits(events) == [("feed", "failed")]


def test_odd_entries_are_named_and_passed_over(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    server.page("/1", article(REPORT))
    url = server.page("/feed", rss("javascript:x", "/1", "http://[", server.url("/1")))
    events = run(fetcher, memory, follow(url))
    assert len(found(events)) == 1
    assert [(each.path, each.fatal) for each in problems(events)] == [(url, False)] * 2


def test_a_feed_does_not_lead_inside(server: Server, guarded: Fetcher, memory: Memory) -> None:
    url = server.page("/feed", rss("http://169.254.169.254/latest/meta-data", "http://127.0.0.2/"))
    events = run(guarded, memory, follow(url))
    assert all("an address inside" in each.message for each in problems(events))
    assert len(problems(events)) == 2


# Sitemaps and sites


def test_an_index_of_sitemaps(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    def sitemap(*paths: str) -> str:
        return "".join(f"<url><loc>{server.url(path)}</loc></url>" for path in paths)

    for path in ("/1", "/2"):
        server.page(path, article(REPORT + path))
    maps = "".join(f"<sitemap><loc>{server.url(path)}</loc></sitemap>" for path in ("/a.xml", "/b.xml", "/index.xml"))
    url = server.page("/index.xml", f"<sitemapindex>{maps}</sitemapindex>")
    server.page("/a.xml", f"<urlset>{sitemap('/1')}</urlset>")
    server.page("/b.xml", f"<urlset>{sitemap('/1', '/2')}</urlset>")
    events = run(fetcher, memory, follow(url))
    assert len(found(events)) == 2
    assert not problems(events)
    assert visits(events).count(("feed", "read")) == 3
    assert len(server.asked) == 5


def test_sitemaps_without_end(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    def deeper(ask: Ask) -> None:
        number = int(ask.path.strip("/.xml") or 0) + 1
        ask.reply(f"<sitemapindex><sitemap><loc>/{number}.xml</loc></sitemap></sitemapindex>".encode())

    for number in range(50):
        server.routes[f"/{number}.xml"] = deeper
    events = run(fetcher, memory, follow(server.url("/0.xml")))
    assert len(server.asked) == 1 + LIMITS.sitemaps
    assert "more than 5 feeds or sitemaps" in problems(events)[0].message


def test_a_page_that_names_its_feeds(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    feed(server, "/1")
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    url = server.page("/", article(REPORT, more=link))
    events = run(fetcher, memory, follow(url))
    assert [each.report.url for each in found(events)] == [server.url("/1")]


def test_a_site_that_names_sitemaps_in_robots(server: Server, fetcher: Fetcher, memory: Memory) -> None:
    server.page("/robots.txt", f"Sitemap: {server.url('/map.xml')}")
    server.page("/map.xml", f"<urlset><url><loc>{server.url('/1')}</loc></url></urlset>")
    server.page("/1", article(REPORT))
    assert len(found(run(fetcher, memory, follow(server.page("/", article(REPORT)))))) == 1


@pytest.mark.parametrize("body", [article(REPORT).encode(), b"hello", b"", b"{}", b"\0" * 5000])
def test_a_page_that_names_none(server: Server, fetcher: Fetcher, memory: Memory, body: bytes) -> None:
    events = run(fetcher, memory, follow(server.page("/", body)))
    assert "names none" in problems(events)[0].message
    assert visits(events) == [("feed", "failed")]


def test_several_hosts_at_once(server: Server, fetcher: Fetcher, memory: Memory, at_once: dict[str, int]) -> None:
    server.routes["/1"] = lambda ask: ask.reply(article(f"{REPORT}{ask.headers['host']}").encode())
    wanted = [server.url("/1", f"host{number}") for number in range(20)]
    events = run(fetcher, memory, *wanted)
    assert len(found(events)) == 20
    assert set(at_once.values()) == {1}


def test_a_mistake_of_ours_is_shown(
    server: Server, fetcher: Fetcher, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(request: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(fetcher, "get", broken)
    (problem,) = problems(run(fetcher, memory, server.url("/1")))
    assert "KeyError" in problem.message and "report this" in problem.message


def test_left_early_nothing_is_left_running(server: Server, settings: WebSettings, memory: Memory) -> None:
    for number in range(30):
        server.page(f"/{number}", article(REPORT + str(number)))
    with Fetcher(replace(settings, limits=LIMITS)) as fetcher:
        events = collect([Wanted(server.url(f"/{number}")) for number in range(30)], fetcher, memory)
        assert isinstance(next(events), Found)
        events.close()
    assert len(server.asked) < 30
