"""Days as pages write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather.pages.days import days_in

DAY = date(2016, 10, 5)


def only(text: str) -> date | None:
    found = days_in(text)
    return found[0].day if found else None


@pytest.mark.parametrize(
    "text",
    [
        "الأربعاء 5 تشرين الأول 2016",
        "الاربعاء ٥ تشرين الاول ٢٠١٦",
        "5 تشرين أول 2016",
        "05-تشرين الأول-2016",
        "الأربعاء، 05 أكتوبر 2016 02:30 م",
        "5 أكتوبر/تشرين الأول 2016",
        "5 تشرين الأول/أكتوبر 2016",
        "5 أكتوبر (تشرين الأول) 2016",
        "5 من أكتوبر 2016",
        "5 أكتوبر سنة 2016",
        "أكتوبر 5, 2016",
        "أكتوبر 5، 2016",
        "نشر في: 5 اكتوبر 2016م الساعة 10:15",
        "October 5, 2016",
        "5 Oct 2016",
        "2016/10/05 - 14:30",
        "2016-10-05 | 14:30",
        "٢٠١٦/١٠/٥",
        "05/10/2016",
        "5-10-2016",
        "5.10.2016",
        "الأربعاء 10/5/2016",
        "الأربعاء 5/10/2016",
        "\u200f5\u200f/\u200f10\u200f/\u200f2016",
        "4 محرم 1438هـ",
        "٤ محرم ١٤٣٨",
        "1438/1/4هـ",
        "04/01/1438 هـ",
        "الأربعاء 4 محرم 1438 هـ - 5 أكتوبر 2016م - العدد 17268",
        "5أكتوبر2016",
    ],
)
def test_a_day_in_every_dress(text: str) -> None:
    assert {each.day for each in days_in(text)} == {DAY}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 جانفي 2011", date(2011, 1, 3)),
        ("3 جويلية 2011", date(2011, 7, 3)),
        ("3 غشت 2011", date(2011, 8, 3)),
        ("3 شتنبر 2011", date(2011, 9, 3)),
        ("3 كانون الثاني 2011", date(2011, 1, 3)),
        ("3 كانون الأول 2011", date(2011, 12, 3)),
        ("3 آب 2011", date(2011, 8, 3)),
        ("31/12/2011", date(2011, 12, 31)),
        ("12/31/2011", date(2011, 12, 31)),
        ("1 رمضان 1432", date(2011, 8, 1)),
    ],
)
def test_months_of_all_countries(text: str, day: date) -> None:
    assert only(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2016",
        "10/2016",
        "5 أكتوبر",
        "31 شباط 2016",
        "10/5/2016 2:30:00 PM",
        "الساعة 10:30",
        "بلغ عددهم 5 في مايو من عام الفيضان",
        "1.2.3.2016",
        "5/10/16",
        "الجمعة 5/10/2016",
        "يعود إلى عام 1931",
        "5 محرم 2016",
        "رقم 12345-10-2016",
    ],
)
def test_what_is_no_day_or_could_be_two(text: str) -> None:
    assert not days_in(text)


def test_places_are_those_of_the_folded_text() -> None:
    (first, second) = days_in("نشر 5/10/2016 وحدث 6/10/2016")
    assert (first.start, first.end) == (4, 13)
    assert second.day == date(2016, 10, 6)


def test_the_hijri_calendar_is_told_apart() -> None:
    assert [each.hijri for each in days_in("4 محرم 1438هـ - 5 أكتوبر 2016م")] == [True, False]


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_days_come_back(day: date) -> None:
    assert only(f"{day:%Y/%m/%d}") == day
    assert only(f"{day:%d/%m/%Y}") == day
    assert only(f"{day.day} January {day.year}") == day.replace(month=1)


@given(st.text(alphabet="0123456789/-. ٠١٢٣أكتوبرمحرم هـ"))
def test_nothing_breaks_it(text: str) -> None:
    days_in(text)


def test_hostile_texts_take_no_time() -> None:
    for text in ("5/" * 50_000, "5 أكتوبر " * 20_000, "2016-" * 40_000, "الأربعاء " * 20_000, "1" * 200_000):
        days_in(text)
