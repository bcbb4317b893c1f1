"""What kind of file something is, by its name or by how it begins."""

import os
import re
from typing import Literal

Format = Literal["text", "page", "lines", "table", "json", "warc", "mhtml", "pdf"]

_ENDINGS: tuple[tuple[str, Format], ...] = (
    (".txt", "text"),
    (".html", "page"),
    (".htm", "page"),
    (".xhtml", "page"),
    (".jsonl", "lines"),
    (".ndjson", "lines"),
    (".csv", "table"),
    (".tsv", "table"),
    (".json", "json"),
    (".warc", "warc"),
    (".mhtml", "mhtml"),
    (".mht", "mhtml"),
    (".pdf", "pdf"),
)
# What holds many reports as a rule, so that what is not for us in it is counted and not told one by one.
MANY: tuple[Format, ...] = ("lines", "table", "json", "warc")
READ = tuple(ending for ending, _ in _ENDINGS)
_COMPRESSED = (".gz", ".xz")
# Documents that people keep reports in and that are not read; worth a word when a folder holds some.
_OTHER_DOCUMENTS = (
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
    ".epub",
    ".xml",
    ".xlsx",
)

_ARRAY = re.compile(rb"\s*\[\s*\{")
# Telegram's export begins with the chat's name, type and id, or for a whole account with texts about it.
_TELEGRAM = re.compile(
    rb'\s*\{\s*"(?:name|about|type|id|personal_information)"\s*:.*?"(?:messages|chats|list)"\s*:', re.S
)
_LETTER = re.compile(rb"(?:From|Snapshot-Content-Location|MIME-Version|Subject)\s*:[^\n]*\n(?:[\w-]+:|\s)", re.I)
_OBJECT = re.compile(rb'\s*\{\s*["}]')
# What may stand before the first tag of a page, piece by piece.
_PROLOGUE = re.compile(rb"\s*(?:<!--.*?-->|<\?[^>]*>)", re.S)
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.I)
_HEADER = re.compile(rb'(?:[^\n]*[,;\t|])?\s*"?text"?\s*(?:[,;\t|][^\n]*)?', re.I)
_START = 4096
_MARK = b"\xef\xbb\xbf"


def by_name(path: str) -> Format | None:
    """The format that the ending of *path* promises (.gz and .xz may follow); None if it promises none."""
    name = os.path.basename(path).lower()
    for ending in _COMPRESSED:
        name = name.removesuffix(ending)
    return next((kind for ending, kind in _ENDINGS if name.endswith(ending)), None)


def by_head(head: bytes) -> Format:
    """The format of a stream that begins with *head*, in an encoding that has ASCII; text if nothing speaks
    for another."""
    head = head.removeprefix(_MARK)
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if _ARRAY.match(head) or _is_telegram(head):
        return "json"
    if _LETTER.match(head) and b"multipart/related" in head:
        return "mhtml"
    if _OBJECT.match(head):
        return "lines"
    at = 0
    while piece := _PROLOGUE.match(head, at):
        at = piece.end()
    if _MARKUP.match(head, at):
        return "page"
    first_line, end, _ = head.partition(b"\n")
    return "table" if end and _HEADER.fullmatch(first_line.rstrip(b"\r")) else "text"


def _is_telegram(head: bytes) -> bool:
    start = head[:_START]
    # A line of JSON that holds all of it is a record.
    return bool(_TELEGRAM.match(start)) and b'"text"' not in start.partition(b'"messages"')[0]


def other_document(name: str) -> str | None:
    """The ending of *name*, if it is that of a document of a kind that is not read."""
    ending = os.path.splitext(name)[1].lower()
    return ending if ending in _OTHER_DOCUMENTS else None


def stem(path: str) -> str:
    """The name of the file *path* without folder and endings, for naming the records in it."""
    name = os.path.basename(path)
    for ending in (*_COMPRESSED, *READ):
        if name.lower().endswith(ending):
            name = name[: -len(ending)]
    return name
