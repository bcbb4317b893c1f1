"""Read the table of tagged sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "sentences.txt"
_TAG = re.compile(r"\{([^|}]+)\|([^|}]+)(?:\|([^}]+))?\}")


@dataclass(frozen=True)
class Tagged:
    """A place in a sentence: its span, its id (None for one in doubt), what it stands for or its area."""

    start: int
    end: int
    place: str | None
    what: str


@dataclass(frozen=True)
class Sentence:
    """A sentence without its tags, and what the tags say."""

    topic: str
    text: str
    places: tuple[Tagged, ...]


def read_table(path: Path = TABLE) -> Iterator[Sentence]:
    """The sentences of a table in order; a line with # names the topic of those after it."""
    topic = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            topic = line[1:].strip()
        elif line and not line.startswith(";"):
            yield _sentence(topic, line)


def _sentence(topic: str, line: str) -> Sentence:
    text, at, places = "", 0, []
    for tag in _TAG.finditer(line):
        text += line[at : tag.start()]
        words, place, what = tag.groups()
        known = None if place == "?" else f"place.{place}"
        places.append(Tagged(len(text), len(text) + len(words), known, what or "place"))
        text += words
        at = tag.end()
    return Sentence(topic, text + line[at:], tuple(places))
