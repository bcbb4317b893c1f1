"""Vectors of a report's tokens: the same whether asked for at once or a stretch at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import musnad.encode.report
from musnad.encode import Encoded, load_encoder, units
from musnad.normalise import fold
from musnad.segment import Token, tokenise

TEXT = "قال وزير الري إن السد آمن. وأضاف أن 12 بوابة ستفتح غدا!\nوالتقى الوزير وفدا من المهندسين؟ نعم\n" * 3


def tokens(text: str) -> list[Token]:
    return tokenise(fold(text))


def test_vectors_do_not_depend_on_the_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    words = tokens(TEXT)
    whole = Encoded(words).vectors(0, len(words))
    monkeypatch.setattr(musnad.encode.report, "MOST_WORDS", 10)
    parts = Encoded(words)
    assert len(parts.units()) > 3
    np.testing.assert_allclose(parts.vectors(0, len(words)), whole, atol=1e-4)
    np.testing.assert_allclose(parts.vectors(5, 23), whole[5:23], atol=1e-4)


def test_a_word_is_seen_with_its_sentence() -> None:
    one, other = tokens("فتح العامل باب السد."), tokens("سقطت مدينة الباب بعد حصار.")
    size = load_encoder().forward.size
    a = Encoded(one).vectors(2, 3)[0, :size]
    b = Encoded(other).vectors(2, 3)[0, :size]
    assert not np.allclose(a, b, atol=0.05)


def test_nothing_has_no_vectors() -> None:
    assert Encoded([]).vectors(0, 0).shape == (0, load_encoder().size)


@given(st.text(alphabet="ابت .؟!\n12«»", max_size=80))
def test_units_cover_every_token_once(text: str) -> None:
    words = tokens(text)
    found = units(words)
    assert [i for start, end in found for i in range(start, end)] == list(range(len(words)))
