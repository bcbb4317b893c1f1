"""Analysing one report so that whatever happens to it, the others go on."""

from collections.abc import Callable
from dataclasses import dataclass

from musnad.gather import Found
from musnad.ledger.writer import check
from musnad.model import Analysis, MusnadError, Problem, Report, Settings

Analyser = Callable[[Report, Settings], Analysis]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a report has no analysis, in a person's words."""

    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report and what came of it."""

    found: Found
    result: Analysis | Failure

    def problem(self, failure: Failure) -> Problem:
        """The problem to show for *failure*."""
        return Problem(self.found.path, self.found.place, failure.message)


def attempt(analyser: Analyser, report: Report, settings: Settings) -> Analysis | Failure:
    """The analysis of *report*, fit for a ledger, or why there is none. Raises nothing but interrupts."""
    try:
        analysis = analyser(report, settings)
        check(analysis)
    except MemoryError:
        return Failure("This report is too large for the memory and was left out. Split it.")
    except MusnadError as error:
        return Failure(f"This report was left out: {error}")
    except Exception as error:
        # A mistake of ours in one report must not cost the run; it is shown, never swallowed.
        why = f"{type(error).__name__}: {error}"
        return Failure(f"This report could not be analysed ({why}) and was left out. Please report this.")
    return analysis


def pipeline(report: Report, settings: Settings) -> Analysis:
    """The usual :data:`Analyser`."""
    # Here and not above: the command that only shows its help should not wait for it.
    from musnad.pipeline import analyse

    return analyse(report, settings)
