"""How likely two texts are one dispatch: ten figures, weighed.

Shared runs of words tell copies and cuts from texts that merely tell of the same. What they cannot tell is an edited
text, in which names, titles and quotes are set between the words that stay, from a text made after the same pattern,
in which the pattern stays and the names and numbers change. So besides runs it counts which words stand in the same
order, each by how rare it is and less where it belongs to a formula; which rare words both have; whether what one text
begins with is in the other (a text that merely quotes a statement begins with something else); and which numbers both
have.
"""

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import LCSseq

from musnad.compare.commonness import load_commonness
from musnad.compare.dispatch.formulas import formulas
from musnad.compare.dispatch.sketch import ordered_runs, words_of_text
from musnad.compare.words import idle_words, word_of

# Weights of a logistic regression (L2, C = 10) on the pairs that are not fresh, 604 in all, rounded. Each pair by
# itself, in ten folds, reaches a recall of 0.96 at a precision of 0.97; logarithmic loss 0.122, with C = 3 0.125,
# without «names» and «both beginnings» 0.131. Boosted trees and forests over the same figures and more: 0.130, 0.129.
# ``python -m training.dispatches`` fits them.
BIAS = -12.6
WEIGHTS = {
    "runs of the shorter": 6.4,
    "runs of the longer": 3.3,
    "in order": 4.5,
    "names": 4.8,
    "beginning": 3.1,
    "both beginnings": 1.9,
    "numbers": 1.2,
    "another day": -0.3,
    "days later": -0.95,
    "one outlet": -2.9,
}
# Words that count as a text's beginning: a dateline and the first sentence.
_BEGINNING = 30
# A word in the same order counts if a neighbour of it does so too, at most so many words off in both texts: particles
# and names that two texts share all over are no common passage.
_NEAR = 4
# What a word loses of its weight when all runs over it are formulas.
_NOT_OF_FORMULA = 0.8
# The share of numbers where the shorter text has none: the mean of those that have.
_NO_NUMBERS = 0.6
# Words compared in order; the longest dispatch of the corpora has 2,000.
_MOST = 3_000


@dataclass(frozen=True)
class Reading:
    """A text as it is compared with another.

    Attributes:
        stems: of its words, in order.
        rarity: of its words, from 0 for a particle; see :mod:`musnad.compare.commonness`.
        runs: hashes of its runs of three words, in order.
        numbers: the words that begin with a digit.
    """

    stems: tuple[str, ...]
    rarity: tuple[float, ...]
    runs: tuple[int, ...]
    numbers: frozenset[str]

    @cached_property
    def known(self) -> frozenset[str]:
        """The stems, without order."""
        return frozenset(self.stems)

    @cached_property
    def weights(self) -> list[float]:
        """The rarity of the words, less where they belong to a known formula."""
        return self._less(self._formulas)

    def weighed(self, met: Set[int] = frozenset()) -> list[float]:
        """The rarity of the words, less where they belong to a formula, known or *met*."""
        fresh = [n for n, run in enumerate(self.runs) if run in met and not self._formulas[n]] if met else []
        if not fresh:
            return self.weights
        held = self._formulas.copy()
        for n in fresh:
            held[n] = True
        return self._less(held)

    @cached_property
    def _formulas(self) -> list[bool]:
        known = formulas()
        return [run in known for run in self.runs]

    def _less(self, held: list[bool]) -> list[float]:
        """The rarity of the words, less by the share of runs over each that are *held* to be formulas."""
        runs = len(held)
        if not any(held):
            return list(self.rarity)
        # Runs over a word begin with it or up to two words before; at the ends of a text there are fewer.
        over = [0, 0, *held, 0, 0]
        there = [0, 0, *([1] * runs), 0, 0]
        return [
            rarity * (1 - _NOT_OF_FORMULA * (x + y + z) / (a + b + c))
            for rarity, x, y, z, a, b, c in zip(
                self.rarity, over, over[1:], over[2:], there, there[1:], there[2:], strict=False
            )
        ]


@lru_cache(maxsize=256)
def reading(text: str) -> Reading:
    """*text* as it is compared. Linear in its length; the last ones are kept, as copies come in close succession."""
    words = words_of_text(text)[:_MOST]
    told = [_told(word) for word in words]
    return Reading(
        tuple(stem for stem, _ in told),
        tuple(rarity for _, rarity in told),
        tuple(ordered_runs(words)),
        frozenset(word for word in words if word[0].isdigit()),
    )


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of two texts: shares of runs without formulas, days apart, whether of one outlet."""

    runs_of_shorter: float
    runs_of_longer: float
    days_apart: int
    one_outlet: bool


def likelihood(one: Reading, other: Reading, of: Circumstances, met: Set[int] = frozenset()) -> float:
    """The likelihood, from 0 to 1, that two texts are one dispatch; *met* are formulas besides the known ones."""
    found = figures(one, other, of, met)
    return 1 / (1 + math.exp(-BIAS - sum(weight * found[name] for name, weight in WEIGHTS.items())))


def figures(one: Reading, other: Reading, of: Circumstances, met: Set[int] = frozenset()) -> dict[str, float]:
    """The figures by the names in :data:`WEIGHTS`, all from 0 to 1."""
    if len(one.stems) > len(other.stems):
        one, other = other, one
    weights, others = one.weighed(met), other.weighed(met)
    mine, theirs = _beginning(one, weights, other), _beginning(other, others, one)
    return {
        "runs of the shorter": of.runs_of_shorter,
        "runs of the longer": of.runs_of_longer,
        "in order": _in_order(one, other, weights),
        "names": _names(one, weights, other),
        "beginning": max(mine, theirs),
        "both beginnings": min(mine, theirs),
        "numbers": len(one.numbers & other.numbers) / len(one.numbers) if one.numbers else _NO_NUMBERS,
        "another day": float(of.days_apart > 0),
        "days later": float(of.days_apart > 1),
        "one outlet": float(of.one_outlet),
    }


def _in_order(shorter: Reading, longer: Reading, weights: Sequence[float]) -> float:
    """Of the weight of the shorter text, the share of words that the longer has in the same order, near each other."""
    pairs = [
        (step.src_start + n, step.dest_start + n)
        for step in LCSseq.opcodes(shorter.stems, longer.stems)
        if step.tag == "equal"
        for n in range(step.src_end - step.src_start)
    ]
    shared = 0.0
    for n, (here, there) in enumerate(pairs):
        before = n > 0 and here - pairs[n - 1][0] <= _NEAR and there - pairs[n - 1][1] <= _NEAR
        if before or (n + 1 < len(pairs) and pairs[n + 1][0] - here <= _NEAR and pairs[n + 1][1] - there <= _NEAR):
            shared += weights[here]
    return _share(shared, sum(weights))


def _beginning(one: Reading, weights: Sequence[float], other: Reading) -> float:
    """Of the weight of the first words of *one*, the share that *other* has anywhere."""
    first = list(zip(one.stems[:_BEGINNING], weights, strict=False))
    return _share(sum(w for stem, w in first if stem in other.known), sum(w for _, w in first))


def _names(shorter: Reading, weights: Sequence[float], longer: Reading) -> float:
    """Of the weight of the shorter text, squared, the share of words that the longer has anywhere: names above all."""
    squares = [weight * weight for weight in weights]
    return _share(sum(s for stem, s in zip(shorter.stems, squares, strict=True) if stem in longer.known), sum(squares))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


@lru_cache(maxsize=1 << 15)
def _told(word: str) -> tuple[str, float]:
    """The stem and the rarity of a folded word."""
    known = word_of(word)
    return known.stem, 0.0 if word in idle_words() else load_commonness().weight(known)
