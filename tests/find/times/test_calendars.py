"""Calendars: movable feasts, hijri dates, weekdays of months, sums."""

from datetime import date, datetime

import pytest

from musnad.find.times import calendars


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2016, date(2016, 3, 27), date(2016, 5, 1)),
        (2017, date(2017, 4, 16), date(2017, 4, 16)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
    ],
)
def test_easter(year: int, western: date, eastern: date) -> None:
    assert calendars.easter(year) == western
    assert calendars.orthodox_easter(year) == eastern


def test_hijri_dates() -> None:
    assert calendars.hijri_date(1440, 1, 1) == date(2018, 9, 11)
    assert calendars.hijri_date(1440, 13, 1) is None
    assert calendars.hijri_today(date(2018, 9, 11)) == (1440, 1)
    assert calendars.hijri_month(1440, 12) == (date(2019, 8, 2), date(2019, 8, 30))


def test_hijri_dates_beyond_the_tables_are_near() -> None:
    found = calendars.hijri_date(1, 1, 1)
    assert found is not None
    assert abs((found - date(622, 7, 19)).days) < 5


def test_a_hijri_feast_may_fall_twice_in_a_year() -> None:
    assert len(calendars.feast_day("H01-01", 2008)) == 2
    assert calendars.feast_day("H10-01", 2016) == [date(2016, 7, 6)]


def test_feasts_of_the_week() -> None:
    assert calendars.feast_day("11-WXX-4-4", 2016) == [date(2016, 11, 24)]
    assert calendars.feast_day("05-WXX-1--1", 2016) == [date(2016, 5, 30)]
    assert calendars.feast_day("W-46", 2016) == [date(2016, 2, 10)]


def test_weekdays_of_a_month() -> None:
    assert calendars.nth_weekday(2016, 11, 5, 1) == date(2016, 11, 4)
    assert calendars.nth_weekday(2016, 11, 5, -1) == date(2016, 11, 25)
    assert calendars.nth_weekday(2016, 11, 5, 5) is None


def test_sums_keep_to_the_month_and_the_calendar() -> None:
    assert calendars.add_months(date(2016, 1, 31), 1) == date(2016, 2, 29)
    assert calendars.add_months(date(9999, 12, 1), 1) is None
    assert calendars.shift(datetime(2016, 1, 1), ((1e9, "Y"),), -1) is None
    assert calendars.shift(datetime(2016, 1, 1), ((1.5, "H"),), 1) == datetime(2016, 1, 1, 1, 30)
