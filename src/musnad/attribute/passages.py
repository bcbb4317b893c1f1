"""A report as a row of sentences, each with the cast of its story."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from musnad.attribute.masks import masked, readable
from musnad.attribute.sentence import Sentence
from musnad.attribute.speakers import Cast
from musnad.attribute.words import load_words
from musnad.encode import Encoded
from musnad.model import Block, Mention, Settings
from musnad.segment import Token, sentences


class Layers(NamedTuple):
    """What is known of a report before: a name's label for each token, the mentions, the encoder's vectors."""

    labels: Sequence[str]
    mentions: Sequence[Mention] = ()
    vectors: Encoded | None = None


class Passage(NamedTuple):
    """A sentence, the number of its story, and who speaks in that story."""

    sentence: Sentence
    story: int
    cast: Cast


def passages(
    text: str,
    tokens: list[Token],
    partner: Sequence[int],
    blocks: Sequence[tuple[Block, int, int]],
    settings: Settings,
    layers: Layers,
) -> Iterator[Passage]:
    """The sentences of headlines and bodies in order; other blocks are left alone.

    *blocks* are the report's blocks with their token ranges.
    """
    words, labels, encoded = load_words(), layers.labels, layers.vectors or Encoded(tokens)
    seen = readable(tokens, labels, encoded)
    tokens = masked(tokens, labels, encoded.unknown, words)
    forms = [t.form for t in tokens]
    ends = stories(blocks)
    casts: dict[int, Cast] = {}
    for block, first, last in blocks:
        if block.kind not in ("headline", "body"):
            continue
        cast = casts.get(block.story)
        if cast is None:
            cast = casts[block.story] = Cast(text, tokens, ends[block.story], words, labels, layers.mentions)
        heads = block.kind == "headline"
        for start, end in sentences(tokens, partner, first, last, settings.max_sentence, headline=heads):
            s = Sentence(
                tokens, forms, partner, start, end, words, text, heads, cast.surnames, labels=labels, seen=seen
            )
            yield Passage(s, block.story, cast)


def stories(blocks: Sequence[tuple[Block, int, int]]) -> dict[int, tuple[int, int]]:
    """First token and end of each story, by its number."""
    ends: dict[int, tuple[int, int]] = {}
    for block, first, last in blocks:
        low, high = ends.get(block.story, (first, last))
        ends[block.story] = (min(low, first), max(high, last))
    return ends
