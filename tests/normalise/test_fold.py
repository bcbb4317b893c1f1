"""Folding: which spellings fall together, and where each folded character stood."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from musnad.model import Span
from musnad.normalise import fold, fold_key

SAME = [
    ("ألمانيا", "المانيا"),
    ("إلى", "الي"),
    ("الآن", "الان"),
    ("ٱلله", "الله"),
    ("الوادى", "الوادي"),
    ("وزارة", "وزاره"),
    ("مسؤول", "مسوول"),
    ("رئيس", "رييس"),
    ("قــــال", "قال"),
    ("قَالَ", "قال"),
    ("مُوَقَّعٌ", "موقع"),
    ("هٰذا", "هذا"),
    ("١٢٣", "123"),
    ("۱۲۳", "123"),
    ("１２３", "123"),
    ("٣٫٥", "3.5"),
    ("١٬٢٠٠", "1,200"),
    ("٤٠٪", "40%"),
    ("ﻻ", "لا"),
    ("ﻷن", "لان"),
    ("ﺳﻼﻡ", "سلام"),
    ("ﷲ", "الله"),
    ("کیف", "كيف"),
    ("\u200fقال\u200e", "قال"),
    ("قا\u200cل", "قال"),
    ("\ufeffقال", "قال"),
    ("\u2067قال\u2069", "قال"),
    ("قال\u00a0إن", "قال ان"),
]
DIFFERENT = [("كتب", "كتاب"), ("علم", "عمل"), ("ذكر", "دكر"), ("صرح", "سرح"), ("12", "21"), ("سد", "صد")]

ARABIC = (
    st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)
    | st.characters(min_codepoint=0xFB50, max_codepoint=0xFDFF)
    | st.characters(min_codepoint=0xFE70, max_codepoint=0xFEFF)
)
MARKED = st.sampled_from("قالألإىيةه ـ\u064e\u0651\u0670\u200f\u200c\u202b\ufeffﻻﷺ١۲٪«»\"'.،:\n\r\t\u00a0a1é")
TEXTS = st.text(ARABIC | MARKED | st.characters(), max_size=60)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_fall_together(one: str, other: str) -> None:
    assert fold_key(one) == fold_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold_key(one) != fold_key(other)


@given(TEXTS)
@example("ﻻ")
@example("\u064e")
@example("\u200f")
def test_the_key_is_the_folded_text(text: str) -> None:
    assert fold_key(text) == fold(text).text


@given(TEXTS)
@example("ﷺﷺ")
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    once = fold_key(text)
    assert fold_key(once) == once


@given(TEXTS)
def test_every_folded_character_maps_into_the_text_in_order(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    for before, after in pairwise(spans):
        # The letters that one ligature gives share its place; all others follow one another.
        assert before == after or before.end <= after.start


@given(TEXTS, st.data())
def test_the_raw_stretch_of_a_folded_span_folds_to_it_or_holds_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert folded.text[start:end] in fold_key(span.of(text))


@given(TEXTS)
def test_the_whole_folded_text_leaves_out_only_what_folds_to_nothing(text: str) -> None:
    folded = fold(text)
    span = folded.span(0, len(folded.text))
    if folded.text:
        assert fold_key(text[: span.start]) == ""
        assert fold_key(text[span.end :]) == ""
        assert fold_key(span.of(text)) == folded.text


@given(st.text(st.sampled_from("ابتةىأ 12.,abc"), max_size=40))
def test_plain_text_keeps_its_offsets(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(text)
    assert folded.span(0, len(text)) == Span(0, len(text))


def test_marks_on_the_last_letter_belong_to_the_word() -> None:
    text = "قالَ ذلك"
    assert fold(text).span(0, 3).of(text) == "قالَ"


def test_direction_marks_stay_outside() -> None:
    text = "\u200fقال\u200f ذلك"
    assert fold(text).span(0, 3).of(text) == "قال"


def test_tatweel_inside_a_word_is_covered_by_its_span() -> None:
    text = "قـــال ذلك"
    assert fold(text).span(0, 3).of(text) == "قـــال"


def test_a_ligature_stands_for_its_letters() -> None:
    text = "ﻻ شيء"
    assert fold(text).text.startswith("لا ")
    assert fold(text).span(0, 2) == fold(text).span(1, 2) == Span(0, 1)


@pytest.mark.parametrize("at", [0, 3, 8])
def test_an_empty_span_stays_empty(at: int) -> None:
    span = fold("\u200fقا\u064eل هو").span(min(at, 6), min(at, 6))
    assert span.start == span.end


@given(st.text(st.sampled_from("قال\u064e"), max_size=30))
def test_vowel_marks_never_change_the_key(text: str) -> None:
    bare = "".join(c for c in text if not unicodedata.combining(c))
    assert fold_key(text) == bare


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param(chr(code), id=f"U+{code:04X}")
        for code in (0x00AD, 0x061C, *range(0x2000, 0x2070), 0xFEFF)
        if unicodedata.category(chr(code)) == "Cf"
    ],
)
def test_every_invisible_mark_disappears(mark: str) -> None:
    assert fold_key(f"قا{mark}ل{mark}") == "قال"
