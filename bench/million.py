"""A ledger of any size, grown from the examples: ``python -m bench.million big.db --statements 1000000``.

Its reports are made of the examples' sentences, drawn anew for each: other order, other numbers, other days and
outlets, and names put together from the examples' own, so that words and speakers are spread as news spreads them:
few are frequent, most are rare. Nothing is analysed; spans and labels come along with the sentences, and who and where
is meant is drawn too: frequent names are entries of the knowledge base, others were found in reports, some stay open.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import musnad
from bench.concerns import People, Where
from bench.corpus import EXAMPLES
from musnad.ledger import Ledger
from musnad.model import Analysis, Attribution, Block, Narration, Report, Span
from musnad.resolve import link

_SENTENCES = (6, 14)
_FIRST_DAY = date(2021, 1, 1)
_DAYS = 3650
_OUTLETS = 40
_FIRST_NAMES, _LAST_NAMES = 120, 600
_NUMBER = re.compile(r"[0-9]+")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


class Sentence:
    """A sentence of the examples with the statements in it; spans count from its start."""

    def __init__(self, text: str, attributions: tuple[Attribution, ...]) -> None:
        self.text = text
        self.attributions = attributions


def sentences() -> list[Sentence]:
    """The lines of the examples, read once."""
    found = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if len(line) > 40:
                analysis = musnad.analyse(Report(line))
                found.append(Sentence(line, analysis.attributions))
    return found


def analyses(statements: int, seed: int = 7) -> Iterator[Analysis]:
    """Analyses with at least *statements* statements together."""
    chance = random.Random(seed)
    lines = sentences()
    said = [line for line in lines if line.attributions]
    names = list(_names(chance))
    # As in news, a name's frequency falls with its rank (Zipf).
    weights = list(accumulate(1 / rank for rank in range(1, len(names) + 1)))
    outlets = [f"وكالة {_word(chance)}" for _ in range(_OUTLETS)]
    people, where = People(names, weights, chance), Where(chance)
    made = number = 0
    while made < statements:
        picked = chance.choices(said, k=chance.randint(*_SENTENCES)) + chance.choices(lines, k=2)
        chance.shuffle(picked)
        analysis = where.placed(people.named(_report(number, picked, chance, outlets, names, weights)))
        made += len(analysis.attributions)
        number += 1
        yield analysis


def _report(
    number: int,
    picked: Sequence[Sentence],
    chance: random.Random,
    outlets: Sequence[str],
    names: Sequence[str],
    weights: Sequence[float],
) -> Analysis:
    parts: list[str] = []
    attributions: list[Attribution] = []
    narration: list[Narration] = []
    at = 0
    for sentence in picked:
        # Digits stand for digits, so that spans stay; a rare word at the end makes the vocabulary grow.
        text = _NUMBER.sub(lambda found: str(chance.randrange(10 ** len(found[0]))).zfill(len(found[0])), sentence.text)
        first = len(attributions)
        for a in sentence.attributions:
            (speaker,) = chance.choices(names, cum_weights=weights)
            attributions.append(
                replace(
                    a,
                    id=first + a.id,
                    cue=_moved(a.cue, at),
                    source=_moved(a.source, at) if a.source else None,
                    content=_moved(a.content, at),
                    parent=None if a.parent is None else first + a.parent,
                    speaker=speaker if a.speaker else None,
                )
            )
        if not sentence.attributions:
            narration.append(Narration(Span(at, at + len(text)), 0))
        text += f" {_word(chance)}\n"
        parts.append(text)
        at += len(text)
    whole = "".join(parts)
    day = _FIRST_DAY + timedelta(chance.randrange(_DAYS))
    report = Report(whole, chance.choice(outlets), day, title=parts[0][:60].strip(), name=f"{number}.txt")
    return Analysis(report, (Block(Span(0, len(whole)), "body", 0),), tuple(attributions), tuple(narration))


def _names(chance: random.Random) -> Iterator[str]:
    first = [_word(chance) for _ in range(_FIRST_NAMES)]
    last = [f"ال{_word(chance)}" for _ in range(_LAST_NAMES)]
    pairs = [f"{a} {b}" for a in first for b in last]
    chance.shuffle(pairs)
    yield from pairs[:40_000]


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_LETTERS, k=chance.randint(4, 7)))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the ledger; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.million", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    began = time.monotonic()
    with Ledger(options.ledger) as ledger:
        added = ledger.add_many(analyses(options.statements), batch=2_000)
        link(ledger)
    size = options.ledger.stat().st_size / 1e6
    print(f"{added:,} reports, {size:,.0f} MB, {time.monotonic() - began:,.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
