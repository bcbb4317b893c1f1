"""Runs of words as numbers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.compare.dispatch import sketch
from musnad.compare.dispatch.formulas import formulas, packed, unpacked

from .texts import FLOOD


def test_spelling_and_marks_do_not_matter() -> None:
    assert sketch("قالَ الوزيرُ إنّ الأمر، مؤسف!") == sketch("قال الوزير ان الامر مؤسف")


def test_a_short_text_is_one_run_and_an_empty_one_none() -> None:
    assert len(sketch("نعم").runs) == 1
    assert sketch("نعم").runs != sketch("لا").runs
    assert not sketch(" … ").runs


def test_a_long_text_is_found_by_a_sample_that_depends_on_the_run_alone() -> None:
    long = sketch(" ".join(f"كلمة{n}" for n in range(2_000)))
    part = sketch(" ".join(f"كلمة{n}" for n in range(500, 1_000)))
    assert part.runs < long.runs
    assert part.keys == part.runs & long.keys
    assert 0.2 < len(long.keys) / len(long.runs) < 0.3
    assert sketch(FLOOD).keys == sketch(FLOOD).runs


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    made = sketch(text)
    assert made.keys <= made.runs
    assert all(0 <= run < 1 << 32 for run in made.runs)
    assert len(made.runs) <= max(1, len(text))


@settings(deadline=None)
@given(st.frozensets(st.integers(0, (1 << 32) - 1)))
def test_runs_survive_packing(runs: frozenset[int]) -> None:
    assert unpacked(packed(runs)) == runs


def test_formulas_are_runs() -> None:
    assert 10_000 < len(formulas()) < 200_000
    assert not sketch(FLOOD).runs <= formulas()
