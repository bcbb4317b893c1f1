"""Words, numbers and marks, each in its place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.normalise import fold, fold_key
from musnad.segment import TokenKind, tokenise

TEXTS = st.text(
    st.sampled_from("قالوزيرإنىة 123٤٥.,،:؛؟!()«»\"'“”–-\n\r\t_%@ـ\u064e\u200fﻻabcXé/") | st.characters(),
    max_size=80,
)


def forms(text: str) -> list[str]:
    return [token.form for token in tokenise(fold(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال الوزير إن السد آمن.", ["قال", "الوزير", "ان", "السد", "امن", "."]),
        ("12.5 في المئة", ["12.5", "في", "الميه"]),
        ("٤٠٪ منهم", ["40", "%", "منهم"]),
        ("1,200,000 نازح", ["1,200,000", "نازح"]),
        ("الساعة 10:30", ["الساعه", "10:30"]),
        ("«نعم»", ["«", "نعم", "»"]),
        ("''نعم''", ["''", "نعم", "''"]),
        ("انتهى... ثم عاد", ["انتهي", "...", "ثم", "عاد"]),
        ("سطر\nسطر", ["سطر", "\n", "سطر"]),
        ("قَالَ\u200f لَهُ", ["قال", "له"]),
        ("F16 طائرة", ["F16", "طايره"]),
        ("", []),
        (" \t\u00a0 ", []),
    ],
)
def test_forms(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("كلمة", TokenKind.WORD),
        ("word", TokenKind.WORD),
        ("١٢", TokenKind.NUMBER),
        ("«", TokenKind.QUOTE),
        ("”", TokenKind.QUOTE),
        ("''", TokenKind.QUOTE),
        ("،", TokenKind.MARK),
        ("\n", TokenKind.BREAK),
    ],
)
def test_kinds(text: str, kind: TokenKind) -> None:
    assert [token.kind for token in tokenise(fold(text))] == [kind]


@given(TEXTS)
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    tokens = tokenise(fold(text))
    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    for before, after in pairwise(tokens):
        # A ligature such as ﷺ holds several words, all of which stand where it stands.
        assert before.end <= after.start or before.start <= after.start < before.end


@given(TEXTS)
def test_the_raw_stretch_of_a_token_holds_its_form(text: str) -> None:
    # A lone surrogate is read as the sign for «no character».
    plain = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    for token in tokenise(fold(text)):
        assert token.form in fold_key(plain[token.start : token.end])


@given(TEXTS)
def test_only_white_space_stands_between_tokens(text: str) -> None:
    at = 0
    for token in tokenise(fold(text)):
        assert not fold_key(text[at : token.start]).strip()
        at = max(at, token.end)
    assert not fold_key(text[at:]).strip()
