"""What kind of file something is, by its name or by how it begins."""

import os
import re
from typing import Literal

Format = Literal["text", "page", "lines", "table"]

_ENDINGS: tuple[tuple[str, Format], ...] = (
    (".txt", "text"),
    (".html", "page"),
    (".htm", "page"),
    (".xhtml", "page"),
    (".jsonl", "lines"),
    (".ndjson", "lines"),
    (".csv", "table"),
    (".tsv", "table"),
)
READ = tuple(ending for ending, _ in _ENDINGS)
_COMPRESSED = (".gz", ".xz")
# Documents that people keep reports in and that are not read; worth a word when a folder holds some.
_OTHER_DOCUMENTS = (
    ".pdf",
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
    ".epub",
    ".mht",
    ".mhtml",
    ".json",
    ".xml",
    ".xlsx",
)

_OBJECT = re.compile(rb'\s*\{\s*["}]')
# What may stand before the first tag of a page, piece by piece.
_PROLOGUE = re.compile(rb"\s*(?:<!--.*?-->|<\?[^>]*>)", re.S)
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.I)
_HEADER = re.compile(rb'(?:[^\n]*[,;\t|])?\s*"?text"?\s*(?:[,;\t|][^\n]*)?', re.I)
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
    if _OBJECT.match(head):
        return "lines"
    at = 0
    while piece := _PROLOGUE.match(head, at):
        at = piece.end()
    if _MARKUP.match(head, at):
        return "page"
    first_line, end, _ = head.partition(b"\n")
    return "table" if end and _HEADER.fullmatch(first_line.rstrip(b"\r")) else "text"


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
