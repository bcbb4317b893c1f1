"""Tell which tagged sentences are read wholly right, phenomenon by phenomenon.

    python -m quality.cases [--write]

Prints the share of each table, the known failures that have come right and the failures that are new. With
``--write`` the list of known failures becomes the present one: after a change that gains more than it loses.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from musnad import Report, analyse
from quality.misses import mistakes
from quality.sets import SENTENCES, Document, rows
from quality.tagged import Case, read_cases

KNOWN = SENTENCES.parent / "known_failures.txt"
_HEAD = "; Cases of sentences/ that the reader gets wrong so far; «python -m quality.cases» compares.\n"


def known_failures(path: Path = KNOWN) -> frozenset[str]:
    """Names of the cases that are known to be read wrongly."""
    return frozenset(line for line in path.read_text("utf-8").splitlines() if line and not line.startswith(";"))


def wrong(case: Case) -> list[str]:
    """What the reader gets wrong in a case: every part and every label counts."""
    document = Document(case.id, case.text, list(case.gold))
    return list(mistakes(document, rows(analyse(Report(text=case.text)))))


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare; exit status 1 where a case fails that is not known to."""
    parser = argparse.ArgumentParser(prog="python -m quality.cases", description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="make the present failures the known ones")
    options = parser.parse_args(arguments)
    cases = list(read_cases(SENTENCES))
    failed = {case.id for case in cases if wrong(case)}
    every, bad = Counter(c.topic for c in cases), Counter(c.topic for c in cases if c.id in failed)
    for topic, count in every.items():
        print(f"{topic:20} {count - bad[topic]:4} of {count:3}")
    print(f"{'all':20} {len(cases) - len(failed):4} of {len(cases):3} ({1 - len(failed) / len(cases):.1%})")
    known = known_failures()
    for title, names in (("come right", known - failed), ("new failures", failed - known)):
        if names:
            print(f"\n{title}:", *sorted(names), sep="\n  ")
    if options.write:
        KNOWN.write_text(_HEAD + "".join(f"{case.id}\n" for case in cases if case.id in failed), "utf-8")
        return 0
    return int(bool(failed - known))


if __name__ == "__main__":
    sys.exit(main())
