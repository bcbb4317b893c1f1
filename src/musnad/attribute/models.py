"""The trained parts of the reader: loaded once in a process, when first asked for."""

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from musnad.attribute.force_reader import ForceReader
from musnad.attribute.judge import Judge
from musnad.attribute.tagger import SpanTagger


@dataclass(frozen=True)
class Linear:
    """A logistic model over string features: feature → weight of each of three labels and more."""

    labels: tuple[str, ...]
    weights: dict[str, list[float]]

    def scores(self, features: Sequence[str]) -> list[float]:
        """Unnormalised log-probability of each label."""
        total = [0.0] * len(self.labels)
        get = self.weights.get
        for feature in features:
            row = get(feature)
            if row is not None:
                for k, value in enumerate(row):
                    total[k] += value
        return total

    def best(self, features: Sequence[str]) -> str:
        """The likeliest label."""
        scores = self.scores(features)
        return self.labels[max(range(len(scores)), key=scores.__getitem__)]


class Models:
    """Judge of cues, tagger of spans, and the models for labels."""

    def __init__(self) -> None:
        folder = files("musnad.attribute") / "weights"
        with _arrays(folder / "cues.npz") as arrays:
            self.cues = Judge(arrays)
        with _arrays(folder / "spans.npz") as arrays:
            self.spans = SpanTagger(arrays)
        with _arrays(folder / "force.npz") as arrays:
            self.force = ForceReader(arrays)
        self.kind = _linear(folder / "kind.json.gz")


@contextmanager
def _arrays(path: Any) -> Iterator[Any]:
    with as_file(path) as file, np.load(file, allow_pickle=False) as arrays:
        yield arrays


def _linear(path: Any) -> Linear:
    data = json.loads(gzip.decompress(path.read_bytes()))
    return Linear(tuple(data["labels"]), data["weights"])


@cache
def load_models() -> Models:
    """The models, read once in a process."""
    return Models()
