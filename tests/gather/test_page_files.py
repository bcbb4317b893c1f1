"""Pages."""

from datetime import date

import pytest

from musnad.gather import Limits, gather

from .conftest import Write, only_problem, only_report, problems, reports
from .texts import BREAD, BRIDGE, DAM

HEAD = """<link rel="canonical" href="https://example.org/news/17">
<meta property="og:site_name" content="وكالة الوادي"><meta name="author" content="رجاء الصافي">
<meta property="og:title" content="السد آمن">
<meta property="article:published_time" content="2031-03-05T10:00:00+03:00">"""


def page(body: str, head: str = HEAD, charset: str = "utf-8") -> str:
    return f"""<!DOCTYPE html><html lang="ar"><head><meta charset="{charset}"><title>السد آمن - وكالة الوادي</title>
{head}</head><body><nav><a href="/">الرئيسية</a> <a href="/2">اقتصاد</a></nav>{body}
<footer>جميع الحقوق محفوظة 2029</footer></body></html>"""


ARTICLE = f"<article><h1>السد آمن</h1><p>{DAM}</p><p>{BREAD}</p><p>{BRIDGE}</p></article>"


def test_an_article(write: Write) -> None:
    report = only_report(write("a.html", page(ARTICLE)))
    assert report.text.endswith(f"{DAM}\n{BREAD}\n{BRIDGE}")
    assert "الرئيسية" not in report.text
    assert (report.title, report.author, report.outlet) == ("السد آمن", "رجاء الصافي", "example.org")
    assert (report.published, report.url, report.name) == (
        *(date(2031, 3, 5), "https://example.org/news/17", "a.html"),
    )


def test_a_day_that_the_page_does_not_state_is_none(write: Write) -> None:
    assert only_report(write("a.html", page(ARTICLE, ""))).published is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256", "iso8859_6"])
def test_encodings(write: Write, encoding: str) -> None:
    assert BREAD in only_report(write("a.htm", page(ARTICLE, charset="x").encode(encoding))).text


def test_xhtml_that_states_its_encoding(write: Write) -> None:
    content = '<?xml version="1.0" encoding="windows-1256"?>\n' + page(ARTICLE, charset="windows-1256")
    assert DAM in only_report(write("a.xhtml", content.encode("cp1256"))).text


def test_a_page_by_its_beginning(write: Write) -> None:
    assert only_report(write("page", page(ARTICLE))).title == "السد آمن"


def test_a_broken_byte_beside_the_article_does_no_harm(write: Write) -> None:
    data = page(ARTICLE).encode()
    only_report(write("a.html", data.replace("اقتصاد".encode(), b"\xff")))
    events = list(gather([write("b.html", data.replace("الخبز".encode(), b"\xff"))]))
    assert "\ufffd" in reports(events)[0].text
    assert problems(events)[0].fatal


@pytest.mark.parametrize("content", ["<html></html>", "<html><script>x()</script>", "<html><body><p></body>"])
def test_no_article(write: Write, content: str) -> None:
    problem = only_problem(write("a.html", content))
    assert problem.fatal
    assert problem.message


def test_a_page_above_the_limit(write: Write) -> None:
    (problem,) = gather([write("a.html", page(ARTICLE))], limits=Limits(page=500))
    assert "is larger than" in str(problem)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + DAM,
        f"<p>{'<b>' * 100_000}{DAM}",
        "<ul><li>" * 20_000 + DAM,
        "<table><tr><td>" * 5_000 + DAM,
        "<" * 100_000,
        "<p " + "a='b' " * 50_000 + ">" + DAM,
        "&#1602;" * 50_000,
        "<!--" * 50_000,
    ],
)
def test_hostile_pages_are_told_or_read(write: Write, body: str) -> None:
    events = list(gather([write("a.html", page(body))]))
    assert len(reports(events)) + len(problems(events)) >= 1


def test_the_libraries_are_silent(write: Write, capfd: pytest.CaptureFixture[str]) -> None:
    list(gather([write("a.html", "<html><body>"), write("b.html", page("<p>x"))]))
    assert capfd.readouterr() == ("", "")


def test_a_channel_on_a_page(write: Write) -> None:
    def message(number: int, text: str, extra: str = "") -> str:
        return (
            "<div class='tgme_widget_message js-x'><a class='tgme_widget_message_owner_name'>قناة الوادي</a>"
            f"{extra}<div class='tgme_widget_message_text js-message_text'>{text}</div><a"
            f" class='tgme_widget_message_date' href='https://t.me/wadi/{number}'><time"
            f" datetime='2031-03-0{number}T10:00:00+00:00'>10:00</time></a></div>"
        )

    forwarded = "<a class='tgme_widget_message_forwarded_from_name'>قناة أخرى</a>"
    body = (
        message(1, f"{DAM}<br/><br/>{BREAD}") + message(2, BRIDGE, forwarded) + message(3, "") + message(4, "The dam.")
    )
    events = list(gather([write("a.html", page(body))]))
    first, second = reports(events)
    assert (first.text, first.outlet, first.published) == (f"{DAM}\n{BREAD}", "t.me/wadi", date(2031, 3, 1))
    assert (first.url, first.name, first.via) == ("https://t.me/wadi/1", "a.html-1", None)
    assert second.via == "قناة أخرى"
    (note,) = problems(events)
    assert "1 in English" in note.message
