"""Stand-ins for the pipeline, for processes to find by name: quick, and with mishaps where the text asks."""

import os
import time

from musnad.model import Analysis, Attribution, Report, Settings, Span

FAILS = "يتعثر"
DIES = "ينهار"
RUNS_OUT = "يضيق"
IS_SLOW = "يتمهل"
CONTRADICTS = "يتناقض"


def brief(report: Report, settings: Settings) -> Analysis:
    """One attribution: the first word says the rest."""
    text = report.text
    if FAILS in text:
        raise ValueError("stumbled")
    if RUNS_OUT in text:
        raise MemoryError
    if DIES in text:
        os._exit(3)
    if IS_SLOW in text:
        time.sleep(0.3)
    end = text.index(" ")
    parent = 1 if CONTRADICTS in text else None
    said = Attribution(
        *(1, Span(0, end), None, Span(end + 1, len(text)), parent, None, "person", "assert", "indirect", "قال"),
    )
    return Analysis(report, (), (said,), ())


def broken(report: Report, settings: Settings) -> Analysis:
    """Not to be called: for runs that should analyse nothing."""
    raise AssertionError(f"analysed again: {report.name}")
