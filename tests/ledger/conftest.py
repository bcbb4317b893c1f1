"""Ledgers to test on: an empty one in memory, one with three reports, and a path for files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from musnad.ledger import Ledger

from .samples import BREAD, UNDATED, WATER


@pytest.fixture
def empty() -> Iterator[Ledger]:
    with Ledger(":memory:") as ledger:
        yield ledger


@pytest.fixture
def ledger(empty: Ledger) -> Ledger:
    assert empty.add_many([WATER, BREAD, UNDATED]) == 3
    return empty


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "سجل.musnad"
