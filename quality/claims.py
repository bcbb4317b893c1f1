"""Score the judgement whether two statements are one claim, on 220 pairs that an annotator read.

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
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import musnad
from musnad.compare.claims.same import SAME, Told, content_of, likeness
from musnad.model import Span
from musnad.normalise import fold_key
from quality.sets import shared_folder

PAIRS = Path(__file__).with_name("claims_pairs.json")
# Characters of an article that were read when the pairs were drawn.
_READ = 6_000
# From this overlap a statement that is read today is the one that was judged.
_SAME_SPAN = 0.3

Pair = tuple[list[Any], list[Any], int]


def pairs() -> list[Pair]:
    """Two statements (article id, start and end of the content) and whether they are one claim."""
    return [(first, second, verdict) for first, second, verdict in json.loads(PAIRS.read_text("utf-8"))]


def scores(folder: Path) -> list[float]:
    """Likeness of each pair."""
    wanted: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for side in (side for first, second, _ in pairs() for side in (first, second)):
        wanted[side[0]].add((side[1], side[2]))
    told: dict[tuple[str, int, int], Told] = {}
    for path in sorted(folder.glob("news-*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record["id"] in wanted:
                    told |= _read(record, wanted[record["id"]])
    return [likeness(told[tuple(first)], told[tuple(second)]).score for first, second, _ in pairs()]


def _read(record: dict[str, Any], spans: set[tuple[int, int]]) -> dict[tuple[str, int, int], Told]:
    """The statements as they were judged, with the speaker of the statement that is read there today."""
    text, day = record["text"][:_READ], date.fromisoformat(record["date"][:10])
    read = musnad.analyse(musnad.Report(text, record["outlet"], day)).attributions
    out = {}
    for start, end in spans:
        meets = {_shared(a.content, start, end): a.speaker for a in read}
        speaker = meets[max(meets)] if meets and max(meets) >= _SAME_SPAN else None
        out[record["id"], start, end] = Told(content_of(text[start:end]), fold_key(speaker or ""), day)
    return out


def _shared(span: Span, start: int, end: int) -> float:
    """Share of two spans together that both have."""
    return max(0, min(span.end, end) - max(span.start, start)) / (max(span.end, end) - min(span.start, start) or 1)


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
