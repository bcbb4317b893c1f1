"""The numbers of a text: the table of phrases, and what holds of every result."""

import pytest

import musnad
from find.numbers.tables import read_phrases
from musnad.find.numbers import find_numbers, numbers_in
from musnad.model import Number, Span
from musnad.normalise import fold
from musnad.segment import tokenise

PHRASES = read_phrases()


def shown(text: str, number: Number) -> str:
    parts = [number.span.of(text), number.kind, number.notation]
    if number.precision != "exact":
        parts.append(number.precision)
    if number.kind == "money" and number.unit:
        parts.append(number.unit)
    return " ".join(parts)


def outermost(text: str) -> list[Number]:
    return [number for number in find_numbers(text) if number.within is None]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_phrase(text: str, expected: str) -> None:
    assert "; ".join(shown(text, number) for number in outermost(text)) == expected


def test_the_table_is_large_enough() -> None:
    assert len(PHRASES) >= 120


@pytest.mark.parametrize("mark", ["\u064e", "\u0640", "\u0651"])
@pytest.mark.parametrize("text", [text for text, _ in PHRASES if "://" not in text])
def test_vowel_marks_and_tatweel_change_nothing(text: str, mark: str) -> None:
    marked = "".join(char + mark if "\u0628" <= char <= "\u064a" else char for char in text)
    plain, found = find_numbers(text), find_numbers(marked)
    assert [(n.kind, n.value, n.low, n.high, n.within) for n in found] == [
        (n.kind, n.value, n.low, n.high, n.within) for n in plain
    ]
    assert [n.span.of(marked).replace(mark, "") for n in found] == [n.span.of(text) for n in plain]


def test_a_percentage_holds_its_number() -> None:
    text = "ارتفع السعر 12 في المئة"
    percent, number = find_numbers(text)
    assert (percent.kind, percent.unit, percent.value, percent.within) == ("percent", "%", 12, None)
    assert (number.kind, number.span.of(text), number.within) == ("cardinal", "12", 0)


def test_a_range_holds_both_numbers() -> None:
    text = "بين عشرة وعشرين"
    whole, one, other = find_numbers(text)
    assert (whole.kind, whole.value, whole.low, whole.high) == ("range", None, 10, 20)
    assert [(n.span.of(text), n.within) for n in (one, other)] == [("عشرة", 0), ("عشرين", 0)]


def test_the_words_that_bound_or_soften_are_the_cue() -> None:
    text = "نحو 40 طنا وأكثر من 50 طنا"
    about, more, _ = find_numbers(text)
    assert about.cue is not None and about.cue.of(text) == "نحو"
    assert about.approximate and (about.value, about.low, about.high) == (40, 40, 40)
    assert more.cue is not None and more.cue.of(text) == "أكثر من"


def test_a_conjunction_stays_outside_the_span() -> None:
    text = "وسبعة وبثلاثة و15 وأكثر من 20"
    assert [n.span.of(text) for n in outermost(text)] == ["سبعة", "ثلاثة", "15", "أكثر من 20"]


def test_the_article_of_words_stays_inside_and_that_of_digits_outside() -> None:
    text = "الثلاثة ثم الـ15"
    assert [n.span.of(text) for n in outermost(text)] == ["الثلاثة", "15"]


def test_the_hamza_tells_one_of_them_from_one() -> None:
    assert find_numbers("الوزير وأحد النواب") == ()
    assert [n.value for n in find_numbers("وأحد عشر نائبا")] == [11]


def test_tokens_already_cut_give_the_same() -> None:
    text = "مئة وعشرون طنا في 3 أيام"
    assert numbers_in(tokenise(fold(text)), text) == find_numbers(text) == musnad.find_numbers(text)


@pytest.mark.parametrize("text", ["", " ", "\n", "و", "-", ".", "،،،", "%", "من إلى", "بين و", "أكثر من", "\ud800 3"])
def test_scraps_do_no_harm(text: str) -> None:
    assert all(n.span.of(text) for n in find_numbers(text))


def test_a_span_counts_code_points_of_the_raw_text() -> None:
    text = "\u200fوصل \u202b١٢\u202c طنا"
    (number,) = find_numbers(text)
    assert number.span == Span(6, 8)


def test_line_breaks_end_a_number() -> None:
    assert [n.value for n in find_numbers("مئة\nوخمسون")] == [100, 50]
