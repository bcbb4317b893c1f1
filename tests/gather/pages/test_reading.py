"""Pages taken apart: what they state, what they show, what goes to the side."""

import gzip
import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather.events import Unreadable
from musnad.gather.pages import Page, read_page

from ..texts import BREAD, BRIDGE, DAM

TITLE = "وزير الري كنعان السروي يؤكد سلامة السد"
TEXT = f"{DAM}\n{BREAD}\n{BRIDGE}"
PARAGRAPHS = f"<p>{DAM}</p><p>{BREAD}</p><p>{BRIDGE}</p>"
ADDRESS = "https://www.wadi.example/news/17"


def page(body: str = f"<h1>{TITLE}</h1>{PARAGRAPHS}", head: str = f"<title>{TITLE}</title>") -> Page:
    return read_page(f"<html lang='ar'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode())


def asides(found: Page) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for each in found.aside:
        kinds[each.kind] = f"{kinds.get(each.kind, '')} {each.text}"
    return kinds


def test_the_article_without_its_title() -> None:
    found = page()
    assert (found.text, found.title, found.language) == (TEXT, TITLE, "ar")


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE} | وكالة الوادي</title>",
        f"<title>{TITLE} - وكالة الوادي</title>",
        f"<title>وكالة الوادي: {TITLE}</title>",
        f"<title>{TITLE} - سياسة - وكالة الوادي للأنباء</title>",
        "<meta property='og:site_name' content='وكالة الوادي'>"
        f"<meta property='og:title' content='{TITLE} – وكالة الوادي'>",
        f"<meta property='og:title' content='{TITLE}'><title>وكالة الوادي</title>",
        f"<title>{TITLE[:30]}...</title>",
        "<title>الصفحة الرئيسية</title>",
        "",
    ],
)
def test_the_title_without_the_site(head: str) -> None:
    assert page(head=head).title == TITLE


@pytest.mark.parametrize("end", [" | وكالة الوادي", " - وكالة الوادي", " – الوادي نيوز"])
def test_the_title_where_the_page_shows_none(end: str) -> None:
    assert page(PARAGRAPHS, f"<title>{TITLE}{end}</title>").title == TITLE


def test_a_colon_belongs_to_the_title() -> None:
    title = "السروي: السد آمن والبوابات ستفتح غدا"
    assert page(PARAGRAPHS, f"<title>{title}</title>").title == title


@pytest.mark.parametrize(
    ("head", "published", "changed"),
    [
        ("<meta property='article:published_time' content='2031-03-05T23:10:00+03:00'>", (2031, 3, 5), None),
        (
            "<meta name='pubdate' content='2031-03-05'><meta property='article:modified_time' content='2031-03-07'>",
            (2031, 3, 5),
            (2031, 3, 7),
        ),
        ("<meta property='article:modified_time' content='2031-03-07'>", (2031, 3, 7), (2031, 3, 7)),
        ("<meta name='DC.date.issued' content='5 آذار 2031'>", (2031, 3, 5), None),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x",'
            ' "datePublished": "2031-03-05T10:00:00Z", "dateModified": "2031-03-06"}</script>',
            (2031, 3, 5),
            (2031, 3, 6),
        ),
        # A quotation mark in the headline breaks the JSON, as it often does.
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "قال "نعم"",'
            ' "datePublished": "2031-03-05"}</script>',
            (2031, 3, 5),
            None,
        ),
        (f"<link rel='canonical' href='{ADDRESS.replace('17', '2031/03/05/17')}'>", (2031, 3, 5), None),
    ],
)
def test_days_that_are_stated(head: str, published: tuple[int, int, int], changed: tuple[int, int, int] | None) -> None:
    found = page(head=f"<title>{TITLE}</title>{head}")
    assert found.published == date(*published)
    assert found.changed == (date(*changed) if changed else None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "<div>الأربعاء 5 آذار 2031</div>"),
        ("<div>الأربعاء 5 آذار 2031</div>", ""),
        ("<div>الثلاثاء 1 نيسان 2031</div>", "<div>تاريخ النشر: 05/03/2031</div>"),
        ("", "<div>آخر تحديث: 7 آذار 2031</div><div>نشر في 5 آذار 2031</div>"),
        ("", "<time datetime='2031-03-05T10:00'>أمس</time>"),
        ("", "<span itemprop='datePublished' content='2031-03-05'>x</span>"),
        ("", "<div><img src=a.jpg><b>رجاء</b> <i>5 آذار 2031</i></div>"),
        ("", "<div>١١ ذو القعدة ١٤٥٢هـ - ٥ مارس ٢٠٣١م</div>"),
    ],
)
def test_days_that_are_shown(before: str, after: str) -> None:
    body = f"<div>{before}<h1>{TITLE}</h1>{after}{PARAGRAPHS}</div>"
    found = page(f"{body}<footer>حقوق النشر 1/1/2020</footer>")
    assert found.published == date(2031, 3, 5)
    assert found.text == TEXT


def test_a_day_of_an_event_is_no_day_of_publication() -> None:
    assert (
        page(f"<h1>{TITLE}</h1><p>{DAM} {BREAD} وكان ذلك في 5 آذار 2031 بحسب البيان.</p>{PARAGRAPHS}").published is None
    )


def test_in_the_zone_of_the_site() -> None:
    stated = "<meta property='article:published_time' content='2031-03-04T22:10:00Z'>"
    found = page(f"<h1>{TITLE}</h1><div>الأربعاء 5 آذار 2031</div>{PARAGRAPHS}", stated)
    assert found.published == date(2031, 3, 5)


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<div>اقرأ أيضا</div><ul><li><a href=/1>افتتاح معرض الكتاب في المدينة</a></li></ul>", "links"),
        ("<p><strong>اقرأ أيضاً: <a href=/1>افتتاح معرض الكتاب في المدينة</a></strong></p>", "line"),
        ("<div><a href=/1>افتتاح معرض الكتاب</a><a href=/2>عودة القطار الليلي إلى السكة</a></div>", "links"),
        ("<figure><img src=1.jpg><figcaption>صورة أرشيفية للسد قبل عامين (رويترز)</figcaption></figure>", "caption"),
        ("<div class='x'><img src=1.jpg><span>مشهد للسد من جهة الشمال - أرشيف</span></div>", "caption"),
        ("<div class='share-buttons'><a>فيسبوك</a><a>تويتر</a></div>", "bar"),
        ("<div>شارك</div>", "bar"),
        ("<p>آخر تحديث: 7 آذار 2031 الساعة 10:00</p>", "line"),
        ("<div>عدد القراءات: 1204</div>", "line"),
        ("<p>تابعوا أخبار الوادي على تليغرام وفيسبوك</p>", "line"),
        (
            "<div>"
            + "".join(
                f"<div class=c><a href=/{n}><h4>افتتاح معرض الكتاب في المدينة</h4></a>"
                "<p>تستمر الفعاليات عشرة أيام.</p></div>"
                for n in range(3)
            )
            + "</div>",
            "links",
        ),
    ],
)
def test_what_goes_to_the_side_is_not_lost(html: str, kind: str) -> None:
    found = page(f"<div><h1>{TITLE}</h1><p>{DAM}</p>{html}<p>{BREAD}</p><p>{BRIDGE}</p></div>")
    assert found.text == TEXT
    assert kind in asides(found)


@pytest.mark.parametrize(
    "line", ["<h3>أحداث 5 أيار 2030</h3>", "<p>نشر في لندن تقرير عن السد.</p>", "<p>تحديث الشبكة مستمر.</p>"]
)
def test_what_only_looks_like_furniture_stays(line: str) -> None:
    found = page(f"<div><h1>{TITLE}</h1><p>{DAM}</p>{line}<p>{BREAD}</p><p>{BRIDGE}</p></div>")
    assert len(found.text.split("\n")) == 4


def test_comments_go_to_the_side() -> None:
    comment = "<li><b>قارئ</b><p>كلام مكرر سمعناه من قبل ولم نر شيئا على أرض الواقع يا جماعة.</p></li>"
    found = page(f"<h1>{TITLE}</h1><div>{PARAGRAPHS}</div><section id=comments><ol>{comment * 3}</ol></section>")
    assert found.text == TEXT
    assert "كلام مكرر" in asides(found)["comments"]


def test_no_word_of_a_page_is_lost() -> None:
    body = f"<nav><a href=/>محليات</a></nav><h1>{TITLE}</h1><div>5 آذار 2031</div>{PARAGRAPHS}<footer>هاتف</footer>"
    found = page(body)
    kept = " ".join((found.text, found.title or "", *(each.text for each in found.aside))).split()
    assert set(kept) >= {"محليات", "5", "آذار", "2031", "هاتف", *TITLE.split(), *TEXT.split()}


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{DAM}<br><br>{BREAD}<br>{BRIDGE}</div>",
        f"<table width=700><tr><td>-</td><td><font size=4>{DAM}<br>{BREAD}<p>{BRIDGE}</font></td></tr></table>",
        f"<div><div>{DAM}</div><div>&nbsp;</div><div>{BREAD}</div><div>{BRIDGE}</div></div>",
        f"<section><p><span>{DAM}</span></p><ul><li>{BREAD}</li></ul><blockquote>{BRIDGE}</blockquote></section>",
        f"<div><p>{DAM}</p></div><div><p>{BREAD}</p></div><div><p>{BRIDGE}</p></div>",
        f"<pre>{DAM}\n\n{BREAD}\n{BRIDGE}</pre>",
        # Names that deceive
        f"<div class='latest-archive'><div class='tools also'>{PARAGRAPHS}</div></div>",
    ],
)
def test_paragraphs_of_any_kind(body: str) -> None:
    assert page(f"<h1>{TITLE}</h1>{body}").text == TEXT


def test_an_article_that_only_scripts_would_show() -> None:
    ld = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": f"<p>{DAM}</p><p>{BREAD}</p>{BRIDGE}"})
    found = page("<div id=root></div>", f'<script type="application/ld+json">{ld}</script>')
    assert (found.text, found.title) == (TEXT, TITLE)


@pytest.mark.parametrize(
    "html",
    [
        "<div class='author'>رجاء الصافي</div>",
        "<div>كتب: رجاء الصافي</div>",
        "<p>بقلم رجاء الصافي</p>",
        "<a rel=author href=/a>رجاء الصافي</a>",
        "<span class='byline'><b>رجاء الصافي</b> - المرج</span>",
        "<div><img src=a.jpg><span>بقلم: رجاء الصافي</span></div>",
    ],
)
def test_the_author(html: str) -> None:
    found = page(f"<h1>{TITLE}</h1>{html}{PARAGRAPHS}")
    assert found.author == "رجاء الصافي"
    assert found.text == TEXT


def test_the_site_is_no_author() -> None:
    head = "<meta name=author content='وكالة الوادي'><meta property='og:site_name' content='وكالة الوادي'>"
    found = page(head=head)
    assert (found.author, found.site) == (None, "وكالة الوادي")


def test_the_outlet_by_the_address() -> None:
    data = f"<html><head><link rel=canonical href='/news/17'></head><body>{PARAGRAPHS}".encode()
    found = read_page(data, url="https://www.aljazeera.net/x?utm=1")
    assert (found.outlet, found.site, found.url) == ("aljazeera", "الجزيرة", "https://www.aljazeera.net/news/17")
    assert read_page(data).outlet is None


def test_an_address_that_is_the_front_page_does_not_count() -> None:
    data = f"<html><head><link rel=canonical href='https://other.example/'></head><body>{PARAGRAPHS}".encode()
    assert read_page(data, url=ADDRESS).url == ADDRESS


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859_6", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "x-unknown"])
def test_encodings(encoding: str, declared: str) -> None:
    html = f"<html><head><meta http-equiv='Content-Type' content='text/html; charset={declared}'><title>{TITLE}</title>"
    assert read_page(f"{html}</head><body>{PARAGRAPHS}".encode(encoding)).text == TEXT


def test_an_encoding_that_letters_cannot_tell() -> None:
    data = "<html><body><p>" + "é" * 300 + "</p>"
    found = read_page(data.encode("cp1252"), headers={"Content-Type": "text/html; charset=windows-1252"})
    assert "é" in found.text
    with pytest.raises(Unreadable):
        read_page(data.encode("cp1252"))


def test_entities_and_mojibake() -> None:
    entities = "".join(f"&#{ord(letter)};" if letter.isalpha() else letter for letter in DAM)
    assert page(f"<p>{entities}</p><p>{BREAD}</p>").text == f"{DAM}\n{BREAD}"
    garbled = DAM.encode().decode("latin-1")
    assert page(f"<p>{garbled}</p><p>{garbled}</p>").text.split("\n")[0] == DAM
    assert page(
        head="<meta property='og:title' content='السد &amp;quot;آمن&amp;quot; بحسب وزارة الري في البلاد'>",
        body=PARAGRAPHS,
    ).title == ('السد "آمن" بحسب وزارة الري في البلاد')


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + DAM,
        "<ul><li>" * 20_000 + DAM,
        "<a href=/>" * 50_000 + DAM,
        "<div><a>x</a></div>" * 30_000,
        "<table><tr><td>" * 80 + f"<p>{DAM}</p>" * 3_000,
        "<div class=title>" * 200 + f"<p>{DAM}</p>" * 3_000,
        "<div role=region class=latest>" * 200 + f"<p>{DAM}</p>" * 3_000,
        "<script type='application/ld+json'>" + "[" * 100_000 + "@",
        "<script type='application/ld+json'>"
        + json.dumps({"@type": "Article", "author": [["x"] * 1000] * 100})
        + "</script>",
        "<p " + "class='a' " * 50_000 + ">" + DAM,
        "<h1>" + "س " * 200_000,
        "<div><h3>اقرأ أيضا</h3>" * 20_000,
        "<br>" * 200_000 + DAM,
        "\0" * 100 + DAM,
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;</p>",
    ],
)
def test_hostile_pages(body: str) -> None:
    try:
        found = page(body)
    except Unreadable as unreadable:
        assert unreadable.message.endswith(".")
    else:
        assert "root:" not in found.text


@given(st.text(alphabet="<>/=\"' abdiv&#;lاسد!-[]", max_size=300))
def test_nothing_breaks_it(body: str) -> None:
    with suppress(Unreadable):
        page(body, body)


@given(st.binary(max_size=500))
def test_bytes_of_any_kind(data: bytes) -> None:
    for each in (data, gzip.compress(data)):
        try:
            read_page(each, url="https://x.example/", headers={"Content-Type": "text/html"})
        except Unreadable as unreadable:
            assert unreadable.message
