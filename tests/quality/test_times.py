"""Scoring times: what counts as right, and the floors where the specifications are there."""

from typing import Any

import pytest

from quality import gate, times

RECORD: dict[str, Any] = {
    "Input": "سيعود الوفد يوم الجمعة 12 يناير 2029.",
    "Context": {"ReferenceDateTime": "2028-11-07T00:00:00"},
    "Results": [
        {
            "Text": "الجمعة 12 يناير 2029",
            "Start": 16,
            "Length": 20,
            "Value": {"Timex": "2029-01-12", "FutureResolution": {"date": "2029-01-12"}},
        }
    ],
}


def case(**changes: Any) -> times.SpecCase:
    return times.SpecCase("Date", "DateParser/0", False, RECORD | changes)


def gold(text: str, **value: Any) -> list[dict[str, Any]]:
    start = RECORD["Input"].find(text)
    return [
        {"Text": text, "Start": start, "Length": len(text), "Value": value} if value else {"Text": text, "Start": start}
    ]


def test_span_and_value_are_right() -> None:
    found = times.outcome(case())
    assert (found.span, found.value) == (True, True)


def test_a_leading_preposition_and_marks_count_only_exactly() -> None:
    wide = case(Results=gold("يوم الجمعة 12 يناير 2029."))
    assert times.outcome(wide).span
    assert not times.outcome(wide, exact=True).span


def test_other_words_are_wrong() -> None:
    assert not times.outcome(case(Results=gold("يناير 2029"))).span


def test_either_the_timex_or_a_resolution_suffices() -> None:
    shown = "الجمعة 12 يناير 2029"
    assert times.outcome(case(Results=gold(shown, Timex="other", PastResolution={"date": "2029-01-12"}))).value
    assert times.outcome(case(Results=gold(shown, Timex="2029-01-12", PastResolution={}))).value
    assert not times.outcome(case(Results=gold(shown, Timex="other", PastResolution={"date": "2029-01-13"}))).value


def test_the_end_of_days_may_be_exclusive() -> None:
    text = "تستأنف الرحلات الشهر القادم"
    value = {"Timex": "?", "FutureResolution": {"startDate": "2028-12-01", "endDate": "2029-01-01"}}
    results = [{"Text": "الشهر القادم", "Start": 15, "Length": 12, "Value": value}]
    assert times.outcome(case(Input=text, Results=results)).value


def test_a_case_without_expressions_wants_none_of_its_kind() -> None:
    assert not times.outcome(case(Results=[])).value
    assert times.outcome(case(Input="الجائزة الأولى للفريق", Results=[])).value


def test_gold_that_quotes_other_words_is_broken() -> None:
    assert case(Results=gold("الجمعة 13 يناير")).broken
    assert not case().broken


def test_exclusions_have_reasons_and_stand_once() -> None:
    reasons = times.exclusions()
    assert all(len(reason) > 20 for reason in reasons.values())
    assert len(reasons) < 40


def test_without_the_specifications_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "folder", lambda: None)
    assert times.measure() == {}
    assert times.main([]) == 2


needs_specifications = pytest.mark.skipif(times.folder() is None, reason="the specifications are not here")


@needs_specifications
def test_no_figure_falls_below_its_floor() -> None:
    assert gate.drops({"times": times.measure()}, gate.read_floors()) == []


@needs_specifications
def test_the_tables_and_the_misses_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert times.main([]) == 0
    assert "DateTimePeriod" in capsys.readouterr().out
    assert times.main(["--misses", "Date"]) == 0
    root = times.folder()
    assert root is not None
    known = {c.name for c in times.read_cases(root)}
    assert set(times.exclusions()) <= known
