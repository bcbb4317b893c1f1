"""Numbers, and figures: what a report counts."""

from musnad.find.numbers.figures import figures_in, find_figures
from musnad.find.numbers.finder import find_numbers, numbers_in

__all__ = ["figures_in", "find_figures", "find_numbers", "numbers_in"]
