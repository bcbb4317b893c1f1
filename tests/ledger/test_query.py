"""What people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.ledger.query import Phrase, parse
from musnad.ledger.tokenizer import tokens
from musnad.model import MusnadError, Span


@pytest.mark.parametrize(
    ("typed", "required", "excluded"),
    [
        ("ماء الخزان", '"ماء" AND "الخزان"', ""),
        ('"ماء الخزان"', '"ماء الخزان"', ""),
        ("«ماء الخزان» “سد”", '"ماء الخزان" AND "سد"', ""),
        ("ماء -خزان -«عين الزهر»", '"ماء"', '"خزان" OR "عين الزهر"'),
        ("-خزان", "", '"خزان"'),
        ("حكوم*", '"حكوم" *', ""),
        ('"عين الز"* "وادي النخ*"', '"عين الز" * AND "وادي النخ" *', ""),
        ("كوفيد-19", '"كوفيد 19"', ""),
        ("\u200f-خزان\u200f", "", '"خزان"'),
        ("ألمانيا ١٢", '"المانيا" AND "12"', ""),
        ("ماء OR خزان NOT x", '"ماء" AND "or" AND "خزان" AND "not" AND "x"', ""),
        ("content:ماء ^سد NEAR(a b, 2)", '"content ماء" AND "سد" AND "near a" AND "b" AND "2"', ""),
        ('"ماء', '"ماء"', ""),
        ('ماء"الخزان الكبير"', '"ماء" AND "الخزان الكبير"', ""),
        ('* - "" «» ! -- -*', "", ""),
        ("", "", ""),
    ],
)
def test_parse(typed: str, required: str, excluded: str) -> None:
    query = parse(typed)
    assert query.required_expression() == required
    assert query.excluded_expression() == excluded
    assert bool(query) == bool(required or excluded)


@pytest.mark.parametrize("typed", ["ا" * 2001, " ".join("ا" * 65), '"' + "ا " * 65 + '"', "-".join("ا" * 65)])
def test_endless_questions_are_refused(typed: str) -> None:
    with pytest.raises(MusnadError, match="Ask for"):
        parse(typed)


@given(st.text(max_size=60) | st.text("اب \"«»“”*-+^:(){}'\\\0\ud800", max_size=60))
def test_anything_can_be_typed(typed: str) -> None:
    query = parse(typed)
    for phrase in (*query.required, *query.excluded):
        assert phrase.words


def test_words_in_gives_whole_raw_words() -> None:
    text = "وقالَتْ لألمانيا: ١٢ ألمانياً"
    assert parse("المانيا قالت").words_in(text, 100) == (Span(100, 107), Span(108, 116), Span(121, 129))
    assert parse("-قالت").words_in(text, 0) == ()


def test_a_phrase_marks_only_its_occurrences() -> None:
    text = "عين ماء وعين الزهر"
    assert parse('"عين الزهر"').words_in(text, 0) == (Span(8, 12), Span(13, 18))
    assert parse('"عين الز*"').words_in(text, 0) == (Span(8, 12), Span(13, 18))
    assert parse('"الزهر عين"').words_in(text, 0) == ()


def test_a_phrase_longer_than_the_text_is_nowhere() -> None:
    assert list(Phrase(("ا", "ب"), prefix=False).places(list(tokens("ا")))) == []
