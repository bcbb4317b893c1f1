"""Train the tagger of spans.

    python -m training.spans GOLD=TEXTS … [--marked TEXTS] [--epochs E] [--encoder FILE] [--out FILE]

Each GOLD is a folder of standoff files, TEXTS the folder with the files they name; see :mod:`training.gold` for the
sentences that were marked one by one. The vectors of the encoder are taken as they are; a new one may be named. Needs
the extra «train».
"""

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from musnad.attribute.bag import BUCKETS, bucket
from musnad.attribute.features import span_features, word_features
from musnad.attribute.tagger import LABELS
from musnad.encode import load_encoder, read_encoder
from musnad.encode.layers import Floats
from training.encoder import layer_arrays
from training.gold import Example, annotated, span_labels
from training.networks import SEED, Vectors, bag_arrays, minimise, parser

TARGET = Path(__file__).parent.parent / "src/musnad/attribute/weights/spans.npz"

# Width of the two views of a word, of the recurrent layer; share of numbers left out while learning.
VIEW, STATE, DROP, DROP_INPUT = 96, 128, 0.35, 0.2
ROWS, RATE, WINDOW = 32, 1.5e-3, 160


class Act:
    """One cue with its sentence: hashed features, vectors, labels."""

    __slots__ = ("features", "labels", "vectors")

    def __init__(self, start: int, features: list[list[str]], labels: Sequence[str], vectors: Floats) -> None:
        low = max(0, min(start - WINDOW // 3, len(labels) - WINDOW))
        high = low + WINDOW
        self.features = [np.array([bucket(f) for f in row], dtype=np.int32) for row in features[low:high]]
        self.labels = [LABELS.index(label) for label in labels[low:high]]
        self.vectors = vectors[low:high].astype(np.float16)


def gold(found: Iterable[Example], learned: Vectors) -> Iterator[Act]:
    """The acts of annotated sentences."""
    for example in found:
        s = example.sentence
        if not example.gold:
            continue
        views = word_features(s)
        vectors = learned.of(s)
        accepted = [example.proposals[n] for n in sorted(example.gold)]
        for n, row in example.gold.items():
            p = example.proposals[n]
            labels = span_labels(s, p, row)
            yield Act(p.start - s.start, span_features(s, views, accepted, p), labels, vectors)


def network(size: int) -> Any:
    """The network of :class:`musnad.attribute.tagger.SpanTagger` as PyTorch trains it."""
    import torch
    from torch import nn

    class Network(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.bag = nn.EmbeddingBag(BUCKETS, VIEW, mode="sum")
            nn.init.normal_(self.bag.weight, 0, 0.05)
            self.project = nn.Linear(size, VIEW)
            self.layer = nn.LSTM(2 * VIEW, STATE, batch_first=True, bidirectional=True)
            self.out = nn.Linear(2 * STATE + 2 * VIEW, len(LABELS))
            self.transitions = nn.Parameter(torch.zeros(len(LABELS) + 1, len(LABELS)))
            self.drop, self.drop_input = nn.Dropout(DROP), nn.Dropout(DROP_INPUT)

        def forward(self, vectors: Any, features: Any, offsets: Any, lengths: Any) -> Any:
            rows, time = vectors.shape[:2]
            seen = torch.tanh(self.drop_input(self.bag(features, offsets).view(rows, time, -1)))
            x = torch.cat([seen, torch.tanh(self.project(self.drop(vectors)))], -1)
            packed = nn.utils.rnn.pack_padded_sequence(
                self.drop_input(x), lengths, batch_first=True, enforce_sorted=False
            )
            states, _ = nn.utils.rnn.pad_packed_sequence(self.layer(packed)[0], batch_first=True)
            return self.out(self.drop(torch.cat([states, x], -1)))

    return Network()


def sequence_loss(transitions: Any, scores: Any, labels: Any, mask: Any, weights: Any) -> Any:
    """Negative log-likelihood of label sequences (a linear-chain conditional random field)."""
    import torch

    last = scores.shape[2]
    alpha = scores[:, 0] + transitions[last]
    right = alpha.gather(1, labels[:, :1])[:, 0]
    for t in range(1, scores.shape[1]):
        step = torch.logsumexp(alpha[:, :, None] + transitions[None, :last], 1) + scores[:, t]
        alpha = torch.where(mask[:, t, None], step, alpha)
        gain = transitions[labels[:, t - 1], labels[:, t]] + scores[:, t].gather(1, labels[:, t, None])[:, 0]
        right = right + torch.where(mask[:, t], gain, torch.zeros_like(gain))
    return ((torch.logsumexp(alpha, 1) - right) * weights).sum() / weights.sum()


def batch_of(acts: Sequence[Act]) -> tuple[Any, ...]:
    """Tensors of some acts: vectors, features, offsets, lengths, labels, mask."""
    import torch

    lengths = torch.tensor([len(a.labels) for a in acts])
    time = int(lengths.max())
    vectors = torch.zeros(len(acts), time, acts[0].vectors.shape[1])
    labels = torch.zeros(len(acts), time, dtype=torch.long)
    features, offsets, at = [], [], 0
    for n, act in enumerate(acts):
        vectors[n, : len(act.labels)] = torch.from_numpy(act.vectors.astype(np.float32))
        labels[n, : len(act.labels)] = torch.tensor(act.labels)
        for t in range(time):
            offsets.append(at)
            if t < len(act.labels):
                features.append(act.features[t])
                at += len(act.features[t])
    mask = torch.arange(time)[None] < lengths[:, None]
    flat = torch.from_numpy(np.concatenate(features)).long()
    return vectors, flat, torch.tensor(offsets), lengths, labels, mask


def fit(acts: list[Act], epochs: int) -> Any:
    """Train on *acts*; the network."""
    import torch

    torch.manual_seed(SEED)
    net = network(acts[0].vectors.shape[1])

    def loss(group: Sequence[Act]) -> Any:
        vectors, features, offsets, lengths, labels, mask = batch_of(group)
        scores = net(vectors, features, offsets, lengths)
        return sequence_loss(net.transitions, scores, labels, mask, torch.ones(len(group)))

    minimise(net, acts, loss, epochs=epochs, size=ROWS, rate=RATE, decay=1e-4, length=lambda act: len(act.labels))
    return net


def packed(net: Any, acts: Iterable[Act]) -> dict[str, Any]:
    """The arrays that :class:`musnad.attribute.tagger.SpanTagger` reads."""
    return {
        **bag_arrays("feature", net.bag, (row for act in acts for row in act.features)),
        "project": net.project.weight.detach().numpy().astype(np.float16),
        "project_bias": net.project.bias.detach().numpy(),
        "out": net.out.weight.detach().numpy(),
        "out_bias": net.out.bias.detach().numpy(),
        "transitions": net.transitions.detach().numpy(),
        **layer_arrays("forward", net.layer, ""),
        **layer_arrays("backward", net.layer, "_reverse"),
    }


def main(arguments: argparse.Namespace) -> None:
    """Read, collect, train, write."""
    random.seed(SEED)
    learned = Vectors(read_encoder(arguments.encoder) if arguments.encoder else load_encoder())
    acts = list(gold(annotated(arguments.pairs, arguments.marked), learned))
    print(f"{len(acts)} acts")
    np.savez_compressed(arguments.out, **packed(fit(acts, arguments.epochs), acts))


if __name__ == "__main__":
    arguments = parser(__doc__, 5, TARGET)
    arguments.add_argument("--encoder", type=Path, metavar="FILE", help="A new encoder to learn with.")
    main(arguments.parse_args())
