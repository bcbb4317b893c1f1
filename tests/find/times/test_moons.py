"""Feasts that follow the moon, against almanacs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.find.times import calendars, moons


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("C01-01", date(2012, 1, 23)),
        ("C01-01", date(2018, 2, 16)),
        ("C01-01", date(2024, 2, 10)),
        ("C01-01", date(2026, 2, 17)),
        ("C08-15", date(2017, 10, 4)),
        ("C08-15", date(2023, 9, 29)),
        ("C08-15", date(2025, 10, 6)),
        ("D", date(2016, 10, 30)),
        ("D", date(2020, 11, 14)),
        ("D", date(2024, 10, 31)),
        ("N0", date(2016, 10, 3)),
        ("N9", date(2023, 9, 25)),
        ("N14", date(2023, 9, 30)),
        ("P0", date(2024, 4, 23)),
        ("P-30", date(2024, 3, 24)),
        ("K0", date(2024, 12, 26)),
        ("11-WXX-4-4+1", date(2019, 11, 29)),
    ],
)
def test_feasts_fall_on_the_days_of_almanacs(rule: str, day: date) -> None:
    assert calendars.feast_day(rule, day.year) == [day]


def test_far_years_have_none() -> None:
    assert [calendars.feast_day(rule, 1000) for rule in ("C01-01", "D", "N0")] == [[], [], []]


@given(st.integers(1900, 2100))
def test_every_year_has_each_once_and_in_its_season(year: int) -> None:
    spring, autumn = moons.chinese_date(year, 1, 1), moons.diwali(year)
    passover = moons.hebrew_date(year, "P", 0)
    assert spring is not None and date(year, 1, 20) <= spring <= date(year, 2, 21)
    assert autumn is not None and date(year, 10, 15) <= autumn <= date(year, 11, 17)
    assert passover is not None and date(year, 3, 20) <= passover <= date(year, 5, 1)
    assert passover.isoweekday() in (2, 4, 6, 7)
