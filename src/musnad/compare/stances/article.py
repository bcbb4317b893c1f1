"""What an article has of a claim, and how it speaks of it, as named figures."""

import math
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musnad.compare.commonness import load_commonness
from musnad.compare.names import is_name
from musnad.compare.stances.lexicon import load_lexicon, opposed
from musnad.compare.stances.sentence import Features, figures_of, pair_of, sentence_features
from musnad.compare.words import BY_SKELETON, Word, content_words, words_of
from musnad.model import Span

# Characters read of a text; the longest of the benchmark has 34,000.
MOST_CHARACTERS = 100_000
# A sentence is cut after so many characters; menus and tickers of pages know no full stop.
_LONGEST = 400
_STOP = re.compile(r"[.!?؟\n؛;|]+|\s-\s")
# Content words of the opening, where a report says what it is about.
_HEAD = 30
# A window of the text in which a claim should fit: so many times its own content words.
_WINDOW, _LEAST_WINDOW = 1.5, 12
# A sentence is about the claim from so many shared words, or so large a share of the claim's.
_ABOUT, _ABOUT_SHARE = 3, 0.4
_FIRST_SENTENCES = 4
_RAREST = 6


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

    def covered(self, stems: frozenset[str], skeletons: frozenset[str], only: Sequence[int] | None = None) -> float:
        """Share of the weight of the claim's words (or of those at *only*) that a text with these forms has."""
        chosen = range(len(self.distinct)) if only is None else only
        have = 0.0
        for i in chosen:
            word = self.distinct[i]
            if word.stem in stems:
                have += self.weights[i]
            elif word.skeleton and word.skeleton in skeletons:
                have += BY_SKELETON * self.weights[i]
        return have / (sum(self.weights[i] for i in chosen) or 1.0)


@dataclass(frozen=True, slots=True)
class Article:
    """A text in sentences, and the index of the one that has most of the claim."""

    sentences: Sequence[Sentence]
    nearest: int


def claim_of(text: str) -> Claim:
    """Read a claim."""
    words = words_of(text[:MOST_CHARACTERS])
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
    """How much of the claim the article has: anywhere, in one place, at its head, in the same order."""
    sentences = article.sentences
    flat = [word for s in sentences for word in s.content]
    everything = frozenset(w.stem for w in flat), frozenset(w.skeleton for w in flat if w.skeleton)
    head = flat[:_HEAD]
    rarest = sorted(range(len(claim.distinct)), key=lambda i: -claim.weights[i])[:_RAREST]
    covered = sorted((claim.covered(s.stems, s.skeletons) for s in sentences), reverse=True)
    out = {
        "anywhere": claim.covered(*everything),
        "in a sentence": covered[0],
        "in another": covered[1] if len(covered) > 1 else 0.0,
        "in three": max(_neighbours(claim, sentences, 3)),
        "in a window": _window(claim, flat),
        "at the head": claim.covered(frozenset(w.stem for w in head), frozenset(w.skeleton for w in head)),
        "rarest anywhere": claim.covered(*everything, only=rarest),
        "rarest in a sentence": max(claim.covered(s.stems, s.skeletons, rarest) for s in sentences),
        "cosine": _cosine(claim, flat),
    }
    for length in (2, 3):
        runs = _runs(claim.content, length)
        have = set(_runs(flat, length))
        out[f"runs of {length}"] = sum(run in have for run in runs) / max(1, len(runs))
    out |= _figures(claim, article)
    out |= _names(claim, article, everything[0])
    return out


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


def _neighbours(claim: Claim, sentences: Sequence[Sentence], together: int) -> Iterator[float]:
    """Coverage of the claim by each *together* sentences in a row, the last ones fewer."""
    for i in range(len(sentences)):
        near = sentences[i : i + together]
        yield claim.covered(
            frozenset().union(*(s.stems for s in near)), frozenset().union(*(s.skeletons for s in near))
        )


def _window(claim: Claim, flat: Sequence[Word]) -> float:
    """The most of the claim that stands within a few words of each other, sentences apart."""
    by_stem = {word.stem: i for i, word in enumerate(claim.distinct)}
    by_skeleton = {word.skeleton: i for i, word in enumerate(claim.distinct) if word.skeleton}
    width = max(_LEAST_WINDOW, int(_WINDOW * len(claim.content)))
    inside: Counter[int] = Counter()
    queue: deque[int] = deque()
    have = most = 0.0
    for word in flat:
        i = by_stem.get(word.stem, by_skeleton.get(word.skeleton, -1))
        queue.append(i)
        if i >= 0:
            have += claim.weights[i] * (inside[i] == 0)
            inside[i] += 1
        if len(queue) > width and (old := queue.popleft()) >= 0:
            inside[old] -= 1
            have -= claim.weights[old] * (inside[old] == 0)
        most = max(most, have)
    return most / (sum(claim.weights) or 1.0)


def _cosine(claim: Claim, flat: Sequence[Word]) -> float:
    weight = load_commonness().weight
    counts = Counter(word.stem for word in flat)
    text = {word.stem: (1 + math.log(counts[word.stem])) * weight(word) for word in flat}
    mine = {word.stem: claim.weights[i] for i, word in enumerate(claim.distinct)}
    norm = math.sqrt(sum(x * x for x in mine.values()) * sum(x * x for x in text.values()))
    return sum(value * text.get(stem, 0.0) for stem, value in mine.items()) / (norm or 1.0)


def _runs(words: Sequence[Word], length: int) -> list[tuple[str, ...]]:
    stems = [word.stem for word in words]
    return list(zip(*(stems[i:] for i in range(length)), strict=False))


def _figures(claim: Claim, article: Article) -> Features:
    mine = figures_of(claim.words)
    if not mine:
        return {"has figures": 0.0, "figures anywhere": 0.0, "figures in a sentence": 0.0}
    everywhere = frozenset().union(*(figures_of(s.words) for s in article.sentences))
    near = figures_of(article.sentences[article.nearest].words)
    return {
        "has figures": 1.0,
        "figures anywhere": len(mine & everywhere) / len(mine),
        "figures in a sentence": len(mine & near) / len(mine),
    }


def _names(claim: Claim, article: Article, everywhere: frozenset[str]) -> Features:
    names = [word for word in claim.distinct if is_name(word)]
    if not names:
        return {"has names": 0.0, "names anywhere": 0.0, "names in a sentence": 0.0}
    near = article.sentences[article.nearest].stems
    return {
        "has names": 1.0,
        "names anywhere": sum(word.stem in everywhere for word in names) / len(names),
        "names in a sentence": sum(word.stem in near for word in names) / len(names),
    }
