"""What goes in comes out equal, once, and stays."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.ledger import Ledger
from musnad.ledger.writer import statement_ids
from musnad.model import Analysis, Attribution, Block, MusnadError, Narration, Report, Span

from .samples import BREAD, WATER, Said, analysis, many

TABLES = ("names", "name_words", "reports", "blocks", "statements", "narration", "sources_read")


def test_an_analysis_comes_back_equal(empty: Ledger) -> None:
    assert empty.add(WATER)
    assert empty.get(WATER.report.id) == WATER


def test_reading_again_changes_nothing(empty: Ledger) -> None:
    assert empty.add(WATER)
    before = empty.counts()
    assert not empty.add(WATER)
    assert not empty.add(replace(WATER, attributions=()))
    assert empty.add_many([WATER, WATER]) == 0
    assert empty.counts() == before


def test_the_same_words_of_two_outlets_are_two_reports(empty: Ledger) -> None:
    other = replace(WATER, report=replace(WATER.report, outlet="صحيفة الميناء"))
    assert empty.add_many([WATER, other]) == 2
    assert not set(statement_ids(WATER)) & set(statement_ids(other))


@pytest.mark.parametrize("batch", [1, 3, 7, 100])
def test_many_are_added_in_batches(empty: Ledger, batch: int) -> None:
    assert empty.add_many(many(7), batch=batch) == 7
    assert len(empty) == 7


def test_a_batch_holds_at_least_one(empty: Ledger) -> None:
    with pytest.raises(MusnadError, match="at least one"):
        empty.add_many([], batch=0)


def test_what_was_read_before_an_interruption_is_kept(empty: Ledger) -> None:
    def interrupted() -> Iterator[Analysis]:
        yield from many(5)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        empty.add_many(interrupted(), batch=3)
    assert len(empty) == 5


def test_a_transaction_is_all_or_nothing(empty: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), empty.transaction():
        empty.add(WATER)
        empty.mark("a")
        raise ZeroDivisionError
    assert len(empty) == 0
    assert not empty.seen("a")
    with empty.transaction():
        assert empty.add(WATER)
        empty.mark("a")
    # Names first met in what was taken back are entered again.
    assert empty.get(WATER.report.id) == WATER
    assert empty.seen("a")


def test_a_failure_inside_takes_all_back_even_if_caught(empty: Ledger) -> None:
    ring = replace(WATER, attributions=(replace(WATER.attributions[0], parent=1),))
    with pytest.raises(MusnadError, match="none of it"), empty.transaction():
        empty.add(BREAD)
        with pytest.raises(MusnadError):
            empty.add(ring)
    assert len(empty) == 0
    assert empty.add(BREAD)


def test_marks(empty: Ledger) -> None:
    key = "/news/\udce9.txt:123:456"
    assert not empty.seen(key)
    empty.mark(key)
    empty.mark(key)
    assert empty.seen(key)
    assert empty.counts().sources == 1


@pytest.mark.parametrize(
    ("parents", "message"),
    [((9, None, None), "missing"), ((2, 3, 1), "inside it again"), ((1, None, None), "inside it again")],
)
def test_parents_that_do_not_fit_are_refused(empty: Ledger, parents: tuple[int | None, ...], message: str) -> None:
    attributions = tuple(replace(a, parent=p) for a, p in zip(WATER.attributions, parents, strict=True))
    with pytest.raises(MusnadError, match=message):
        empty.add(replace(WATER, attributions=attributions))
    assert len(empty) == 0


def test_two_of_one_number_are_refused(empty: Ledger) -> None:
    with pytest.raises(MusnadError, match="same number"):
        empty.add(replace(WATER, attributions=WATER.attributions[:1] * 2))


def test_a_parent_may_follow_its_child(empty: Ledger) -> None:
    first, second, _ = WATER.attributions
    turned = replace(WATER, attributions=(replace(first, parent=2), second))
    assert empty.add(turned)
    assert empty.get(turned.report.id) == turned


def test_statements_of_one_place_get_ids_of_their_own(empty: Ledger) -> None:
    twice = replace(WATER, attributions=(WATER.attributions[0], replace(WATER.attributions[0], id=2)))
    assert len(set(statement_ids(twice))) == 2
    assert statement_ids(twice)[0] == statement_ids(WATER)[0]
    assert empty.add(twice)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET {} = 7"])
def test_nothing_can_be_changed(path: Path, table: str, change: str) -> None:
    with Ledger(path) as ledger:
        ledger.add_many([WATER, BREAD])
        ledger.mark("a")
    # Another program, which knows nothing of our settings.
    connection = apsw.Connection(str(path))
    column = connection.execute(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1").get
    with pytest.raises(apsw.ConstraintError, match="only appends"):
        connection.execute(change.format(table, column))


@pytest.mark.parametrize("table", ["reports", "statements", "narration"])
def test_nothing_can_be_replaced(path: Path, table: str) -> None:
    with Ledger(path) as ledger:
        ledger.add_many([WATER, BREAD])
    connection = apsw.Connection(str(path))
    with pytest.raises(apsw.ConstraintError, match="only appends"):
        connection.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


def test_the_index_cannot_be_changed(ledger: Ledger) -> None:
    for sql in ("DELETE FROM statement_index", "UPDATE statement_index SET content = ''"):
        with pytest.raises(MusnadError):
            list(ledger._db.rows(sql))


ANY_TEXT = st.text(st.characters(), max_size=40)


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Anything that types allow, sense or not."""
    text = draw(ANY_TEXT)
    spans = st.tuples(*[st.integers(0, len(text))] * 2).map(lambda pair: Span(*sorted(pair)))
    number = draw(st.integers(0, 5))
    numbers = draw(st.permutations(range(1, number + 1)))
    attributions = [
        Attribution(
            n,
            draw(spans),
            draw(st.none() | spans),
            draw(spans),
            draw(st.none() | st.sampled_from(numbers[:i])) if i else None,
            draw(st.none() | ANY_TEXT),
            draw(st.sampled_from(["person", "anonymous"])),
            draw(st.sampled_from(["assert", "deny"])),
            "mixed",
            draw(ANY_TEXT),
            draw(st.integers(0, 3)),
        )
        for i, n in enumerate(numbers)
    ]
    optional: dict[str, Any] = {key: draw(st.none() | ANY_TEXT) for key in ("outlet", "url", "title", "author", "name")}
    report = Report(text, published=draw(st.none() | st.dates()), **optional)
    blocks = tuple(Block(span, "caption", 1) for span in draw(st.lists(spans, max_size=3)))
    narration = tuple(Narration(span, 2) for span in draw(st.lists(spans, max_size=3)))
    return Analysis(report, blocks, tuple(attributions), narration)


@given(analyses())
def test_any_analysis_comes_back_equal(given_: Analysis) -> None:
    with Ledger(":memory:") as ledger:
        assert ledger.add(given_)
        assert not ledger.add(given_)
        assert ledger.get(given_.report.id) == given_
        text = given_.report.text
        for statement, attribution in zip(ledger.statements(given_.report.id), given_.attributions, strict=True):
            assert statement.attribution == attribution
            assert statement.content == attribution.content.of(text)
            assert [link.number for link in statement.chain] == [a.id for a in given_.chain(attribution)]


def test_a_deep_chain(empty: Ledger) -> None:
    said = Said("لجنة السكان", "الماء مقطوع")
    for _ in range(60):
        said = Said("مصادر محلية", said)
    deep = analysis(said)
    assert empty.add(deep)
    *_, last = empty.statements(deep.report.id)
    assert len(last.chain) == 61
