"""The grammar of time expressions: cascades of rules, from words to days to ranges."""

from musnad.find.times.grammar import (
    amounts,
    clock,
    dates,
    feasts,
    months,
    parts,
    periods,
    ranges,
    sets,
    time_ranges,
    years,
)
from musnad.find.times.items import Context, Item
from musnad.find.times.patterns import Rule, apply

# What is made early is not taken apart again, so the order is the grammar's: amounts before the hours and days
# that are counted by them, months joined to days before they are months alone, single times before ranges.
_CASCADE: tuple[Rule, ...] = (
    *sets.SETS[:3],
    *amounts.DURATIONS,
    *sets.SETS[3:],
    *months.NAMES,
    *periods.UNITS,
    *months.BESIDE,
    *years.YEARS,
    *ranges.EARLY,
    *time_ranges.EARLY,
    *dates.EARLY,
    *feasts.FEASTS,
    *clock.TIMES,
    *dates.DATES,
    *months.MONTHS,
    *periods.PERIODS,
    *amounts.OFFSETS,
    *parts.PARTS,
    *ranges.MONTH_DAYS,
    *time_ranges.TIME_RANGES,
    *dates.LOOSE,
    *clock.LOOSE,
    *parts.DAY_TIMES,
    *time_ranges.ON_DAYS,
    *sets.AT_TIMES,
    *ranges.RANGES,
    *time_ranges.MOMENT_RANGES,
    *periods.LATE,
    *ranges.OPEN_ENDS,
)


def read(items: list[Item], ctx: Context) -> list[Item]:
    """Compose the items of one stretch; what is a time carries a reading."""
    return apply(_CASCADE, items, ctx)
