"""Time expressions: dates, periods, clock times, durations, recurring times, feasts."""

from musnad.find.times.finder import find_in, find_times

__all__ = ["find_in", "find_times"]
