"""Score stances against claims, on pairs of headlines (ANS) and claims with articles (UnifiedFC).

    python -m quality.stance

Macro-F1 over agree, disagree and unrelated (ANS calls it «other») on ``ans-dev.csv``, which no weights were trained
on. On UnifiedFC the weights in the package have seen the shared claims: read those figures as a guard against damage.
``python -m training.stance`` prints them by leave-one-claim-out. It has no sentence to show: the texts are not ours.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from musnad.compare import stance
from quality.sets import shared_folder

JUDGED = Path(__file__).with_name("stance_judged.json")
READ = Path(__file__).with_name("stances.tsv")

Rows = list[tuple[str, str]]


def folder() -> Path | None:
    """The folder of the benchmarks, where it is there."""
    shared = shared_folder()
    found = None if shared is None else shared / "benchmarks" / "claims"
    return found if found is not None and found.is_dir() else None


def headlines(root: Path) -> Rows:
    """Gold and answer of each pair of headlines that no training saw."""
    with (root / "ans-dev.csv").open(encoding="utf-8") as file:
        return [
            ("unrelated" if row["stance"] == "other" else row["stance"], stance(row["s1"], row["s2"]).label)
            for row in csv.DictReader(file)
        ]


def articles(root: Path) -> dict[tuple[str, int], tuple[str, str]]:
    """Id of the claim and place of the article → gold and answer."""
    return dict(_articles(root / "unifiedfc.jsonl"))


def _articles(path: Path) -> Iterator[tuple[tuple[str, int], tuple[str, str]]]:
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        for n, article in enumerate(record["articles"]):
            yield (record["id"], n), (article["stance"], stance(record["claim"], article["text"]).label)


def judged() -> dict[tuple[str, int], bool]:
    """100 articles drawn at random, and whether an annotator who did not see the labels found them about the claim.

    The annotator read the head and the three sentences with most of the claim's words, not the whole article.
    """
    return {(claim, n): bool(verdict) for claim, n, verdict in json.loads(JUDGED.read_text("utf-8"))}


def read_labels() -> dict[tuple[str, str], str]:
    """Claim and article → label of an annotator: all shared articles of UnifiedFC, and 840 of the corpora.

    Of an article of the corpora the claim is told by the id of the article it stands in, with its start and end.
    """
    with READ.open(encoding="utf-8") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {(claim, article): label for claim, article, label in rows}


def f1(rows: Sequence[tuple[bool, bool]]) -> float:
    """Of (gold, answer)."""
    right = sum(gold and answer for gold, answer in rows)
    return 2 * right / max(1, sum(gold for gold, _ in rows) + sum(answer for _, answer in rows))


def macro_f1(rows: Rows, labels: Sequence[str]) -> float:
    """Mean of the labels' F1."""
    return sum(f1([(gold == x, answer == x) for gold, answer in rows]) for x in labels) / len(labels)


def measure() -> dict[str, float]:
    """All figures; empty where the benchmarks are not there."""
    root = folder()
    if root is None:
        return {}
    pairs, answers, labels = headlines(root), articles(root), read_labels()
    pages = list(answers.values())
    annotators = [labels[claim, str(n)] != "unrelated" for claim, n in answers]
    of_sides = [row for row in pages if row[0] in ("agree", "disagree")]
    related = [(a != "unrelated", b != "unrelated") for a, b in pages]
    apart = [(not a, not b) for a, b in related]
    share = sum(a for a, _ in related) / max(1, len(related))
    return {
        "headlines": macro_f1(pairs, ("agree", "disagree", "unrelated")),
        "articles related (seen)": f1(related),
        "articles unrelated (seen)": f1(apart),
        # The same two as one figure: each label alike, and each article alike.
        "articles related, macro (seen)": (f1(related) + f1(apart)) / 2,
        "articles related, weighted (seen)": share * f1(related) + (1 - share) * f1(apart),
        # The ceiling that the labels leave, and how near the answers come to what annotators read.
        "articles related, annotators": f1([(gold, read) for (gold, _), read in zip(related, annotators, strict=True)]),
        "articles related, for annotators (seen)": f1(
            [(read, answer) for (_, answer), read in zip(related, annotators, strict=True)]
        ),
        # Another annotator, who saw no label of the benchmark at all, beside the first.
        "100 articles related, two annotators": f1(
            [(verdict, labels[claim, str(n)] != "unrelated") for (claim, n), verdict in judged().items()]
        ),
        "articles agree, disagree (seen)": macro_f1(of_sides, ("agree", "disagree")),
    }


def main() -> int:
    """Print the figures; the exit status is 2 where the benchmarks are not there."""
    found = measure()
    if not found:
        print("The benchmarks are not here (../shared/benchmarks/claims).", file=sys.stderr)
        return 2
    for name, value in found.items():
        print(f"{name:44}{value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
