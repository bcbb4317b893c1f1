"""Tagged sentences: the language that the reader must know, phenomenon by phenomenon.

The tables lie in ``sentences/``, one file for each phenomenon; ``quality.tagged`` describes their notation.
All of it is invented: states, bodies, outlets and persons, and every word they say.
"""

from collections import Counter
from pathlib import Path

import pytest

from musnad import Report, analyse
from quality.misses import mistakes
from quality.sets import Document, rows
from quality.tagged import Case, read_cases

HERE = Path(__file__).parent
CASES = list(read_cases(HERE / "sentences"))
# Cases that the reader gets wrong so far, one name a line. Taking a line out is progress; the file only shrinks.
KNOWN_FAILURES = frozenset(
    line for line in (HERE / "known_failures.txt").read_text("utf-8").splitlines() if not line.startswith(";")
)
PHENOMENA = ["verb-subject", "subject-verb", "complementisers", "dropped-subjects", "adverbials", "addressees", "participles", "nominal-cues", "prepositional-cues", "embedded-cues", "colons", "quotation-marks", "long-quotations", "coordination", "outlets", "anonymous-sources", "objects", "force", "nesting", "not-reported", "orthography"]


def wrong(case: Case) -> list[str]:
    """What the reader gets wrong in a case: every part and every label counts."""
    return list(
        mistakes(Document(case.id, case.text, list(case.gold)), rows(analyse(Report(text=case.text))))
    )


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.id,
            marks=[pytest.mark.xfail(reason="known failure", strict=False)]
            if case.id in KNOWN_FAILURES
            else [],
        )
        for case in CASES
    ],
)
def test_a_sentence_is_read_as_tagged(case: Case) -> None:
    assert wrong(case) == []


def test_every_phenomenon_has_its_table() -> None:
    counts = Counter(case.topic for case in CASES)
    assert sorted(counts) == sorted(PHENOMENA)
    assert min(counts.values()) >= 5
    assert len(CASES) >= 120


def test_names_of_cases_are_their_own() -> None:
    names = Counter(case.id for case in CASES)
    assert [name for name, times in names.items() if times > 1] == []
    assert set(names) >= KNOWN_FAILURES


def test_the_two_sides_of_the_tables_are_named_alike_often() -> None:
    text = " ".join(case.text for case in CASES)
    first, second = text.count("تيلاري"), text.count("نوسار")
    assert abs(first - second) <= 0.2 * max(first, second)
