"""TLS: the server is trusted for the name that was asked for, though the connection is to a checked number."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from musnad.gather.web import Failure, Fetcher, Request, WebSettings

from .server import Names, Server

# A key and a certificate for the invented name wadi.example, for these tests alone.
PEM = Path(__file__).with_name("wadi.pem")


@pytest.fixture
def secure() -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with Server(context) as running:
        running.page("/1", b"<p>x</p>")
        yield running


@pytest.fixture
def trusting(settings: WebSettings) -> Iterator[Fetcher]:
    with Fetcher(replace(settings, tls=ssl.create_default_context(cafile=str(PEM)))) as fetcher:
        yield fetcher


def test_trusted_by_name(secure: Server, trusting: Fetcher, names: Names) -> None:
    url = f"https://wadi.example:{secure.port}/1"
    assert trusting.get(Request(url)).content == b"<p>x</p>"
    assert set(names.looked_up) == {"wadi.example"}


def test_another_name(secure: Server, trusting: Fetcher) -> None:
    with pytest.raises(Failure, match="cannot prove that it is who it says"):
        trusting.get(Request(f"https://other.example:{secure.port}/1"))
    assert secure.asked == []


def test_a_certificate_of_nobody(secure: Server, fetcher: Fetcher) -> None:
    with pytest.raises(Failure, match="cannot prove that it is who it says"):
        fetcher.get(Request(f"https://wadi.example:{secure.port}/1"))
