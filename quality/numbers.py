"""Score the finder of numbers on the Arabic cases of Recognizers-Text (MIT), model by model.

    python -m quality.numbers [--misses]

Seven cases in ten are for tuning; the rest, chosen by a hash of the case's number, is looked at as a figure only.
A case is right when every number that the model names, and no other of its kinds, is found with its span and its
value (spans alone where the case says that its value is not to be compared). Cases that ``numbers_exclusions.yaml``
lists, each with its reason, are left out of the figures and counted apart.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from musnad import find_numbers
from musnad.model import Number
from quality.sets import shared_folder

EXCLUSIONS = Path(__file__).parent / "numbers_exclusions.yaml"
KINDS: dict[str, frozenset[str]] = {
    "NumberModel": frozenset(("cardinal", "fraction")),
    "NumberRangeModel": frozenset(("range",)),
    "OrdinalModel": frozenset(("ordinal", "relative")),
    "OrdinalModelSuppressExtendedTypes": frozenset(("ordinal",)),
    "PercentModel": frozenset(("percent",)),
}
# Of ten cases so many are kept aside.
_ASIDE = 3
_INTERVAL = re.compile(r"([\[(])(.*),(.*)([\])])")


@dataclass(frozen=True)
class Case:
    """One case of a model."""

    model: str
    number: int
    text: str
    gold: tuple[tuple[int, int, str | None], ...]

    @property
    def aside(self) -> bool:
        """Whether it is kept out of tuning."""
        key = f"{self.model}:{self.number}".encode()
        return int(hashlib.sha256(key).hexdigest(), 16) % 10 < _ASIDE


def folder() -> Path | None:
    """The folder of the cases, or None where this checkout has none."""
    shared = shared_folder()
    path = shared / "benchmarks/numbers" if shared else None
    return path if path and path.is_dir() else None


def cases(path: Path) -> Iterator[Case]:
    """All cases of all models."""
    for model in KINDS:
        for number, entry in enumerate(json.loads((path / f"{model}.json").read_text("utf-8"))):
            ignored = bool(entry.get("IgnoreResolution"))
            yield Case(model, number, entry["Input"], tuple(_gold(entry["Input"], entry["Results"], ignored)))


def _gold(text: str, results: list[dict[str, Any]], ignored: bool) -> Iterator[tuple[int, int, str | None]]:
    """Spans and values. Where offset and text of a span disagree, the text counts if the input has it."""
    after = 0
    for result in results:
        start, end = result["Start"], result["End"] + 1
        wanted = result["Text"]
        if text.startswith(wanted, max(start, 0)) and start >= 0:
            end = start + len(wanted)
        elif (at := text.find(wanted, after)) >= 0:
            start, end = at, at + len(wanted)
        after = max(after, end)
        yield start, end, None if ignored else result["Resolution"]["value"]


def right(case: Case) -> bool:
    """Whether the numbers of the model's kinds are those of the case."""
    found = [n for n in find_numbers(case.text) if n.kind in KINDS[case.model]]
    if len(found) != len(case.gold):
        return False
    found.sort(key=lambda n: n.span)
    return all(
        tuple(number.span) == (start, end) and (value is None or _same(number, value))
        for number, (start, end, value) in zip(found, sorted(case.gold), strict=True)
    )


def _same(number: Number, value: str) -> bool:
    if number.kind == "range":
        wanted, have = _INTERVAL.fullmatch(value), _INTERVAL.fullmatch(number.notation)
        if wanted is None or have is None:
            return False
        ends = all(_close(have[k], wanted[k]) for k in (2, 3))
        return ends and all(have[k] == wanted[k] for k, at in ((1, 2), (4, 3)) if wanted[at])
    if number.kind == "relative":
        return number.notation == value
    return _close(number.notation.rstrip("%"), value.rstrip("%"))


def _close(one: str, other: str) -> bool:
    if not one or not other:
        return one == other
    return abs(float(one) - float(other)) <= 1e-12 * max(1.0, abs(float(other)))


def exclusions() -> dict[str, dict[int, str]]:
    """By model the numbers of the cases that are left out, with the reason."""
    return yaml.safe_load(EXCLUSIONS.read_text("utf-8")) or {}


def counts(path: Path) -> dict[str, dict[str, int]]:
    """For each model right and total of both parts, and how many are excluded."""
    left_out = exclusions()
    out = {m: dict.fromkeys(("right", "total", "aside right", "aside total", "excluded"), 0) for m in KINDS}
    for case in cases(path):
        tally = out[case.model]
        if case.number in left_out.get(case.model, {}):
            tally["excluded"] += 1
            continue
        part = "aside " if case.aside else ""
        tally[f"{part}total"] += 1
        tally[f"{part}right"] += right(case)
    return out


def figures() -> dict[str, float]:
    """Shares of right cases, tuned and kept aside, by model; empty where there are no cases."""
    path = folder()
    if path is None:
        return {}
    out = {}
    for model, tally in counts(path).items():
        for part, name in (("", model), ("aside ", f"{model} aside")):
            out[name] = round(tally[f"{part}right"] / max(1, tally[f"{part}total"]), 4)
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; with ``--misses`` the wrong cases of the tuned part."""
    parser = argparse.ArgumentParser(prog="python -m quality.numbers", description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="list wrong cases that are not kept aside")
    options = parser.parse_args(arguments)
    path = folder()
    if path is None:
        print("The cases are not here: ../shared/benchmarks/numbers.", file=sys.stderr)
        return 2
    if options.misses:
        _list_misses(path)
        return 0
    print(f"{'model':36}{'tuned':>14}{'kept aside':>14}{'excluded':>10}")
    for model, tally in counts(path).items():
        parts = [f"{tally[f'{p}right']} of {tally[f'{p}total']}" for p in ("", "aside ")]
        print(f"{model:36}{parts[0]:>14}{parts[1]:>14}{tally['excluded']:>10}")
    return 0


def _list_misses(path: Path) -> None:
    left_out = exclusions()
    for case in cases(path):
        if not case.aside and case.number not in left_out.get(case.model, {}) and not right(case):
            print(f"{case.model} {case.number}: {case.text}")
            for start, end, value in case.gold:
                print(f"    wanted {start}-{end} «{case.text[start:end]}» {value}")
            for number in find_numbers(case.text):
                mark = "found " if number.kind in KINDS[case.model] else "other "
                print(f"    {mark} {number.span} «{number.span.of(case.text)}» {number.kind} {number.notation}")


if __name__ == "__main__":
    sys.exit(main())
