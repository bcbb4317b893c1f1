"""What a found time says beside its value: bounds, both readings, precision, direction, doubt."""

from datetime import date, datetime

import pytest

import musnad
from musnad.model.time import DIRECTIONS, PRECISIONS, TIME_KINDS, Bounds, Time

REPORT = date(2031, 3, 5)


def one(text: str, reference: date | None = REPORT) -> Time:
    (time,) = musnad.find_times(text, reference)
    return time


def test_a_period_has_inclusive_bounds() -> None:
    time = one("تستأنف الرحلات الأسبوع المقبل")
    assert (time.low, time.high, time.precision) == (date(2031, 3, 10), date(2031, 3, 16), "week")


def test_a_bare_weekday_has_an_earlier_and_a_later_reading() -> None:
    time = one("عقدت الجلسة الخميس")
    assert time.past == Bounds(date(2031, 2, 27), date(2031, 2, 27))
    assert time.future == Bounds(date(2031, 3, 6), date(2031, 3, 6))
    assert time.timex == "XXXX-WXX-4"
    assert time.value == "2031-02-27"


def test_tense_decides_between_the_two() -> None:
    assert one("ستعقد الجلسة الخميس").value == "2031-03-06"
    assert one("سوف تعقد الجلسة الخميس").value == "2031-03-06"
    assert one("كانت الجلسة الخميس").value == "2031-02-27"


def test_the_weekday_of_the_report_is_today() -> None:
    assert one("أعلن الحزب الأربعاء انسحابه").value == "2031-03-05"


def test_next_sunday_may_be_the_coming_one_or_that_of_next_week() -> None:
    time = one("يجتمعون الأحد المقبل")
    assert time.value == "2031-03-09"
    assert (time.past, time.future) == (
        Bounds(date(2031, 3, 9), date(2031, 3, 9)),
        Bounds(date(2031, 3, 16), date(2031, 3, 16)),
    )


def test_a_date_in_digits_may_have_day_and_month_in_either_order() -> None:
    time = one("وقع الاتفاق بتاريخ 5/6/2029")
    assert time.value == "2029-06-05"
    assert time.past == Bounds(date(2029, 5, 6), date(2029, 5, 6))


def test_a_weekday_picks_the_year() -> None:
    assert one("الأحد 5 مايو").value == "2030-05-05"
    assert one("الاثنين 5 مايو").value == "2031-05-05"


def test_open_ends() -> None:
    since, until = one("مغلق منذ عام 2011"), one("سارية حتى 15 مارس 2031")
    assert (since.low, since.high, since.direction) == (date(2011, 1, 1), None, "since")
    assert (until.low, until.high, until.direction) == (None, date(2031, 3, 15), "until")


def test_more_and_less_and_about() -> None:
    assert one("استمر أكثر من أسبوعين").direction == "more"
    assert one("استمر أقل من أسبوعين").direction == "less"
    about = one("استمر نحو أسبوعين")
    assert (about.direction, about.approximate, about.value) == ("at", True, "P2W")


def test_moments_have_hours_and_zones() -> None:
    time = musnad.find_times("بدأ القصف أمس الساعة 14:30 بتوقيت غرينتش", datetime(2031, 3, 5, 9))[0]
    assert (time.low, time.zone, time.precision) == (datetime(2031, 3, 4, 14, 30), "UTC", "minute")
    assert time.value == "2031-03-04T14:30Z"


def test_a_clock_time_lies_on_the_day_of_the_report() -> None:
    time = one("بدأ القصف الساعة 8 مساء")
    assert (time.value, time.low) == ("T20", datetime(2031, 3, 5, 20))
    assert one("بدأ القصف الساعة 8 مساء", None).low is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("عاد غدا", "XXXX-XX-XX"),
        ("عاد الأسبوع الماضي", "XXXX-WXX"),
        ("عاد الشهر الماضي", "XXXX-XX"),
        ("عاد العام الماضي", "XXXX"),
        ("عاد العقد الماضي", "XXXX"),
        ("عاد قبل ساعتين", "XXXX-XX-XXTXX:XX"),
        ("عاد قبل ثلاثة أيام", "XXXX-XX-XX"),
        ("عاد قبل شهر", "XXXX-XX-XX"),
        ("عاد صباح أمس", "XXXX-XX-XXTMO"),
        ("عاد الجمعة", "XXXX-WXX-5"),
        ("عاد في 5 مارس", "XXXX-03-05"),
        ("عاد في مارس", "XXXX-03"),
        ("عاد في الصيف", "XXXX-22"),
        ("عاد في عيد الفطر", "XXXX-XX-XX"),
        ("عاد في عيد الميلاد", "XXXX-12-25"),
        ("عاد خلال ثلاثة أيام", "XXXX-XX-XX/XXXX-XX-XX"),
        ("مغلق منذ العام الماضي", "XXXX/.."),
        ("سارية حتى العام المقبل", "../XXXX"),
    ],
)
def test_without_the_report_s_date_what_hangs_on_it_stays_open(text: str, value: str) -> None:
    time = one(text, None)
    assert (time.value, time.low, time.high, time.past, time.future) == (value, None, None, None, None)


def test_without_the_report_s_date_what_stands_by_itself_is_known() -> None:
    assert one("وقع في 12 يناير 2029", None).low == date(2029, 1, 12)
    assert one("وقع عام 2011", None).high == date(2011, 12, 31)
    assert one("استمر 3 أيام", None).value == "P3D"


def test_a_famous_day_keeps_its_year_open() -> None:
    time = one("منذ أيام ثورة 25 يناير".removeprefix("منذ أيام "))
    assert (time.value, time.low) == ("XXXX-01-25", None)


def test_the_years_before_christ_lie_outside_the_calendar() -> None:
    time = one("بني السور عام 214 ق.م")
    assert (time.value, time.low) == ("-0213", None)


def test_ago_is_a_point_and_a_beginning() -> None:
    time = one("مغلق منذ أسبوعين")
    assert (time.value, time.low, time.high, time.direction) == (
        "2031-02-19",
        date(2031, 2, 19),
        date(2031, 2, 19),
        "since",
    )


@pytest.mark.parametrize(
    "reference", [date.min, date(4, 2, 29), date(1500, 1, 1), date.max, datetime.min, datetime.max]
)
def test_no_report_is_too_old(reference: date) -> None:
    text = "الجمعة و5 مارس وغدا والعام المقبل وقبل قرنين وعيد الأضحى ورمضان الماضي ومساء الأحد وآخر 3 ساعات وفي الصيف"
    assert musnad.find_times(text, reference)


def test_a_reference_with_a_zone_is_taken_as_it_stands() -> None:
    aware = datetime.fromisoformat("2031-03-05T23:30:00+03:00")
    assert musnad.find_times("غدا", aware)[0].value == "2031-03-06"


def test_every_label_is_one_of_the_model_s() -> None:
    text = "أمس الساعة 8 مساء، كل يوم، 3 أيام، عيد الفطر، من 5 إلى 7 مساء، القرن الماضي، الصيف الماضي، منذ 2011"
    for time in musnad.find_times(text, REPORT):
        assert time.kind in TIME_KINDS
        assert time.precision in PRECISIONS
        assert time.direction in DIRECTIONS
