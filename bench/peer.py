"""A peer doing a part of the work: spaCy's blank Arabic pipeline, which tokenises and splits sentences."""

import time
from collections.abc import Sequence
from importlib.metadata import version

from musnad.normalise import fold
from musnad.segment import pair_quotes, sentences, tokenise
from musnad.segment.blocks import divide

# spaCy refuses longer texts by default.
LONGEST = 900_000


class PeerMissing(Exception):
    """The peer is not installed."""


def spacy_seconds(texts: Sequence[str]) -> tuple[str, float]:
    """The peer's name with its version, and its seconds for *texts*."""
    try:
        import spacy
    except ImportError as error:
        raise PeerMissing("spaCy is not installed; «pip install 'musnad[bench]'» adds it.") from error
    pipeline = spacy.blank("ar")
    pipeline.add_pipe("sentencizer")
    list(pipeline("تجربة.").sents)
    start = time.perf_counter()
    for text in texts:
        list(pipeline(text[:LONGEST]).sents)
    return f"spaCy {version('spacy')} blank(ar) + sentencizer", time.perf_counter() - start


def same_part_seconds(texts: Sequence[str]) -> float:
    """Musnad's seconds for the like part: folding, words, quotation marks, blocks, sentences."""
    start = time.perf_counter()
    for text in texts:
        tokens = tokenise(fold(text[:LONGEST]))
        partner = pair_quotes(tokens)
        for block, first, last in divide(text, tokens):
            list(sentences(tokens, partner, first, last, 4000, headline=block.kind == "headline"))
    return time.perf_counter() - start
