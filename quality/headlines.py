"""Score headlines with a colon: is what stands before it read as the source of what follows?

    python -m quality.headlines

792 headlines of the corpora that no training saw, each judged once by an annotator, whatever they are
about. ``headlines.tsv`` holds article ids, offsets in the title and the source; the titles lie in
``../shared/corpora``.
"""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import musnad
from quality.sets import shared_folder

HEADLINES = Path(__file__).with_name("headlines.tsv")
# Characters of each text that are read below its title.
BEGINNING = 600


class Headline(NamedTuple):
    """Article, digits of the SHA-256 of its title, place of the colon; start and end of the source, None where what
    stands before the colon says nothing."""

    article: str
    digest: str
    colon: int
    source: tuple[int, int] | None


def headlines(path: Path = HEADLINES) -> Iterator[Headline]:
    """The headlines of a file."""
    with path.open(encoding="utf-8") as file:
        for id_, digest, colon, *source in csv.reader((x for x in file if not x.startswith("#")), delimiter="\t"):
            yield Headline(id_, digest, int(colon), (int(source[0]), int(source[1])) if source[0] else None)


def titled(corpora: Path, wanted: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Id and text of articles by id and digits of the title's SHA-256: the title above the beginning of the text.

    Raises ValueError where a title is not the one that was judged.
    """
    for path in sorted(corpora.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                if (digest := wanted.get(article["id"])) is None:
                    continue
                if not hashlib.sha256(article["title"].encode()).hexdigest().startswith(digest):
                    raise ValueError(f"{path}: the title of article {article['id']} is not the one that was judged.")
                yield article["id"], f"{article['title']}\n\n{article['text'][:BEGINNING]}"


def folder() -> Path | None:
    """The folder of the corpora, where it is there."""
    shared = shared_folder()
    found = None if shared is None else shared / "corpora"
    return found if found is not None and found.is_dir() else None


def measure() -> dict[str, float]:
    """Precision and recall of colons that follow a speaker; of those found, share with exactly the source. Empty where
    the corpora are not there."""
    corpora = folder()
    if corpora is None:
        return {}
    asked = {each.article: each for each in headlines()}
    right = found = exact = 0
    for id_, text in titled(corpora, {each.article: each.digest for each in asked.values()}):
        gold = asked[id_]
        read = {a.cue.start: a for a in musnad.analyse(musnad.Report(text)).attributions}
        if not (act := read.get(gold.colon)):
            continue
        found += 1
        if gold.source:
            right += 1
            exact += act.source is not None and (act.source.start, act.source.end) == gold.source
    speaking = sum(each.source is not None for each in asked.values())
    return {"precision": right / max(1, found), "recall": right / max(1, speaking), "source": exact / max(1, right)}


def main() -> int:
    """Print the figures; the exit status is 2 where the articles are not there."""
    found = measure()
    if not found:
        print("The articles are not here (../shared/corpora).", file=sys.stderr)
        return 2
    print("  ".join(f"{name} {value:.3f}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
