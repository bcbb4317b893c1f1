"""Train the reader of force: what an act does, from what its content says.

    python -m training.force GOLD=TEXTS … [--marked TEXTS] [--epochs E] [--out FILE]

GOLD=TEXTS as in :mod:`training.spans`; with ``--marked`` also the sentences that were marked one by one and the acts of
``forces.jsonl.gz``, whose spans a machine read and whose force a reader told. The latter are told apart by a feature
of their own and count less, for they were judged by themselves, without the report. Needs the extra «train».
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from musnad.attribute.acts import Act
from musnad.attribute.bag import BUCKETS, bucket
from musnad.attribute.force_reader import HEADS, KEY, LABELS, Stated, stated
from musnad.attribute.sentence import Sentence
from musnad.attribute.source_phrase import read_source
from musnad.encode import load_encoder
from musnad.encode.layers import Floats
from training.encoder import layer_arrays
from training.gold import annotated, gold_act, parse
from training.networks import SEED, Vectors, bag_arrays, layers, minimise, parser
from training.texts import TOLD

TARGET = Path(__file__).parent.parent / "src/musnad/attribute/weights/force.npz"
TOLD_WEIGHT, TOLD_FEATURE = 0.6, "told"
# Width of the features' vectors, of a word's view, of the recurrent and the hidden layer; the training.
BAG, VIEW, STATE, HIDDEN, DROP, DROP_INPUT = 48, 64, 64, 96, 0.5, 0.25
ROWS, RATE, SMOOTHING = 32, 1.5e-3, 0.05
# Networks from different starts, whose mean is taken.
MEMBERS = 2
# A feature's vector that stayed this small is what it was before the training; without them it reads as well.
SMALLEST_ACT, SMALLEST_WORD = 0.11, 0.15


class Example(NamedTuple):
    """One act: hashed features of it and of its content's words, vectors, the number of its force, its weight."""

    features: Any
    words: list[Any]
    vectors: Floats
    cue: Floats
    force: int
    weight: float


def example(seen: Stated, force: str, weight: float) -> Example:
    """What is learned of one act."""
    return Example(
        np.array([bucket(name) for name in dict.fromkeys(seen.features)]),
        [np.array([bucket(name) for name in word]) for word in seen.words],
        seen.vectors.astype(np.float16),
        seen.cue.astype(np.float16),
        LABELS.index(force),
        weight,
    )


def view(s: Sentence, act: Act, learned: Vectors) -> Stated:
    """What the network sees of an act."""
    reading = read_source(s, act.source) if act.source else None
    return stated(s, act, reading.kind if reading else "none", learned.own(s))


def gold(pairs: Iterable[tuple[Path, Path]], marked: Path | None, learned: Vectors) -> Iterator[Example]:
    """The acts of annotated sentences."""
    for found in annotated(pairs, marked):
        for n, row in found.gold.items():
            act = gold_act(found.sentence, found.proposals[n], row)
            if act is not None:
                yield example(view(found.sentence, act, learned), row["force"], 1.0)


def told(texts: Path, learned: Vectors, path: Path = TOLD) -> Iterator[Example]:
    """The acts whose force alone was told."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            text = (texts / f"{article['id']}.txt").read_bytes().decode("utf-8")
            wanted = {cue[0]: (source, content, force) for cue, source, content, force in article["acts"]}
            for s, proposals, _ in parse(text):
                for p in proposals:
                    found = wanted.get(s.tokens[p.start].start)
                    act = found and gold_act(s, p, {"source": found[0], "content": found[1]})
                    if found and act:
                        seen = view(s, act, learned)
                        yield example(seen._replace(features=[*seen.features, TOLD_FEATURE]), found[2], TOLD_WEIGHT)


def network(size: int) -> Any:
    """The network of :class:`musnad.attribute.force_reader.ForceReader` (one of them) as PyTorch trains it."""
    import torch
    from torch import nn

    act = 2 * BAG
    wide = VIEW + BAG

    class Network(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.act = nn.EmbeddingBag(BUCKETS, BAG, mode="sum")
            nn.init.normal_(self.act.weight, 0, 0.03)
            self.word = nn.EmbeddingBag(BUCKETS, BAG, mode="sum")
            nn.init.normal_(self.word.weight, 0, 0.05)
            self.project, self.cue = nn.Linear(size, VIEW), nn.Linear(size, BAG)
            self.layer = nn.LSTM(wide, STATE, batch_first=True, bidirectional=True)
            self.wanted, self.offered = nn.Linear(act, HEADS * KEY), nn.Linear(2 * STATE, KEY)
            self.plain = nn.Linear(2 * STATE + wide, HEADS)
            self.hidden = nn.Linear((HEADS + 1) * 2 * STATE + act, HIDDEN)
            self.out = nn.Linear(HIDDEN, len(LABELS))
            self.drop, self.drop_input = nn.Dropout(DROP), nn.Dropout(DROP_INPUT)

        def forward(self, batch: dict[str, Any]) -> Any:
            mask = batch["mask"]
            rows, time = mask.shape
            words = torch.tanh(self.drop_input(self.word(batch["words"], batch["word_offsets"]).view(rows, time, -1)))
            x = torch.cat([torch.tanh(self.project(self.drop(batch["vectors"]))), words], -1)
            packed = nn.utils.rnn.pack_padded_sequence(
                self.drop_input(x), mask.sum(1), batch_first=True, enforce_sorted=False
            )
            states, _ = nn.utils.rnn.pad_packed_sequence(self.layer(packed)[0], batch_first=True)
            features = torch.tanh(self.drop_input(self.act(batch["features"], batch["offsets"])))
            seen = torch.cat([features, torch.tanh(self.cue(self.drop(batch["cue"])))], -1)
            wanted = self.wanted(seen).view(rows, HEADS, KEY)
            weights = wanted @ self.offered(states).transpose(1, 2)
            weights = weights + self.plain(torch.cat([states, x], -1)).transpose(1, 2)
            weights = weights.masked_fill(~mask[:, None], -1e9).softmax(-1)
            means = (weights @ states).reshape(rows, -1)
            highest = states.masked_fill(~mask[..., None], -1e9).max(1)[0]
            hidden = torch.tanh(self.hidden(self.drop(torch.cat([means, highest, seen], -1))))
            return self.out(self.drop(hidden))

    return Network()


def tensors(rows: Sequence[Example]) -> dict[str, Any]:
    """Some examples as tensors."""
    import torch

    lengths = [len(row.words) for row in rows]
    time = max(lengths)
    vectors = torch.zeros(len(rows), time, len(rows[0].cue))
    counts = np.zeros((len(rows), time), dtype=np.int64)
    for n, row in enumerate(rows):
        vectors[n, : lengths[n]] = torch.from_numpy(row.vectors.astype(np.float32))
        counts[n, : lengths[n]] = [len(word) for word in row.words]
    starts = counts.ravel().cumsum() - counts.ravel()
    features = [row.features for row in rows]
    return {
        "mask": torch.arange(time)[None] < torch.tensor(lengths)[:, None],
        "vectors": vectors,
        "words": torch.from_numpy(np.concatenate([word for row in rows for word in row.words])),
        "word_offsets": torch.from_numpy(starts),
        "features": torch.from_numpy(np.concatenate(features)),
        "offsets": torch.from_numpy(np.cumsum([0, *map(len, features[:-1])])),
        "cue": torch.from_numpy(np.stack([row.cue for row in rows]).astype(np.float32)),
        "force": torch.tensor([row.force for row in rows]),
        "weight": torch.tensor([row.weight for row in rows]),
    }


def fit(rows: Sequence[Example], epochs: int, seed: int) -> Any:
    """Train on *rows* from the start that *seed* gives; the network."""
    import torch
    from torch.nn.functional import cross_entropy

    torch.manual_seed(seed)
    net = network(len(rows[0].cue))

    def loss(group: Sequence[Example]) -> Any:
        batch = tensors(group)
        each = cross_entropy(net(batch), batch["force"], label_smoothing=SMOOTHING, reduction="none")
        return (each * batch["weight"]).mean()

    minimise(net, rows, loss, epochs=epochs, size=ROWS, rate=RATE, decay=1e-3, length=lambda row: len(row.words))
    return net


def packed(net: Any, rows: Sequence[Example]) -> dict[str, Any]:
    """The arrays of one of the networks that :class:`musnad.attribute.force_reader.ForceReader` reads."""
    names = ("project", "cue", "wanted", "offered", "plain", "hidden", "out")
    return (
        bag_arrays("act", net.act, (row.features for row in rows), SMALLEST_ACT)
        | bag_arrays("word", net.word, (word for row in rows for word in row.words), SMALLEST_WORD)
        | layers({name: getattr(net, name) for name in names})
        | layer_arrays("forward", net.layer, "")
        | layer_arrays("backward", net.layer, "_reverse")
    )


def main(arguments: argparse.Namespace) -> None:
    """Collect, train, write."""
    random.seed(SEED)
    learned = Vectors(load_encoder())
    rows = list(gold(arguments.pairs, arguments.marked, learned))
    marked = len(rows)
    if arguments.marked is not None:
        rows += told(arguments.marked, learned)
    print(f"{marked} acts of annotated sentences, {len(rows) - marked} whose force alone was told")
    arrays = {
        f"{member}.{name}": array
        for member in range(MEMBERS)
        for name, array in packed(fit(rows, arguments.epochs, SEED + member), rows).items()
    }
    np.savez_compressed(arguments.out, **arrays)


if __name__ == "__main__":
    main(parser(__doc__, 2, TARGET).parse_args())
