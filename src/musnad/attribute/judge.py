"""Which of the possible cues of a sentence report: a trained judge that also sees what the grammar reads."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from musnad.attribute.bag import Bag
from musnad.attribute.features import View, cue_features
from musnad.attribute.members import members_of
from musnad.attribute.proposals import Proposal
from musnad.attribute.sentence import Sentence
from musnad.encode.layers import Floats

# Probability from which a possible cue is taken for an act of reporting.
REPORTS = 0.55
# From which it is where it is a noun whose owner and clause the grammar reads («تصريح الحكومة بأن …»).
CARRIES = 0.25
# A sentence of more acts is no sentence; each is compared with all others.
MOST_ACTS = 24
# Words whose vectors the judge looks at: the cue, those beside it, the first of the source that the grammar reads.
LOOKED_AT = 4


class Judge:
    """The mean of a few networks, from the arrays of ``weights/cues.npz``; those of network *n* begin with «n.».

    They see a possible cue by the features of :func:`musnad.attribute.features.cue_features` and by the vectors that
    the encoder gives some words.
    """

    def __init__(self, arrays: Any) -> None:
        self._networks = [_Network(own) for own in members_of(arrays)]

    def probabilities(self, features: Sequence[Sequence[str]], looks: Sequence[Floats]) -> Floats:
        """Whether each of some cues reports (cues); *looks* are ``LOOKED_AT`` arrays (cues, size) of vectors."""
        told: Floats = np.mean([network.probabilities(features, looks) for network in self._networks], axis=0)
        return told


class _Network:
    """One network, from its arrays: one hidden layer over features and vectors."""

    def __init__(self, arrays: Any) -> None:
        self._bag = Bag(arrays, "feature")
        self._looks = [(arrays[f"look{n}"].astype(np.float32), arrays[f"look{n}_bias"]) for n in range(LOOKED_AT)]
        self._hidden, self._hidden_bias = arrays["hidden"].astype(np.float32), arrays["hidden_bias"]
        self._out, self._out_bias = arrays["out"].astype(np.float32)[0], float(arrays["out_bias"][0])

    def probabilities(self, features: Sequence[Sequence[str]], looks: Sequence[Floats]) -> Floats:
        parts = [np.tanh(self._bag.sums(features))]
        parts += [np.tanh(look @ w.T + bias) for look, (w, bias) in zip(looks, self._looks, strict=True)]
        hidden = np.tanh(np.concatenate(parts, axis=1) @ self._hidden.T + self._hidden_bias)
        logit = hidden @ self._out + self._out_bias
        likely: Floats = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
        return likely


def accept(
    s: Sentence,
    views: Sequence[View],
    proposals: Sequence[Proposal],
    has_speaker: bool,
    vectors: Floats,
    judge: Judge,
) -> list[Proposal]:
    """The proposals that report, in the order of the text; the likeliest where they are too many.

    *vectors* are those of the sentence's tokens.
    """
    features = [cue_features(s, views, proposals, n, has_speaker) for n in range(len(proposals))]
    judged = list(zip(judge.probabilities(features, looks(s, proposals, vectors)), proposals, strict=True))
    accepted = [p for probability, p in judged if probability >= (CARRIES if _carries(p) else REPORTS)]
    if len(accepted) <= MOST_ACTS:
        return accepted
    likeliest = sorted(judged, key=lambda pair: -pair[0])[:MOST_ACTS]
    return sorted((p for _, p in likeliest), key=lambda p: p.start)


def _carries(p: Proposal) -> bool:
    return p.kind == "noun" and p.act is not None and p.act.frame == "that" and p.act.source is not None


def looks(s: Sentence, proposals: Sequence[Proposal], vectors: Floats) -> list[Floats]:
    """What :class:`Judge` looks at, for all proposals of a sentence: ``LOOKED_AT`` arrays (proposals, size)."""
    size = s.end - s.start
    # A row of zeros stands for a word that is not there.
    rows = np.concatenate([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])
    first = [p.start - s.start for p in proposals]
    before = [i - 1 if i else size for i in first]
    after = [min(p.end - s.start, size) for p in proposals]
    source = [p.act.source[0] - s.start if p.act and p.act.source else size for p in proposals]
    return [rows[places] for places in (first, before, after, source)]
