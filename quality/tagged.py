"""Sentences with their attributions tagged in place: a compact gold for tables of language.

A file holds cases, parted by lines of ``---``. A case is its name after ``#``, its text, which may run
over several lines, and one line of labels for each attribution::

    # coordinated-verbs
    <k1>نفى</k1> <s1>وزير الري</s1> <c1>التهمة</c1>، <k2>وطالب</k2> <c2>بتحقيق دولي</c2>.
    1 role deny
    2 role demand | وزير الري

``<k1>``, ``<s1>``, ``<c1>`` are the cue, source and content of attribution 1; tags may nest. A line of
labels gives the number, with ``<2`` after it the number of the parent, then kind, force and manner of
quotation in any order (``assert`` and ``indirect`` when left out) and after ``|`` the speaker (the words of
the source when left out). Lines that begin with ``;`` are notes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.model import FORCES, KINDS, QUOTES

_TAG = re.compile(r"<(/?)([ksc])(\d+)>")
_LABELS = re.compile(r"(\d+)(?:<(\d+))?((?: [a-z]+)+)(?: \| (.+))?")
_PARTS = {"k": "cue", "s": "source", "c": "content"}


@dataclass(frozen=True)
class Case:
    """A text with its gold rows. *topic* is the name of the file it stands in."""

    id: str
    topic: str
    text: str
    gold: tuple[dict[str, Any], ...]


def read_cases(folder: Path) -> Iterator[Case]:
    """All cases of the ``.txt`` files in *folder*. Raises ValueError, with its place, for a faulty one."""
    for path in sorted(folder.glob("*.txt")):
        for block in re.split(r"^---\n", path.read_text("utf-8"), flags=re.MULTILINE):
            lines = [line for line in block.strip().splitlines() if not line.startswith(";")]
            if not lines:
                continue
            try:
                yield parse_case(lines, path.stem)
            except ValueError as error:
                raise ValueError(f"{path.name}, case «{lines[0]}»: {error}") from error


def parse_case(lines: list[str], topic: str) -> Case:
    """The case written in *lines*: its name, its text, its labels."""
    if not lines[0].startswith("# "):
        raise ValueError("a case begins with «# name»")
    labels = [match for line in lines[1:] if (match := _LABELS.fullmatch(line))]
    text, spans = _untag("\n".join(lines[1 : len(lines) - len(labels)]))
    gold = tuple(_row(text, spans, match) for match in labels)
    if {number for number, _ in spans} != {row["id"] for row in gold}:
        raise ValueError("tags and lines of labels do not agree")
    return Case(f"{topic}/{lines[0][2:]}", topic, text, gold)


def _untag(tagged: str) -> tuple[str, dict[tuple[int, str], list[int]]]:
    """The text without its tags, and the span of each tag by number and part."""
    spans: dict[tuple[int, str], list[int]] = {}
    pieces: list[str] = []
    at = length = 0
    for tag in _TAG.finditer(tagged):
        pieces.append(tagged[at : tag.start()])
        length += tag.start() - at
        at = tag.end()
        key = (int(tag[3]), _PARTS[tag[2]])
        if not tag[1]:
            if key in spans:
                raise ValueError(f"{tag[0]} opens twice")
            spans[key] = [length]
        elif len(spans.get(key, ())) == 1:
            spans[key].append(length)
        else:
            raise ValueError(f"{tag[0]} closes nothing")
    text = "".join(pieces) + tagged[at:]
    for key, span in spans.items():
        if len(span) != 2 or text[slice(*span)] != text[slice(*span)].strip() or span[0] == span[1]:
            raise ValueError(f"{key[1]} {key[0]} is open, empty or has spaces at its edge")
    if "<" in text or ">" in text:
        raise ValueError("a tag that is none")
    return text, spans


def _row(text: str, spans: dict[tuple[int, str], list[int]], labels: re.Match[str]) -> dict[str, Any]:
    number = int(labels[1])
    source = spans.get((number, "source"))
    speaker = labels[4] or (text[slice(*source)] if source else None)
    row: dict[str, Any] = {
        "id": number,
        "cue": spans.get((number, "cue")),
        "source": source,
        "content": spans.get((number, "content")),
        "parent": int(labels[2]) if labels[2] else None,
        "speaker": speaker,
        "kind": None,
        "force": "assert",
        "quote": "indirect",
    }
    for word in labels[3].split():
        places = [n for n, known in (("kind", KINDS), ("force", FORCES), ("quote", QUOTES)) if word in known]
        if not places:
            raise ValueError(f"«{word}» is no label")
        row[places[0]] = word
    if not (row["cue"] and row["content"] and row["kind"] and speaker):
        raise ValueError(f"attribution {number} lacks a cue, a content, a kind or a speaker")
    return row
