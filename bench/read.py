"""Print how fast Musnad starts and reads, stage by stage, and in how much memory.

    python -m bench.read [--corpus PATH] [--reports N]

One process. The figures of one run are comparable with each other; between machines they are not.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.corpus import reports
from bench.peer import PeerMissing, same_part_seconds, spacy_seconds
from bench.stages import STAGES, Timing, peak, run

_FIRST = "import musnad; musnad.analyse(musnad.Report(text='قال وزير الري إن السد آمن.'))"
STARTS = 3
MEMORY_LINES = 10


def start_up() -> float:
    """Seconds from the start of a process to its first sentence read: the best of a few."""
    best = float("inf")
    for _ in range(STARTS):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", _FIRST], check=True)
        best = min(best, time.perf_counter() - begin)
    return best


def show(timing: Timing) -> None:
    """Print the stages and the memory of a run."""
    print(f"{timing.reports} reports, {timing.words} words, {timing.attributions} attributions\n")
    if timing.refused:
        print(f"{len(timing.refused)} readings were not recorded; the first: {timing.refused[0]}\n")
    print(f"{'stage':10} {'seconds':>9} {'share':>6} {'words/s':>11}")
    for stage in STAGES:
        _line(stage, timing.seconds[stage], timing)
    _line("whole", timing.whole, timing)
    print(f"\n{'reports':>9} {'resident MiB':>13}")
    for number, memory in timing.memory:
        print(f"{number:>9} {memory:>13.0f}")
    print(f"{'peak':>9} {peak():>13.0f}")


def _line(name: str, seconds: float, timing: Timing) -> None:
    rate = timing.words / seconds if seconds else 0.0
    print(f"{name:10} {seconds:9.2f} {seconds / (timing.whole or 1.0):6.1%} {rate:11,.0f}")


def show_peer(timing: Timing) -> None:
    """Print a peer's time for splitting the same text into words and sentences beside Musnad's."""
    ours = same_part_seconds(timing.texts)
    whole = timing.whole * timing.sampled / (timing.words or 1)
    print(f"\nWords and sentences of the first {timing.sampled} words:")
    print(f"  musnad (fold, tokenise, quotes, blocks, sentences)  {timing.sampled / ours:11,.0f} words/s")
    try:
        name, theirs = spacy_seconds(timing.texts)
    except PeerMissing as missing:
        print(f"  no peer: {missing}")
        return
    print(f"  {name:51} {timing.sampled / theirs:11,.0f} words/s")
    print(f"  ratio, like part: musnad takes {ours / theirs:.2f} of the peer's time")
    print(f"  ratio, all of musnad to the peer's part: {whole / theirs:.2f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.read", description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, help="a .jsonl, .jsonl.xz or .txt file, or a folder of them")
    parser.add_argument("--reports", type=int, default=520, metavar="N", help="reports to read (520)")
    options = parser.parse_args(arguments)
    if options.corpus is not None and not options.corpus.exists():
        print(f"{options.corpus} does not exist; name a file or folder of reports.", file=sys.stderr)
        return 1
    print(f"start-up to the first sentence: {start_up():.2f} s\n")
    with tempfile.TemporaryDirectory() as folder:
        every = max(1, options.reports // MEMORY_LINES)
        timing = run(reports(options.corpus, options.reports), Path(folder) / "bench.db", every)
    show(timing)
    show_peer(timing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
