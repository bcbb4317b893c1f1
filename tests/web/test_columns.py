"""Columns tell what going through the ledger tells, also after it has grown."""

from collections import Counter

import pytest
from ledger.samples import BREAD, UNDATED, WATER, many

from musnad.ledger import Ledger
from musnad.web.asking import Asked
from musnad.web.columns import Columns
from musnad.web.summary import summarise


def ids(columns: Columns, asked: Asked, ledger: Ledger) -> list[str]:
    rows = columns.values["row"][columns.find(asked, ledger)]
    known = dict(ledger.database.rows("SELECT row, id FROM statements"))
    return [known[int(row)] for row in rows]


def test_growing_bit_by_bit() -> None:
    with Ledger(":memory:") as ledger:
        grown = Columns().refreshed(ledger)
        for analysis in (UNDATED, BREAD, WATER, *many(3)):
            ledger.add(analysis)
            grown = grown.refreshed(ledger)
            at_once = Columns().refreshed(ledger)
            for name, column in at_once.values.items():
                assert (column == grown.values[name]).all(), name
            assert [h.statement.id for h in ledger.search() if h.statement] == ids(grown, Asked(), ledger)
        assert grown.refreshed(ledger) is grown


def test_counts() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add_many([WATER, BREAD, UNDATED])
        columns = Columns().refreshed(ledger)
        everything = columns.find(Asked(), ledger)
        summary = summarise(columns, everything, ledger)
        counts = ledger.counts()
        assert summary.total == counts.statements
        assert dict(summary.forces) == dict(counts.forces)
        assert dict(summary.kinds) == dict(counts.kinds)
        said = Counter(s.attribution.speaker for r in ledger for s in ledger.statements(r))
        assert dict(summary.speakers) == said
        assert sum(n for _, n in summary.times) == sum(1 for r in (WATER, BREAD) for _ in r.attributions)
        assert (summary.step, summary.times[0][0], summary.times[-1][0]) == ("month", "2016-10", "2017-01")


def test_corrections_and_their_undoing() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add(WATER)
        machine = Columns().refreshed(ledger)
        statement = next(ledger.statements(WATER.report.id))
        one, _ = ledger.correct(statement.id, {"force": "warn", "speaker": None}, author="هند")
        columns = machine.refreshed(ledger)
        assert ids(columns, Asked(force="warn"), ledger) == [statement.id]
        assert ids(columns, Asked(judged="any"), ledger) == [statement.id]
        for correction in list(ledger.corrections()):
            ledger.undo(correction.id, author="هند")
        columns = columns.refreshed(ledger)
        for name, column in machine.values.items():
            assert (column == columns.values[name]).all(), name
        assert one.field == "force"


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2031", "2031", ("2031-01-01", "2031-12-31")),
        ("2032-02", "2032-02", ("2032-02-01", "2032-02-29")),
        ("٢٠٣١-١٢", "٢٠٣١-١٢-٠٥", ("2031-12-01", "2031-12-05")),
        ("", "", ("None", "None")),
    ],
)
def test_days(since: str, until: str, days: tuple[str, str]) -> None:
    assert tuple(map(str, Asked(since=since, until=until).days())) == days
