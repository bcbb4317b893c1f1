"""Score the finder of places against hand-marked articles.

    python -m quality.places [CORPORA]

CORPORA is the folder with ``news-*.jsonl.xz``, ``../shared/corpora`` if left out. ``places_gold.json`` holds, by
article, code points of every name of a place, its id (null where the gazetteer lacks it) and what it stands for; the
texts are the outlets' and are not here.
"""

import hashlib
import json
import lzma
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import musnad
from musnad.model import PlaceMention

ROOT = Path(__file__).parents[1]
GOLD = Path(__file__).parent / "places_gold.json"
CORPORA = ROOT.parent / "shared/corpora"

Gold = list[Any]
"""Start, end, id or None, what it stands for."""


@dataclass
class Score:
    """Counts over all articles."""

    found: int = 0
    missed: int = 0
    spurious: int = 0
    known: int = 0
    right: int = 0
    role: int = 0

    def figures(self) -> dict[str, float]:
        """Shares: of the names marked that are found, of what is found that is marked, of ids, of roles."""
        return {
            "recall": _share(self.found, self.found + self.missed),
            "precision": _share(self.found, self.found + self.spurious),
            "place": _share(self.right, self.known),
            "stands for": _share(self.role, self.found),
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def score_text(score: Score, gold: list[Gold], mentions: tuple[PlaceMention, ...]) -> None:
    """Add one text: a mention and a mark that touch are one."""
    left = list(mentions)
    for start, end, place, stands_for in gold:
        hit = next((m for m in left if m.span.start < end and start < m.span.end), None)
        if hit is None:
            score.missed += 1
            continue
        left.remove(hit)
        score.found += 1
        score.role += hit.stands_for == stands_for
        if place is not None:
            score.known += 1
            score.right += hit.place == place
    score.spurious += len(left)


def texts(corpora: Path, wanted: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Id and text of the articles *wanted* (id to SHA-256); one that is not the text marked is left out."""
    left = dict(wanted)
    for path in sorted(corpora.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                digest = left.pop(article["id"], None)
                if digest == hashlib.sha256(article["text"].encode()).hexdigest():
                    yield article["id"], article["text"]
                if not left:
                    return


def main(corpora: Path = CORPORA) -> int:
    """Print the figures; 2 where the corpora are not there."""
    if not corpora.is_dir():
        print(f"There is no folder {corpora}; name the one with news-*.jsonl.xz.", file=sys.stderr)
        return 2
    gold = {row["doc"]: row for row in json.loads(GOLD.read_text("utf-8"))}
    score = Score()
    for name, text in texts(corpora, {doc: row["sha256"] for doc, row in gold.items()}):
        score_text(score, gold[name]["places"], musnad.find_places(text))
    for figure, value in score.figures().items():
        print(f"{figure:12} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(Path(a) for a in sys.argv[1:2])))
