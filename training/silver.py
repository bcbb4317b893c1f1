"""Train the tagger of spans on gold and on silver: raw articles that the reader itself has read.

    python -m training.silver CORPORA GOLD=TEXTS … [--reports N] [--times K] [--out FILE]

An act is taken as silver where grammar and tagger, which err differently, agree on both spans to the word. In half
of them the grammar's reading is hidden, so that the tagger learns to do without it. The gold counts K times.
Reports whose text lies in the folders of EXCLUDED are passed over, so that what is measured stays unseen.
"""

import argparse
import glob
import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from musnad.attribute.features import span_features, word_features
from musnad.attribute.judge import accept
from musnad.attribute.models import Models, load_models
from musnad.attribute.proposals import Proposal
from musnad.attribute.sentence import Sentence
from musnad.attribute.spans import respan
from training.attribution import TARGET, collect, fit_spans, pair
from training.gold import examples, parse

SEED = 20261124
# Every nth article of the corpora, which are shuffled already.
STEP = 4
LONGEST = 500
# An article that names fewer of these is hardly about what is read here.
_SUBJECTS = re.compile("وزير|الأمم المتحدة|الرئيس|قتلى|الجيش|الحكومة|المعارضة|المتحدث|الخارجية")
FEWEST = 3

# Features and labels of the tokens of one sentence.
Tagged = tuple[list[list[str]], list[str]]


def articles(corpora: Path, excluded: list[str], reports: int) -> Iterator[str]:
    """Texts of moderate length on conflict and diplomacy, none of which stands in *excluded* (letters only)."""
    seen = taken = 0
    for path in sorted(corpora.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                seen += 1
                if seen % STEP:
                    continue
                text: str = json.loads(line)["text"]
                if len(text.split()) > LONGEST or len(_SUBJECTS.findall(text)) < FEWEST:
                    continue
                if any(_letters(text)[60:140] in other for other in excluded):
                    continue
                yield text
                taken += 1
                if taken == reports:
                    return


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def agreed(s: Sentence, proposals: list[Proposal], has_speaker: bool, models: Models) -> Iterator[Tagged]:
    """Features and labels of the acts of a sentence on which grammar and tagger agree."""
    views = word_features(s)
    accepted = accept(s, views, proposals, has_speaker, models)
    for p in accepted:
        act = respan(s, views, accepted, p, models) if p.act is not None else None
        if act is None or p.act is None or (act.content, act.source) != (p.act.content, p.act.source):
            continue
        labels = ["O"] * (s.end - s.start)
        for label, span in (("C", act.content), ("S", act.source), ("K", (p.start, p.end))):
            for i in range(*span) if span else ():
                labels[i - s.start] = label
        if random.random() < 0.5:
            yield span_features(s, views, accepted, p), labels
        else:
            hidden = replace(p, act=None)
            yield span_features(s, views, [hidden if q is p else q for q in accepted], hidden), labels


def main(
    corpora: Path, pairs: list[tuple[Path, Path]], excluded: list[str], reports: int, times: int, out: Path
) -> None:
    """Read, collect, train, write *out*."""
    random.seed(SEED)
    models = load_models()
    silver = [
        sequence
        for text in articles(corpora, excluded, reports)
        for s, proposals, has_speaker in parse(text)
        if proposals
        for sequence in agreed(s, proposals, has_speaker, models)
    ]
    gold = collect(example for folder, texts in pairs for example in examples(folder, texts))[1]
    print(f"silver: {len(silver)} acts, gold: {len(gold)} acts, {times} times")
    fit_spans(silver + gold * times, out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("pairs", nargs="+", type=pair, metavar="GOLD=TEXTS")
    parser.add_argument("--exclude", nargs="*", default=[], metavar="GLOB", help="Texts to keep unseen.")
    parser.add_argument("--reports", type=int, default=3500)
    parser.add_argument("--times", type=int, default=4)
    parser.add_argument("--out", type=Path, default=TARGET / "spans.crf")
    a = parser.parse_args()
    unseen = [_letters(Path(name).read_text("utf-8")) for pattern in a.exclude for name in glob.glob(pattern)]
    main(a.corpora, a.pairs, unseen, a.reports, a.times, a.out)
