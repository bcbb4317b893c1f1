"""Recurrent layers in NumPy: inference only, many sentences at a time.

Long short-term memory after Hochreiter and Schmidhuber, *Long Short-Term Memory*, 1997; gates in the order of PyTorch
(input, forget, cell, output), whose weights are read as they are.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Lstm:
    """One direction of a recurrent layer.

    Args:
        from_input: (4 × size, inputs) weights.
        from_state: (4 × size, size) weights.
        bias: (4 × size) both biases together.
    """

    def __init__(self, from_input: Floats, from_state: Floats, bias: Floats) -> None:
        size = self.size = from_state.shape[1]
        # σ(x) = (1 + tanh(x / 2)) / 2: with halved weights all four gates are one tanh, which never overflows.
        scale = np.full((4 * size, 1), 0.5, dtype=np.float32)
        scale[2 * size : 3 * size] = 1
        self._from_input = np.ascontiguousarray((from_input * scale).T)
        self._from_state = np.ascontiguousarray((from_state * scale).T)
        self._bias = bias * scale[:, 0]

    def after(self, first: Floats) -> tuple[Floats, Floats]:
        """State and cell after one input (inputs), from which sentences may start."""
        x, lengths = first[None, None], np.array([1])
        cells = np.zeros((1, self.size), dtype=np.float32)
        return self.states(x, lengths, cells=cells)[0, 0], cells[0]

    def states(
        self,
        x: Floats,
        lengths: NDArray[np.int64],
        *,
        backward: bool = False,
        start: tuple[Floats, Floats] | None = None,
        cells: Floats | None = None,
    ) -> Floats:
        """States (batch, time, size) of *x* (batch, time, inputs), whose rows must be sorted by falling *lengths*.

        With *backward* each row is read from its last word to its first. Rows begin from the state and cell of *start*,
        or from zero; *cells* (batch, size), if given, take the last cells. Beyond its length a row's states are zero.
        """
        size = self.size
        batch, time, inputs = x.shape
        rows = np.ascontiguousarray(x.transpose(1, 0, 2)).reshape(-1, inputs)
        gates = (rows @ self._from_input + self._bias).reshape(time, batch, 4 * size)
        alive = (lengths[None, :] > np.arange(time)[:, None]).sum(axis=1)
        out = np.zeros((time, batch, size), dtype=np.float32)
        h = np.zeros((batch, size), dtype=np.float32)
        c = np.zeros((batch, size), dtype=np.float32) if cells is None else cells
        if start is not None:
            h[:], c[:] = start
        for t in range(time - 1, -1, -1) if backward else range(time):
            n = int(alive[t])
            g = gates[t, :n]
            g += h[:n] @ self._from_state
            np.tanh(g, out=g)
            g[:, : 2 * size] += 1
            g[:, : 2 * size] *= 0.5
            cell = c[:n]
            cell *= g[:, size : 2 * size]
            cell += g[:, :size] * g[:, 2 * size : 3 * size]
            state = h[:n]
            np.tanh(cell, out=state)
            g[:, 3 * size :] += 1
            g[:, 3 * size :] *= 0.5
            state *= g[:, 3 * size :]
            out[t, :n] = state
        return out.transpose(1, 0, 2)


def bidirectional(
    forward: Lstm, backward: Lstm, x: Floats, lengths: NDArray[np.int64], first: Floats | None = None
) -> Floats:
    """States of both directions side by side (batch, time, 2 × size); rows sorted by falling *lengths*.

    *first* is an input (inputs) that both directions read before the sentence, as a mark of its edge.
    """
    starts = (None, None) if first is None else (forward.after(first), backward.after(first))
    ahead = forward.states(x, lengths, start=starts[0])
    back = backward.states(x, lengths, backward=True, start=starts[1])
    return np.concatenate([ahead, back], axis=2)


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
