"""Train the tagger of names from word-per-line files and from names marked in raw articles.

    python -m training.names [--epochs N] [--out FILE] SHARED

SHARED is the folder with ``benchmarks/ner`` and ``corpora``. The last tenth of ANERcorp-train, by the order of its
sentences, is never trained on: the figures printed are for it. Sentences of NewsFANE that overlap it are left out.
``names.jsonl.gz`` beside this file holds our own marks on sentences of the corpora, as places in the articles.
"""

import argparse
import gzip
import json
import lzma
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from musnad.encode import Encoded, Encoder, load_encoder, read_encoder
from musnad.find.names.features import CLASSES, LISTS, SHAPES, word_features
from musnad.find.names.tagger import LABELS, NameTagger
from musnad.normalise import fold_key
from musnad.segment import Token, TokenKind
from training.encoder import layer_arrays
from training.spans import sequence_loss

TARGET = Path(__file__).parent.parent / "src/musnad/find/names/weights/names.npz"
OWN = Path(__file__).parent / "names.jsonl.gz"
# A word with its vowel marks and tatweel, a number, or a mark.
_WORD = re.compile(
    r"\d+|[^\W\d_][^\W\d_\u064b-\u0652\u0640]*(?:[\u064b-\u0652\u0640]+[^\W\d_]*)*|[^\w\s\u064b-\u0652\u0640]"
)
PERSONS = {"Politician", "Athlete", "Artist", "Religious_PER", "Businessperson", "Scientist", "Lawyer", "Police",
           "Engineer", "Other_PER"}  # fmt: skip
PLACES = {"Nation", "Population-Center", "State-or-Province", "Continent", "Water-Body", "Land-Region-Natural",
          "County-or-District", "GPE-Cluster", "Path", "Plant", "Subarea-Facility", "Airport",
          "Building-Grounds"}  # fmt: skip
BODIES = {"Government", "Non-Governmental", "Media", "Sports", "Commercial", "Educational", "Entertainment",
          "Religious_ORG", "Medical-Science", "Group"}  # fmt: skip
_STANDARD = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "GPE": "LOC", "ORG": "ORG"}
# Clitics that NewsFANE writes as words of their own are joined again, as running text has them.
_PREFIXES = frozenset("وبلفك")
_SUFFIXES = frozenset({"ها", "هم", "ه", "نا", "هما", "ي"})
_LONGEST_SENTENCE_END = 4
# Longest sentence that is learned from; width of a word's view and of the recurrent layer; the training.
LONGEST, VIEW, STATE, DROP, ROWS, RATE, SEED = 120, 160, 128, 0.4, 32, 2e-3, 20261125

Tagged = list[tuple[str, str]]


def read(path: Path, label: Callable[[str], str]) -> list[Tagged]:
    """The sentences of a file: folded words with their labels."""
    sentences: list[Tagged] = []
    current: Tagged = []
    for line in path.read_text("utf-8").splitlines():
        word, _, tag = line.partition("\t")
        if word and tag and (folded := fold_key(word).strip()):
            current.append((folded, label(tag)))
        if current and (not word or (word == "." and len(current) >= _LONGEST_SENTENCE_END)):
            sentences.append(current)
            current = []
    return [*sentences, current] if current else sentences


def standard(tag: str) -> str:
    """PER, ORG or LOC for the labels of ANERcorp and Wojood; O for all others."""
    kind = _STANDARD.get(tag[2:])
    return f"{tag[:2]}{kind}" if kind else "O"


def fine(tag: str) -> str:
    """PER, ORG or LOC for the fifty classes of NewsFANE."""
    for kind, names in (("PER", PERSONS), ("LOC", PLACES), ("ORG", BODIES)):
        if tag[2:] in names:
            return tag[:2] + kind
    return "O"


def joined(sentence: Tagged) -> Tagged:
    """A sentence with its clitics written onto their words."""
    out: Tagged = []
    prefix = ""
    for word, label in sentence:
        if word in _PREFIXES and label == "O":
            prefix += word
        elif word in _SUFFIXES and label == "O" and out and not prefix:
            out[-1] = (out[-1][0] + word, out[-1][1])
        else:
            out.append((prefix + word, label))
            prefix = ""
    return out


def corpora(shared: Path, final: bool) -> tuple[list[tuple[Tagged, int]], list[Tagged], list[Tagged]]:
    """Sentences to train on with the number of their corpus, to watch, and the part held out.

    When *final*, those to watch are trained on, too: their figures then say nothing.
    """
    folder = shared / "benchmarks/ner"
    anercorp = read(folder / "anercorp-train.tsv", lambda tag: tag if tag.endswith("MISC") else standard(tag))
    watch, cut = len(anercorp) * 17 // 20, len(anercorp) * 9 // 10
    held = anercorp[watch:]
    letters = " ".join(_letters(sentence) for sentence in held)
    newsfane = [joined(sentence) for sentence in read(folder / "newsfane-train.tsv", fine)]
    newsfane = [s for s in newsfane if _letters(s)[5:30] not in letters and _letters(s)[-30:-5] not in letters]
    wojood = read(folder / "wojood-sample-train.tsv", standard)
    own = list(marked(shared / "corpora"))
    sentences = [
        (sentence[n : n + LONGEST], number)
        for number, part in enumerate((anercorp[: cut if final else watch], newsfane, wojood, own))
        for sentence in part
        for n in range(0, len(sentence), LONGEST)
    ]
    return sentences, anercorp[watch:cut], anercorp[cut:]


def marked(corpora: Path) -> Iterator[Tagged]:
    """The sentences of the corpora in which names were marked for this, by the habits of ANERcorp."""
    places: dict[str, list[tuple[int, int, list[tuple[int, int, str]]]]] = {}
    with gzip.open(OWN, "rt", encoding="utf-8") as lines:
        for article, start, end, names in map(json.loads, lines):
            places.setdefault(article, []).append((start, end, names))
    for path in sorted(corpora.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as articles:
            for line in articles:
                article = json.loads(line)
                for start, end, names in places.pop(article["id"], ()):
                    yield list(_words(article["text"], start, end, names))


def _words(text: str, start: int, end: int, names: Sequence[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    for match in _WORD.finditer(text, start, end):
        if folded := fold_key(match.group()).strip():
            label = "O"
            for low, high, kind in names:
                if low <= match.start() < high:
                    label = ("B-" if low == match.start() else "I-") + kind
            yield folded, label


def network(size: int) -> Any:
    """The network of :class:`musnad.find.names.tagger.NameTagger` as PyTorch trains it.

    It is told which corpus a sentence is from, because their guidelines differ; it reads as if all were ANERcorp.
    """
    import torch
    from torch import nn

    class Network(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.shapes, self.classes = nn.Embedding(SHAPES, 8), nn.Embedding(CLASSES, 12)
            self.lists, self.corpus = nn.Embedding(len(LISTS), 8), nn.Embedding(4, VIEW)
            self.project = nn.Linear(size + 28, VIEW)
            self.layer = nn.LSTM(VIEW, STATE, batch_first=True, bidirectional=True)
            self.out = nn.Linear(2 * STATE, len(LABELS))
            self.transitions = nn.Parameter(torch.zeros(len(LABELS) + 1, len(LABELS)))
            self.drop = nn.Dropout(DROP)

        def forward(self, vectors: Any, ids: Any, corpus: Any, lengths: Any) -> Any:
            told = [self.shapes(ids[..., 0]), self.classes(ids[..., 1]), self.lists(ids[..., 2])]
            x = self.project(torch.cat([self.drop(vectors), *told], -1)) + self.corpus(corpus)[:, None]
            packed = nn.utils.rnn.pack_padded_sequence(
                self.drop(torch.tanh(x)), lengths, batch_first=True, enforce_sorted=False
            )
            states, _ = nn.utils.rnn.pad_packed_sequence(self.layer(packed)[0], batch_first=True)
            return self.out(self.drop(states))

    return Network()


def batch_of(items: Sequence[tuple[Tagged, int]], encoder: Encoder) -> tuple[Any, ...]:
    """Tensors of some sentences: vectors, features, corpus, lengths, labels, mask, weights."""
    import torch

    lengths = torch.tensor([len(sentence) for sentence, _ in items])
    time = int(lengths.max())
    vectors = torch.zeros(len(items), time, encoder.size)
    ids = torch.zeros(len(items), time, 3, dtype=torch.long)
    labels = torch.zeros(len(items), time, dtype=torch.long)
    words = [[word for word, _ in sentence] for sentence, _ in items]
    seen = [seen_of(sentence, encoder) for sentence in words]
    for n, (sentence, own) in enumerate(zip(items, encoder.encode(seen), strict=True)):
        size = len(sentence[0])
        vectors[n, :size] = torch.from_numpy(own)
        ids[n, :size] = torch.tensor(word_features(words[n], seen[n]))
        labels[n, :size] = torch.tensor([LABELS.index(label) for _, label in sentence[0]])
    mask = torch.arange(time)[None] < lengths[:, None]
    return vectors, ids, torch.tensor([c for _, c in items]), lengths, labels, mask, torch.ones(len(items))


def seen_of(sentence: Sequence[str], encoder: Encoder) -> list[str]:
    """The words of a sentence as readers see them: stand-ins for names, «0» for numbers, one character for a mark."""
    tokens = [Token(word, 0, 0, _kind(word)) for word in sentence]
    return [
        form if token.kind == TokenKind.WORD else "0" if token.kind == TokenKind.NUMBER else form[0]
        for token, form in zip(tokens, Encoded(tokens, encoder).seen, strict=True)
    ]


def _kind(word: str) -> TokenKind:
    return TokenKind.WORD if word[0].isalpha() else TokenKind.NUMBER if word[0].isdigit() else TokenKind.MARK


def fit(data: list[tuple[Tagged, int]], watch: list[Tagged], encoder: Encoder, epochs: int) -> Any:
    """Train on *data*; the network. After each epoch the F1 on *watch* is printed."""
    import torch
    from torch import nn

    torch.manual_seed(SEED)
    random.seed(SEED)
    net = network(encoder.size)
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=1e-4)
    steps, step = epochs * (len(data) // ROWS + 1), 0
    for epoch in range(epochs):
        net.train()
        order = sorted(range(len(data)), key=lambda n: len(data[n][0]) + random.random() * 8)
        groups = [order[n : n + ROWS] for n in range(0, len(order), ROWS)]
        random.shuffle(groups)
        for group in groups:
            optimiser.param_groups[0]["lr"] = RATE * min(1, (step + 1) / 100) * (1 - 0.97 * step / steps)
            vectors, ids, corpus, lengths, labels, mask, weights = batch_of([data[n] for n in group], encoder)
            loss = sequence_loss(net.transitions, net(vectors, ids, corpus, lengths), labels, mask, weights)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 3.0)
            optimiser.step()
            step += 1
        print(f"epoch {epoch + 1}", flush=True)
        measure(NameTagger(packed(net)), watch, encoder)
    return net


def packed(net: Any) -> dict[str, Any]:
    """The arrays that :class:`musnad.find.names.tagger.NameTagger` reads."""
    return {
        "shapes": net.shapes.weight.detach().numpy().astype(np.float16),
        "classes": net.classes.weight.detach().numpy().astype(np.float16),
        "lists": net.lists.weight.detach().numpy().astype(np.float16),
        "project": net.project.weight.detach().numpy().astype(np.float16),
        "project_bias": (net.project.bias + net.corpus.weight[0]).detach().numpy(),
        "out": net.out.weight.detach().numpy(),
        "out_bias": net.out.bias.detach().numpy(),
        "transitions": net.transitions.detach().numpy(),
        **layer_arrays("forward", net.layer, ""),
        **layer_arrays("backward", net.layer, "_reverse"),
    }


def measure(tagger: NameTagger, sentences: list[Tagged], encoder: Encoder) -> None:
    """Print precision, recall and F1 of *tagger* on *sentences*."""
    words = [[word for word, _ in sentence] for sentence in sentences]
    seen = [seen_of(sentence, encoder) for sentence in words]
    told = tagger.tag(words, encoder.encode(seen), seen)
    report([[label for _, label in sentence] for sentence in sentences], told)


def main(shared: Path, epochs: int, encoder: Encoder, out: Path, *, final: bool = False) -> None:
    """Train, write *out*, print precision, recall and F1 on the part held out."""
    data, watch, held = corpora(shared, final)
    net = fit(data, watch, encoder, epochs)
    np.savez_compressed(out, **packed(net))
    print("held out")
    measure(NameTagger(packed(net)), held, encoder)


def _letters(sentence: Tagged) -> str:
    return re.sub(r"\W", "", "".join(word for word, _ in sentence))


def spans(sequences: Iterable[list[str]]) -> set[tuple[int, int, int, str]]:
    """(sentence, start, end, kind) of each entity in *sequences* of BIO labels."""
    found = set()
    for n, labels in enumerate(sequences):
        start = -1
        for i, label in enumerate([*labels, "O"]):
            if start >= 0 and label != "I-" + labels[start][2:]:
                found.add((n, start, i, labels[start][2:]))
                start = -1
            if label != "O" and start < 0:
                start = i
    return found


def report(gold: list[list[str]], told: list[list[str]]) -> None:
    """Print precision, recall and F1 of whole entities, by kind and micro-averaged."""
    wanted, found = spans(gold), spans(told)
    for kind in ("PER", "ORG", "LOC", "MISC", ""):
        a = {x for x in wanted if not kind or x[3] == kind}
        b = {x for x in found if not kind or x[3] == kind}
        hit = len(a & b)
        p, r = hit / max(1, len(b)), hit / max(1, len(a))
        print(f"{kind or 'all':4} precision {p:.3f} recall {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} of {len(a)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--final", action="store_true", help="Train on the part that is watched, too.")
    parser.add_argument("--encoder", type=Path, metavar="FILE", help="A new encoder to learn with.")
    arguments = parser.parse_args()
    main(
        arguments.shared, arguments.epochs, read_encoder(arguments.encoder) if arguments.encoder else load_encoder(),
        arguments.out, final=arguments.final,
    )  # fmt: skip
