"""Time each stage of the reader over the same reports."""

import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from musnad import Analysis, Ledger, MusnadError, Report, Settings
from musnad.attribute import Layers, attribute, stories
from musnad.encode import Encoded, single_thread
from musnad.find.entities import Story, find_entities
from musnad.find.names import tag_names
from musnad.find.numbers import figures_in
from musnad.find.places import places_in
from musnad.find.times import find_in
from musnad.normalise import fold
from musnad.segment import TokenKind, pair_quotes, tokenise
from musnad.segment.blocks import divide

STAGES = (
    *("fold", "tokenise", "quotes", "blocks", "names", "entities", "attribute"),
    *("times", "figures", "places", "ledger"),
)
# Reports recorded in one transaction, as the reader of many reports does it.
BATCH = 100
MIB = 1 << 20

T = TypeVar("T")


@dataclass
class Timing:
    """What a run took: seconds by stage, words and characters read, resident memory on the way in MiB.

    *refused* says which readings the ledger would not take. *texts* keeps the first reports for the peer, up to
    *sample* words.
    """

    sample: int = 200_000
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    reports: int = 0
    words: int = 0
    attributions: int = 0
    refused: list[str] = field(default_factory=list)
    memory: list[tuple[int, float]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sampled: int = 0

    @property
    def whole(self) -> float:
        """Seconds of all stages."""
        return sum(self.seconds.values())

    def take(self, stage: str, work: Callable[[], T]) -> T:
        """The result of *work*, whose time is added to *stage*."""
        start = time.perf_counter()
        result = work()
        self.seconds[stage] += time.perf_counter() - start
        return result


def run(reports: Iterable[Report], ledger: Path, every: int) -> Timing:
    """Read *reports* into a ledger, noting the memory each *every* reports."""
    timing = Timing()
    with Ledger(ledger) as book:
        batch: list[Analysis] = []
        for report in reports:
            batch.append(_read(report, timing))
            if len(batch) == BATCH:
                timing.take("ledger", lambda: _record(book, batch, timing))
                batch.clear()
            if timing.reports % every == 0:
                timing.memory.append((timing.reports, resident()))
        timing.take("ledger", lambda: _record(book, batch, timing))
    timing.memory.append((timing.reports, resident()))
    return timing


@single_thread()
def _read(report: Report, timing: Timing) -> Analysis:
    """The stages of ``musnad.pipeline`` one by one."""
    folded = timing.take("fold", lambda: fold(report.text))
    tokens = timing.take("tokenise", lambda: tokenise(folded))
    partner = timing.take("quotes", lambda: pair_quotes(tokens))
    blocks = timing.take("blocks", lambda: divide(report.text, tokens))
    encoded = Encoded(tokens)
    labels = timing.take("names", lambda: tag_names(tokens, encoded))
    ranges = [Story(number, *ends) for number, ends in stories(blocks).items()]
    mentions = timing.take("entities", lambda: find_entities(report.text, tokens, labels, ranges, report.published))
    layers = Layers(labels, mentions, encoded)
    attributions, narration = timing.take(
        "attribute", lambda: attribute(report.text, tokens, partner, blocks, Settings(), layers)
    )
    times = timing.take("times", lambda: find_in(folded, report.published))
    figures = timing.take("figures", lambda: figures_in(tokens, report.text))
    places = timing.take("places", lambda: places_in(report.text, tokens, labels))
    words = sum(token.kind in (TokenKind.WORD, TokenKind.NUMBER) for token in tokens)
    timing.reports += 1
    timing.words += words
    timing.attributions += len(attributions)
    if timing.sampled < timing.sample:
        timing.texts.append(report.text)
        timing.sampled += words
    own = tuple(block for block, _, _ in blocks)
    return Analysis(report, own, attributions, narration, mentions, times, figures, places)


def _record(ledger: Ledger, batch: list[Analysis], timing: Timing) -> None:
    try:
        with ledger.transaction():
            for analysis in batch:
                ledger.add(analysis)
    except MusnadError:
        # One that is refused takes its batch along; the others are recorded one by one.
        for analysis in batch:
            _record_alone(ledger, analysis, timing)


def _record_alone(ledger: Ledger, analysis: Analysis, timing: Timing) -> None:
    try:
        ledger.add(analysis)
    except MusnadError as error:
        timing.refused.append(str(error))


def resident() -> float:
    """Resident memory of this process in MiB: now where the system tells it, else at its highest."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, IndexError):
        return peak()
    return pages * resource.getpagesize() / MIB


def peak() -> float:
    """The highest resident memory of this process so far, in MiB."""
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # macOS counts bytes where Linux counts KiB.
    return highest / MIB if sys.platform == "darwin" else highest / 1024
