"""The language model: vectors of the words of a sentence, each of which knows the words on both sides of it."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from musnad.encode.layers import Floats, Lstm, batches, bidirectional

# Buckets for the beginnings and endings of words, by which unknown words are read too.
AFFIXES = 8192
# The first rows of the table of words: the edge of a sentence, and any word that is not in it.
EDGE, UNKNOWN = 0, 1
# Words, with padding, that are read at a time.
MOST_WORDS = 4096


class Encoder:
    """Word and affix vectors, and one recurrent layer in each direction. Pre-trained to guess the next word.

    Attributes:
        size: numbers in the vector of each word.
        own: how many of them, the last, are the word's by itself, wherever it stands.
    """

    def __init__(self, arrays: Any) -> None:
        words = bytes(arrays["words"]).decode("utf-8").split("\n")
        self._rows = {word: n + UNKNOWN + 1 for n, word in enumerate(words)}
        self._words = arrays["word_vectors"]
        self._word_scales = arrays["word_scales"].astype(np.float32)
        self._affixes = arrays["affix_vectors"].astype(np.float32) * arrays["affix_scales"].astype(np.float32)
        self.forward, self.backward = lstm(arrays, "forward"), lstm(arrays, "backward")
        self._edge = self._inputs([[""]], edge=True)[0, 0]
        self.own: int = len(self._edge)
        self.size: int = 2 * int(self.forward.size) + self.own
        self._known: dict[str, tuple[int, int, int, int, int]] = {}

    def encode(self, sentences: Sequence[Sequence[str]]) -> list[Floats]:
        """For each sentence of folded words an array (words, size): states of both directions, then the word's own.

        Numbers stand as «0», a line break as the empty word. Linear in the number of words.
        """
        out: list[Floats] = [np.zeros((0, self.size), dtype=np.float32)] * len(sentences)
        for batch in batches([len(s) for s in sentences], MOST_WORDS):
            lengths = np.array([len(sentences[n]) for n in batch])
            x = self._inputs([sentences[n] for n in batch])
            states = bidirectional(self.forward, self.backward, x, lengths, self._edge)
            states = np.concatenate([states, x], axis=2)
            for row, n in enumerate(batch):
                out[n] = states[row, : len(sentences[n])]
        return out

    def knows(self, word: str) -> bool:
        """Whether a folded word has a vector of its own: it was frequent in what the encoder was trained on."""
        return word in self._rows

    def _inputs(self, sentences: Sequence[Sequence[str]], *, edge: bool = False) -> Floats:
        time = max(map(len, sentences))
        ids = np.zeros((len(sentences), time, 5), dtype=np.int32)
        if not edge:
            for n, sentence in enumerate(sentences):
                ids[n, : len(sentence)] = [self._ids(word) for word in sentence]
        own = self._words[ids[..., 0]].astype(np.float32) * self._word_scales[ids[..., 0], None]
        parts = [self._affixes[k, ids[..., k + 1]] for k in range(4)]
        joined: Floats = np.concatenate([own, *parts], axis=2)
        return joined

    def _ids(self, word: str) -> tuple[int, int, int, int, int]:
        known = self._known.get(word)
        if known is None and not word:
            known = (EDGE, 0, 0, 0, 0)
        if known is None:
            word_id = self._rows.get("0" if word.isdigit() else word, UNKNOWN)
            known = (word_id, *affixes("0" if word.isdigit() else word))
            if len(self._known) < 1 << 16:
                self._known[word] = known
        return known


def affixes(word: str) -> tuple[int, int, int, int]:
    """Buckets of the first two and three and the last two and three letters of a word."""
    first, second, third, last = ("a" + word[:2], "b" + word[:3], "c" + word[-2:], "d" + word[-3:])
    return _bucket(first), _bucket(second), _bucket(third), _bucket(last)


def _bucket(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass")) % AFFIXES


def lstm(arrays: Any, name: str) -> Lstm:
    """The recurrent layer that is stored under *name*."""
    return Lstm(*(arrays[f"{name}_{part}"].astype(np.float32) for part in ("input", "state", "bias")))


@cache
def load_encoder() -> Encoder:
    """The packaged encoder, read once in a process."""
    with as_file(files("musnad.encode.weights") / "encoder.npz") as path:
        return read_encoder(path)


def read_encoder(path: Path) -> Encoder:
    """The encoder in a file as ``training.encoder`` writes it."""
    with np.load(path, allow_pickle=False) as arrays:
        return Encoder(arrays)
