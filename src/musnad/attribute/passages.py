"""A report as a row of sentences, each with the cast of its story."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from musnad.attribute.sentence import Sentence
from musnad.attribute.speakers import Cast
from musnad.attribute.words import load_words
from musnad.find.names import tag_names
from musnad.model import Block, Settings
from musnad.segment import Token, sentences


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
) -> Iterator[Passage]:
    """The sentences of headlines and bodies in order; other blocks are left alone.

    *blocks* are the report's blocks with their token ranges.
    """
    words, labels, forms = load_words(), tag_names(tokens), [t.form for t in tokens]
    ends: dict[int, tuple[int, int]] = {}
    for block, first, last in blocks:
        low, high = ends.get(block.story, (first, last))
        ends[block.story] = (min(low, first), max(high, last))
    casts: dict[int, Cast] = {}
    for block, first, last in blocks:
        if block.kind not in ("headline", "body"):
            continue
        cast = casts.get(block.story)
        if cast is None:
            cast = casts[block.story] = Cast(text, tokens, *ends[block.story], words, labels)
        heads = block.kind == "headline"
        for start, end in sentences(tokens, partner, first, last, settings.max_sentence, headline=heads):
            s = Sentence(tokens, forms, partner, start, end, words, text, heads, cast.surnames, labels=labels)
            yield Passage(s, block.story, cast)
