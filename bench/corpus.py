"""Reports to be read: a corpus of one's own, or the examples over and over."""

import json
import lzma
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from musnad import Report

EXAMPLES = Path(__file__).parent.parent / "examples/reports"
_SUFFIXES = (".jsonl", ".jsonl.xz", ".txt")


def reports(path: Path | None, count: int) -> Iterator[Report]:
    """*count* reports, or fewer where the corpus has no more.

    *path* is a file or folder of ``.jsonl``, ``.jsonl.xz`` (one object a line, with «text») and ``.txt``.
    Without it the examples are repeated, each time with a name of its own so that a ledger keeps them all.
    """
    return _examples(count) if path is None else islice(_read(path), count)


def _examples(count: int) -> Iterator[Report]:
    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    for number, text in enumerate(islice(cycle(texts), count)):
        yield Report(text=text, outlet="examples", url=f"https://example.org/{number}", name=f"{number}.txt")


def _read(path: Path) -> Iterator[Report]:
    files = sorted(p for p in path.rglob("*") if p.name.endswith(_SUFFIXES)) if path.is_dir() else [path]
    for file in files:
        if file.suffix == ".txt":
            yield Report(text=file.read_text("utf-8"), name=file.name)
            continue
        opener: Any = lzma.open if file.suffix == ".xz" else open
        with opener(file, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                record = json.loads(line)
                name = f"{file.name}:{number}"
                yield Report(text=record["text"], outlet=record.get("outlet") or None, url=name, name=name)
