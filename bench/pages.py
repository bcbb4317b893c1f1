"""How fast pages are taken apart, and that an archive of many is read in constant memory.

    python -m bench.pages [--pages 10000]

Pages are made of the invented reports in the layouts under ``quality/pages``, tens of kilobytes each. Speed is that of
one process, from bytes to article and metadata; the archive is written first, packed record by record, and memory is
the resident set of this process while it is read.
"""

import argparse
import gzip
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from musnad.gather import Found, gather
from musnad.gather.pages import read_page
from quality.pages.making import ASIDE, TUNED, MadePage, articles, pages

_ROUNDS = 3
_SHOWN = (0.1, 0.5, 1.0)


def sample() -> list[MadePage]:
    """A page for each layout and three reports."""
    reports = articles()
    return [*pages(TUNED, reports), *pages(ASIDE, reports)]


def speed(made: Sequence[MadePage]) -> tuple[float, int]:
    """Pages a second of processor time, the best of a few rounds, and the mean size of a page in bytes."""
    read_page(made[0].data)
    best = 0.0
    for _ in range(_ROUNDS):
        begin = time.process_time()
        for page in made:
            read_page(page.data)
        best = max(best, len(made) / (time.process_time() - begin))
    return best, sum(len(page.data) for page in made) // len(made)


def write_archive(path: Path, made: Sequence[MadePage], count: int) -> None:
    """A WARC of *count* pages, each record a member of its own."""
    with path.open("wb") as file:
        for number, page in enumerate(islice(cycle(made), count)):
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.data
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {page.url}?{number}\r\n"
                f"WARC-Date: 2031-03-05T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 1))


def memory(path: Path, count: int) -> Iterator[tuple[int, float]]:
    """Reports read so far and the peak of memory until then in MB, at a tenth, half and the end of the archive."""
    found = 0
    marks = {round(count * share) for share in _SHOWN}
    for event in gather([path]):
        found += isinstance(event, Found)
        if isinstance(event, Found) and found in marks:
            marks.discard(found)
            yield found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Print speed and memory."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=10_000, help="pages in the archive")
    options = parser.parse_args(arguments)
    made = sample()
    rate, size = speed(made)
    print(f"{rate:,.0f} pages/s on one core ({len(made)} pages of {size / 1024:,.0f} KB on average)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        write_archive(path, made, options.pages)
        print(f"archive of {options.pages:,} pages, {path.stat().st_size / (1 << 20):,.0f} MB packed")
        begin = time.perf_counter()
        for found, peak in memory(path, options.pages):
            print(f"  {found:>7,} reports  {peak:6,.0f} MB peak  {found / (time.perf_counter() - begin):,.0f} pages/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
