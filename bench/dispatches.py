"""How fast reports are grouped into dispatches, and in how much memory.

    python -m bench.dispatches [--reports 100000] [--ledger]

Takes the articles of the shared corpora, again from the beginning with some words changed where they do not suffice;
then 2,000 identical reports, 2,000 that differ in a word, and hostile texts. ``--ledger`` groups in a ledger file,
whose reports are there without having been read: their statements do not matter here. Seconds are those of the
processor, and after them by the clock, which says something on a machine that does nothing else.
"""

import argparse
import json
import lzma
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from musnad.compare.dispatch import Grouper, catch_up
from musnad.ledger import Ledger
from musnad.model import Analysis, Report
from quality.sets import shared_folder

_SENTENCE = "أعلنت الوزارة أمس أن فرقها أصلحت الجسر القديم في البلدة بعد عاصفة قطعت الطريق ثلاثة أيام"
_HOSTILE = {
    "one word, a million times": "كلمة " * 1_000_000,
    "no words": "\u200f.،! " * 500_000,
    "one word of a million letters": "ا" * 1_000_000,
    "a dateline that does not end": "أ ف ب - " * 100_000,
    "brackets that do not close": "(" * 500_000 + "رويترز",
    "spaces": " " * 1_000_000,
}


def corpus(folder: Path) -> Iterator[Report]:
    """All articles, over and over; from the second time on every tenth word is another."""
    for turn in range(1_000):
        for path in sorted((folder / "corpora").glob("news-*.jsonl.xz")):
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    data = json.loads(line)
                    words = data["text"].split(" ")
                    if turn:
                        words[turn % 10 :: 10] = [f"{word}{turn}" for word in words[turn % 10 :: 10]]
                    yield Report(" ".join(words), data["outlet"], data["date"] or None, f"{turn}:{data['id']}")


def invented(number: int, differing: bool) -> Iterator[Report]:
    """*number* reports of the same words by as many outlets, or with one word that differs."""
    for n in range(number):
        words = _SENTENCE.split() * 5
        if differing:
            words[n % len(words)] = f"رقم{n}"
        yield Report(" ".join(words), f"outlet {n}", date(2031, 3, 5))


def main() -> None:
    """Print seconds of the processor, of one core, seconds by the clock, and memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--ledger", action="store_true")
    asked = parser.parse_args()
    _time("2,000 identical", invented(2_000, differing=False))
    _time("2,000 that differ in a word", invented(2_000, differing=True))
    for name, text in _HOSTILE.items():
        _time(name, [Report(text, "a"), Report(text, "b")])
    shared = shared_folder()
    if shared is None:
        print("The corpora are not here.")
    elif asked.ledger:
        _time_ledger(islice(corpus(shared), asked.reports))
    else:
        _time(f"{asked.reports} articles", islice(corpus(shared), asked.reports))


def _time(name: str, reports: Iterable[Report]) -> None:
    grouper = Grouper()
    start, clock = time.process_time(), time.monotonic()
    number = 0
    for number, report in enumerate(reports, 1):  # noqa: B007 — counted for the line below
        grouper.add(report)
    _show(name, number, time.process_time() - start, time.monotonic() - clock, len(grouper.dispatches))


def _time_ledger(reports: Iterable[Report]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        with Ledger(path) as ledger:
            ledger.add_many((Analysis(report, (), (), ()) for report in reports), batch=1_000)
            before = path.stat().st_size
            start, clock = time.process_time(), time.monotonic()
            done = catch_up(ledger)
            seconds, clock = time.process_time() - start, time.monotonic() - clock
            _show("in a ledger", done, seconds, clock, sum(1 for _ in ledger.dispatches()))
        print(f"{(path.stat().st_size - before) / done:,.0f} bytes more for each report")


def _show(name: str, reports: int, seconds: float, clock: float, dispatches: int) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = f"{reports:7} reports {dispatches:7} dispatches"
    print(f"{name:32} {counts} {seconds:8.2f} s ({clock:.2f} s) {memory:7.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
