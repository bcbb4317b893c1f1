"""Which words are a cue's source and which its content, told by a trained network.

Each word of the sentence is seen in two ways: by the features of :func:`musnad.attribute.features.span_features`, which
hold what the grammar reads, and by the vector that the encoder gives it. A recurrent layer in both directions reads
the two together, and the best sequence of labels is taken. See ``training/README.md``.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from musnad.attribute.bag import Bag
from musnad.encode import batches, bidirectional, likeliest, lstm
from musnad.encode.layers import Floats

LABELS = ("O", "S", "C", "K")
# Words before and after the cue that are read; beyond them stands nothing of its source or content.
BEFORE, AFTER = 80, 240
MOST_WORDS = 2048


class Cue(NamedTuple):
    """One cue to be tagged: its token range within the sentence, features and vectors of the sentence's tokens."""

    start: int
    end: int
    features: list[list[str]]
    vectors: Floats


class SpanTagger:
    """The network, from the arrays of ``weights/spans.npz``."""

    def __init__(self, arrays: Any) -> None:
        self._bag = Bag(arrays, "feature")
        self._project = arrays["project"].astype(np.float32)
        self._project_bias = arrays["project_bias"].astype(np.float32)
        self._forward, self._backward = lstm(arrays, "forward"), lstm(arrays, "backward")
        self._out, self._out_bias = arrays["out"].astype(np.float32), arrays["out_bias"].astype(np.float32)
        self._transitions = arrays["transitions"].astype(np.float32)

    def tag(self, cues: Sequence[Cue]) -> list[list[str]]:
        """For each cue a label (S, C, K or O) for every token of its sentence."""
        windows = [(max(0, c.start - BEFORE), min(len(c.features), c.end + AFTER)) for c in cues]
        sizes = [end - start for start, end in windows]
        out = [["O"] * len(c.features) for c in cues]
        for batch in batches(sizes, MOST_WORDS):
            lengths = np.array([sizes[n] for n in batch])
            x = np.zeros((len(batch), int(lengths[0]), 2 * self._bag.size), dtype=np.float32)
            for row, n in enumerate(batch):
                start, end = windows[n]
                x[row, : sizes[n]] = self._inputs(cues[n].features[start:end], cues[n].vectors[start:end])
            states = bidirectional(self._forward, self._backward, x, lengths)
            scores = np.concatenate([states, x], axis=2) @ self._out.T + self._out_bias
            for n, path in zip(batch, likeliest(scores, lengths, self._transitions), strict=True):
                start, end = windows[n]
                out[n][start:end] = [LABELS[k] for k in path]
        return out

    def _inputs(self, features: list[list[str]], vectors: Floats) -> Floats:
        told = np.tanh(vectors @ self._project.T + self._project_bias)
        seen: Floats = np.concatenate([np.tanh(self._bag.sums(features)), told], axis=1)
        return seen
