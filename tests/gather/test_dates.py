"""Days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather.dates import day


@pytest.mark.parametrize(
    "value",
    [
        "2016-10-17",
        " 2016-10-17 ",
        "2016/10/17",
        "2016.10.17",
        "2016-10-17T23:59:59+03:00",
        "2016-10-17 08:00",
        "20161017",
        "17/10/2016",
        "10/17/2016",
        "17-10-2016",
        "٢٠١٦-١٠-١٧",
        "\u200f١٧/١٠/٢٠١٦\u200f",
        "Mon, 17 Oct 2016 10:00:00 GMT",
        1476694800,
        1476694800.5,
        1476694800000,
        "1476694800",
    ],
)
def test_days_that_are_beyond_doubt(value: object) -> None:
    assert day(value) == date(2016, 10, 17)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "أمس",
        "7/10/2016",
        "2016-13-01",
        "2016-02-30",
        "0000-00-00",
        "2016",
        "2016-10",
        "2016-10-171",
        2016,
        True,
        None,
        [2016, 10, 17],
        float("nan"),
        float("inf"),
        10**30,
        "²",
    ],
)
def test_what_is_no_day_or_could_be_two(value: object) -> None:
    assert day(value) is None


def test_the_same_day_in_either_order_is_one() -> None:
    assert day("5/5/2016") == date(2016, 5, 5)


@given(st.dates())
def test_iso_days_come_back(value: date) -> None:
    assert day(value.isoformat()) == value


@given(st.text() | st.integers() | st.floats())
def test_nothing_breaks_it(value: object) -> None:
    day(value)
