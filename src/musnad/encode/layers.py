"""Recurrent layers in NumPy: inference only, many sentences at a time.

Long short-term memory after Hochreiter and Schmidhuber, *Long Short-Term Memory*, 1997; gates in the order of PyTorch
(input, forget, cell, output), whose weights are read as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lstm:
    """One direction of a recurrent layer.

    Attributes:
        from_input: (4 × size, inputs) weights.
        from_state: (4 × size, size) weights.
        bias: (4 × size) both biases together.
    """

    from_input: Floats
    from_state: Floats
    bias: Floats

    def states(self, x: Floats, lengths: NDArray[np.int64]) -> Floats:
        """States (batch, time, size) of *x* (batch, time, inputs), whose rows must be sorted by falling *lengths*.

        Beyond its length a row's states are zero.
        """
        size = self.from_state.shape[1]
        batch, time, inputs = x.shape
        gates = (x.reshape(-1, inputs) @ self.from_input.T + self.bias).reshape(batch, time, 4 * size)
        out = np.zeros((batch, time, size), dtype=np.float32)
        h = np.zeros((batch, size), dtype=np.float32)
        c = np.zeros((batch, size), dtype=np.float32)
        recurrent = np.ascontiguousarray(self.from_state.T)
        alive = batch
        for t in range(time):
            while alive and lengths[alive - 1] <= t:
                alive -= 1
            g = gates[:alive, t] + h[:alive] @ recurrent
            # σ(x) = (1 + tanh(x / 2)) / 2 needs no care for overflow.
            g[:, : 2 * size] *= 0.5
            g[:, 3 * size :] *= 0.5
            np.tanh(g, out=g)
            i, f, o = (0.5 + 0.5 * g[:, k * size : (k + 1) * size] for k in (0, 1, 3))
            c[:alive] = f * c[:alive] + i * g[:, 2 * size : 3 * size]
            h[:alive] = o * np.tanh(c[:alive])
            out[:alive, t] = h[:alive]
        return out


def bidirectional(
    forward: Lstm, backward: Lstm, x: Floats, lengths: NDArray[np.int64], first: Floats | None = None
) -> Floats:
    """States of both directions side by side (batch, time, 2 × size); rows sorted by falling *lengths*.

    *first* is an input (inputs) that both directions read before the sentence, as a mark of its edge.
    """
    back = _reversed(x, lengths)
    if first is not None:
        edge = np.broadcast_to(first, (len(x), 1, len(first)))
        x, back, lengths = np.concatenate([edge, x], 1), np.concatenate([edge, back], 1), lengths + 1
    a, b = forward.states(x, lengths), backward.states(back, lengths)
    if first is not None:
        a, b, lengths = a[:, 1:], b[:, 1:], lengths - 1
    return np.concatenate([a, _reversed(b, lengths)], axis=2)


def _reversed(x: Floats, lengths: NDArray[np.int64]) -> Floats:
    """Each row turned round within its length; what lies beyond is left over from elsewhere and must not be used."""
    places = np.arange(x.shape[1])[None, :]
    index = np.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)
    turned: Floats = np.take_along_axis(x, index[:, :, None], axis=1)
    return turned


def batches(lengths: Sequence[int], most: int) -> list[list[int]]:
    """Indices in batches of at most *most* words with padding, each by falling length; empty ones are left out."""
    order = sorted((n for n, length in enumerate(lengths) if length), key=lambda n: -lengths[n])
    out: list[list[int]] = []
    for n in order:
        if out and (len(out[-1]) + 1) * lengths[out[-1][0]] <= most:
            out[-1].append(n)
        else:
            out.append([n])
    return out
