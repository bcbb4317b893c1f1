"""Train the stance models: ``python -m training.stance SHARED``.

Reads ``benchmarks/claims`` and ``corpora``; writes ``src/musnad/compare/weights/stance.json.gz``, three linear models:

- ``sentence``: agree, disagree, unrelated («other») for two headlines, from ``ans-train.csv``;
- ``related``: related or unrelated for a claim and an article, from what annotators read in articles of
  ``unifiedfc.jsonl`` and of the corpora (``quality/stances.tsv``);
- ``article``: agree, disagree, discuss among the related, from ``unifiedfc.jsonl`` with both its own labels and those.

Prints the figures by leave-one-claim-out.
"""

import csv
import gzip
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_score, recall_score
from sklearn.model_selection import LeaveOneGroupOut
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from musnad.compare.names import place_stems
from musnad.compare.stances import LABELS
from musnad.compare.stances.article import article_of, claim_of, cue_features, overlap_features, shape_features
from musnad.compare.stances.sentence import Features, pair_of, sentence_features, word_features
from musnad.compare.words import word_of, words_of
from musnad.lexicons.knowledge import packaged
from quality.stance import read_labels

OUT = Path(__file__).parents[1] / "src/musnad/compare/weights/stance.json.gz"
# Pairs in which a word must stand alone before it is a feature, and the smallest weight kept.
LEAST, SMALLEST = 2, 0.02
# Inverse strength of regularisation, chosen by leave-one-claim-out (five folds for sentences).
SENTENCE, RELATED, ARTICLE = 0.4, 0.2, 0.005
# Shares of the weight that makes labels alike. «Other» is rare among the headlines, disagreement among the articles:
# wholly balanced they would be found too often.
RARE = {"sentence": {"unrelated": 0.5}, "article": {"disagree": 0.6}}
# Fields of the knowledge base that hold names.
NAMED = ("forms", "short", "adjectives", "people", "seats")


def fit(
    features: Sequence[Features],
    labels: Sequence[str],
    c: float,
    *,
    scaled: bool,
    balance: dict[str, float] | None = None,
) -> dict[str, Any]:
    """A model as ``musnad.compare.judging`` reads it. *scaled*: standardise first; the weights are scaled back.

    *balance* has the weights of the labels, otherwise alike.
    """
    vectors = DictVectorizer(sparse=not scaled)
    matrix = vectors.fit_transform(features)
    scale = StandardScaler().fit(matrix) if scaled else None
    model = LogisticRegression(C=c, max_iter=4000, class_weight=balance)
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


def class_weights(labels: Sequence[str], model: str) -> dict[str, float]:
    """Labels weigh alike whatever their number, some by what ``RARE`` says of that."""
    counts = Counter(labels)
    return {x: len(labels) / len(counts) / n * RARE[model].get(x, 1.0) for x, n in counts.items()}


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


@dataclass(frozen=True, slots=True)
class Row:
    """A claim and an article.

    Attributes:
        claim: its id.
        about, how: features of the two models.
        told: label of the benchmark; empty for an article of the corpora.
        read: label of an annotator who read both.
    """

    claim: str
    about: Features
    how: Features
    told: str
    read: str


def article_rows(folder: Path) -> list[Row]:
    """The articles of UnifiedFC and those of the corpora that stand beside a claim."""
    read = read_labels()
    pairs = []
    for line in (folder / "benchmarks/claims/unifiedfc.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        for n, item in enumerate(record["articles"]):
            pairs.append((record["id"], str(n), record["claim"], item["text"], item["stance"]))
    of_corpora = [(claim, article) for claim, article in read if ":" in claim]
    texts = corpora_texts(
        folder / "corpora", {x for claim, article in of_corpora for x in (claim.split(":")[0], article)}
    )
    for claim, article in of_corpora:
        start, end = map(int, claim.partition(":")[2].split("-"))
        pairs.append((claim, article, texts[claim.partition(":")[0]][start:end], texts[article], ""))
    rows = []
    for id_, name, text, body, told in pairs:
        first = claim_of(text)
        second = article_of(first, body)
        overlap = overlap_features(first, second)
        about, how = overlap | shape_features(first, second), overlap | cue_features(first, second)
        rows.append(Row(id_, about, how, told, read[id_, name]))
    return rows


def corpora_texts(folder: Path, ids: set[str]) -> dict[str, str]:
    """Texts of the corpora by article id."""
    out: dict[str, str] = {}
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            out |= {article["id"]: article["text"] for article in map(json.loads, lines) if article["id"] in ids}
    return out


def related_model() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=RELATED, max_iter=4000))


def article_model(labels: Sequence[str]) -> Pipeline:
    weights = class_weights(labels, "article")
    return make_pipeline(StandardScaler(), LogisticRegression(C=ARTICLE, max_iter=4000, class_weight=weights))


def report(rows: Sequence[Row]) -> None:
    """Print the figures of the article models by leave-one-claim-out."""
    matrix = DictVectorizer(sparse=False).fit_transform([row.about for row in rows])
    read, told = np.array([row.read for row in rows]), np.array([row.told for row in rows])
    claims = [row.claim for row in rows]
    p = np.zeros(len(rows))
    for seen, kept in LeaveOneGroupOut().split(matrix, read, claims):
        model = related_model().fit(matrix[seen], read[seen] != "unrelated")
        p[kept] = model.predict_proba(matrix[kept])[:, 1]
    unified = told != ""
    sets = (("the labels", told, unified), ("annotators", read, unified), ("corpora", read, ~unified))
    for least in np.arange(0.26, 0.56, 0.02):
        found = p >= least
        print(f"related from {least:.2f}:", end=" ")
        for name, labels, of in sets:
            gold = labels[of] != "unrelated"
            scores = [score(gold, found[of]) for score in (precision_score, recall_score, f1_score)]
            print(f" {name} " + " ".join(f"{x:.3f}" for x in scores), end="")
            print(f" (unrelated {f1_score(~gold, ~found[of]):.3f})", end=";")
        print()
    cues = DictVectorizer(sparse=False).fit_transform([row.how for row in rows])[unified]
    told, read, claims = told[unified], read[unified], [row.claim for row in rows if row.told]
    q = np.zeros((len(told), 3))
    for seen, kept in LeaveOneGroupOut().split(cues, told, claims):
        features, labels = among_related(cues[seen], told[seen], read[seen])
        q[kept] = article_model(labels).fit(features, labels).predict_proba(cues[kept])
    for name, labels in (("the labels", told), ("annotators", read)):
        two = np.isin(labels, ["agree", "disagree"])
        macro = f1_score(labels[two] == "disagree", q[two, 1] > q[two, 0], average="macro")
        three = labels != "unrelated"
        each = f1_score(labels[three], np.array(sorted(LABELS[:3]))[q[three].argmax(1)], average=None)
        print(f"{name}: agree against disagree, macro-F1 {macro:.3f}; agree, disagree, discuss {each.round(3)}")


def among_related(features: Any, told: Any, read: Any) -> tuple[Any, Any]:
    """Features and labels of the related, by the benchmark and once more by the annotator who read them."""
    kept = [labels != "unrelated" for labels in (told, read)]
    return np.concatenate([features[k] for k in kept]), np.concatenate([told[kept[0]], read[kept[1]]])


def main(arguments: Sequence[str]) -> None:
    """Train, print, write."""
    shared = Path(arguments[0])
    features, labels = sentence_rows(shared / "benchmarks/claims/ans-train.csv")
    models = {
        "sentence": fit(learnable(features), labels, SENTENCE, scaled=False, balance=class_weights(labels, "sentence"))
    }
    rows = article_rows(shared)
    report(rows)
    related = ["unrelated" if row.read == "unrelated" else "related" for row in rows]
    models["related"] = fit([row.about for row in rows], related, RELATED, scaled=True)
    among = [(row.how, label) for row in rows if row.told for label in (row.told, row.read) if label != "unrelated"]
    cues, labels = [row for row, _ in among], [label for _, label in among]
    models["article"] = fit(cues, labels, ARTICLE, scaled=True, balance=class_weights(labels, "article"))
    body = json.dumps(models, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    OUT.write_bytes(gzip.compress(body.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
