"""Gold attributions beside what the grammar proposes for the same text."""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.attribute.acts import Act, Range
from musnad.attribute.cue_index import load_index
from musnad.attribute.passages import Layers, passages
from musnad.attribute.proposals import Proposal, propose
from musnad.attribute.sentence import Sentence
from musnad.attribute.spans import act_with
from musnad.find.names import tag_names
from musnad.model import Settings
from musnad.normalise import fold
from musnad.segment import pair_quotes, tokenise
from musnad.segment.blocks import divide
from quality.headlines import headlines
from training.texts import HEADLINES, MARKED, TITLED

Row = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """A sentence with its proposals, and the gold rows by the proposal whose cue they share.

    Of *asked*, where they are told, it was judged whether they report; otherwise of all proposals.
    """

    document: str
    sentence: Sentence
    proposals: list[Proposal]
    has_speaker: bool
    gold: dict[int, Row]
    asked: frozenset[int] | None = None


def annotated(
    pairs: Iterable[tuple[Path, Path]], marked: Path | None, *, with_headlines: bool = False
) -> Iterator[Example]:
    """The sentences of all *pairs* of gold and texts, and those marked one by one, whose texts lie in *marked*;
    *with_headlines* also those, which tell nothing of force."""
    for gold, texts in pairs:
        yield from examples(gold, texts)
    if marked is not None:
        yield from marked_examples(marked)
        if with_headlines:
            yield from headline_examples(marked)


def examples(gold: Path, texts: Path) -> Iterator[Example]:
    """The sentences of all documents in *gold* (standoff files) whose text lies in *texts*."""
    for path in sorted(gold.glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        text = (texts / document["doc"]).read_text("utf-8")
        for sentence, proposals, has_speaker in parse(text):
            rows = _match(sentence, proposals, document["attributions"])
            yield Example(path.stem, sentence, proposals, has_speaker, rows)


def marked_articles(path: Path = MARKED) -> Iterator[Row]:
    """The articles of which sentences were marked: id, SHA-256 of the text, sentences with their rows."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def marked_examples(texts: Path, path: Path = MARKED) -> Iterator[Example]:
    """The sentences that were marked one by one; their rows tell neither speaker nor kind of source."""
    for article in marked_articles(path):
        text = (texts / f"{article['id']}.txt").read_bytes().decode("utf-8")
        for sentence, proposals, has_speaker in parse(text):
            low, high = sentence.tokens[sentence.start].start, sentence.tokens[sentence.end - 1].end
            for mark in article["sentences"]:
                # A sentence that was divided otherwise when it was marked is not wholly known.
                if mark["span"][0] <= low + 1 and high <= mark["span"][1] + 1 and low < mark["span"][1]:
                    rows = _match(sentence, proposals, mark["rows"])
                    yield Example(article["id"], sentence, proposals, has_speaker, rows)
                    break


def headline_examples(texts: Path, path: Path = HEADLINES) -> Iterator[Example]:
    """The headlines of which it was judged whether the words before their colon say those after it."""
    for each in headlines(path):
        text = (texts / TITLED / f"{each.article}.txt").read_bytes().decode("utf-8")
        after = each.colon + 1
        row = {"cue": [each.colon, after], "source": each.source, "content": [after, text.index("\n")]}
        for sentence, proposals, has_speaker in parse(text):
            asked = _match(sentence, proposals, [row])
            if asked:
                gold = asked if each.source else {}
                yield Example(each.article, sentence, proposals, has_speaker, gold, frozenset(asked))
                break


def parse(text: str) -> Iterator[tuple[Sentence, list[Proposal], bool]]:
    """Sentences of a text with their proposals, and whether somebody has spoken before in the story."""
    tokens = tokenise(fold(text))
    index = load_index()
    spoken: set[int] = set()
    layers = Layers(tag_names(tokens))
    for s, story, _ in passages(text, tokens, pair_quotes(tokens), divide(text, tokens), Settings(), layers):
        has_speaker = story in spoken
        sentence, proposals = propose(s, index, has_speaker)
        if any(p.act for p in proposals):
            spoken.add(story)
        yield sentence, proposals, has_speaker


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
    return act_with(s, p, _tokens(s, row["source"]) if row["source"] else None, content)


def _tokens(s: Sentence, span: Sequence[int]) -> Range | None:
    inside = [i for i in range(s.start, s.end) if span[0] <= s.tokens[i].start and s.tokens[i].end <= span[1]]
    return (inside[0], inside[-1] + 1) if inside else None
