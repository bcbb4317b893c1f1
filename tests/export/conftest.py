"""A ledger with three invented reports, and a folder to write to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger.samples import BREAD, UNDATED, WATER

from musnad.ledger import Ledger


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger(":memory:") as opened:
        assert opened.add_many([WATER, BREAD, UNDATED]) == 3
        yield opened


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "a" / "خارج"
