"""Addresses in one spelling, and which belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather.web import Failure
from musnad.gather.web.urls import address, canonical, host_name, named_page, page_address, same_site


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://wadi.example", "http://wadi.example/"),
        ("HTTP://WADI.example:80/A?b#c", "http://wadi.example/A?b"),
        ("https://wadi.example:443/%d8%ae", "https://wadi.example/%D8%AE"),
        ("https://wadi.example:8443/خبر/", "https://wadi.example:8443/%D8%AE%D8%A8%D8%B1/"),
        ("https://wadi.example/%7euser/100%", "https://wadi.example/~user/100%25"),
        ("https://وادي.example/", "https://xn--mgbq7ek.example/"),
        ("https://wadi.example./1", "https://wadi.example/1"),
        ("http://[2001:DB8::1]:81/1", "http://[2001:db8::1]:81/1"),
        ("https://wadi.example?x=<y>", "https://wadi.example/?x=%3Cy%3E"),
    ],
)
def test_one_spelling(text: str, url: str) -> None:
    found = address(text)
    assert found.url == url
    assert address(found.url) == found
    assert found.url == found.site + found.target


@pytest.mark.parametrize(
    "text",
    [
        "",
        "wadi.example",
        "ftp://wadi.example/",
        "http://",
        "http:///1",
        "http://wadi.example:0/",
        "http://wadi.example:99999/",
        "http://wadi.example:x/",
        "http://[::1",
        "http://user@wadi.example/",
        "http://:pw@wadi.example/",
        "http://wadi.example/a b",
        "http://wadi.example/\r\nHost: x",
        "http://wadi.example/\0",
        "http://wadi.example/\ud800",
        "http://" + "a" * 300 + ".example/",
        "http://" + "خ" * 100 + ".example/",
        "http://.../",
        "http://wadi<.example/",
        "http://[fe80::1%25eth0]/",
        "http://wadi.example/" + "a" * 5000,
    ],
)
def test_none(text: str) -> None:
    with pytest.raises(Failure) as told:
        address(text)
    assert told.value.message.endswith(".")


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("2", "https://wadi.example/news/2"),
        ("/2", "https://wadi.example/2"),
        ("//other.example/2", "https://other.example/2"),
        (" \n../a b\n ", "https://wadi.example/a%20b"),
        ("?p=2", "https://wadi.example/news/1?p=2"),
    ],
)
def test_links(link: str, url: str) -> None:
    assert address(link, "https://wadi.example/news/1").url == url


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://wadi.example/", "http://[", "//"]))
def test_any_text_is_an_address_or_a_failure(text: str, before: str) -> None:
    for base in (None, "https://wadi.example/1"):
        try:
            found = address(before + text, base)
        except Failure:
            continue
        assert found.url.isascii()
        assert address(found.url).url == found.url


def test_campaigns_do_not_make_another_page() -> None:
    plain = "https://wadi.example/1?id=7"
    assert page_address("https://wadi.example/1?utm_source=x&id=7&fbclid=abc#c") == plain
    assert page_address(plain) == plain
    assert page_address("https://wadi.example/1?utm_source=x") == "https://wadi.example/1"


@pytest.mark.parametrize(
    ("stated", "page"),
    [
        (None, "https://wadi.example/news/1"),
        ("", "https://wadi.example/news/1"),
        ("https://www.wadi.example/news/one", "https://www.wadi.example/news/one"),
        ("/news/one?utm_medium=x", "https://wadi.example/news/one"),
        ("https://wadi.example/", "https://wadi.example/news/1"),
        ("https://other.example/news/1", "https://wadi.example/news/1"),
        ("javascript:void(0)", "https://wadi.example/news/1"),
    ],
)
def test_what_a_page_calls_itself(stated: str | None, page: str) -> None:
    assert canonical(stated, "https://wadi.example/news/1?utm_source=feed") == page


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("https://wadi.example/1", "http://www.wadi.example/2", True),
        ("https://m.wadi.example/1", "https://amp.wadi.example/1", True),
        ("https://arabic.wadi.example/1", "https://wadi.example/1", True),
        ("https://wadi.example/1", "https://mywadi.example/1", False),
        ("https://a.example/", "https://b.example/", False),
        ("https://example/", "https://wadi.example/", False),
    ],
)
def test_same_site(first: str, second: str, same: bool) -> None:
    assert same_site(first, second) is same_site(second, first) is same


def test_host_names() -> None:
    assert host_name("https://www.wadi.example:81/1") == "wadi.example"
    assert host_name("https://xn--mgbq7ek.example/") == "وادي.example"
    assert host_name("https://xn--\xff.example/") == "xn--\xff.example"
    assert host_name("http://[") == ""


def test_pages_in_files() -> None:
    assert named_page("HTTPS://wadi.example/خبر?utm_source=x") == "https://wadi.example/%D8%AE%D8%A8%D8%B1"
    assert named_page("https://wadi.example/?p=17") == "https://wadi.example/?p=17"
    for none in (None, "", "https://wadi.example/", "wadi.example/17", "file:///tmp/17.html"):
        assert named_page(none) is None
