"""Years: «عام ٢٠١٦», «ألفين وثمانية عشر», «تسعة عشر تسعة وتسعون»."""

from __future__ import annotations

from musnad.find.times import tags, values
from musnad.find.times.items import Item, Reading, made
from musnad.find.times.patterns import Hit, Rule, rule


def year_of(item: Item, *, short: bool = False) -> int | None:
    """The year that an item names beside a month: four digits, words from a thousand on, «العام المقبل»."""
    if item.reading is not None:
        return item.reading.year if item.reading.unit == "Y" and not item.reading.edge else None
    number = item.num
    if number.ordinal:
        return None
    if number.digits:
        if 1000 <= number.value < 2500:
            return number.whole
        return 2000 + number.whole if short and 0 <= number.value < 100 else None
    return number.whole if 1000 <= number.value < 2500 else None


def relative_year(item: Item) -> bool:
    """Whether a year is counted from the report's date."""
    return item.reading is not None and item.reading.relative


def same_or_year(item: Item) -> int | None:
    """A number's year whatever its size: after «عام» all are years."""
    return item.num.whole if 1 <= item.num.value < 3000 else None


def _named(hit: Hit) -> Item | None:
    number = hit["number"]
    if hit["unit"].lex.unit != "Y" or number.num.ordinal or (number.num.value < 100 and not number.num.digits):
        return None
    year = same_or_year(number)
    if year is None or (year < 100 and "era" not in hit):
        return None
    reading = values.year(_gregorian(hit, year))
    if "era" in hit and hit["era"].lex.unit == "BC":
        # Years before Christ lie outside Python's calendar: the value alone tells them (1 BC is year 0).
        value = f"-{year - 1:04}" if year > 1 else "0000"
        reading = Reading("period", value, "year", value=value, unit="BC")
    return None if reading is None else made(tags.YEAR, reading, hit.first, hit.last)


def _gregorian(hit: Hit, year: int) -> int:
    era = hit.get("era")
    if era is not None and era.lex.unit == "AH":
        return int(year * 0.970224 + 621.5774)
    return year


def _two_numbers(hit: Hit) -> Item | None:
    """«تسعة عشر ثمانية وعشرون»: the century's number, then the year's."""
    one, two = hit["one"].num, hit["two"].num
    if (
        one.digits
        or two.digits
        or one.ordinal
        or two.ordinal
        or one.definite
        or not 13 <= one.value <= 20
        or two.value > 99
    ):
        return None
    unit = hit.get("unit")
    if unit is not None and unit.lex.unit != "Y":
        return None
    if "and" in hit and unit is None:
        return None
    reading = values.year(one.whole * 100 + two.whole)
    return None if reading is None else made(tags.YEAR, reading, hit.first, hit.last)


def _after_in(hit: Hit) -> Item | None:
    """A year by itself after «في», «منذ», «حتى»: no round thousand, nothing that it counts."""
    number = hit["number"].num
    digits = number.digits and 1900 <= number.value <= 2100
    words = not number.digits and not number.ordinal and 1100 <= number.value <= 2100
    after = hit.after
    if after is not None and after.tag in (tags.UNIT, tags.UNITS, tags.DAY, tags.FRACTION):
        return None
    thousand = number.value == 2000 and not number.digits and (number.definite or hit.ctx.loose or _alone(after))
    if not (digits or words or thousand):
        return None
    if after is not None and after.tag == tags.OTHER and (number.value % 50 == 0 or not digits):
        return None
    if thousand and number.definite:
        return made(tags.PERIOD, values.years(2000, 10, "decade"), hit["number"], hit["number"])
    reading = values.year(number.whole)
    return None if reading is None else made(tags.YEAR, reading, hit["number"], hit["number"])


def _after_verb(hit: Hit) -> Item | None:
    return _after_in(hit) if hit.ctx.loose else None


def _alone(after: Item | None) -> bool:
    return after is None or after.tag in (tags.END, tags.DOT)


YEARS: list[Rule] = [
    rule(
        "unit=(UNIT|THE_UNIT)? one=(NUMBER) and=(AND)? two=(NUMBER)(?!PART|THE_PART|IN|UNIT|UNITS|AND|NUMBER)",
        _two_numbers,
    ),
    rule("unit=(UNIT|THE_UNIT) number=(NUMBER) era=(ERA)?", _named),
    rule("(?<=IN|SINCE|UNTIL)number=(NUMBER)(?!PART|THE_PART|AND|UNTIL|DASH|MONTH|HIJRI|THOUSANDS)", _after_in),
    rule("(?<=YEAR AND)number=(NUMBER)(?!UNIT|UNITS|MONTH|HIJRI|OTHER)", _after_in),
    rule("(?<=OTHER|END)number=(NUMBER)(?=END|DOT)", _after_verb),
]
