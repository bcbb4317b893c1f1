"""The network's arithmetic against what the formulas say, word by word."""

import itertools

import numpy as np
import pytest

from musnad.encode import Lstm, batches, bidirectional, likeliest
from musnad.encode.layers import Floats

SIZE, INPUTS = 5, 7


def numbers(*shape: int, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def weights(seed: int) -> tuple[Floats, Floats, Floats]:
    return (
        numbers(4 * SIZE, INPUTS, seed=seed),
        numbers(4 * SIZE, SIZE, seed=seed + 1),
        numbers(4 * SIZE, seed=seed + 2),
    )


def slowly(layer: tuple[Floats, Floats, Floats], x: Floats) -> Floats:
    """States of one sentence (time, size), by the textbook."""
    from_input, from_state, bias = layer
    h, c = np.zeros(SIZE), np.zeros(SIZE)
    out = []
    for row in x:
        i, f, u, o = np.split(from_input @ row + from_state @ h + bias, 4)
        c = c / (1 + np.exp(-f)) + np.tanh(u) / (1 + np.exp(-i))
        h = np.tanh(c) / (1 + np.exp(-o))
        out.append(h)
    return np.array(out, dtype=np.float32).reshape(-1, SIZE)


@pytest.mark.parametrize("edge", [False, True])
def test_both_directions_of_sentences_of_several_lengths(edge: bool) -> None:
    ahead, back = weights(10), weights(20)
    lengths = [6, 4, 4, 1]
    x = numbers(4, 6, INPUTS)
    first = numbers(INPUTS, seed=9) if edge else None
    states = bidirectional(Lstm(*ahead), Lstm(*back), x, np.array(lengths), first)
    for row, length in enumerate(lengths):
        sentence = x[row, :length]
        before = [] if first is None else [first]
        forward = slowly(ahead, np.array([*before, *sentence]))[len(before) :]
        backward = slowly(back, np.array([*before, *sentence[::-1]]))[len(before) :][::-1]
        np.testing.assert_allclose(states[row, :length], np.concatenate([forward, backward], axis=1), atol=1e-5)
        assert not states[row, length:].any()


def test_the_likeliest_labels_are_those_of_the_best_sequence() -> None:
    scores, transitions = numbers(3, 4, 3), numbers(4, 3, seed=4)
    lengths = np.array([4, 3, 1])
    told = likeliest(scores.copy(), lengths, transitions)
    for row, length in enumerate(lengths):
        best = max(
            itertools.product(range(3), repeat=int(length)),
            key=lambda path: sum(
                scores[row, t, label] + transitions[path[t - 1] if t else 3, label] for t, label in enumerate(path)
            ),
        )
        assert told[row] == list(best)


def test_batches_hold_every_sentence_once() -> None:
    lengths = [3, 0, 9, 1, 9, 2]
    found = batches(lengths, 18)
    assert sorted(n for batch in found for n in batch) == [0, 2, 3, 4, 5]
    assert all(len(batch) * lengths[batch[0]] <= 18 for batch in found)
    assert all(lengths[a] >= lengths[b] for batch in found for a, b in itertools.pairwise(batch))
