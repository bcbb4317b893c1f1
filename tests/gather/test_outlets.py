"""Who publishes under which host."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather.outlets import outlet_of, outlets

TABLE = Path(__file__).parents[2] / "src/musnad/gather/outlets.tsv"


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("https://www.aljazeera.net/news/2031/3/5/x", "aljazeera"),
        ("http://ALJAZEERA.net", "aljazeera"),
        ("aljazeera.net/x", "aljazeera"),
        ("https://www.bbc.com/arabic/world-1", "bbc-arabic"),
        ("https://www.bbc.com/news", "bbc.com"),
        ("https://arabic.rt.com/x", "rt-arabic"),
        ("https://www.rt.com/x", "rt.com"),
        ("https://amp.unknown.com.lb:8080/a?b", "unknown.com.lb"),
        ("https://a.b.unknown.gov.sy", "unknown.gov.sy"),
        ("https://wadi.blogspot.com/2031", "wadi.blogspot.com"),
        ("https://t.me/s/wadi?before=5", "t.me/wadi"),
        ("https://t.me/wadi/17", "t.me/wadi"),
        ("http://127.0.0.1/x", "127.0.0.1"),
        ("http://localhost:8000/x", "localhost"),
    ],
)
def test_outlets_by_address(url: str, id: str) -> None:
    outlet = outlet_of(url)
    assert outlet is not None
    assert outlet.id == id


@pytest.mark.parametrize("url", ["", "/x", "mailto:x@example.org", "http://[::1", "file:///x", "http://"])
def test_what_is_no_address(url: str) -> None:
    assert outlet_of(url) is None


@given(st.text())
def test_nothing_breaks_it(text: str) -> None:
    outlet_of(text)
    outlet_of(f"https://{text}")


def test_the_table() -> None:
    table = outlets()
    assert len(table) >= 220
    hosts = [host for outlet in table.values() for host in outlet.hosts]
    assert len(set(hosts)) == len(hosts)
    for outlet in table.values():
        assert outlet.hosts and outlet.arabic and outlet.english and outlet.ownership, outlet
        assert outlet.kind in ("agency", "newspaper", "magazine", "tv", "radio", "site", "monitor"), outlet
        assert not outlet.country or (len(outlet.country) == 2 and outlet.country.isupper()), outlet
        assert outlet.agency == (outlet.kind == "agency"), outlet
        assert any("\u0600" <= letter <= "\u06ff" for letter in outlet.arabic) or outlet.arabic.isdigit(), outlet
        # Every host leads back to it.
        assert {outlet_of(f"https://www.{host}/").id for host in outlet.hosts} == {outlet.id}  # type: ignore[union-attr]


def test_no_line_is_broken() -> None:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert {line.count("\t") for line in lines} == {7}
    assert len(lines) == len(outlets()) + 1
