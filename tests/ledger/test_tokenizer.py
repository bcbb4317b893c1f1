"""Words, their forms, and where they stand."""

import time

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.ledger import tokenizer
from musnad.ledger.clitics import forms
from musnad.ledger.tokenizer import indexable, terms, tokens

CONTAINED = [
    ("لالمانيا", "المانيا"),
    ("وقالت", "قالت"),
    ("الكيماوي", "كيماوي"),
    ("كيماويه", "كيماوي"),
    ("والكيماويه", "كيماوي"),
    ("وبالكيماوي", "الكيماوي"),
    ("للحكومه", "الحكومه"),
    ("للحكومه", "حكومه"),
    ("وللجنه", "لجنه"),
    ("وللجنه", "اللجنه"),
    ("حكومته", "حكومه"),
    ("وحكومتها", "حكومه"),
    ("دولتين", "دوله"),
    ("دولتان", "دوله"),
    ("غارات", "غاره"),
    ("تصريحات", "تصريح"),
    ("المزارعون", "مزارع"),
    ("قواتهم", "قوات"),
    ("هجوما", "هجوم"),
    ("قالوا", "قال"),
    ("سيقول", "يقول"),
    ("فستبدا", "تبدا"),
    ("كوزير", "وزير"),
    ("بالسد", "سد"),
]
NOT_CONTAINED = [
    ("روسيا", "روسي"),
    ("لبنان", "لبن"),
    ("كبير", "بير"),
    ("وفد", "فد"),
    ("سلام", "لام"),
    ("الي", "ي"),
    ("كيماوي", "كيماويه"),
    ("قالت", "قال"),
]


@pytest.mark.parametrize(("word", "shorter"), CONTAINED)
def test_a_word_is_found_under_its_shorter_form(word: str, shorter: str) -> None:
    assert shorter in forms(word)


@pytest.mark.parametrize(("word", "other"), NOT_CONTAINED)
def test_a_word_is_not_found_under_another(word: str, other: str) -> None:
    assert other not in forms(word)


@pytest.mark.parametrize("word", ["", "و", "12", "bbc", "وbbc", "covid19"])
def test_what_is_no_arabic_word_has_one_form(word: str) -> None:
    assert forms(word) == (word,)


@given(st.text("ابتسفكلمنهوية", max_size=12))
def test_forms_are_distinct_and_never_empty(word: str) -> None:
    found = forms(word)
    assert found[0] == word
    assert len(set(found)) == len(found)
    assert all(found) or not word


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("أَلْمانيا ١٢ ۴", ("المانيا", "12", "4")),
        ("مـــاء", ("ماء",)),
        ("ـــ", ()),
        ("كوفيد-19", ("كوفيد", "19")),
        ("#نهر_النخيل", ("نهر", "النخيل")),
        ("BBC Straße", ("bbc", "strasse")),
        ("ﷲ ﻻ ﷺ", ("الله", "لا", "صلي", "الله", "عليه", "وسلم")),
        ("\u200fماء\u200f", ("ماء",)),
        ("ما\u200cء", ("ماء",)),
        ("cafe\u0301 café", ("café", "café")),
        ("!؟ \ud800 \0 «»", ()),
    ],
)
def test_terms(raw: str, folded: tuple[str, ...]) -> None:
    assert terms(raw) == folded


def test_spans_hold_whole_words_with_their_marks() -> None:
    text = "😀 \u200fقالَتْ\u200f، أَلمانيا\u0651."
    assert [text[t.start : t.end] for t in tokens(text)] == ["قالَتْ", "أَلمانيا\u0651"]


def test_a_ligature_of_words_is_one_place() -> None:
    assert [(t.start, t.end) for t in tokens("ﷺ")] == [(0, 1)] * 4


ARABIC = st.text("اأإبتةىوفلك ـًَّ١2\u200f\u200c😀ﷺﻻ\ud800\0.«»-_e\u0301", max_size=40)
TEXTS = ARABIC | st.text(max_size=40)


@given(TEXTS)
def test_tokens_are_ordered_and_whole(text: str) -> None:
    last = 0
    for token in tokens(text):
        # Next to the last one, or the same place again.
        assert last <= token.start < token.end or token.end == last
        last = token.end
        assert text[token.start].isalnum()
        # A letter before or after it would belong to it.
        assert not text[token.end : token.end + 1].isalnum()
        assert all(token.forms)
        assert not any(" " in form or '"' in form for form in token.forms)
    starts = [t.start for t in tokens(text)]
    assert starts == sorted(starts)


@given(TEXTS)
def test_surrogates_are_replaced_in_place(text: str) -> None:
    clean = indexable(text)
    assert len(clean) == len(text)
    clean.encode()
    assert list(tokens(clean)) == list(tokens(text))


@given(TEXTS.map(indexable))
def test_sqlite_gets_the_same_words_at_exact_bytes(text: str) -> None:
    connection = apsw.Connection(":memory:")
    tokenizer.register(connection)
    encoded = text.encode()
    given_ = connection.fts5_tokenizer(tokenizer.NAME)(encoded, apsw.FTS5_TOKENIZE_DOCUMENT, None)
    expected = [(len(text[: t.start].encode()), len(text[: t.end].encode()), *t.forms) for t in tokens(text)]
    assert list(given_) == expected


@pytest.mark.parametrize("unit", ["ا", "\u064b", "\u200f", "ا\u200f", "ا\u064b", "\u200f\u064b", "ا ", "ﷺ", "-", "\0"])
def test_time_is_linear(unit: str) -> None:
    text = "ا" + unit * 200_000
    start = time.perf_counter()
    for _ in tokens(text):
        pass
    assert time.perf_counter() - start < 5
