"""The grammar of time expressions: cascades of rules, from words to days to ranges."""

from musnad.find.times.grammar import amounts, clock, dates, periods, ranges, sets, years
from musnad.find.times.items import Context, Item
from musnad.find.times.patterns import Rule, apply

# What is made early is not taken apart again, so the order is the grammar's: amounts before the hours and days
# that are counted by them, months joined to days before they are months alone, single times before ranges.
_CASCADE: tuple[list[Rule], ...] = (
    sets.SETS[:3],
    amounts.DURATIONS,
    sets.SETS[3:],
    periods.UNITS,
    years.YEARS,
    ranges.EARLY,
    dates.EARLY,
    clock.TIMES,
    dates.DATES,
    periods.MONTHS,
    amounts.OFFSETS,
    clock.PARTS,
    ranges.MONTH_DAYS,
    ranges.TIME_RANGES,
    dates.LOOSE,
    clock.LOOSE,
    clock.DAY_TIMES,
    ranges.ON_DAYS,
    sets.AT_TIMES,
    ranges.RANGES,
    periods.LATE,
    ranges.OPEN_ENDS,
)


def read(items: list[Item], ctx: Context) -> list[Item]:
    """Compose the items of one stretch; what is a time carries a reading."""
    for rules in _CASCADE:
        items = apply(rules, items, ctx)
    return items
