"""Ways to gather from files that a test writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from musnad.gather import Event, Found, gather
from musnad.model import Problem, Report

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the given name below a fresh folder."""

    def file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return file


def reports(events: list[Event]) -> list[Report]:
    return [event.report for event in events if isinstance(event, Found)]


def problems(events: list[Event]) -> list[Problem]:
    return [event for event in events if isinstance(event, Problem)]


def only_problem(path: Path) -> Problem:
    """The one thing that comes of *path*."""
    (problem,) = gather([path])
    assert isinstance(problem, Problem)
    return problem


def only_report(path: Path) -> Report:
    """The report in *path*, with no problem beside it."""
    events = list(gather([path]))
    assert not problems(events)
    (report,) = reports(events)
    return report
