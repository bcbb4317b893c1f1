"""Numbers, and figures: what a report counts."""

from musnad.find.numbers.finder import find_numbers, numbers_in

__all__ = ["find_numbers", "numbers_in"]
