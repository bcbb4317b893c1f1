"""Persons, bodies and places in running text, told by a trained network."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from musnad.encode import Encoded, bidirectional, likeliest, lstm
from musnad.encode.layers import Floats, batches
from musnad.find.names.features import word_features
from musnad.segment import Token

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
MOST_WORDS = 4096
_SHORTEST_ADJECTIVE = 5


class NameTagger:
    """The network, from the arrays of ``weights/names.npz``."""

    def __init__(self, arrays: Any) -> None:
        self._shapes, self._classes, self._lists = (arrays[name].astype(np.float32) for name in
                                                    ("shapes", "classes", "lists"))  # fmt: skip
        self._project = arrays["project"].astype(np.float32)
        self._project_bias = arrays["project_bias"].astype(np.float32)
        self._forward, self._backward = lstm(arrays, "forward"), lstm(arrays, "backward")
        self._out, self._out_bias = arrays["out"].astype(np.float32), arrays["out_bias"].astype(np.float32)
        self._transitions = arrays["transitions"].astype(np.float32)

    def tag(self, sentences: Sequence[Sequence[str]], vectors: Sequence[Floats]) -> list[list[str]]:
        """For each sentence of folded words, of which *vectors* are the encoder's, a label for each word."""
        out: list[list[str]] = [[] for _ in sentences]
        for batch in batches([len(s) for s in sentences], MOST_WORDS):
            lengths = np.array([len(sentences[n]) for n in batch])
            x = np.zeros((len(batch), int(lengths[0]), len(self._project_bias)), dtype=np.float32)
            for row, n in enumerate(batch):
                x[row, : len(sentences[n])] = self._inputs(sentences[n], vectors[n])
            scores = bidirectional(self._forward, self._backward, x, lengths) @ self._out.T + self._out_bias
            for n, path in zip(batch, likeliest(scores, lengths, self._transitions), strict=True):
                out[n] = [LABELS[k] for k in path]
        return out

    def _inputs(self, forms: Sequence[str], vectors: Floats) -> Floats:
        ids = np.array(word_features(forms))
        told = (self._shapes[ids[:, 0]], self._classes[ids[:, 1]], self._lists[ids[:, 2]])
        joined = np.concatenate([vectors, *told], axis=1)
        seen: Floats = np.tanh(joined @ self._project.T + self._project_bias)
        return seen


def tag_names(tokens: Sequence[Token], encoded: Encoded | None = None) -> list[str]:
    """A label for each token: B- or I- with PER, ORG or LOC, or O. Linear in the number of tokens.

    *encoded* are the vectors of *tokens*, where they have been made.
    """
    encoded = encoded or Encoded(tokens)
    labels: list[str] = []
    for stretch in encoded.units():
        sentences = [[tokens[i].form for i in range(*unit)] for unit in stretch]
        for forms, told in zip(
            sentences, _tagger().tag(sentences, [encoded.vectors(*unit) for unit in stretch]), strict=True
        ):
            labels += _without_demonym(forms, ["O" if label.endswith("MISC") else label for label in told])
    return labels


def _without_demonym(forms: Sequence[str], labels: list[str]) -> list[str]:
    """A name of three words and more does not begin with an adjective: «السنداري» belongs to the office before it.

    Whether the tagger takes it in depends on how well it knows the state, and all states are to be read alike.
    """
    for i, form in enumerate(forms[:-2]):
        adjective = form.startswith("ال") and form.endswith(("ي", "يه")) and len(form) > _SHORTEST_ADJECTIVE
        if adjective and labels[i : i + 3] == ["B-PER", "I-PER", "I-PER"]:
            labels[i : i + 2] = ["O", "B-PER"]
    return labels


@cache
def _tagger() -> NameTagger:
    """The tagger, read once in a process when first asked for."""
    with as_file(files("musnad.find.names.weights") / "names.npz") as path, np.load(path, allow_pickle=False) as arrays:
        return NameTagger(arrays)
