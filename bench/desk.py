"""How fast the desk answers under load: ``python -m bench.desk big.db --rate 20 --seconds 60``.

Starts ``musnad serve`` as a process of its own and asks it at a fixed rate, whether or not it keeps up: a request
that has to wait for the one before counts from when it was due. The questions are drawn anew: words and names by
how frequent they are, filters, further pages. Reports per sort of page the median, the 95th percentile and the
slowest, and the most memory the server took.
"""

import argparse
import http.client
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from musnad.ledger import Ledger
from musnad.model import FORCES, KINDS
from musnad.web.claim_columns import SORTS
from musnad.web.claims_asked import DISPUTED

_THREADS = 32
_READY = 300.0
# Asked beforehand and not counted: the desk loads its reader of texts in the background when it opens.
_WARM = 8.0


class Questions:
    """Addresses of each sort of page, drawn from what the ledger holds."""

    def __init__(self, path: Path, seed: int = 11) -> None:
        self._chance = random.Random(seed)
        with Ledger(path, readonly=True) as ledger:
            last = ledger.database.row("SELECT max(row) FROM statements")
            rows = [self._chance.randint(1, last[0] if last else 1) for _ in range(400)]
            found = ledger.database.rows(f"SELECT id FROM statements WHERE row IN ({','.join(map(str, rows))})")
            statements = [ledger.statement(id_) for (id_,) in list(found)]
            spots = ledger.database.rows("SELECT place FROM spots ORDER BY row LIMIT 2000")
            self._spots = [place for (place,) in spots] or ["place.sy"]
            self._claims = _claims(ledger, self._chance)
            self._entities = self._drawn(ledger, "statement_entities", "entity", "entities", "id")
            self._places = self._drawn(ledger, "statement_places", "spot", "spots", "place")
        self._ids = [s.id for s in statements]
        self._reports = [s.report.id for s in statements]
        # Drawn from statements, so that frequent words and names are asked for as often as they are written.
        self._words = [word for s in statements for word in s.content.split() if word.isalpha()]
        self._speakers = [s.attribution.speaker for s in statements if s.attribution.speaker]
        self._outlets = [s.report.outlet for s in statements if s.report.outlet]

    def _drawn(self, ledger: Ledger, pairs: str, column: str, table: str, id_: str) -> list[str]:
        """Ids of entities or places, as often as statements concern them."""
        last = ledger.database.row(f"SELECT max(row) FROM {pairs}")
        rows = ",".join(str(self._chance.randint(1, (last and last[0]) or 1)) for _ in range(400))
        sql = f"SELECT t.{id_} FROM {pairs} p JOIN {table} t ON t.row = p.{column} WHERE p.row IN ({rows})"
        return [found for (found,) in ledger.database.rows(sql)] or ["s.syria" if id_ == "id" else "place.sy"]

    def sorts(self) -> dict[str, Callable[[], str]]:
        """What makes an address, by sort of page."""
        pick = self._chance.choice
        return {
            "front": lambda: "/",
            "search: word": lambda: f"/search?q={quote(pick(self._words))}",
            "search: words": lambda: f"/search?q={quote(' '.join([pick(self._words), pick(self._words)]))}",
            "search: filters": lambda: (
                f"/search?q={quote(pick(self._words))}&force={pick(FORCES)}&since={self._chance.randint(2021, 2029)}"
            ),
            "search: no words": lambda: f"/search?kind={pick(KINDS)}&outlet={quote(pick(self._outlets))}",
            "search: further page": lambda: f"/search?after={pick(self._ids)}",
            "speaker": lambda: f"/speaker/{quote(pick(self._speakers), safe='')}",
            "outlet": lambda: f"/outlet/{quote(pick(self._outlets), safe='')}",
            "statement": lambda: f"/statement/{pick(self._ids)}",
            "report": lambda: f"/report/{pick(self._reports)}",
            "map": lambda: "/map",
            "map: time": lambda: (
                f"/map?since={self._chance.randint(2021, 2024)}&until={self._chance.randint(2025, 2030)}"
            ),
            "map: place": lambda: f"/map?place={quote(pick(self._spots))}",
            "map: word and box": lambda: (
                f"/map?q={quote(pick(self._words))}"
                f"&box={self._chance.randint(20, 34)},20,{self._chance.randint(40, 60)},38"
            ),
            "map: claims": lambda: f"/map?of=claims&since={self._chance.randint(2021, 2029)}",
            "claims": lambda: f"/claims?sort={pick(list(SORTS))}&page={self._chance.randint(0, 9)}",
            "claims: words": lambda: f"/claims?q={quote(pick(self._words))}",
            "claims: disputed": lambda: (
                f"/claims?disputed={pick(DISPUTED)}&sort=disputes&since={self._chance.randint(2021, 2029)}"
            ),
            "claims: outlet": lambda: f"/claims?outlet={quote(pick(self._outlets))}&sort=newest",
            "claim": lambda: f"/claim/{pick(self._claims)}",
            "names": lambda: f"/api/names?q={quote(pick(self._speakers)[: self._chance.randint(2, 5)])}",
            "entity": lambda: f"/entity/{pick(self._entities)}",
            "entities": lambda: "/entities",
            "entities: filters": lambda: (
                f"/entities?outlet={quote(pick(self._outlets))}&since={self._chance.randint(2021, 2029)}"
            ),
            "place": lambda: f"/place/{pick(self._places)}",
            "place: country": lambda: f"/place/{'.'.join(pick(self._places).split('.')[:2])}",
            "places": lambda: "/places",
            "places: filters": lambda: f"/places?force={pick(FORCES)}&since={self._chance.randint(2021, 2029)}",
            "search: person": lambda: f"/search?person={pick(self._entities)}",
            "search: place": lambda: f"/search?place={pick(self._places)}&since={self._chance.randint(2021, 2029)}",
        }


def _claims(ledger: Ledger, chance: random.Random) -> list[str]:
    """Claims, as often as statements are in them: those of many are asked for more than those of two."""
    last = ledger.database.row("SELECT max(statement) FROM claim_members")
    rows = [chance.randint(1, last[0] if last and last[0] else 1) for _ in range(800)]
    sql = f"""SELECT c.id FROM claim_members m JOIN claims c ON c.row = m.claim
        WHERE m.statement IN ({",".join(map(str, rows))})
        AND (SELECT count(*) FROM claim_members x WHERE x.claim = m.claim) > 1"""
    return [id_ for (id_,) in ledger.database.rows(sql)]


@contextmanager
def server(path: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """``musnad serve`` on *path*, once it answers."""
    command = [sys.executable, "-m", "musnad.cli", "serve", str(path), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            began = time.monotonic()
            while True:
                try:
                    ask(port, "/")
                    break
                except OSError:
                    if time.monotonic() - began > _READY or process.poll() is not None:
                        raise
                    time.sleep(0.2)
            print(f"ready after {time.monotonic() - began:.1f} s")
            yield process
        finally:
            process.terminate()


def ask(port: int, path: str) -> int:
    """Ask for *path*; the size of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} for {path}")
        return len(body)
    finally:
        connection.close()


def load(port: int, questions: Questions, rate: float, seconds: float) -> dict[str, list[float]]:
    """Ask at *rate* a second; seconds that each answer took, by sort."""
    sorts = questions.sorts()
    plan = []
    for n in range(int(rate * seconds)):
        name = list(sorts)[n % len(sorts)]
        plan.append((n / rate, name, sorts[name]()))
    times: dict[str, list[float]] = {name: [] for name in sorts}
    turn = iter(plan)
    lock = threading.Lock()
    began = time.monotonic()

    def work() -> None:
        while True:
            with lock:
                due, name, path = next(turn, (0.0, "", ""))
            if not path:
                return
            time.sleep(max(0.0, began + due - time.monotonic()))
            ask(port, path)
            times[name].append(time.monotonic() - began - due)

    threads = [threading.Thread(target=work) for _ in range(_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def memory(process: int) -> tuple[float, float]:
    """Megabytes: the most that was held at once, and what is held now without pages of files."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return tuple(int(lines[name].split()[0]) / 1024 for name in ("VmHWM", "RssAnon"))  # type: ignore[return-value]


def processor(process: int) -> float:
    """Seconds of processor time that a process took so far: what is left to compare on a busy machine."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def show(times: dict[str, list[float]]) -> None:
    """A table of the times."""
    print(f"{'page':22}{'n':>6}{'median':>9}{'p95':>9}{'slowest':>9}  ms")
    for name, found in [*times.items(), ("all", [t for each in times.values() for t in each])]:
        ordered = sorted(found)
        if ordered:
            values = (ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], ordered[-1])
            print(f"{name:22}{len(ordered):6}" + "".join(f"{1000 * value:9.0f}" for value in values))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the load test; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second (20)")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--port", type=int, default=8179)
    options = parser.parse_args(arguments)
    questions = Questions(options.ledger)
    with server(options.ledger, options.port) as process:
        load(options.port, questions, options.rate, _WARM)
        before = processor(process.pid)
        times = load(options.port, questions, options.rate, options.seconds)
        took = processor(process.pid) - before
        most, now = memory(process.pid)
    show(times)
    asked = sum(map(len, times.values()))
    print(f"processor: {1000 * took / max(asked, 1):.0f} ms a request; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"memory: {most:.0f} MB at most, {now:.0f} MB of its own in the end")
    return 0


if __name__ == "__main__":
    sys.exit(main())
