"""Train the stance models: ``python -m training.stance SHARED [--all]``.

Reads ``benchmarks/claims``; writes ``src/musnad/compare/weights/stance.json.gz``, three linear models:

- ``sentence``: agree, disagree, unrelated («other») for two headlines, from ``ans-train.csv``;
- ``related``: related or unrelated for a claim and an article, from ``unifiedfc.jsonl``;
- ``article``: agree, disagree, discuss among the related, from the same.

Prints the figures by leave-one-claim-out, and on ``ans-dev.csv``, which no training sees.
"""

import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import LeaveOneGroupOut
from sklearn.preprocessing import StandardScaler

from musnad.compare.names import place_stems
from musnad.compare.stances.article import article_of, claim_of, cue_features, overlap_features
from musnad.compare.stances.sentence import Features, pair_of, sentence_features, word_features
from musnad.compare.words import word_of, words_of
from musnad.lexicons.knowledge import packaged

OUT = Path(__file__).parents[1] / "src/musnad/compare/weights/stance.json.gz"
# Pairs in which a word must stand alone before it is a feature, and the smallest weight kept.
LEAST, SMALLEST = 2, 0.02
# Inverse strength of regularisation, chosen by leave-one-claim-out (five folds for sentences).
SENTENCE, RELATED, ARTICLE = 0.3, 0.1, 0.05
# «other» is rare among the headlines; wholly balanced it would be found too often.
RARE = 0.5
# Fields of the knowledge base that hold names.
NAMED = ("forms", "short", "adjectives", "people", "seats")


def fit(
    features: Sequence[Features], labels: Sequence[str], c: float, *, scaled: bool, balanced: bool
) -> dict[str, Any]:
    """A model as ``musnad.compare.judging`` reads it. *scaled*: standardise first; the weights are scaled back."""
    vectors = DictVectorizer(sparse=not scaled)
    matrix = vectors.fit_transform(features)
    scale = StandardScaler().fit(matrix) if scaled else None
    model = LogisticRegression(C=c, max_iter=4000, class_weight=class_weights(labels) if balanced else None)
    model.fit(scale.transform(matrix) if scale else matrix, labels)
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.vstack([np.zeros_like(weights), weights]), np.array([0.0, bias[0]])
    if scale:
        weights = weights / scale.scale_
        bias = bias - weights @ scale.mean_
    names = vectors.get_feature_names_out()
    rows = {
        str(name): [round(float(x), 4) for x in weights[:, i]]
        for i, name in enumerate(names)
        if np.abs(weights[:, i]).max() >= SMALLEST
    }
    return {"labels": [str(x) for x in model.classes_], "bias": [round(float(x), 4) for x in bias], "weights": rows}


def class_weights(labels: Sequence[str]) -> dict[str, float]:
    """Labels weigh alike whatever their number, «unrelated» by ``RARE`` of that."""
    counts = Counter(labels)
    return {x: len(labels) / len(counts) / n * (RARE if x == "unrelated" else 1.0) for x, n in counts.items()}


def sentence_rows(path: Path) -> tuple[list[Features], list[str]]:
    """Features and labels of a file of headline pairs."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs = [pair_of(words_of(row["s1"]), words_of(row["s2"])) for row in rows]
    labels = ["unrelated" if row["stance"] == "other" else row["stance"] for row in rows]
    return [sentence_features(pair) | word_features(pair) for pair in pairs], labels


def learnable(features: Sequence[Features]) -> list[Features]:
    """Features that stand in at least ``LEAST`` rows and are no name: nobody's name may mean yes or no."""
    counts = Counter(name for row in features for name, value in row.items() if value)
    names = known_names()
    kept = {name for name, n in counts.items() if n >= LEAST and re.split("[:~]", name)[-1] not in names}
    return [{name: value for name, value in row.items() if name in kept} for row in features]


def known_names() -> set[str]:
    """Stems and skeletons of the words by which the knowledge base and the gazetteer name anybody."""
    out = set(place_stems()) | {word_of(stem).skeleton for stem in place_stems()}
    for _, text in packaged():
        for section in yaml.safe_load(text).values():
            for entry in section:
                named = [entry.get("name", ""), *(x for key in NAMED for x in entry.get(key) or ())]
                named += [label["form"] for label in entry.get("labels") or ()]
                for word in words_of(" ".join(map(str, named))):
                    out |= {word.stem, word.skeleton}
    return out - {""}


def article_rows(path: Path) -> tuple[list[Features], list[Features], list[str], list[str]]:
    """Overlap, cues, labels and claims of claims with articles."""
    overlap, cues, labels, claims = [], [], [], []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        claim = claim_of(record["claim"])
        for item in record["articles"]:
            article = article_of(claim, item["text"])
            if article.sentences:
                overlap.append(overlap_features(claim, article))
                cues.append(overlap[-1] | cue_features(claim, article))
                labels.append(item["stance"])
                claims.append(record["id"])
    return overlap, cues, labels, claims


def left_out(features: Sequence[Features], labels: np.ndarray, claims: Sequence[str], c: float, balanced: bool) -> Any:
    """Probabilities (rows × labels in alphabetical order) of each row by a model that has not seen its claim."""
    matrix = DictVectorizer(sparse=False).fit_transform(features)
    out = np.zeros((len(labels), len(set(labels))))
    for seen, kept in LeaveOneGroupOut().split(matrix, labels, claims):
        scale = StandardScaler().fit(matrix[seen])
        model = LogisticRegression(C=c, max_iter=4000, class_weight="balanced" if balanced else None)
        model.fit(scale.transform(matrix[seen]), labels[seen])
        out[kept] = model.predict_proba(scale.transform(matrix[kept]))
    return out


def report(overlap: list[Features], cues: list[Features], labels: list[str], claims: list[str]) -> None:
    """Print the figures of the article models by leave-one-claim-out."""
    related = np.array([x != "unrelated" for x in labels])
    p = left_out(overlap, related, claims, RELATED, balanced=False)[:, 1]
    for least in np.arange(0.26, 0.56, 0.02):
        f1, other = (f1_score(related, p >= least, pos_label=x) for x in (True, False))
        right = ((p >= least) == related).mean()
        both = related.mean() * f1 + (1 - related.mean()) * other
        print(
            f"related from {least:.2f}: F1 {f1:.3f}, unrelated F1 {other:.3f}, macro {(f1 + other) / 2:.3f},"
            f" weighted {both:.3f}, accuracy {right:.3f}"
        )
    two = [i for i, x in enumerate(labels) if x in ("agree", "disagree")]
    y = np.array([labels[i] == "disagree" for i in two])
    q = left_out([cues[i] for i in two], y, [claims[i] for i in two], ARTICLE, balanced=True)[:, 1]
    print(f"agree and disagree alone: macro-F1 {f1_score(y, q > 0.5, average='macro'):.3f}")
    three = [i for i, x in enumerate(labels) if x != "unrelated"]
    z = np.array([labels[i] for i in three])
    r = left_out([cues[i] for i in three], z, [claims[i] for i in three], ARTICLE, balanced=True)
    picked = np.isin(z, ["agree", "disagree"])
    f1 = f1_score(z[picked] == "disagree", r[picked, 1] > r[picked, 0], average="macro")
    print(f"agree and disagree as two of three: macro-F1 {f1:.3f}")
    print(f"three labels: F1 {f1_score(z, np.array(sorted(set(z)))[r.argmax(1)], average=None).round(3)}")


def main(arguments: Sequence[str]) -> None:
    """Train, print, write."""
    folder = Path(arguments[0]) / "benchmarks/claims"
    features, labels = sentence_rows(folder / "ans-train.csv")
    models = {"sentence": fit(learnable(features), labels, SENTENCE, scaled=False, balanced=True)}
    overlap, cues, stances, claims = article_rows(folder / "unifiedfc.jsonl")
    report(overlap, cues, stances, claims)
    related = ["unrelated" if x == "unrelated" else "related" for x in stances]
    models["related"] = fit(overlap, related, RELATED, scaled=True, balanced=False)
    three = [i for i, x in enumerate(stances) if x != "unrelated"]
    models["article"] = fit([cues[i] for i in three], [stances[i] for i in three], ARTICLE, scaled=True, balanced=True)
    body = json.dumps(models, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    OUT.write_bytes(gzip.compress(body.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
