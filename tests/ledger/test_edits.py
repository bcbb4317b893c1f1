"""What was edited between two texts, word by word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.ledger import Edit, Ledger, edits

from .samples import BREAD, WATER

_WORDS = st.lists(st.sampled_from(["السد", "آمن", "امن", "غدا", "،", ".", "قال", "\n"]), max_size=60).map(" ".join)


def shown(before: str, after: str) -> str:
    parts = []
    for edit in edits(before, after):
        gone, new = edit.before.of(before), edit.after.of(after)
        parts.append({"same": gone, "gone": f"[-{gone}-]", "new": f"{{+{new}+}}"}[edit.kind])
    return " ".join(parts)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("السد آمن.", "السد  آمن.\n", "السد آمن."),
        ("السد آمن.", "السد غير آمن.", "السد {+غير+} آمن."),
        ("السد غير آمن.", "السد آمن.", "السد [-غير-] آمن."),
        ("قتل ثلاثة جنود", "أصيب ثلاثة جنود", "[-قتل-] {+أصيب+} ثلاثة جنود"),
        ("السد امن", "السد آمن", "السد [-امن-] {+آمن+}"),
        ("", "السد آمن", "{+السد آمن+}"),
        ("السد آمن", "", "[-السد آمن-]"),
        ("أ ب أ ب أ", "أ ب ج أ ب أ", "أ ب {+ج+} أ ب أ"),
    ],
)
def test_cases(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected


@given(_WORDS, _WORDS)
def test_stretches_cover_both_texts_in_order(before: str, after: str) -> None:
    found = edits(before, after)
    for side, text in (("before", before), ("after", after)):
        spans = [getattr(edit, side) for edit in found]
        assert all(first.end <= second.start for first, second in pairwise(spans))
        covered = {at for span in spans for at in range(*span)}
        assert all(at in covered for at, letter in enumerate(text) if not letter.isspace())
    for edit in found:
        if edit.kind == "same":
            assert edit.before.of(before).split() == edit.after.of(after).split()
        else:
            assert bool(edit.before.end > edit.before.start) == (edit.kind == "gone")


@given(_WORDS)
def test_the_same_text_is_the_same(text: str) -> None:
    assert {edit.kind for edit in edits(text, text)} <= {"same"}


def hostile() -> list[tuple[str, str]]:
    few = " ".join("ab"[n % 2] for n in range(40_000))
    other = " ".join("ab"[n % 3 % 2] for n in range(40_000))
    nested = " ".join(str(n // 2) for n in range(40_000))
    rising, falling = (" ".join(map(str, order)) for order in (range(40_000), range(40_000, 0, -1)))
    return [(few, other), (nested, falling), (rising, falling), (nested, nested[::-1]), (few, few + " c " + other)]


@pytest.mark.parametrize(("before", "after"), hostile())
def test_hostile_texts_are_bounded(before: str, after: str) -> None:
    """All with all would be a thousand million comparisons; this ends."""
    found = edits(before, after)
    assert found
    assert all(edit.kind != "same" or edit.before.of(before) for edit in found)


def test_of_two_reports(ledger: Ledger) -> None:
    first = ledger.edits(WATER.report.id, WATER.report.id)
    assert [edit.kind for edit in first] == ["same"]
    assert isinstance(first[0], Edit)
    assert {edit.kind for edit in ledger.edits(WATER.report.id, BREAD.report.id)} >= {"gone", "new"}
