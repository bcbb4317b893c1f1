"""What the trainings of small networks share: vectors of sentences, the descent, and how weights are stored."""

import argparse
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from musnad.attribute.sentence import Sentence
from musnad.encode import Encoded, Encoder
from musnad.encode.layers import Floats
from musnad.normalise import fold
from musnad.segment import Token, tokenise
from training.encoder import quantised

T = TypeVar("T")

SEED = 20261125
# Steps until the full rate, and the share of it by which the rate falls to the end.
WARM_UP, FALL = 100, 0.97
# Rows of about one length learn together; so many words of noise keep the groups changing.
NOISE = 6
STEEPEST = 3.0
# Features whose vectors stay this small decide nothing.
SMALLEST = 0.02


class Vectors:
    """The vectors of sentences by one encoder; those of a report are made once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._last: tuple[Sequence[Token], Encoded] | None = None

    def of(self, s: Sentence) -> Floats:
        """The vectors of the tokens of *s*."""
        return self._encoded(s).vectors(s.start, s.end)

    def own(self, s: Sentence) -> Floats:
        """What they say of the words by themselves."""
        return self._encoded(s).own(s.start, s.end)

    def _encoded(self, s: Sentence) -> Encoded:
        if self._last is None or self._last[0] is not s.tokens:
            # Not the sentence's own tokens, whose unknown names are masked.
            self._last = s.tokens, Encoded(tokenise(fold(s.text)), self._encoder)
        return self._last[1]


def minimise(
    net: Any,
    rows: Sequence[T],
    loss: Callable[[Sequence[T]], Any],
    *,
    epochs: int,
    size: int,
    rate: float,
    decay: float,
    length: Callable[[T], int] = lambda row: 0,
) -> None:
    """Descend *loss* of groups of *size* rows for some epochs; prints the mean loss of each."""
    import torch

    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay)
    steps, step = epochs * (len(rows) // size + 1), 0
    for epoch in range(epochs):
        net.train()
        order = sorted(range(len(rows)), key=lambda n: length(rows[n]) + random.random() * NOISE)
        groups = [order[n : n + size] for n in range(0, len(order), size)]
        random.shuffle(groups)
        total = 0.0
        for group in groups:
            optimiser.param_groups[0]["lr"] = rate * min(1, (step + 1) / WARM_UP) * (1 - FALL * step / steps)
            value = loss([rows[n] for n in group])
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), STEEPEST)
            optimiser.step()
            total += value.item()
            step += 1
        print(f"epoch {epoch + 1}: loss {total / len(groups):.3f}", flush=True)


def bag_arrays(name: str, bag: Any, rows: Iterable[Any], smallest: float = SMALLEST) -> dict[str, Any]:
    """The arrays that :class:`musnad.attribute.bag.Bag` reads: of features that *rows* hold, but for those none of
    whose numbers is greater than *smallest*."""
    seen = np.unique(np.concatenate(list(rows)))
    table = bag.weight.detach().numpy()[seen]
    telling = np.abs(table).max(axis=1) > smallest
    vectors, scales = quantised(table[telling])
    return {
        f"{name}_buckets": seen[telling].astype(np.int32),
        f"{name}_vectors": vectors,
        f"{name}_scales": scales,
    }


def layers(named: Mapping[str, Any]) -> dict[str, Any]:
    """Weights and biases of dense layers by name, in half precision."""
    return {
        key: value.detach().numpy().astype(np.float16)
        for name, layer in named.items()
        for key, value in ((name, layer.weight), (f"{name}_bias", layer.bias))
    }


def parser(description: str | None, epochs: int, target: Path) -> argparse.ArgumentParser:
    """The arguments that all of the trainings on annotated sentences take."""
    out = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    out.add_argument("pairs", nargs="+", type=pair, metavar="GOLD=TEXTS")
    out.add_argument("--marked", type=Path, metavar="TEXTS", help="Texts of what was marked one by one.")
    out.add_argument("--epochs", type=int, default=epochs)
    out.add_argument("--out", type=Path, default=target)
    return out


def pair(argument: str) -> tuple[Path, Path]:
    """The two folders of an argument GOLD=TEXTS."""
    gold, _, texts = argument.partition("=")
    return Path(gold), Path(texts)
