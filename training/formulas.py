"""Collects the runs of words that are formulas of the news, for ``musnad.compare.dispatch``.

    python -m training.formulas

Reads the shared corpora: of the outlets whose pairs were judged, runs that articles of at least six days hold, without
the articles of the fresh pairs; of all others, which mostly have no date, runs that at least 20 articles hold.
Takes some minutes and 4 GB.
"""

import json
import lzma
import sys
from collections import Counter, defaultdict
from pathlib import Path

from musnad.compare.dispatch import formulas as kept
from musnad.compare.dispatch import sketch
from quality.dispatches import OUTLETS, read_pairs
from quality.sets import shared_folder

WEIGHTS = Path(kept.__file__).parent / "weights" / "formulas.bin"
# They carry the dispatches of the judged outlets, so that many of their articles may be one.
_LEFT_OUT = ("3alyoum", "arreyadi", "arriyadiyah")
_DAYS = 6
_ARTICLES = 20


def collected(corpora: Path) -> frozenset[int]:
    """The formulas of the corpora in this folder."""
    aside = {name for pair in read_pairs() if pair.part == "fresh" for name in (pair.first, pair.second)}
    days: defaultdict[int, set[str]] = defaultdict(set)
    articles: Counter[int] = Counter()
    for path in sorted(corpora.glob("news-*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for data in map(json.loads, lines):
                if data["id"] in aside or data["outlet"] in _LEFT_OUT:
                    continue
                runs = sketch(data["text"]).runs
                if data["outlet"] not in OUTLETS:
                    articles.update(runs)
                elif data["date"]:
                    for run in runs:
                        days[run].add(data["date"])
    return frozenset(run for run, on in days.items() if len(on) >= _DAYS) | frozenset(
        run for run, number in articles.items() if number >= _ARTICLES
    )


def main() -> int:
    """Write the table; the exit status."""
    shared = shared_folder()
    if shared is None:
        print("The corpora are not here.")
        return 1
    found = collected(shared / "corpora")
    WEIGHTS.write_bytes(kept.packed(found))
    print(f"{len(found)} formulas")
    return 0


if __name__ == "__main__":
    sys.exit(main())
