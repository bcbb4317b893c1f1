"""Train the judge of cues: which of the possible cues of a sentence report.

    python -m training.judge GOLD=TEXTS … [--marked TEXTS] [--epochs E] [--out FILE]

Each GOLD is a folder of standoff files, TEXTS the folder with the files they name; see :mod:`training.gold` for the
sentences that were marked one by one. Needs the extra «train».
"""

import argparse
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from musnad.attribute.bag import BUCKETS, bucket
from musnad.attribute.features import cue_features, word_features
from musnad.attribute.judge import LOOKED_AT, looks
from musnad.encode import load_encoder
from musnad.encode.layers import Floats
from training.gold import Example, annotated
from training.networks import SEED, Vectors, bag_arrays, layers, minimise, parser

TARGET = Path(__file__).parent.parent / "src/musnad/attribute/weights/cues.npz"
# Width of the features' vectors, of what is told of each word looked at, of the hidden layer; the training.
BAG, LOOK, HIDDEN, DROP, ROWS, RATE = 48, 32, 64, 0.4, 64, 2e-3
# Networks whose mean judges.
MEMBERS = 3


class Possible(NamedTuple):
    """One possible cue: hashed features, vectors looked at, and whether it reports."""

    features: Any
    looks: Floats
    reports: float


def possible(found: Iterable[Example], learned: Vectors) -> Iterable[Possible]:
    """All possible cues of annotated sentences."""
    for example in found:
        s, proposals = example.sentence, example.proposals
        if not proposals:
            continue
        views = word_features(s)
        seen = np.stack(looks(s, proposals, learned.of(s)), axis=1).astype(np.float16)
        for n in range(len(proposals)) if example.asked is None else sorted(example.asked):
            names = dict.fromkeys(cue_features(s, views, proposals, n, example.has_speaker))
            yield Possible(np.array([bucket(name) for name in names]), seen[n], float(n in example.gold))


def network(size: int) -> Any:
    """The network of :class:`musnad.attribute.judge.Judge` as PyTorch trains it."""
    import torch
    from torch import nn

    class Network(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.bag = nn.EmbeddingBag(BUCKETS, BAG, mode="sum")
            nn.init.zeros_(self.bag.weight)
            self.looks = nn.ModuleList([nn.Linear(size, LOOK) for _ in range(LOOKED_AT)])
            self.hidden = nn.Linear(BAG + LOOKED_AT * LOOK, HIDDEN)
            self.out = nn.Linear(HIDDEN, 1)
            self.drop = nn.Dropout(DROP)

        def forward(self, features: Any, offsets: Any, seen: Any) -> Any:
            parts = [torch.tanh(self.drop(self.bag(features, offsets)))]
            parts += [torch.tanh(look(self.drop(seen[:, n]))) for n, look in enumerate(self.looks)]
            return self.out(self.drop(torch.tanh(self.hidden(self.drop(torch.cat(parts, -1))))))[:, 0]

    return Network()


def tensors(rows: Sequence[Possible]) -> tuple[Any, ...]:
    """Features, offsets and vectors of some possible cues."""
    import torch

    offsets = np.cumsum([0, *(len(row.features) for row in rows[:-1])])
    seen = np.stack([row.looks for row in rows]).astype(np.float32)
    flat = np.concatenate([row.features for row in rows])
    return torch.from_numpy(flat), torch.from_numpy(offsets), torch.from_numpy(seen)


def fit(rows: Sequence[Possible], epochs: int, seed: int) -> Any:
    """Train on *rows*; the network."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    torch.manual_seed(seed)
    net = network(rows[0].looks.shape[1])

    def loss(batch: Sequence[Possible]) -> Any:
        return binary_cross_entropy_with_logits(net(*tensors(batch)), torch.tensor([row.reports for row in batch]))

    minimise(net, rows, loss, epochs=epochs, size=ROWS, rate=RATE, decay=1e-3)
    return net


def packed(net: Any, rows: Sequence[Possible]) -> dict[str, Any]:
    """The arrays of one network of :class:`musnad.attribute.judge.Judge`."""
    named = {f"look{n}": look for n, look in enumerate(net.looks)} | {"hidden": net.hidden, "out": net.out}
    return bag_arrays("feature", net.bag, (row.features for row in rows)) | layers(named)


def main(arguments: argparse.Namespace) -> None:
    """Collect, train, write."""
    random.seed(SEED)
    learned = Vectors(load_encoder())
    rows = list(possible(annotated(arguments.pairs, arguments.marked, with_headlines=True), learned))
    print(f"{len(rows)} possible cues, of which {sum(row.reports for row in rows):.0f} report")
    arrays = {
        f"{member}.{name}": array
        for member in range(MEMBERS)
        for name, array in packed(fit(rows, arguments.epochs, SEED + member), rows).items()
    }
    np.savez_compressed(arguments.out, **arrays)


if __name__ == "__main__":
    main(parser(__doc__, 5, TARGET).parse_args())
