"""How a text stands to a claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from musnad.compare.judging import load_judges
from musnad.compare.stances.article import (
    Article,
    Claim,
    article_of,
    claim_of,
    cue_features,
    overlap_features,
    shape_features,
)
from musnad.compare.stances.lexicon import load_lexicon, opposed
from musnad.compare.stances.sentence import Pair, figures_of, pair_of, sentence_features, word_features
from musnad.compare.words import Word
from musnad.model import MusnadError, Span

Label = Literal["agree", "disagree", "discuss", "unrelated"]
LABELS: tuple[Label, ...] = get_args(Label)

# A text of so many words and no more is read as one sentence beside another, a longer one as an article.
SHORT = 40
# From this probability a text counts as about the claim. By leave-one-claim-out on the shared half of UnifiedFC, F1 of
# related by the benchmark's labels is 0.67 everywhere between 0.3 and 0.5; by what annotators read 0.84 from here on.
RELATED = 0.4


@dataclass(frozen=True, slots=True)
class Stance:
    """How a text stands to a claim, with what it rests on. It says nothing of who is right.

    Attributes:
        label: agree (the text reports the same), disagree (the contrary, or that it is untrue), discuss (it is about
            the matter without either), unrelated.
        score: the label's probability, 0 to 1.
        scores: that of every label.
        passage: the sentence that has most of the claim, in the untouched text; None where none has a word of it.
        shared: folded words of that sentence that the claim has too.
        reasons: in words, what was found.
    """

    label: Label
    score: float
    scores: dict[Label, float]
    passage: Span | None
    shared: tuple[str, ...]
    reasons: tuple[str, ...]


def stance(claim: str, text: str) -> Stance:
    """How *text*, a headline or a whole article, stands to *claim*, a sentence.

    Raises :class:`MusnadError` where either is not text. Text without words is unrelated to everything. Linear in the
    lengths of both; of a text the first 100,000 characters are read, of a claim the first 400 words.
    """
    for name, given in (("claim", claim), ("text", text)):
        if not isinstance(given, str):
            raise MusnadError(f"The {name} to compare is no text but {type(given).__name__}: give a string.")
    first = claim_of(claim)
    article = article_of(first, text)
    if not first.distinct or not article.sentences:
        return Stance("unrelated", 1.0, {x: float(x == "unrelated") for x in LABELS}, None, (), ("no words",))
    words = [word for s in article.sentences for word in s.words]
    if len(words) <= SHORT:
        pair = pair_of(first.words, words)
        scores, label = _beside_sentence(pair)
        passage = Span(article.sentences[0].span.start, article.sentences[-1].span.end)
    else:
        scores, label = _in_article(first, article)
        nearest = article.sentences[article.nearest]
        pair, passage = pair_of(first.words, nearest.words), nearest.span
    shared = tuple(word.form for word in pair.shared)
    found = passage if shared else None
    return Stance(label, scores[label], scores, found, shared, tuple(_reasons(pair)))


def _beside_sentence(pair: Pair) -> tuple[dict[Label, float], Label]:
    """Two sentences agree, disagree or are about different things: one sentence does not discuss another."""
    found = load_judges("stance")["sentence"].probabilities(sentence_features(pair) | word_features(pair))
    scores: dict[Label, float] = {label: found.get(label, 0.0) for label in LABELS}
    return scores, max(LABELS, key=lambda label: scores[label])


def _in_article(claim: Claim, article: Article) -> tuple[dict[Label, float], Label]:
    judges = load_judges("stance")
    overlap = overlap_features(claim, article)
    related = judges["related"].probabilities(overlap | shape_features(claim, article))["related"]
    among = judges["article"].probabilities(overlap | cue_features(claim, article))
    scores: dict[Label, float] = {label: related * among.get(label, 0.0) for label in LABELS}
    scores["unrelated"] = 1.0 - related
    if related < RELATED:
        return scores, "unrelated"
    return scores, max(LABELS[:3], key=lambda label: scores[label])


def _reasons(pair: Pair) -> list[str]:
    lexicon = load_lexicon()
    out = [f"shares {len(pair.alignment.pairs)} of {len(pair.claim_words)} words"]
    mine, theirs = figures_of(pair.claim), figures_of(pair.sentence)
    if mine & theirs:
        out.append(f"same figure: {_listed(mine & theirs)}")
    if mine - theirs and theirs - mine:
        out.append(f"other figure: {_listed(theirs - mine)} for {_listed(mine - theirs)}")
    for kind, said in (("denial", "denies or doubts"), ("negation", "negates"), ("turns", "turns")):
        here = [word.form for word in pair.sentence if word.form in lexicon.cues[kind]]
        if len(here) > lexicon.count(kind, pair.claim):
            out.append(f"{said}: {here[0]}")
    against, _ = opposed(lexicon.poles(pair.claim_words), lexicon.poles(pair.sentence_words))
    out += [f"opposites: {_end(pair.claim_words, n)} / {_end(pair.sentence_words, n)}" for n in against]
    return out


def _end(words: Sequence[Word], pair: int) -> str:
    lexicon = load_lexicon()
    return next(w.form for w in words if any(n == pair for n, _ in lexicon.poles_of(w)))


def _listed(figures: frozenset[str]) -> str:
    return ", ".join(sorted(figures))
