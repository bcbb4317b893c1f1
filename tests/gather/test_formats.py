"""What kind of file something is."""

import pytest

from musnad.gather.formats import by_head, by_name, other_document, stem


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.txt", "text"),
        ("A.TXT", "text"),
        ("a.html", "page"),
        ("a.htm", "page"),
        ("folder.csv/a.jsonl", "lines"),
        ("a.jsonl.xz", "lines"),
        ("a.jsonl.gz", "lines"),
        ("a.csv", "table"),
        ("a.tsv.gz", "table"),
        ("result.json", "json"),
        ("a.warc", "warc"),
        ("a.warc.gz", "warc"),
        ("a.mht", "mhtml"),
        ("a.mhtml", "mhtml"),
        ("a.PDF", "pdf"),
        ("a.db", None),
        ("a", None),
        ("a.gz", None),
    ],
)
def test_by_name(path: str, kind: str | None) -> None:
    assert by_name(path) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b'{"text": "x"}\n', "lines"),
        (b'\xef\xbb\xbf\n {\n"text": 1}', "lines"),
        (b"{}", "lines"),
        (b"{x}", "text"),
        (b"<!DOCTYPE html>\n<html>", "page"),
        (b"\n<!-- saved from -->\n<HTML lang='ar'>", "page"),
        (b'<?xml version="1.0"?>\n<html>', "page"),
        (b"<b>bold</b>", "text"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "warc"),
        (b"%PDF-1.7\n", "pdf"),
        (b'[\n {"text": "x"}]', "json"),
        (b'{\n "name": "x",\n "type": "public_channel",\n "id": 1,\n "messages": [\n', "json"),
        (b'{\n "about": "x",\n "chats": {\n "about": "y", "list": [', "json"),
        (b'{"name": "a", "text": "x", "messages": 1}', "lines"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "mhtml"),
        (b"outlet,date,text\nx", "table"),
        (b'"Text";"outlet"\r\nx', "table"),
        (b"text\nx", "table"),
        (b"text", "text"),
        (b"context,outlet\nx", "text"),
        (b"A sentence, with text, in it\nx", "text"),
        (b"", "text"),
        ("قال".encode(), "text"),
    ],
)
def test_by_head(head: bytes, kind: str) -> None:
    assert by_head(head) == kind


def test_hostile_heads_take_no_time() -> None:
    for head in (b"<!-- " * 13_000, b"<!---->" * 9_000, b" " * 65_000, b"," * 65_000, b'{"' * 30_000):
        assert by_head(head) in ("text", "lines", "table")


def test_other_documents() -> None:
    assert other_document("a.DOCX") == ".docx"
    assert other_document("a.db") is None


@pytest.mark.parametrize("path", ["x/news.jsonl", "news.jsonl.xz", "news.csv.gz", "news"])
def test_stem(path: str) -> None:
    assert stem(path) == "news"
