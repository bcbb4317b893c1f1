"""Pages saved as one file."""

import pytest

from musnad.gather import Limits, gather

from .conftest import Write, only_problem, only_report
from .test_page_files import ARTICLE, page
from .texts import BREAD, BRIDGE, DAM

HEAD = """From: <Saved by Blink>
Snapshot-Content-Location: https://news.example.org/17
Subject: =?utf-8?Q?x?=
Date: Wed, 5 Mar 2031 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

"""


def saved(body: bytes, charset: str = "utf-8", url: str = "https://news.example.org/17") -> bytes:
    from base64 import encodebytes

    part = f"------b\nContent-Type: text/html; charset={charset}\nContent-Transfer-Encoding: base64\nContent-Location: "
    picture = b"------b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    frame = b"------b\nContent-Type: text/html\n\n<html><body>frame</body></html>\n------b--\n"
    return HEAD.encode() + part.encode() + url.encode() + b"\n\n" + encodebytes(body) + picture + frame


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_a_saved_page(write: Write, encoding: str) -> None:
    report = only_report(write("a.mhtml", saved(page(ARTICLE, "").encode(encoding), encoding)))
    assert report.text == f"{DAM}\n{BREAD}\n{BRIDGE}"
    assert (report.url, report.outlet, report.title) == ("https://news.example.org/17", "example.org", "السد آمن")


def test_by_its_beginning(write: Write) -> None:
    assert only_report(write("saved", saved(page(ARTICLE).encode()))).text.startswith(DAM)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (HEAD.encode() + b"------b--\n", "no page in this file"),
        (b"x", "no page in this file"),
        (saved(b"<html><body>"), "No article"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(3_000)), "page"),
        (b"Content-Type: message/rfc822\n\n" * 5_000, ""),
    ],
)
def test_what_holds_no_page(write: Write, data: bytes, message: str) -> None:
    assert message in only_problem(write("a.mht", data)).message


def test_limits(write: Write) -> None:
    path = write("a.mhtml", saved(page(ARTICLE).encode()))
    assert "larger than" in str(next(gather([path], limits=Limits(document=100))))
    assert "larger than" in str(next(gather([path], limits=Limits(page=100))))
