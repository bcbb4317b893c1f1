"""Score the grouping of reports into dispatches against pairs judged by hand.

    python -m quality.dispatches

Groups all articles of the pairs' outlets (about 23,500, a minute) as they would come in, day by day. A pair counts as
found where both stand in one dispatch, however they came there. Needs the shared corpora; exit status 1 below a floor.
"""

import json
import lzma
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from musnad.compare.dispatch import Grouper
from musnad.model import Report
from quality.gate import Figures, drops, read_floors
from quality.sets import shared_folder

PAIRS = Path(__file__).parent / "dispatch-pairs.tsv"
PARTS = ("tuned", "drawn", "kept", "fresh")
# The outlets of SaudiNewsNet that were sampled; all of their articles are grouped, so that chains can form.
OUTLETS = ("alriyadh", "okaz", "alyaum", "aljazirah", "aleqtisadiya", "alwatan", "almadina", "alweeam", "sabq", "was")


@dataclass(frozen=True)
class Pair:
    """Two articles by id, «same», «other» or «doubtful», and the part, one of ``PARTS``."""

    first: str
    second: str
    verdict: str
    part: str


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """The judged pairs."""
    lines = path.read_text("utf-8").splitlines()
    return [Pair(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def articles(corpora: Path) -> Iterator[tuple[str, Report]]:
    """Articles of the sampled outlets with their ids, in no order."""
    for path in sorted(corpora.glob("news-*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                data = json.loads(line)
                if data["outlet"] in OUTLETS and data["date"] and data["text"]:
                    # The id as the address: the same words by one outlet on one day are two articles here.
                    yield data["id"], Report(data["text"], data["outlet"], data["date"], data["id"])


def dispatch_numbers(reports: Iterator[tuple[str, Report]]) -> dict[str, set[int]]:
    """The dispatches that each article carries, by its id."""
    grouper = Grouper()
    names = {}
    for name, report in sorted(reports, key=lambda each: (str(each[1].published), each[0])):
        grouper.add(report)
        names[report.id] = name
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for dispatch in grouper.dispatches:
        for member in dispatch.carriers:
            numbers[names[member.id]].add(dispatch.number)
    return numbers


def figures(pairs: list[Pair], numbers: Mapping[str, set[int]]) -> Figures:
    """Precision and recall of «same», for each part."""
    out = {}
    for part in PARTS:
        judged = [p for p in pairs if p.part == part and p.verdict != "doubtful"]
        found = [p for p in judged if numbers[p.first] & numbers[p.second]]
        right = sum(p.verdict == "same" for p in found)
        there = sum(p.verdict == "same" for p in judged)
        out[f"dispatches, {part}"] = {"precision": right / (len(found) or 1), "recall": right / (there or 1)}
    return out


def main() -> int:
    """Print the figures; the exit status."""
    shared = shared_folder()
    if shared is None or not (shared / "corpora").is_dir():
        print("The corpora are not here; nothing was scored.")
        return 0
    measured = figures(read_pairs(), dispatch_numbers(articles(shared / "corpora")))
    for name, values in measured.items():
        print(name, *(f"{figure} {value:.3f}" for figure, value in values.items()))
    fallen = drops(measured, read_floors())
    print(*fallen, sep="\n", end="\n" if fallen else "")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
