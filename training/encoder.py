"""Pre-train the encoder: a small language model of Arabic news, in both directions.

    python -m training.encoder [--minutes 45] [--exclude GLOB …] [--out FILE] CORPUS.jsonl.xz …

Skip-gram vectors of the folded words come first; then one recurrent layer in each direction learns to guess the next
word (sampled softmax) until the time is over. Articles that share a run of twelve words with an excluded text are
left out. Needs the extra «train» and PyTorch; 45 minutes on two cores see about 25 million words.
"""

import argparse
import glob
import json
import lzma
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from musnad.encode.encoder import AFFIXES, UNKNOWN, affixes
from musnad.normalise import fold_key

TARGET = Path(__file__).parent.parent / "src/musnad/encode/weights/encoder.npz"
WORDS, WORD_SIZE, AFFIX_SIZE, STATE = 60_000, 100, 16, 160
RAREST, WINDOW, PASSES, SEED = 10, 4, 3, 7
ROWS, STEPS, NEGATIVES, RATE, DROP = 48, 40, 1500, 2e-3, 0.1
SENTENCES = 900_000
_RUN, _SHORTEST = 12, 4
_WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_SENTENCE = re.compile(r"\n|(?<=[.!؟])\s")


def sentences(paths: Sequence[Path], excluded: Sequence[str]) -> Iterator[list[str]]:
    """The folded words and marks of each sentence; «0» stands for every number."""
    runs = {tuple(words[i : i + _RUN]) for text in excluded if (words := _WORD.findall(fold_key(text)))
            for i in range(len(words) - _RUN)}  # fmt: skip
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = fold_key(json.loads(line)["text"])
                words = _WORD.findall(text)
                if any(tuple(words[i : i + _RUN]) in runs for i in range(len(words) - _RUN)):
                    continue
                for part in _SENTENCE.split(text):
                    words = ["0" if word.isdigit() else word for word in _WORD.findall(part)]
                    if len(words) >= _SHORTEST:
                        yield words


def vectors(corpus: Path) -> tuple[list[str], list[int], Any]:
    """The commonest words of a file of sentences, how often they occur, and their skip-gram vectors."""
    from gensim.models import Word2Vec

    model = Word2Vec(
        corpus_file=str(corpus), vector_size=WORD_SIZE, window=WINDOW, min_count=RAREST,
        sg=1, negative=6, workers=2, epochs=PASSES, sample=1e-4, seed=SEED,
    )  # fmt: skip
    words = model.wv.index_to_key[:WORDS]
    return words, [model.wv.get_vecattr(word, "count") for word in words], model.wv.vectors[:WORDS]


def model_of(words: int) -> Any:
    """The network: tables of words and affixes, one recurrent layer in each direction."""
    import torch
    from torch import nn

    class Network(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.w = nn.Embedding(words + UNKNOWN + 1, WORD_SIZE)
            self.a = nn.ModuleList([nn.Embedding(AFFIXES, AFFIX_SIZE) for _ in range(4)])
            self.f = nn.LSTM(WORD_SIZE + 4 * AFFIX_SIZE, STATE, batch_first=True)
            self.b = nn.LSTM(WORD_SIZE + 4 * AFFIX_SIZE, STATE, batch_first=True)

        def inputs(self, w: Any, a: Any) -> Any:
            return torch.cat([self.w(w), *(table(a[..., k]) for k, table in enumerate(self.a))], -1)

    return Network()


def stream(corpus: Path, rows: dict[str, int]) -> tuple[Any, Any, Any]:
    """Word ids of shuffled sentences with an edge before each, a number for each differing word, their affixes."""
    lines = corpus.read_text("utf-8").splitlines()
    random.shuffle(lines)
    ids, forms, seen = [], [], {"": 0}
    for line in lines[:SENTENCES]:
        ids.append(0)
        forms.append(0)
        for word in line.split(" "):
            ids.append(rows.get(word, UNKNOWN))
            forms.append(seen.setdefault(word, len(seen)))
    table = np.array([(0, 0, 0, 0), *(affixes(word) for word in list(seen)[1:])], dtype=np.int16)
    return np.array(ids, dtype=np.int32), np.array(forms, dtype=np.int32), table


def pretrain(corpus: Path, words: list[str], counts: list[int], start: Any, minutes: float) -> Any:
    """Train for *minutes*; the network."""
    import torch
    from torch import nn

    torch.manual_seed(SEED)
    random.seed(SEED)
    ids, forms, table = stream(corpus, {word: n + UNKNOWN + 1 for n, word in enumerate(words)})
    net = model_of(len(words))
    with torch.no_grad():
        net.w.weight[UNKNOWN + 1 :] = torch.from_numpy(start / start.std() * 0.3)
        net.w.weight[: UNKNOWN + 1] = 0
        for affix in net.a:
            affix.weight.mul_(0.3)
    heads = [nn.Linear(STATE, WORD_SIZE), nn.Linear(STATE, WORD_SIZE)]
    known = np.array(counts, dtype=np.float64)
    bias = nn.Parameter(torch.from_numpy(np.concatenate([[0, 0], np.log(known / known.sum())])).float())
    drop = nn.Dropout(DROP)
    optimiser = torch.optim.Adam([*net.parameters(), *heads[0].parameters(), *heads[1].parameters(), bias], lr=RATE)
    noise = torch.from_numpy(np.concatenate([[0, 0], known**0.75])).float()
    noise /= noise.sum()
    chance = torch.log(noise * NEGATIVES + 1e-20)

    def loss(hidden: Any, head: Any, target: Any, negative: Any) -> Any:
        guess, target = drop(head(hidden)).reshape(-1, WORD_SIZE), target.reshape(-1)
        kept = target > UNKNOWN
        guess, target = guess[kept], target[kept]
        right = (guess * net.w.weight[target]).sum(-1) + bias[target] - chance[target]
        wrong = guess @ net.w.weight[negative].T + bias[negative] - chance[negative]
        wrong = wrong.masked_fill(target[:, None] == negative[None], -1e9)
        return (torch.logsumexp(torch.cat([right[:, None], wrong], 1), 1) - right).mean()

    length = len(ids) // ROWS
    ids = torch.from_numpy(ids[: length * ROWS]).view(ROWS, length).long()
    forms = forms[: length * ROWS].reshape(ROWS, length)
    begun, step, at = time.time(), 0, 0
    while (passed := (time.time() - begun) / (60 * minutes)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 200) * (1 - 0.95 * max(0, passed - 0.1) / 0.9)
        at = 0 if at + STEPS >= length else at
        w = ids[:, at : at + STEPS]
        x = drop(net.inputs(w, torch.from_numpy(table[forms[:, at : at + STEPS]].astype(np.int64))))
        at += STEPS
        ahead, back = net.f(x)[0], net.b(x.flip(1))[0].flip(1)
        negative = torch.multinomial(noise, NEGATIVES, replacement=True)
        total = loss(ahead[:, :-1], heads[0], w[:, 1:], negative) + loss(back[:, 1:], heads[1], w[:, :-1], negative)
        optimiser.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_([*net.f.parameters(), *net.b.parameters()], 1.0)
        optimiser.step()
        step += 1
        if step % 1000 == 0:
            print(f"{step * ROWS * STEPS:,} words, loss {total.item() / 2:.2f}", flush=True)
    return net


def packed(net: Any, words: list[str]) -> dict[str, Any]:
    """The arrays of the encoder: tables as eight-bit integers with a scale for each row, layers in half precision."""
    arrays: dict[str, Any] = {"words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8)}
    arrays["word_vectors"], arrays["word_scales"] = quantised(net.w.weight.detach().numpy())
    tables = np.stack([table.weight.detach().numpy() for table in net.a])
    arrays["affix_vectors"], scales = quantised(tables.reshape(-1, tables.shape[-1]))
    arrays["affix_vectors"] = arrays["affix_vectors"].reshape(tables.shape)
    arrays["affix_scales"] = scales.reshape(*tables.shape[:2], 1)
    for name, layer in (("forward", net.f), ("backward", net.b)):
        arrays |= layer_arrays(name, layer, "")
    return arrays


def layer_arrays(name: str, layer: Any, suffix: str) -> dict[str, Any]:
    """The weights of one direction of a PyTorch LSTM in half precision; *suffix* is «_reverse» for the second."""
    part = {key: getattr(layer, f"{key}_l0{suffix}").detach().numpy() for key in
            ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}  # fmt: skip
    return {
        f"{name}_input": part["weight_ih"].astype(np.float16),
        f"{name}_state": part["weight_hh"].astype(np.float16),
        f"{name}_bias": (part["bias_ih"] + part["bias_hh"]).astype(np.float16),
    }


def quantised(table: Any) -> tuple[Any, Any]:
    """A table of vectors as eight-bit integers, and what to multiply each row by."""
    scales = np.abs(table).max(axis=1) / 127
    scales[scales == 0] = 1
    return np.round(table / scales[:, None]).astype(np.int8), scales.astype(np.float16)


def main(paths: Sequence[Path], excluded: Sequence[str], minutes: float, out: Path) -> None:
    """Vectors, then the language model; write *out*."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "sentences.txt"
        with corpus.open("w", encoding="utf-8") as file:
            file.writelines(" ".join(words) + "\n" for words in sentences(paths, excluded))
        words, counts, start = vectors(corpus)
        net = pretrain(corpus, words, counts, start, minutes)
    np.savez_compressed(out, **packed(net, words))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--exclude", nargs="*", default=[], metavar="GLOB", help="Texts to keep unseen.")
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--out", type=Path, default=TARGET)
    a = parser.parse_args()
    unseen = [Path(name).read_text("utf-8") for pattern in a.exclude for name in glob.glob(pattern)]
    main(a.corpora, unseen, a.minutes, a.out)
