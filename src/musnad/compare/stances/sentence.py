"""What two sentences share and where they part, as named figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from musnad.compare.commonness import load_commonness
from musnad.compare.names import is_name, state_stems
from musnad.compare.stances.align import Alignment, align
from musnad.compare.stances.lexicon import load_lexicon, opposed
from musnad.compare.words import Word, content_words
from musnad.lexicons.load import read_table

Features = dict[str, float]

# Below this share of the words neither sentence covers the other at all; the second is about little in common.
_NOTHING = 0.15
_LITTLE = 0.3
_NEARLY_ALL = 0.8
_TAB = "\t"


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and a sentence, both as words, with what was aligned.

    Attributes:
        claim, sentence: all words.
        claim_words, sentence_words: those with content, to which the indices of *alignment* refer.
    """

    claim: Sequence[Word]
    sentence: Sequence[Word]
    claim_words: Sequence[Word]
    sentence_words: Sequence[Word]
    alignment: Alignment

    @property
    def claim_only(self) -> list[Word]:
        return [self.claim_words[i] for i in self.alignment.first]

    @property
    def sentence_only(self) -> list[Word]:
        return [self.sentence_words[j] for j in self.alignment.second]

    @property
    def shared(self) -> list[Word]:
        return [self.sentence_words[j] for _, j, _ in self.alignment.pairs]


def pair_of(claim: Sequence[Word], sentence: Sequence[Word]) -> Pair:
    """Align a claim with a sentence."""
    first, second = content_words(claim), content_words(sentence)
    return Pair(claim, sentence, first, second, align(first, second))


def figures_of(words: Sequence[Word]) -> frozenset[str]:
    """The numbers in digits among *words*."""
    return frozenset(word.form for word in words if word.form[0].isdigit())


def sentence_features(pair: Pair) -> Features:
    """Overlap, order, figures, names, cues and opposites. Left out: which words they are."""
    out = _overlap(pair)
    out |= _figures(pair)
    out |= _names(pair)
    out |= _cues(pair)
    out |= _opposites(pair)
    return out


def word_features(pair: Pair) -> Features:
    """Which words either sentence has alone, by stem, skeleton and distributional class; names are left out."""
    out: Features = {}
    classes = read_table("clusters")
    for side, words in (("claim", pair.claim_only), ("text", pair.sentence_only)):
        for word in words:
            if not is_name(word):
                out[f"{side}:{word.stem}"] = 1.0
                if word.skeleton:
                    out[f"{side}~{word.skeleton}"] = 1.0
                if found := classes.get(word.form):
                    out[f"{side}#{found.partition(_TAB)[2]}"] = 1.0
    negation = load_lexicon().cues["negation"]
    out |= {f"not:{word.form}": 1.0 for word in pair.sentence if word.form in negation}
    return out


def _overlap(pair: Pair) -> Features:
    weight = load_commonness().weight
    first = [weight(word) for word in pair.claim_words]
    second = [weight(word) for word in pair.sentence_words]
    a = sum(first[i] * sure for i, _, sure in pair.alignment.pairs) / (sum(first) or 1.0)
    b = sum(second[j] * sure for _, j, sure in pair.alignment.pairs) / (sum(second) or 1.0)
    left, right = len(pair.alignment.first), len(pair.alignment.second)
    order = [j for _, j, _ in pair.alignment.pairs]
    turned = sum(x > y for x, y in pairwise(order))
    return {
        "claim covered": a,
        "text covered": b,
        "less covered": min(a, b),
        "more covered": max(a, b),
        "nothing covered": float(max(a, b) < _NOTHING),
        "little covered": float(max(a, b) < _LITTLE),
        "nearly all covered": float(min(a, b) > _NEARLY_ALL),
        "claim alone": min(left, 10) / 5,
        "text alone": min(right, 10) / 5,
        "both alone": min(left, right, 6) / 3,
        "one word each": float(left == right == 1),
        "one in the other": float(not left or not right),
        "longer": min(10, abs(len(first) - len(second))) / 5,
        "order turned": turned / (len(order) - 1) if len(order) > 1 else 0.0,
        "begins alike": float(bool(order) and pair.alignment.pairs[0][:2] == (0, 0)),
    }


def _figures(pair: Pair) -> Features:
    first, second = figures_of(pair.claim), figures_of(pair.sentence)
    return {
        "figures same": float(bool(first) and first == second),
        "figures differ": float(bool(first - second) and bool(second - first)),
        "figures on one side": float(bool(first) != bool(second)),
    }


def _names(pair: Pair) -> Features:
    out: Features = {}
    places = (
        {word.stem for word in pair.claim_only if is_name(word)},
        {word.stem for word in pair.sentence_only if is_name(word)},
    )
    states = places[0] & state_stems(), places[1] & state_stems()
    for name, (first, second) in (("name", places), ("state", states)):
        out[f"{name} exchanged"] = float(bool(first) and bool(second))
        out[f"{name} on one side"] = float(bool(first) != bool(second))
    return out


def _cues(pair: Pair) -> Features:
    out: Features = {}
    lexicon = load_lexicon()
    for kind in ("negation", "turns", "denial"):
        first, second = lexicon.count(kind, pair.claim), lexicon.count(kind, pair.sentence)
        out[f"{kind} differs"] = float(first != second)
        out[f"{kind} in the text"] = float(second > first)
        out[f"{kind} in both"] = float(first > 0 and second > 0)
    return out


def _opposites(pair: Pair) -> Features:
    lexicon = load_lexicon()
    first, second = lexicon.poles(pair.claim_words), lexicon.poles(pair.sentence_words)
    against, alike = opposed(first, second)
    out = {"opposites": float(bool(against)), "same end": float(bool(alike))}
    out |= {f"opposites {n}": 1.0 for n in against}
    out |= {f"same end {n}": 1.0 for n in alike}
    out |= {f"one end {n}": 1.0 for n in first.keys() ^ second.keys()}
    return out
