"""Days as people write them on Arabic pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from musnad.gather.pages.spelling import folded
from musnad.gather.pages.words import day_words

_GREGORIAN_YEARS = range(1900, 2200)
_HIJRI_YEARS = range(1343, 1501)
_MONTHS = 12
# How far before a day its weekday may stand, in characters.
_BEFORE = 14
_AMERICAN = re.compile(r"[\s,،|-]{0,3}\d{1,2}:\d{2}(?::\d{2})?\s?[ap]m")


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day in a text.

    Attributes:
        day: which it is.
        start, end: where in the folded text.
        hijri: written in the Hijri calendar, whose days may be off by one.
    """

    day: date
    start: int
    end: int
    hijri: bool


def days_in(text: str) -> list[WrittenDay]:
    """The days in *text*, in their order.

    Months go by the names of any Arab country or English ones, by two names at once («أكتوبر/تشرين الأول»), or by
    number: year first, or day first as all Arab countries write it, unless the weekday or a clock with AM or PM speaks
    for the month first. Hijri days are converted after the calendar of Umm al-Qura. Two digits are no year. Linear.
    """
    text = folded(text)
    if not any(character.isdigit() for character in text):
        return []
    found = [*_named(text), *_numeric(text)]
    return sorted(found, key=lambda each: each.start)


def _named(text: str) -> Iterator[WrittenDay]:
    words = day_words()
    patterns = _patterns()
    for pattern in (patterns.day_first, patterns.month_first):
        for found in pattern.finditer(text):
            made = _date(int(found["year"]), words.gregorian[found["month"]], int(found["day"]))
            if made:
                yield WrittenDay(made, found.start(), found.end(), hijri=False)
    for found in patterns.hijri.finditer(text):
        made = _from_hijri(int(found["year"]), words.hijri[found["month"]], int(found["day"]))
        if made:
            yield WrittenDay(made, found.start(), found.end(), hijri=True)


def _numeric(text: str) -> Iterator[WrittenDay]:
    patterns = _patterns()
    for found in patterns.year_first.finditer(text):
        yield from _of_numbers(found, [(found["month"], found["day"])])
    for found in patterns.year_last.finditer(text):
        yield from _of_numbers(found, _orders(found, text))


def _of_numbers(found: re.Match[str], orders: list[tuple[str, str]]) -> Iterator[WrittenDay]:
    year = int(found["year"])
    for month, day in orders:
        hijri = year in _HIJRI_YEARS
        made = (_from_hijri if hijri else _date)(year, int(month), int(day))
        if made:
            yield WrittenDay(made, found.start(), found.end(), hijri)
            return


def _orders(found: re.Match[str], text: str) -> list[tuple[str, str]]:
    """(month, day) in the orders that are possible, the likelier first; none if it cannot be told."""
    first, second = found["first"], found["second"]
    day_first, month_first = (second, first), (first, second)
    if int(first) > _MONTHS:
        return [day_first]
    if int(second) > _MONTHS:
        return [month_first]
    if weekday := _weekday_before(text, found.start()):
        year = int(found["year"])
        return [
            (month, day)
            for month, day in (day_first, month_first)
            if (made := _date(year, int(month), int(day))) and made.weekday() == day_words().weekdays[weekday]
        ]
    return [] if first != second and _AMERICAN.match(text, found.end()) else [day_first]


def _weekday_before(text: str, at: int) -> str | None:
    found = _patterns().weekday.findall(text[max(0, at - _BEFORE) : at])
    return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class _Patterns:
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    hijri: re.Pattern[str]
    year_first: re.Pattern[str]
    year_last: re.Pattern[str]
    weekday: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = day_words()
    month = rf"(?<![^\W\d_])(?P<month>{_any(words.gregorian)})(?![^\W\d_])"
    second = rf"(?:\s?[/(|-]\s?(?:{_any(words.gregorian)})\)?)?"
    year = r"(?P<year>\d{4})(?!\d)"
    gap = r"[\s\-/.,،]{0,3}"
    day = r"(?<![\d:/.])(?P<day>\d{1,2})"
    numbers = r"(?<![\d/.-])"
    return _Patterns(
        re.compile(rf"{day}{gap}(?:من (?:شهر )?)?{month}{second}(?:{gap}|\s(?:عام|سنه)\s){year}"),
        re.compile(rf"{month}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[,،]?\s{{1,2}}{year}"),
        re.compile(rf"{day}{gap}(?:من )?(?P<month>{_any(words.hijri)})(?![^\W\d_]){gap}{year}"),
        re.compile(rf"{numbers}(?P<year>\d{{4}})\s?([-/.])\s?(?P<month>\d{{1,2}})\s?\2\s?(?P<day>\d{{1,2}})(?!\d)"),
        re.compile(rf"{numbers}(?P<first>\d{{1,2}})\s?([-/.])\s?(?P<second>\d{{1,2}})\s?\2\s?{year}"),
        re.compile(rf"(?<!\w)(?:{_any(words.weekdays)})(?!\w)"),
    )


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _GREGORIAN_YEARS else None
    except ValueError:
        return None


def _from_hijri(year: int, month: int, day: int) -> date | None:
    # Here and not above: few pages need it.
    from hijridate import Hijri

    try:
        return Hijri(year, month, day).to_gregorian() if year in _HIJRI_YEARS else None
    except (ValueError, OverflowError):
        return None
