"""Count in how many news articles each stem stands: ``python -m training.commonness CORPUS…``.

Writes ``src/musnad/compare/weights/commonness.json.gz``: stem or skeleton → tenths of its inverse document frequency
(natural logarithm). What stands in fewer than ``LEAST`` articles is left out and counts as rarest.
"""

import gzip
import json
import lzma
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from musnad.compare.words import words_of

OUT = Path(__file__).parents[1] / "src/musnad/compare/weights/commonness.json.gz"
# Articles read of each file, characters of each, and the least count kept.
ARTICLES = 5_000
CHARACTERS = 2_500
LEAST = 4


def count(paths: Sequence[str]) -> tuple[Counter[str], Counter[str], int]:
    """Articles with each stem and each skeleton, and the number of articles."""
    stems: Counter[str] = Counter()
    skeletons: Counter[str] = Counter()
    total = 0
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for _, line in zip(range(ARTICLES), lines, strict=False):
                words = words_of(json.loads(line)["text"][:CHARACTERS])
                stems.update({word.stem for word in words if not word.form[0].isdigit()})
                skeletons.update({word.skeleton for word in words if word.skeleton})
                total += 1
    return stems, skeletons, total


def main(paths: Sequence[str]) -> None:
    """Count and write."""
    stems, skeletons, total = count(paths)
    tables = {
        name: {key: round(10 * math.log(total / n)) for key, n in sorted(table.items()) if n >= LEAST}
        for name, table in (("stems", stems), ("skeletons", skeletons))
    }
    body = json.dumps({"articles": total, **tables}, ensure_ascii=False, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(body.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
