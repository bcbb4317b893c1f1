"""Score the gold sets and fail when a figure falls below its floor.

    python -m quality.gate [--raise] [--misses SET]

Exit status 1 on a drop. ``--raise`` writes the floors that the present figures allow; it never lowers one.
"""

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from quality.headlines import measure as headline_figures
from quality.misses import show_misses
from quality.numbers import figures as number_figures
from quality.pages.score import figures as page_figures
from quality.robustness import figures as robustness_figures
from quality.score import FIGURES
from quality.sets import gold_sets, score
from quality.stance import measure as stance_figures
from quality.times import measure as times_figures

FLOORS = Path(__file__).parent / "floors.yaml"
ORDER = ("precision", "recall", *FIGURES)
# Measures with figures of their own, shown as a list.
LISTED = ("robustness", "times", "numbers", "stance", "headlines")
# A floor lies at most this much below the figure it was raised to.
STEP = 0.005
_HEAD = """\
# The least that each figure may be, by set; see docs/quality.md. Raised by «python -m quality.gate --raise»,
# lowered only by hand, with the reason in the commit.
"""

Figures = dict[str, dict[str, float]]


def read_floors(path: Path = FLOORS) -> Figures:
    """Floors by set and figure."""
    return yaml.safe_load(path.read_text("utf-8")) or {}


def measure() -> Figures:
    """The figures of every set that is present, of readings under changes of spelling, of numbers, times and pages."""
    figures = {gold_set.name: score(gold_set) for gold_set in gold_sets()}
    figures["robustness"] = robustness_figures()
    if numbers := number_figures():
        figures["numbers"] = numbers
    if times := times_figures():
        figures["times"] = times
    if stances := stance_figures():
        figures["stance"] = stances
    if headlines := headline_figures():
        figures["headlines"] = headlines
    return figures | page_figures()


def drops(figures: Figures, floors: Figures) -> list[str]:
    """A line for each figure that lies below its floor, or that has a floor and was not measured."""
    out = []
    for name, have in figures.items():
        for figure, floor in floors.get(name, {}).items():
            value = have.get(figure)
            if value is None:
                out.append(f"{name}: {figure} has a floor of {floor:.3f} and was not measured")
            elif value < floor:
                out.append(f"{name}: {figure} is {value:.4f}, below its floor of {floor:.3f}")
    return out


def raised(figures: Figures, floors: Figures) -> Figures:
    """The floors that *figures* allow. Floors of sets that were not measured stay."""
    out = {name: dict(values) for name, values in floors.items()}
    for name, have in figures.items():
        into = out.setdefault(name, {})
        for figure, value in have.items():
            # The tiny addend keeps 0.29 / 0.005 = 57.999… from losing a step.
            allowed = round(math.floor(value / STEP + 1e-9) * STEP, 4)
            into[figure] = max(allowed, into.get(figure, 0.0))
    return out


def write_floors(floors: Figures, path: Path = FLOORS) -> None:
    """Write the floors, sets and figures in a fixed order."""
    body = yaml.safe_dump(floors, sort_keys=False, allow_unicode=True)
    path.write_text(_HEAD + body, "utf-8")


def table(figures: Figures, floors: Figures) -> str:
    """The figures as a person reads them, each with its floor under it; ↓ marks a drop."""
    lines: list[str] = []
    scored = {name: have for name, have in figures.items() if "row" in have}
    lines.append(_line("", ORDER))
    for name, have in scored.items():
        least = floors.get(name, {})
        lines.append(_line(name, [_shown(have[f], least.get(f)) for f in ORDER]))
        lines.append(_line("  floor", [f"{least[f]:.3f}" if f in least else "–" for f in ORDER]))
    for name in LISTED:
        least = floors.get(name, {})
        lines += [""] * (name in figures)
        for figure, value in figures.get(name, {}).items():
            floor = f"{least[figure]:.3f}" if figure in least else "–"
            lines.append(f"{figure:40} {_shown(value, least.get(figure)):>8}   floor {floor}")
    lines += _page_lines(figures, floors)
    return "\n".join(lines)


def _page_lines(figures: Figures, floors: Figures) -> list[str]:
    lines: list[str] = []
    for name, have in figures.items():
        if not name.startswith("pages"):
            continue
        least = floors.get(name, {})
        for figure, value in have.items():
            floor = f"{least[figure]:.3f}" if figure in least else "–"
            lines.append(f"{name + ', ' + figure:28} {_shown(value, least.get(figure)):>8}   floor {floor}")
    return ["", *lines] if lines else []


def _line(name: str, cells: Sequence[str]) -> str:
    return f"{name:10}" + "".join(f"{cell:>10}" for cell in cells)


def _shown(value: float, floor: float | None) -> str:
    return f"{value:.3f}" + ("↓" if floor is not None and value < floor else "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m quality.gate", description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="write", action="store_true", help="write higher floors, never lower")
    parser.add_argument("--misses", metavar="SET", help="list what is read wrongly in one set, and end")
    options = parser.parse_args(arguments)
    if options.misses:
        return _list_misses(options.misses)
    floors, figures = read_floors(), measure()
    print(table(figures, floors))
    failures = drops(figures, floors)
    if options.write:
        write_floors(raised(figures, floors))
    for failure in failures:
        print(failure, file=sys.stderr)
    return int(bool(failures))


def _list_misses(name: str) -> int:
    sets = {gold_set.name: gold_set for gold_set in gold_sets()}
    if name not in sets:
        print(f"There is no set «{name}» here; there are: {', '.join(sets)}.", file=sys.stderr)
        return 2
    show_misses(sets[name])
    return 0


if __name__ == "__main__":
    sys.exit(main())
