"""What an act does, told by a trained network that reads its content word by word.

The content's words are seen by their class, form and what they speak of (:mod:`musnad.attribute.point`) and by the
vectors that the encoder starts from; names by their class alone, so that the same words do the same whoever speaks or
is spoken of. A recurrent layer in both directions reads them; a few weighted means of its states, weighed with an eye
on the cue, and the highest of each number go with the features of the act
(:mod:`musnad.attribute.force_features`) through one hidden layer. See ``training/README.md``.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, get_args

import numpy as np

from musnad.attribute.acts import Act
from musnad.attribute.bag import Bag
from musnad.attribute.features import is_name, word_class
from musnad.attribute.force_features import force_features
from musnad.attribute.members import members_of
from musnad.attribute.point import classes
from musnad.attribute.sentence import Sentence
from musnad.encode import bidirectional, lstm
from musnad.encode.layers import Floats
from musnad.model import Force
from musnad.segment import TokenKind

# In the order of the weights' last layer.
LABELS: tuple[Force, ...] = get_args(Force)
# Words of a content that are read: its point stands early.
REACH = 44
# Weighted means of the states, and the numbers in what each is weighed by.
HEADS, KEY = 4, 16
_STEM = 5


class Stated(NamedTuple):
    """One act as the network sees it.

    Attributes:
        features: of the act.
        words: features of the content's words, as many as are read.
        vectors: of the same words (words, size), zero for names and quotation marks.
        cue: the vector of the cue (size).
    """

    features: list[str]
    words: list[list[str]]
    vectors: Floats
    cue: Floats


def stated(s: Sentence, act: Act, kind: str, vectors: Floats) -> Stated:
    """What the network looks at for *act*.

    *kind* is that of its source. *vectors* are those of the sentence's tokens by themselves, not where they stand:
    a word's neighbours may be names.
    """
    start, end = act.content[0], min(act.content[1], act.content[0] + REACH)
    own = vectors[start - s.start : end - s.start].copy()
    words = []
    for k in range(start, end):
        seen = ["c=" + word_class(s, k), "l=" + (s.labels[k] if s.labels else "")]
        if is_name(s, k) or s.tokens[k].kind == TokenKind.QUOTE:
            own[k - start] = 0
        else:
            form = s.seen[k]
            seen += ["s=" + form[:_STEM], "w=" + form]
            seen += ["p=" + point for point in classes(form)[0]] if s.is_word(k) else []
        words.append(seen)
    return Stated(force_features(s, act, kind), words, own, vectors[act.cue[0] - s.start])


class ForceReader:
    """The mean of a few networks, from the arrays of ``weights/force.npz``; those of network *n* begin with «n.»."""

    def __init__(self, arrays: Any) -> None:
        self._networks = [_Network(own) for own in members_of(arrays)]

    def forces(self, acts: Sequence[Stated]) -> list[Force]:
        """The likeliest force of each act."""
        if not acts:
            return []
        order = sorted(range(len(acts)), key=lambda n: -len(acts[n].words))
        longest_first = [acts[n] for n in order]
        told = sum(_softmax(network.scores(longest_first)) for network in self._networks)
        best = np.argmax(told, axis=1)
        out: list[Force] = ["assert"] * len(acts)
        for n, k in zip(order, best, strict=True):
            out[n] = LABELS[k]
        return out


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Floats = powers / powers.sum(axis=1, keepdims=True)
    return out


class _Network:
    """One network, from its arrays."""

    def __init__(self, arrays: Any) -> None:
        self._act, self._word = Bag(arrays, "act"), Bag(arrays, "word")
        self._forward, self._backward = lstm(arrays, "forward"), lstm(arrays, "backward")
        self._layers = {
            name: (arrays[name].astype(np.float32).T, arrays[f"{name}_bias"].astype(np.float32))
            for name in ("project", "cue", "wanted", "offered", "plain", "hidden", "out")
        }

    def scores(self, acts: Sequence[Stated]) -> Floats:
        """Unnormalised log-probability of each force (acts, labels); *acts* by falling number of words."""
        lengths = np.array([len(act.words) for act in acts])
        words = np.tanh(self._word.sums([word for act in acts for word in act.words]))
        told = np.tanh(self._layer("project", np.concatenate([act.vectors for act in acts])))
        seen = np.concatenate([told, words], axis=1)
        x = np.zeros((len(acts), int(lengths[0]), seen.shape[1]), dtype=np.float32)
        for n, (end, length) in enumerate(zip(lengths.cumsum(), lengths, strict=True)):
            x[n, :length] = seen[end - length : end]
        states = bidirectional(self._forward, self._backward, x, lengths)
        features = np.tanh(self._act.sums([act.features for act in acts]))
        act = np.concatenate(
            [features, np.tanh(self._layer("cue", np.stack([act.cue for act in acts])))],
            axis=1,
        )
        beyond = np.arange(x.shape[1])[None] >= lengths[:, None]
        means = self._means(states, x, act, beyond)
        highest = np.where(beyond[..., None], np.float32(-np.inf), states).max(axis=1)
        hidden = np.tanh(self._layer("hidden", np.concatenate([means, highest, act], axis=1)))
        return self._layer("out", hidden)

    def _means(self, states: Floats, x: Floats, act: Floats, beyond: Any) -> Floats:
        """The weighted means of the states, side by side (acts, HEADS × size)."""
        wanted = self._layer("wanted", act).reshape(len(act), HEADS, KEY)
        weights = wanted @ self._layer("offered", states).transpose(0, 2, 1)
        weights += self._layer("plain", np.concatenate([states, x], axis=2)).transpose(0, 2, 1)
        weights[np.broadcast_to(beyond[:, None], weights.shape)] = -np.inf
        weights = np.exp(weights - weights.max(axis=2, keepdims=True))
        weights /= weights.sum(axis=2, keepdims=True)
        means: Floats = (weights @ states).reshape(len(act), -1)
        return means

    def _layer(self, name: str, x: Floats) -> Floats:
        weights, bias = self._layers[name]
        out: Floats = x @ weights + bias
        return out
