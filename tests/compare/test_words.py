"""Words as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.compare.words import as_written, content_words, spellings, word_of, words_of


@pytest.mark.parametrize(
    ("one", "other"), [("سوري", "السورية"), ("وبالمدينة", "مدينة"), ("للحكومة", "الحكومه"), ("قواته", "قوات")]
)
def test_same_stem(one: str, other: str) -> None:
    assert words_of(one)[0].stem == words_of(other)[0].stem


@pytest.mark.parametrize(("one", "other"), [("وارتفعت", "الارتفاع"), ("ينخفض", "انخفاض"), ("يسيطرون", "سيطرة")])
def test_same_skeleton(one: str, other: str) -> None:
    first, second = words_of(one)[0], words_of(other)[0]
    assert first.skeleton == second.skeleton != ""


def test_numbers_and_foreign_words_are_their_own_stem() -> None:
    assert [word.stem for word in words_of("١٢٫٥ km")] == ["12.5", "km"]
    assert word_of("12").skeleton == ""


def test_content_words_leave_particles_out() -> None:
    assert [word.form for word in content_words(words_of("قال إن السد في الوادي"))] == ["السد", "الوادي"]


@given(st.text())
def test_any_text_has_words_with_stems(text: str) -> None:
    assert all(word.stem for word in words_of(text))


def test_folded_words_are_shown_as_they_are_written() -> None:
    spelt = spellings("أغارت على قريةِ الخابية", "الأغنياء على القرية")
    assert as_written("shares اغارت, قريه; likeness 0.90", spelt) == "shares أغارت, قريةِ; likeness 0.90"
    assert as_written("shares اغارت", spellings("لا شيء")) == "shares اغارت"
