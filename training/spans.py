"""Train the tagger of spans on gold and on silver: raw articles that the reader itself has read.

    python -m training.spans CORPORA GOLD=TEXTS … [--exclude GLOB …] [--silver N] [--times K] [--epochs E] [--out FILE]

An act is taken as silver where grammar and tagger, which err differently, agree on both spans to the word. In half
of them the grammar's reading is hidden, so that the tagger learns to do without it. The gold counts K times.
Reports whose text lies in the EXCLUDED files are passed over, so that what is measured stays unseen. The vectors of
the encoder are taken as they are; a new one may be named, while the packaged readers read the silver through their
own. Needs the extra «train».
"""

import argparse
import glob
import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from musnad.attribute.bag import BUCKETS, bucket
from musnad.attribute.features import span_features, word_features
from musnad.attribute.judge import accept
from musnad.attribute.models import load_models
from musnad.attribute.proposals import Proposal
from musnad.attribute.sentence import Sentence
from musnad.attribute.spans import cue_of, respan
from musnad.attribute.tagger import LABELS
from musnad.encode import load_encoder, read_encoder
from musnad.encode.layers import Floats
from training.encoder import layer_arrays
from training.gold import Example, annotated, parse, span_labels
from training.networks import SEED, Vectors, bag_arrays, minimise, pair

TARGET = Path(__file__).parent.parent / "src/musnad/attribute/weights/spans.npz"

STEP, LONGEST, FEWEST = 4, 500, 3
# An article that names fewer of these is hardly about what is read here.
_SUBJECTS = re.compile("وزير|الأمم المتحدة|الرئيس|قتلى|الجيش|الحكومة|المعارضة|المتحدث|الخارجية")
# Width of the two views of a word, of the recurrent layer; share of numbers left out while learning.
VIEW, STATE, DROP, DROP_INPUT = 96, 128, 0.35, 0.2
ROWS, RATE, WINDOW, SILVER_WEIGHT = 32, 1.5e-3, 160, 0.6


class Act:
    """One cue with its sentence: hashed features, vectors, labels, and how much it counts."""

    __slots__ = ("features", "labels", "vectors", "weight")

    def __init__(
        self, start: int, features: list[list[str]], labels: Sequence[str], vectors: Floats, weight: float
    ) -> None:
        low = max(0, min(start - WINDOW // 3, len(labels) - WINDOW))
        high = low + WINDOW
        self.features = [np.array([bucket(f) for f in row], dtype=np.int32) for row in features[low:high]]
        self.labels = [LABELS.index(label) for label in labels[low:high]]
        self.vectors = vectors[low:high].astype(np.float16)
        self.weight = weight


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
            yield Act(p.start - s.start, span_features(s, views, accepted, p), labels, vectors, 1.0)


def articles(corpora: Path, excluded: Sequence[str], reports: int) -> Iterator[str]:
    """Texts of moderate length on conflict and diplomacy, none of which stands in *excluded* (letters only)."""
    seen = taken = 0
    for path in sorted(corpora.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                seen += 1
                if seen % STEP or taken == reports:
                    continue
                text: str = json.loads(line)["text"]
                fits = len(text.split()) <= LONGEST and len(_SUBJECTS.findall(text)) >= FEWEST
                if not fits or any(_letters(text)[60:140] in other for other in excluded):
                    continue
                taken += 1
                yield text


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def silver(texts: Iterable[str], learned: Vectors) -> Iterator[Act]:
    """The acts of raw articles on which grammar and tagger agree."""
    models = load_models()
    packaged = Vectors(load_encoder())
    for text in texts:
        for s, proposals, has_speaker in parse(text):
            if not proposals:
                continue
            views = word_features(s)
            read = packaged.of(s)
            accepted = accept(s, views, proposals, has_speaker, read, models.cues)
            told = models.spans.tag([cue_of(s, views, accepted, p, read) for p in accepted])
            vectors = learned.of(s)
            for p, labels in zip(accepted, told, strict=True):
                yield from _agreed(s, views, accepted, p, labels, vectors)


def _agreed(
    s: Sentence, views: Any, accepted: list[Proposal], p: Proposal, told: list[str], vectors: Floats
) -> Iterator[Act]:
    act = respan(s, p, told) if p.act is not None else None
    if act is None or p.act is None or (act.content, act.source) != (p.act.content, p.act.source):
        return
    labels = ["O"] * (s.end - s.start)
    for label, span in (("C", act.content), ("S", act.source), ("K", (p.start, p.end))):
        for i in range(*span) if span else ():
            labels[i - s.start] = label
    if random.random() < 0.5:
        hidden = replace(p, act=None)
        accepted, p = [hidden if q is p else q for q in accepted], hidden
    yield Act(p.start - s.start, span_features(s, views, accepted, p), labels, vectors, SILVER_WEIGHT)


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
    """Tensors of some acts: vectors, features, offsets, lengths, labels, mask, weights."""
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
    return vectors, flat, torch.tensor(offsets), lengths, labels, mask, torch.tensor([a.weight for a in acts])


def fit(acts: list[Act], epochs: int) -> Any:
    """Train on *acts*; the network."""
    import torch

    torch.manual_seed(SEED)
    net = network(acts[0].vectors.shape[1])

    def loss(group: Sequence[Act]) -> Any:
        vectors, features, offsets, lengths, labels, mask, weights = batch_of(group)
        return sequence_loss(net.transitions, net(vectors, features, offsets, lengths), labels, mask, weights)

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
    unseen = [_letters(Path(name).read_text("utf-8")) for pattern in arguments.exclude for name in glob.glob(pattern)]
    learned = Vectors(read_encoder(arguments.encoder) if arguments.encoder else load_encoder())
    raw = list(silver(articles(arguments.corpora, unseen, arguments.silver), learned)) if arguments.silver else []
    marked = list(gold(annotated(arguments.pairs, arguments.marked), learned))
    print(f"silver: {len(raw)} acts, gold: {len(marked)} acts, {arguments.times} times")
    acts = raw + marked * arguments.times
    np.savez_compressed(arguments.out, **packed(fit(acts, arguments.epochs), raw + marked))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("pairs", nargs="+", type=pair, metavar="GOLD=TEXTS")
    parser.add_argument("--marked", type=Path, metavar="TEXTS", help="Texts of the sentences marked one by one.")
    parser.add_argument("--exclude", nargs="*", default=[], metavar="GLOB", help="Texts to keep unseen.")
    parser.add_argument("--silver", type=int, default=1500, help="Raw articles to take silver from.")
    parser.add_argument("--encoder", type=Path, metavar="FILE", help="A new encoder to learn with.")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=TARGET)
    main(parser.parse_args())
