"""Train the linear reader of what sort of source speaks.

    python -m training.kinds GOLD=TEXTS … [--out FILE]

Each GOLD is a folder of standoff files, TEXTS the folder with the files they name. Needs the extra «train».
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from musnad.attribute.labels import kind_features
from musnad.attribute.source_phrase import read_source
from training.gold import Example, annotated, gold_act
from training.networks import pair

TARGET = Path(__file__).parent.parent / "src/musnad/attribute/weights/kind.json.gz"
# Inverse strength of regularisation; chosen by leaving out whole documents of the training gold.
STRENGTH = 0.3
# Weights smaller than this change no decision worth their room.
SMALLEST = 0.01

Labelled = tuple[list[list[str]], list[str]]


def collect(found: Iterable[Example]) -> Labelled:
    """Features and kinds of all sources."""
    rows: Labelled = ([], [])
    for example in found:
        s = example.sentence
        for n, row in example.gold.items():
            act = gold_act(s, example.proposals[n], row)
            if act is None or act.source is None:
                continue
            reading = read_source(s, act.source)
            # An office whose holder the report names elsewhere is no person by its own words.
            titled = s.words.is_title(s.forms[act.source[0]])
            introduced = row["kind"] == "person" and reading is not None and not reading.named and titled
            if reading is not None and not introduced:
                rows[0].append(kind_features(s, act.source, reading.kind, reading.named))
                rows[1].append(row["kind"])
    return rows


def fit_linear(features: Sequence[Sequence[str]], labels: Sequence[str], strength: float, out: Path) -> None:
    """A multinomial logistic model, written as gzipped JSON."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(row, 1) for row in features])
    model = LogisticRegression(C=strength, max_iter=500).fit(matrix, labels)
    weights = {
        name: [round(float(value), 3) for value in model.coef_[:, k]]
        for k, name in enumerate(vectorizer.get_feature_names_out())
        if np.abs(model.coef_[:, k]).max() >= SMALLEST
    }
    base = weights.get("b", [0.0] * len(model.intercept_))
    weights["b"] = [round(a + float(b), 4) for a, b in zip(base, model.intercept_, strict=True)]
    data = json.dumps({"labels": [str(c) for c in model.classes_], "weights": weights}, ensure_ascii=False,
                      separators=(",", ":"))  # fmt: skip
    with gzip.GzipFile(out, "wb", mtime=0) as file:
        file.write(data.encode())


def main(pairs: Sequence[tuple[Path, Path]], out: Path) -> None:
    """Train on all *pairs* of gold and texts; write the weights to *out*."""
    features, labels = collect(annotated(pairs, None))
    fit_linear(features, labels, STRENGTH, out)
    print(f"{len(labels)} sources")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", type=pair, metavar="GOLD=TEXTS")
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    main(arguments.pairs, arguments.out)
