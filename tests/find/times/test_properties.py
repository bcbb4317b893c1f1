"""Whatever the text: spans lie in it, in order, and the work is linear."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import musnad
from musnad.find.times.lexicon import load
from musnad.model.time import Time

_WORDS = sorted(
    {*load().words, *("في", "من", "،", ".", "/", "-", "12", "2016", "8:30", "4/22", "2016/02/22", "وفد", "\n")}
)
texts_of_time = st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join)
REPORT = date(2031, 3, 5)


def _check(text: str, found: tuple[Time, ...]) -> None:
    at = 0
    for time in found:
        assert at <= time.span.start < time.span.end <= len(text)
        at = time.span.end
        assert time.value
        if time.low is not None and time.high is not None:
            assert str(time.low) <= str(time.high)


@given(texts_of_time)
@settings(max_examples=400, deadline=None)
def test_words_of_time_in_any_order(text: str) -> None:
    _check(text, musnad.find_times(text, REPORT))
    _check(text, musnad.find_times(text))


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    _check(text, musnad.find_times(text, REPORT))


@given(st.text(alphabet="0123456789٠١٢/-.:, مصيناءو", max_size=60))
@settings(max_examples=200, deadline=None)
def test_digits_and_marks(text: str) -> None:
    _check(text, musnad.find_times(text, REPORT))


@given(
    st.dates(), st.sampled_from(["الجمعة", "5 مارس", "29 فبراير", "رمضان المقبل", "عيد الفصح", "الأسبوع الأول من مايو"])
)
@settings(max_examples=150, deadline=None)
def test_any_report_date(reference: date, text: str) -> None:
    for time in musnad.find_times(text, reference):
        if time.past is not None and time.future is not None:
            assert time.past.low is not None and time.future.low is not None
            assert time.past.low <= time.future.low


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "من ",
        "و",
        "يوم ",
        "3 أيام و ",
        "بين 5 و ",
        "1/",
        "12:",
        "كل ",
        "الأحد ",
        "ألف و",
        "مارس ",
        "(",
        "منذ منذ ",
        "في 5 ",
    ],
)
def test_repeats_without_end_end(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    _check(text, musnad.find_times(text, REPORT))
