"""The trained parts of the reader: loaded once in a process, when first asked for."""

import gzip
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from musnad.attribute.tagger import SpanTagger


@dataclass(frozen=True)
class Linear:
    """A logistic model over string features: feature → weight of each label (one weight where they are two)."""

    labels: tuple[str, ...]
    weights: dict[str, list[float]]

    def scores(self, features: Sequence[str]) -> list[float]:
        """Unnormalised log-probability of each of three labels and more."""
        total = [0.0] * len(self.labels)
        get = self.weights.get
        for feature in features:
            row = get(feature)
            if row is not None:
                for k, value in enumerate(row):
                    total[k] += value
        return total

    def probability(self, features: Sequence[str]) -> float:
        """Of a model of two labels, which has one weight for each feature: probability of the second."""
        get = self.weights.get
        x = sum(row[0] for feature in features if (row := get(feature)) is not None)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))

    def best(self, features: Sequence[str]) -> str:
        """The likeliest label."""
        scores = self.scores(features)
        return self.labels[max(range(len(scores)), key=scores.__getitem__)]


class Models:
    """Judge of cues, tagger of spans, and the linear models for labels."""

    def __init__(self) -> None:
        folder = files("musnad.attribute") / "weights"
        with as_file(folder / "spans.npz") as path, np.load(path, allow_pickle=False) as arrays:
            self.spans = SpanTagger(arrays)
        self.cues = _linear(folder / "cues.json.gz")
        self.force = _linear(folder / "force.json.gz")
        self.kind = _linear(folder / "kind.json.gz")


def _linear(path: Any) -> Linear:
    data = json.loads(gzip.decompress(path.read_bytes()))
    return Linear(tuple(data["labels"]), data["weights"])


@cache
def load_models() -> Models:
    """The models, read once in a process."""
    return Models()
