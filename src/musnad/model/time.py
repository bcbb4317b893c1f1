"""Time expressions: where a text speaks of time, and which time it means."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from musnad.model.span import Span

TimeKind = Literal["date", "period", "time", "timeperiod", "datetime", "datetimeperiod", "duration", "set", "holiday"]
Precision = Literal[
    "century", "decade", "year", "season", "quarter", "month", "week", "day", "part", "hour", "minute", "second"
]
Direction = Literal["at", "since", "until", "more", "less"]

TIME_KINDS: tuple[str, ...] = get_args(TimeKind)
PRECISIONS: tuple[str, ...] = get_args(Precision)
DIRECTIONS: tuple[str, ...] = get_args(Direction)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A stretch of time, both ends inclusive; None where it is open.

    Days and longer have dates, parts of day and shorter have datetimes without a zone.
    """

    low: date | datetime | None
    high: date | datetime | None


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression of a text and the time it means.

    Attributes:
        span: the words, in the untouched text.
        kind: date (a day), period (days to centuries), time and timeperiod (of an unnamed day), datetime,
            datetimeperiod, duration, set (recurring), holiday.
        value: ISO 8601, or EDTF where that says more: ``2016-10-02``, ``2016-10``, ``197X``, ``2016-22``
            (summer), ``2016-10-02/2016-10-22``, ``2011/..`` (open), ``1990~`` (approximate), ``T08:30``,
            ``P2W``; sets as TIMEX has them (``P1D``, ``XXXX-WXX-3``). X stands for digits that nobody can
            know: «tomorrow» in a report without a date is ``XXXX-XX-XX``.
        timex: the expression as it stands, before the report's date fills its gaps: «Friday» is
            ``XXXX-WXX-5``, «2 October» ``XXXX-10-02``. TIMEX notation; ranges are ``(start,end,duration)``.
        low: first day or moment of the value; None when open or unknown.
        high: last day or moment, inclusive; equal to ``low`` for a point.
        precision: how finely the text tells it.
        past: the earlier of two readings («Friday»: the last one); the value's own where there is but one.
            None when unknown.
        future: the later reading, likewise.
        direction: «since …», «until …», «more than …», «less than …»; ``at`` otherwise.
        approximate: whether the text says «about», «several», «early in» and the like.
        zone: ``UTC`` or ``local`` where the text names one; times are never converted.
    """

    span: Span
    kind: TimeKind
    value: str
    timex: str
    low: date | datetime | None
    high: date | datetime | None
    precision: Precision
    past: Bounds | None = None
    future: Bounds | None = None
    direction: Direction = "at"
    approximate: bool = False
    zone: str | None = None
