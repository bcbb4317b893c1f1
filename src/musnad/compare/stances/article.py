"""What an article has of a claim, and how it speaks of it, as named figures."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from musnad.compare.commonness import load_commonness
from musnad.compare.names import is_name
from musnad.compare.stances.align import align
from musnad.compare.stances.lexicon import load_lexicon, opposed
from musnad.compare.stances.sentence import Features, figures_of, pair_of, sentence_features
from musnad.compare.stances.units import Table, table_of, units_of
from musnad.compare.words import BY_SKELETON, Word, content_words, words_of
from musnad.model import Span

# Characters read of a text; the longest of the benchmark has 34,000.
MOST_CHARACTERS = 100_000
# Words read of a claim, which is a sentence.
_MOST_WORDS = 400
# A sentence is cut after so many characters; menus and tickers of pages know no full stop.
_LONGEST = 400
_STOP = re.compile(r"[.!?؟\n؛;|]+|\s-\s")
# Words of the opening, where a report says what it is about.
_HEAD = 90
# Sentences in which a claim should fit, and sentences that are read word by word.
_NEAR, _BEST = 4, 3
# Shares of the claim that make a sentence one about it, and one that tells most of it.
_SOME, _MOST = 0.3, 0.5
# A sentence is about the claim from so many shared words, or so large a share of the claim's.
_ABOUT, _ABOUT_SHARE = 3, 0.4
_FIRST_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the text, its words, and those with content."""

    span: Span
    words: Sequence[Word]
    content: Sequence[Word]
    stems: frozenset[str]
    skeletons: frozenset[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as words; *distinct* are its content words without repetition, *weights* how much each tells."""

    words: Sequence[Word]
    content: Sequence[Word]
    distinct: Sequence[Word]
    weights: Sequence[float]

    def covered(self, stems: frozenset[str], skeletons: frozenset[str]) -> float:
        """Share of the weight of the claim's words that a text with these forms has."""
        have = 0.0
        for word, weight in zip(self.distinct, self.weights, strict=True):
            if word.stem in stems:
                have += weight
            elif word.skeleton and word.skeleton in skeletons:
                have += BY_SKELETON * weight
        return have / (sum(self.weights) or 1.0)


@dataclass(frozen=True, slots=True)
class Article:
    """A text in sentences, and the index of the one that has most of the claim."""

    sentences: Sequence[Sentence]
    nearest: int


def claim_of(text: str) -> Claim:
    """Read a claim; of a longer one the first ``_MOST_WORDS`` words."""
    words = words_of(text[:MOST_CHARACTERS])[:_MOST_WORDS]
    content = content_words(words)
    distinct = list({word.stem: word for word in content}.values())
    weight = load_commonness().weight
    return Claim(words, content, distinct, [weight(word) for word in distinct])


def article_of(claim: Claim, text: str) -> Article:
    """Read a text; of a longer one the first ``MOST_CHARACTERS``."""
    found = list(_sentences(text[:MOST_CHARACTERS]))
    covered = [claim.covered(s.stems, s.skeletons) for s in found]
    return Article(found, max(range(len(found)), key=covered.__getitem__) if found else -1)


def _sentences(text: str) -> Iterator[Sentence]:
    for start, end in _stretches(text):
        stretch = text[start:end]
        words = words_of(stretch)
        if content := content_words(words):
            skeletons = frozenset(w.skeleton for w in content if w.skeleton)
            start, end = start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())
            yield Sentence(Span(start, end), words, content, frozenset(w.stem for w in content), skeletons)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in (*(m.span() for m in _STOP.finditer(text)), (len(text), len(text))):
        while start - at > _LONGEST:
            cut = text.rfind(" ", at + 1, at + _LONGEST)
            cut = at + _LONGEST if cut < 0 else cut
            yield at, cut
            at = cut
        if start > at:
            yield at, start
        at = end


def overlap_features(claim: Claim, article: Article) -> Features:
    """How much of the claim the article has: in a sentence, near it, at the head, how often, and in the same order."""
    sentences = article.sentences
    units = units_of(claim.words)
    table = table_of(units, [s.words for s in sentences])
    weights, names = np.array([unit.weight for unit in units]), np.array([unit.name for unit in units])
    covered = table @ weights / weights.sum()
    order = np.argsort(-covered, kind="stable")
    best = int(order[0])
    near = max((table[i : i + _NEAR].max(axis=0) for i in range(len(table))), key=lambda has: float(has @ weights))
    head = max(1, sum(end <= _HEAD for end in accumulate(len(s.words) for s in sentences)))
    flat = [word for s in sentences for word in s.content]
    return {
        "in a sentence": float(covered[best]),
        "names in that sentence": _share(table[best], weights, names),
        "in another": float(covered[order[1]]) if len(order) > 1 else 0.0,
        "names by other words in four": _share(near, weights, names) * _share(near, weights, ~names),
        "at the head": float(table[:head].max(axis=0) @ weights / weights.sum()),
        "sentences about it": float((covered > _SOME).mean()),
        "sentences with most of it": float((covered > _MOST).mean()),
        "sentence covered": max(_covered(claim, sentences[i]) for i in order[:_BEST]),
        "names often": _often(claim, flat),
        "figures in a sentence": _figures(claim, sentences[article.nearest]),
        "cosine": _cosine(claim, flat),
    }


def shape_features(claim: Claim, article: Article) -> Features:
    """How long both are, and where the sentence nearest to the claim stands: how much may be shared by chance.

    They serve to tell whether an article is about a claim, not how: in what is learned from, short claims are the false
    ones, and nothing is denied for being short.
    """
    return {
        "where": article.nearest / len(article.sentences),
        "length": math.log(sum(len(s.words) for s in article.sentences) + 1),
        "length of the claim": math.log(len(claim.words) + 1),
    }


def cue_features(claim: Claim, article: Article) -> Features:
    """Denials, negations and opposites, in the sentence nearest to the claim and in those about it."""
    nearest = article.sentences[article.nearest]
    close = sentence_features(pair_of(claim.words, nearest.words))
    out = {f"nearest: {name}": value for name, value in close.items() if not name[-1].isdigit()}
    lexicon = load_lexicon()
    stems = {w.stem for w in claim.content}
    skeletons = {w.skeleton for w in claim.content if w.skeleton}
    mine = lexicon.poles(claim.content)
    denials = negations = turns = against = alike = 0
    for s in article.sentences:
        shared = sum(w.stem in stems or w.skeleton in skeletons for w in s.content)
        if shared < _ABOUT and shared < _ABOUT_SHARE * len(claim.distinct):
            continue
        denials += lexicon.count("denial", s.words)
        negations += lexicon.count("negation", s.words)
        turns += lexicon.count("turns", s.words)
        if shared >= _ABOUT:
            ends = opposed(mine, lexicon.poles(s.content))
            against, alike = against + len(ends[0]), alike + len(ends[1])
    everywhere = sum(lexicon.count("denial", s.words) for s in article.sentences)
    out |= {
        "denial near": min(denials, 4) / 4,
        "denial at the head": min(
            3, sum(lexicon.count("denial", s.words) for s in article.sentences[:_FIRST_SENTENCES])
        )
        / 3,
        "denial anywhere": min(everywhere, 6) / 6,
        "no denial": float(everywhere == 0),
        "negation near": min(negations, 4) / 4,
        "turns near": min(turns, 4) / 4,
        "denial in the claim": float(lexicon.count("denial", claim.words) > 0),
        "opposites near": min(against, 4) / 4,
        "same end near": min(alike, 4) / 4,
        "more opposites": float(against > alike),
    }
    return out


def _share(has: Table, weights: Table, of: NDArray[np.bool_]) -> float:
    """Share of the weight of some units that is there; half where there are none of them."""
    return float(has[of] @ weights[of] / weights[of].sum()) if of.any() else 0.5


def _covered(claim: Claim, sentence: Sentence) -> float:
    """Share of a sentence's words that the claim has too."""
    return len(align(claim.content, sentence.content).pairs) / len(sentence.content)


def _often(claim: Claim, flat: Sequence[Word]) -> float:
    """How often the names of the claim stand in the text: mean of the logarithms of their numbers in 1,000 words."""
    counts = Counter(word.stem for word in flat)
    names = [word for word in claim.distinct if is_name(word)]
    return sum(math.log1p(1000 * counts[word.stem] / len(flat)) for word in names) / max(1, len(names))


def _cosine(claim: Claim, flat: Sequence[Word]) -> float:
    weight = load_commonness().weight
    counts = Counter(word.stem for word in flat)
    text = {word.stem: (1 + math.log(counts[word.stem])) * weight(word) for word in flat}
    mine = {word.stem: claim.weights[i] for i, word in enumerate(claim.distinct)}
    norm = math.sqrt(sum(x * x for x in mine.values()) * sum(x * x for x in text.values()))
    return sum(value * text.get(stem, 0.0) for stem, value in mine.items()) / (norm or 1.0)


def _figures(claim: Claim, sentence: Sentence) -> float:
    """Share of the claim's figures that the sentence has."""
    mine = figures_of(claim.words)
    return len(mine & figures_of(sentence.words)) / max(1, len(mine))
