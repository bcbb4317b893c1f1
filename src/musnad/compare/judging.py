"""Linear models over named figures: weights in JSON, one matrix product in plain Python."""

import gzip
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Judge:
    """Multinomial logistic regression: feature → weight of each label."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, list[float]]

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Probability of each label; they add up to 1."""
        total = list(self.bias)
        for name, value in features.items():
            row = self.weights.get(name)
            if row is not None and value:
                for k, weight in enumerate(row):
                    total[k] += weight * value
        top = max(total)
        raised = [math.exp(x - top) for x in total]
        return {label: x / sum(raised) for label, x in zip(self.labels, raised, strict=True)}


@cache
def load_judges(name: str) -> dict[str, Judge]:
    """The models of ``weights/<name>.json.gz``, read once in a process."""
    data = json.loads(gzip.decompress((files("musnad.compare.weights") / f"{name}.json.gz").read_bytes()))
    return {key: Judge(tuple(model["labels"]), tuple(model["bias"]), model["weights"]) for key, model in data.items()}
