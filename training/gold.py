"""Gold attributions beside what the grammar proposes for the same text."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.attribute.acts import Act, Range
from musnad.attribute.cue_index import load_index
from musnad.attribute.proposals import Proposal, propose
from musnad.attribute.sentence import Sentence
from musnad.attribute.speakers import Cast
from musnad.attribute.words import load_words
from musnad.find.names import tag_names
from musnad.model import Settings
from musnad.normalise import fold
from musnad.segment import pair_quotes, sentences, tokenise
from musnad.segment.blocks import divide

Row = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """A sentence with its proposals, and the gold rows by the proposal whose cue they share."""

    document: str
    sentence: Sentence
    proposals: list[Proposal]
    has_speaker: bool
    gold: dict[int, Row]


def examples(gold: Path, texts: Path) -> Iterator[Example]:
    """The sentences of all documents in *gold* (standoff files) whose text lies in *texts*."""
    for path in sorted(gold.glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        text = (texts / document["doc"]).read_text("utf-8")
        for sentence, proposals, has_speaker in parse(text):
            rows = _match(sentence, proposals, document["attributions"])
            yield Example(path.stem, sentence, proposals, has_speaker, rows)


def parse(text: str) -> Iterator[tuple[Sentence, list[Proposal], bool]]:
    """Sentences of a text with their proposals, and whether somebody has spoken before in the story."""
    tokens = tokenise(fold(text))
    partner, labels = pair_quotes(tokens), tag_names(tokens)
    blocks = divide(text, tokens)
    words, index, forms = load_words(), load_index(), [t.form for t in tokens]
    casts: dict[int, Cast] = {}
    spoken: set[int] = set()
    for block, first, last in blocks:
        if block.kind not in ("headline", "body"):
            continue
        if block.story not in casts:
            mine = [(a, b) for other, a, b in blocks if other.story == block.story]
            casts[block.story] = Cast(tokens, min(a for a, _ in mine), max(b for _, b in mine), words, labels)
        heads = block.kind == "headline"
        for start, end in sentences(tokens, partner, first, last, Settings().max_sentence, headline=heads):
            s = Sentence(tokens, forms, partner, start, end, words, text, heads,
                         casts[block.story].surnames, labels=labels)  # fmt: skip
            has_speaker = block.story in spoken
            s, proposals = propose(s, index, has_speaker)
            if any(p.act for p in proposals):
                spoken.add(block.story)
            yield s, proposals, has_speaker


def _match(s: Sentence, proposals: Sequence[Proposal], rows: Sequence[Row]) -> dict[int, Row]:
    matched: dict[int, Row] = {}
    low, high = s.tokens[s.start].start, s.tokens[s.end - 1].end
    for row in rows:
        first, last = row["cue"]
        if not low <= first < high:
            continue
        for n, p in enumerate(proposals):
            if n not in matched and s.tokens[p.start].start < last and first < s.tokens[p.end - 1].end:
                matched[n] = row
                break
    return matched


def span_labels(s: Sentence, p: Proposal, row: Row) -> list[str]:
    """S, C, K or O for each token of the sentence, as the tagger of spans is to tell them."""
    labels = []
    for i in range(s.start, s.end):
        token = s.tokens[i]
        label = "O"
        if p.start <= i < p.end:
            label = "K"
        elif row["source"] and token.start < row["source"][1] and row["source"][0] < token.end:
            label = "S"
        elif row["content"][0] <= token.start and token.end <= row["content"][1]:
            label = "C"
        labels.append(label)
    return labels


def gold_act(s: Sentence, p: Proposal, row: Row) -> Act | None:
    """The act of *p* with the spans of the gold; None where its content lies outside the sentence."""
    content = _tokens(s, row["content"])
    if content is None:
        return None
    source = _tokens(s, row["source"]) if row["source"] else None
    hit, act = p.hits[0] if p.hits else None, p.act
    start, end = content
    return Act(
        cue=(p.start, p.end),
        entry=act.entry if act else hit.entry if hit else None,
        form=act.form if act else hit.form if hit else None,
        frame=act.frame if act else "fixed" if p.kind == "fixed" else "object",
        source=source,
        content=content,
        lemma=p.lemma,
        quoted=end if s.opens_quote(start - 1) and s.partner[start - 1] == end else -1,
        conjunction=p.conjunction,
        negated=p.negated,
        inherits=source is None,
    )


def _tokens(s: Sentence, span: Sequence[int]) -> Range | None:
    inside = [i for i in range(s.start, s.end) if span[0] <= s.tokens[i].start and s.tokens[i].end <= span[1]]
    return (inside[0], inside[-1] + 1) if inside else None
