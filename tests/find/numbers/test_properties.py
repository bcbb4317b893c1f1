"""What holds of numbers and figures in any text."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from find.numbers.spelling import Style, spell
from find.numbers.tables import read_phrases, read_sentences
from musnad.find.numbers import find_figures, find_numbers
from musnad.find.numbers.words import atoms
from musnad.lexicons import read_yaml
from musnad.normalise import fold_key

WORDS = sorted(atoms())[::37]
PIECES = st.sampled_from(
    [*WORDS, *"0123456789٠١٢-+.,،/:^%$eKx", " ", " ", " ", "\n", "و", "من", "إلى", "بين", "أكثر من", "قتيلا", "مقتل",
     "بينهم", "منهم", "على", "نحو", "أحد", "\u200f", "\u064e", "ـ", "http://a/1"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=40)
STYLES = st.builds(Style, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans())


@given(st.integers(0, 10**12 - 1), STYLES)
@example(5, Style(feminine=True))
@example(12, Style(feminine=True, oblique=True))
@example(200_002_002_002, Style(oblique=True))
@settings(max_examples=300)
def test_a_number_spelt_is_read_as_itself(value: int, style: Style) -> None:
    text = f"عدد {spell(value, style)} هناك"
    (number,) = find_numbers(text)
    assert (number.value, number.span.of(text)) == (value, spell(value, style))


@given(st.integers(0, 10**15))
def test_digits_are_read_as_themselves(value: int) -> None:
    arabic = str(value).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for text in (str(value), arabic, f"{value:,}"):
        (number,) = find_numbers(f"عدد {text} هناك")
        assert number.value == value


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_range_is_read_as_its_ends(one: int, other: int) -> None:
    low, high = sorted((one, other))
    text = f"بين {spell(low)} و{high}"
    found = [number for number in find_numbers(text) if number.kind == "range"]
    assert [(number.low, number.high) for number in found] == [(low, high)]


@given(TEXTS)
def test_numbers_lie_in_the_text_in_order(text: str) -> None:
    found = find_numbers(text)
    for number in found:
        assert 0 <= number.span.start < number.span.end <= len(text)
        if number.low is not None and number.high is not None and number.kind != "range":
            assert number.low <= number.high
        if number.within is not None:
            assert found[number.within].span.covers(number.span)
    outer = [number.span for number in found if number.within is None]
    assert all(before.end <= after.start for before, after in pairwise(outer))


@given(TEXTS)
def test_figures_lie_in_the_text_and_part_of_earlier_ones(text: str) -> None:
    for place, figure in enumerate(find_figures(text)):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.span.covers(figure.number.span)
        assert figure.part_of is None or figure.part_of < place


@given(TEXTS)
def test_finding_twice_finds_the_same(text: str) -> None:
    assert find_numbers(text) == find_numbers(text)
    assert find_figures(text) == find_figures(text)


@pytest.mark.parametrize("piece", [text for text, _ in read_phrases()] + [text for text, _ in read_sentences()])
def test_a_text_may_stand_between_others(piece: str) -> None:
    """A line of its own is read alike wherever it stands."""
    alone, before = find_numbers(piece), "وصل الوفد مساء.\n"
    together = find_numbers(f"{before}{piece}\nعاد الوفد صباحا.")
    if piece[0] in "-–":
        return
    assert [(n.kind, n.value, n.low, n.high) for n in together] == [(n.kind, n.value, n.low, n.high) for n in alone]


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1.", "1 ", "1/", "-1", "1-", "--", "^1", "1^", "1e", "،1", "و ", "مئة ", "ومئة ", "ألف ", "خمسة ",
     "وخمسة ", "نصف ", "بين 1 و", "من 1 إلى ", "أكثر من ", "أو يساوي ", "على ", "عشرات ", "قتيل ", "مقتل ", "وإصابة ",
     "بينهم 3 ", "منهم ", "1 قتيل و", "قتيلين ", "عدد القتلى ", "123 ", "من بين ", "% ", "جزء من ", "فاصلة 1 "],
)  # fmt: skip
def test_no_repetition_is_more_than_the_finder_can_take(piece: str) -> None:
    """A stage that took more than linear time would not come back from these."""
    text = piece * 8_000
    assert all(number.span.end <= len(text) for number in find_numbers(text))
    assert all(figure.span.end <= len(text) for figure in find_figures(text))


def test_words_of_the_lexicon_are_folded() -> None:

    words = read_yaml("numbers")
    for section in ("one_of", "ten", "point", "over", "minus"):
        assert [fold_key(word) for word in words[section]] == words[section]
