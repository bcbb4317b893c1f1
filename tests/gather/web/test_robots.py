"""robots.txt after RFC 9309."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather.web.robots import Robots, Rule

FILE = """\ufeff# a comment
Sitemap: https://wadi.example/news.xml
User-agent: other
User-agent: *   # anyone
Disallow: /private
Allow: /private/open
Crawl-delay: 7
Disallow:
Sitemap: https://wadi.example/more.xml

user-agent : MUSNAD/1.0
disallow : /*.pdf$
disallow: /search*page=
disallow: /خبر
"""


def test_our_own_group_is_the_one() -> None:
    robots = Robots.parsed(FILE, "musnad")
    assert robots.delay is None
    assert robots.sitemaps == ["https://wadi.example/news.xml", "https://wadi.example/more.xml"]
    for target, allowed in {
        "/private": True,
        "/a/b.pdf": False,
        "/a/b.pdf?x": True,
        "/search?q=x&page=2": False,
        "/search": True,
        "/%D8%AE%D8%A8%D8%B1/1": False,
    }.items():
        assert robots.allows(target) is allowed, target


def test_else_that_for_anyone() -> None:
    robots = Robots.parsed(FILE.replace("MUSNAD", "musnadder"), "musnad")
    assert robots.delay == 7
    for target, allowed in {"/private/x": False, "/private/open/x": True, "/": True, "/a.pdf": True}.items():
        assert robots.allows(target) is allowed, target


def test_of_two_rules_as_long_the_one_that_allows() -> None:
    assert Robots.parsed("User-agent: *\nDisallow: /a\nAllow: /a", "musnad").allows("/a")


@pytest.mark.parametrize(
    "text", ["", "Disallow: /", "<html>not found</html>", "\0\0", "User-agent: *\nCrawl-delay: inf\n"]
)
def test_nothing_said(text: str) -> None:
    robots = Robots.parsed(text, "musnad")
    assert robots.allows("/anything")
    assert robots.delay is None


@pytest.mark.parametrize(
    ("pattern", "target", "fits"),
    [
        ("/", "/x", True),
        ("/x$", "/x", True),
        ("/x$", "/xy", False),
        ("/*/y", "/x/y/z", True),
        ("/*x$", "/xx", True),
        ("/*x*x$", "/x", False),
        ("*", "/", True),
        ("$", "/", False),
        ("/a*b*c", "/abd", False),
        ("/a*b*b$", "/ab", False),
        ("/ab*b$", "/ab", False),
    ],
)
def test_patterns(pattern: str, target: str, fits: bool) -> None:
    assert Rule(pattern, False).fits(target) is fits


def test_a_pattern_that_would_run_for_ever() -> None:
    pattern = "/" + "a*" * 1000 + "b$"
    assert not Rule(pattern, False).fits("/" + "a" * 4000)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    for each in (text, f"User-agent: *\nDisallow: {text}\nCrawl-delay: {text}"):
        Robots.parsed(each, "musnad").allows("/news/1?x=y")
