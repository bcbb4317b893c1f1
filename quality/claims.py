"""Score the judgement whether two statements are one claim, on 220 pairs that a person read.

    python -m quality.claims

The pairs are of statements in different outlets' articles of August 2015, sampled across all degrees of likeness, so
that near misses are as common as matches; ``claims_pairs.json`` holds article ids, offsets of the contents and the
verdict. Every second pair (odd numbers) was kept aside when the weights were fitted. The articles lie in
``../shared/corpora``; reading them takes a minute, so no test does.
"""

from __future__ import annotations

import json
import lzma
import sys
from datetime import date
from pathlib import Path
from typing import Any

import musnad
from musnad.compare.claims.same import SAME, Told, content_of, likeness
from musnad.normalise import fold_key
from quality.sets import shared_folder

PAIRS = Path(__file__).with_name("claims_pairs.json")
# Characters of an article that were read when the pairs were drawn.
_READ = 6_000

Pair = tuple[list[Any], list[Any], int]


def pairs() -> list[Pair]:
    """Two statements (article id, start and end of the content) and whether they are one claim."""
    return [(first, second, verdict) for first, second, verdict in json.loads(PAIRS.read_text("utf-8"))]


def scores(folder: Path) -> list[float]:
    """Likeness of each pair."""
    wanted = {side[0] for first, second, _ in pairs() for side in (first, second)}
    told: dict[tuple[str, int, int], Told] = {}
    for path in sorted(folder.glob("news-*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record["id"] in wanted:
                    told |= _read(record)
    return [likeness(_of(told, first), _of(told, second)).score for first, second, _ in pairs()]


def _of(told: dict[tuple[str, int, int], Told], side: list[Any]) -> Told:
    return told.get((side[0], side[1], side[2]), Told(()))


def _read(record: dict[str, Any]) -> dict[tuple[str, int, int], Told]:
    text, day = record["text"][:_READ], date.fromisoformat(record["date"][:10])
    analysis = musnad.analyse(musnad.Report(text, record["outlet"], day))
    return {
        (record["id"], *a.content): Told(content_of(a.content.of(text)), fold_key(a.speaker or ""), day)
        for a in analysis.attributions
    }


def precision_recall(found: list[float], verdicts: list[int]) -> tuple[float, float]:
    """Of the pairs called the same."""
    right = sum(score >= SAME and verdict for score, verdict in zip(found, verdicts, strict=True))
    return right / max(1, sum(score >= SAME for score in found)), right / max(1, sum(verdicts))


def main() -> int:
    """Print the figures; the exit status is 2 where the articles are not there."""
    shared = shared_folder()
    if shared is None or not (shared / "corpora").is_dir():
        print("The articles are not here (../shared/corpora).", file=sys.stderr)
        return 2
    found, verdicts = scores(shared / "corpora"), [verdict for *_, verdict in pairs()]
    for name, part in (("fitted", slice(0, None, 2)), ("kept aside", slice(1, None, 2)), ("all", slice(None))):
        precision, recall = precision_recall(found[part], verdicts[part])
        print(f"{name:12} precision {precision:.3f}  recall {recall:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
