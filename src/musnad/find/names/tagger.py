"""Persons, bodies and places in running text, told by a trained network."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from musnad.encode import Encoded, bidirectional, likeliest, load_encoder, lstm
from musnad.encode.layers import Floats, batches
from musnad.find.names.features import titles, word_features
from musnad.segment import Token

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
MOST_WORDS = 4096
_SHORTEST_ADJECTIVE = 5
# An adjective of origin without the article: after the bare name of an office it belongs to it («نائب سنداري»).
_NISBA = ("ي", "يه")
_CLITICS, _SHORTEST_BARE = "وفبلك", 4


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

    def tag(
        self, sentences: Sequence[Sequence[str]], vectors: Sequence[Floats], seen: Sequence[Sequence[str]] | None = None
    ) -> list[list[str]]:
        """For each sentence of folded words, of which *vectors* are the encoder's, a label for each word.

        *seen* are the sentences with a stand-in for each unknown name, where there are any.
        """
        seen = sentences if seen is None else seen
        out: list[list[str]] = [[] for _ in sentences]
        for batch in batches([len(s) for s in sentences], MOST_WORDS):
            lengths = np.array([len(sentences[n]) for n in batch])
            x = np.zeros((len(batch), int(lengths[0]), len(self._project_bias)), dtype=np.float32)
            for row, n in enumerate(batch):
                x[row, : len(sentences[n])] = self._inputs(sentences[n], seen[n], vectors[n])
            scores = bidirectional(self._forward, self._backward, x, lengths) @ self._out.T + self._out_bias
            for n, path in zip(batch, likeliest(scores, lengths, self._transitions), strict=True):
                out[n] = [LABELS[k] for k in path]
        return out

    def _inputs(self, forms: Sequence[str], seen: Sequence[str], vectors: Floats) -> Floats:
        ids = np.array(word_features(forms, seen))
        told = (self._shapes[ids[:, 0]], self._classes[ids[:, 1]], self._lists[ids[:, 2]])
        joined = np.concatenate([vectors, *told], axis=1)
        view: Floats = np.tanh(joined @ self._project.T + self._project_bias)
        return view


def tag_names(tokens: Sequence[Token], encoded: Encoded | None = None) -> list[str]:
    """A label for each token: B- or I- with PER, ORG or LOC, or O. Linear in the number of tokens.

    *encoded* are the vectors of *tokens*, where they have been made.
    """
    encoded = encoded or Encoded(tokens)
    labels: list[str] = []
    for stretch in encoded.units():
        sentences = [[tokens[i].form for i in range(*unit)] for unit in stretch]
        seen = [encoded.seen[slice(*unit)] for unit in stretch]
        vectors = [encoded.vectors(*unit) for unit in stretch]
        for forms, told in zip(seen, _tagger().tag(sentences, vectors, seen), strict=True):
            labels += _without_demonym(forms, ["O" if label.endswith("MISC") else label for label in told])
    return one_reading([token.form for token in tokens], _bare_names(tokens, encoded), labels, load_encoder().knows)


def _bare_names(tokens: Sequence[Token], encoded: Encoded) -> list[str]:
    """The forms of *tokens* without a preposition or conjunction, where it is none of a name's own letters."""
    bare = []
    for form in (token.form for token in tokens):
        found = encoded.unknown.get(form)
        if found is None:
            bare.append(form[1:] if form[0] in _CLITICS and len(form) > _SHORTEST_BARE else form)
        else:
            bare.append(found.stem + found.ending)
    return bare


def _without_demonym(forms: Sequence[str], labels: list[str]) -> list[str]:
    """A name of three words and more does not begin with an adjective: «السنداري» belongs to the office before it, and
    so does «سنداري» to an office without the article.

    Whether the tagger takes it in depends on how well it knows the state, and all states are to be read alike.
    """
    for i, form in enumerate(forms[:-2]):
        adjective = form.startswith("ال") and form.endswith(("ي", "يه")) and len(form) > _SHORTEST_ADJECTIVE
        if adjective and labels[i : i + 3] == ["B-PER", "I-PER", "I-PER"]:
            labels[i : i + 2] = ["O", "B-PER"]
    for i in range(1, len(forms)):
        if labels[i] == "B-PER" and forms[i - 1] in titles() and forms[i].endswith(_NISBA):
            labels[i] = "O"
            for k in range(i + 1, len(forms)):
                if labels[k] != "I-PER":
                    break
                labels[k] = "O"
    return labels


def one_reading(
    forms: Sequence[str], names: Sequence[str], labels: Sequence[str], knows: Callable[[str], bool]
) -> list[str]:
    """*labels* in which a name of one word is of one kind throughout a report: that which it is told to be most often.

    A name that nobody knows looks like a person in one sentence and like a town in another. A word that also stands in
    a longer name of a person counts there. Where it is always told to be a person, but is not known by *knows* and
    neither a longer name nor an office introduces it, it is a place: news introduces the persons that readers do not
    know, and lets capitals speak. *names* are the *forms* without what is written onto a name. Linear in the number of
    words.
    """
    out = list(labels)
    votes: dict[str, Counter[str]] = {}
    introduced: set[str] = set()
    single: list[tuple[int, str]] = []
    for i, label in enumerate(labels):
        if label == "O":
            continue
        alone = label[0] == "B" and (i + 1 == len(labels) or labels[i + 1][0] != "I")
        if alone or label.endswith("PER"):
            bare = names[i]
            votes.setdefault(bare, Counter())[label[2:]] += 1
            if not alone or (i and forms[i - 1].removeprefix("ال") in titles()):
                introduced.add(bare)
            if alone:
                single.append((i, bare))
    for i, bare in single:
        told = votes[bare]
        best = max(told.values())
        kind = labels[i][2:] if told[labels[i][2:]] == best else min(k for k, count in told.items() if count == best)
        if kind == "PER" and bare not in introduced and not knows(bare):
            kind = "LOC"
        out[i] = "B-" + kind
    return out


@cache
def _tagger() -> NameTagger:
    """The tagger, read once in a process when first asked for."""
    with as_file(files("musnad.find.names.weights") / "names.npz") as path, np.load(path, allow_pickle=False) as arrays:
        return NameTagger(arrays)
