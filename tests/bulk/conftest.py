"""Files of invented reports, and ledgers to read them into."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from musnad.ledger import Ledger
from musnad.model import Analysis

Write = Callable[..., Path]


def text(number: int, *more: str) -> str:
    """An invented report, different for each number."""
    return " ".join((f"أعلنت بلدية المرج أن الحافلة رقم {number} ستعود إلى العمل غدا.", *more))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "war.db") as opened:
        yield opened


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a .jsonl file of the given name with these texts."""

    def file(name: str, *texts: str, **fields: Any) -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps({"text": each, **fields}) + "\n" for each in texts))
        return path

    return file


def content(ledger: Ledger) -> list[Analysis]:
    """All that the ledger holds, in its order."""
    return [ledger.get(report_id) for report_id in ledger]
