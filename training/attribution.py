"""Train the linear readers of attribution: judge of cues, models of force and kind.

    python -m training.attribution GOLD=TEXTS … [--out FOLDER]

Each GOLD is a folder of standoff files, TEXTS the folder with the files they name. Needs the extra «train».
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from musnad.attribute.acts import Act
from musnad.attribute.features import cue_features, word_features
from musnad.attribute.force import force_of
from musnad.attribute.labels import force_features, kind_features
from musnad.attribute.sentence import Sentence
from musnad.attribute.source_phrase import read_source
from training.gold import Example, examples, gold_act

TARGET = Path(__file__).parent.parent / "src/musnad/attribute/weights"
# Inverse strength of regularisation; chosen by leaving out whole documents of the training gold.
STRENGTH = {"cues": 0.3, "force": 0.3, "kind": 0.3}
# Weights smaller than this change no decision worth their room.
SMALLEST = 0.01

Labelled = tuple[list[list[str]], list[str]]


def collect(found: Iterable[Example]) -> dict[str, Labelled]:
    """Features and labels for the models by name."""
    linear: dict[str, Labelled] = {name: ([], []) for name in STRENGTH}
    for example in found:
        s, proposals = example.sentence, example.proposals
        if not proposals:
            continue
        views = word_features(s)
        for n in range(len(proposals)):
            linear["cues"][0].append(cue_features(s, views, proposals, n, example.has_speaker))
            linear["cues"][1].append(str(int(n in example.gold)))
        for n, row in example.gold.items():
            p = proposals[n]
            act = gold_act(s, p, row)
            if act is None:
                continue
            linear["force"][0].append(act_features(s, act))
            linear["force"][1].append(row["force"])
            reading = read_source(s, act.source) if act.source else None
            # An office whose holder the report names elsewhere is no person by its own words.
            titled = act.source is not None and s.words.is_title(s.forms[act.source[0]])
            introduced = row["kind"] == "person" and reading is not None and not reading.named and titled
            if reading is not None and act.source and not introduced:
                linear["kind"][0].append(kind_features(s, act.source, reading.kind, reading.named))
                linear["kind"][1].append(row["kind"])
    return linear


def act_features(s: Sentence, act: Act) -> list[str]:
    """What the model of force sees of an act."""
    reading = read_source(s, act.source) if act.source else None
    return force_features(s, act, reading.kind if reading else "none", force_of(s, act))


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
    linear = collect(example for gold, texts in pairs for example in examples(gold, texts))
    for name, (features, labels) in linear.items():
        fit_linear(features, labels, STRENGTH[name], out / f"{name}.json.gz")
        print(f"{name}: {len(labels)} examples")


def pair(argument: str) -> tuple[Path, Path]:
    """The two folders of an argument GOLD=TEXTS."""
    gold, _, texts = argument.partition("=")
    return Path(gold), Path(texts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", type=pair, metavar="GOLD=TEXTS")
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    main(arguments.pairs, arguments.out)
