"""Days of publication as files state them."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

# Arabic-Indic and Eastern Arabic-Indic digits, and the marks of direction that spreadsheets put around days.
_PLAIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", "\u200e\u200f\u061c")

# A time may follow, and is left out: the day is that of the place it was written for.
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T\s,])")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?=$|[T\s,])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=$|T)")
_MONTHS = 12
# Seconds and milliseconds since 1970 that fall between 1973 and 2096; smaller numbers are no times.
_SECONDS = range(100_000_000, 4_000_000_000)


def day(value: object) -> date | None:
    """The day that *value* states; None if it states none beyond doubt.

    Understands year-month-day («2016-10-07», also with a time, with / or ., and in Arabic-Indic digits),
    «20161007», day-month-year with four digits of year where only one order is possible («17/10/2016»; but
    not «7/10/2016», which is another day in another country), the dates of mails and feeds («Fri, 07 Oct
    2016 10:00:00 GMT»), and numbers of seconds or milliseconds since 1970.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return _of_text(value) if isinstance(value, str) else _of_number(value)
    except (ValueError, OverflowError, OSError):
        return None


def _of_text(text: str) -> date | None:
    text = text.translate(_PLAIN).strip()
    if found := _YEAR_FIRST.match(text):
        year, _, month, number = found.groups()
        return date(int(year), int(month), int(number))
    if found := _COMPACT.match(text):
        year, month, number = found.groups()
        return date(int(year), int(month), int(number))
    if found := _YEAR_LAST.match(text):
        first, _, second, year = found.groups()
        return _either_order(int(year), int(first), int(second))
    if text.isdigit():
        return _of_number(int(text))
    return parsedate_to_datetime(text).date()


def _either_order(year: int, first: int, second: int) -> date | None:
    if first > _MONTHS or first == second:
        return date(year, second, first)
    if second > _MONTHS:
        return date(year, first, second)
    return None


def _of_number(number: float) -> date | None:
    if int(number) in _SECONDS:
        return datetime.fromtimestamp(number, UTC).date()
    if int(number) // 1000 in _SECONDS:
        return datetime.fromtimestamp(number / 1000, UTC).date()
    return None
