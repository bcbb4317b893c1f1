"""The ledger that the desk is measured on is one like any other."""

from itertools import islice

from bench.million import analyses
from musnad.ledger import Ledger


def test_reports_are_whole_and_the_same_each_time() -> None:
    made = list(islice(analyses(10_000), 5))
    assert [a.report.id for a in made] == [a.report.id for a in islice(analyses(10_000), 5)]
    with Ledger(":memory:") as ledger:
        assert ledger.add_many(made) == 5
        assert not ledger.verify().mismatches
    for analysis in made:
        assert len(analysis.attributions) >= 6
        for a in analysis.attributions:
            assert a.content.of(analysis.report.text).strip() and a.cue.of(analysis.report.text).strip()
