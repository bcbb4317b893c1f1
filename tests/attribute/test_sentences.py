"""Tagged sentences: the language that the reader must know, phenomenon by phenomenon.

The tables lie in ``sentences/``, one file for each phenomenon; ``quality.tagged`` describes their notation.
All of it is invented: states, bodies, outlets and persons, and every word they say.
"""

from collections import Counter

import pytest

from quality.cases import known_failures, wrong
from quality.sets import SENTENCES
from quality.tagged import Case, read_cases

CASES = list(read_cases(SENTENCES))
# Cases that the reader gets wrong so far. Taking one out is progress.
KNOWN_FAILURES = known_failures()
PHENOMENA = [
    "verb-subject",
    "subject-verb",
    "complementisers",
    "dropped-subjects",
    "adverbials",
    "addressees",
    "participles",
    "nominal-cues",
    "prepositional-cues",
    "embedded-cues",
    "colons",
    "quotation-marks",
    "long-quotations",
    "coordination",
    "outlets",
    "anonymous-sources",
    "objects",
    "force",
    "nesting",
    "not-reported",
    "orthography",
]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.id,
            marks=[pytest.mark.xfail(reason="known failure", strict=False)] if case.id in KNOWN_FAILURES else [],
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


def test_most_cases_are_to_be_read_right() -> None:
    assert len(KNOWN_FAILURES) < 0.4 * len(CASES)


def test_the_two_sides_of_the_tables_are_named_alike_often() -> None:
    text = " ".join(case.text for case in CASES)
    first, second = text.count("تيلاري"), text.count("نوسار")
    assert abs(first - second) <= 0.2 * max(first, second)
