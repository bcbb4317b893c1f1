"""The likeliest sequence of labels, in NumPy, many sentences at a time."""

import numpy as np
from numpy.typing import NDArray

from musnad.encode.layers import Floats


def likeliest(scores: Floats, lengths: NDArray[np.int64], transitions: Floats) -> list[list[int]]:
    """For each row of *scores* (batch, time, labels) the best sequence (Viterbi).

    *transitions* (labels + 1, labels): from a label to the next; the last row is for the first word. Rows must be
    sorted by falling *lengths*.
    """
    batch, time, labels = scores.shape
    best = scores[:, 0] + transitions[labels]
    back = np.zeros((time, batch, labels), dtype=np.int16)
    alive = batch
    for t in range(1, time):
        while alive and lengths[alive - 1] <= t:
            alive -= 1
        step = best[:alive, :, None] + transitions[None, :labels]
        back[t, :alive] = step.argmax(1)
        best[:alive] = step.max(1) + scores[:alive, t]
    out = []
    for row in range(batch):
        label = int(best[row].argmax())
        path = [label]
        for t in range(int(lengths[row]) - 1, 0, -1):
            label = int(back[t, row, label])
            path.append(label)
        out.append(path[::-1])
    return out
