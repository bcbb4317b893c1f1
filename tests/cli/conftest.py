"""A ledger file with invented reports, and a way to run the commands on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ledger.samples import BREAD, UNDATED, WATER

from musnad.cli import main
from musnad.ledger import Ledger
from musnad.model import Analysis

Run = Callable[..., Result]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.db"


@pytest.fixture
def fill(path: Path) -> Callable[..., None]:
    def add(*analyses: Analysis) -> None:
        with Ledger(path) as ledger:
            ledger.add_many(analyses)

    return add


@pytest.fixture
def run(path: Path) -> Run:
    """Run ``musnad`` with *arguments* on the ledger, which is named in the environment."""

    def invoke(*arguments: str, **environment: str) -> Result:
        # With colours let through: what the commands write is seen as it is, not as click would mend it.
        environment = {"MUSNAD_LEDGER": str(path)} | environment
        return CliRunner().invoke(main, arguments, env=environment, color=True)

    return invoke


@pytest.fixture
def filled(fill: Callable[..., None]) -> None:
    fill(WATER, BREAD, UNDATED)
