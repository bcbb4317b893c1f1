"""A desk on invented reports, and a browser's manners without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger.samples import BREAD, UNDATED, WATER

from musnad.ledger import Ledger
from musnad.web.app import create_app
from musnad.web.settings import DeskSettings

from .client import Client


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of three reports, as a file."""
    file = str(tmp_path / "سجل.db")
    with Ledger(file) as ledger:
        assert ledger.add_many([WATER, BREAD, UNDATED]) == 3
        ledger.compared().update()
    return file


@pytest.fixture
def client(path: str) -> Iterator[Client]:
    """Somebody at a desk with all rights."""
    with Client(create_app(DeskSettings(path))) as opened:
        yield opened
