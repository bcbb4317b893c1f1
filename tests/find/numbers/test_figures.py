"""Figures: the table of sentences, and what holds of every result."""

import pytest

import musnad
from find.numbers.tables import read_sentences
from musnad.find.numbers import figures_in, find_figures
from musnad.find.numbers.counted import classes
from musnad.model import Figure
from musnad.normalise import fold
from musnad.segment import tokenise

SENTENCES = read_sentences()


def shown(text: str, figure: Figure) -> str:
    low, high = ("" if end is None else str(end) for end in (figure.low, figure.high))
    line = f"{figure.span.of(text)} | {figure.counted} {figure.status or '-'} {low}..{high}"
    if figure.part_of is not None:
        line += f" part={figure.part_of + 1}"
    if figure.implied:
        line += " implied"
    return f"{line} {figure.number.precision}" if figure.number.approximate else line


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_sentence(text: str, expected: list[str]) -> None:
    assert [shown(text, figure) for figure in find_figures(text)] == expected


def test_the_table_is_large_enough() -> None:
    assert len(SENTENCES) >= 60


def test_the_sides_are_treated_alike() -> None:
    one, other = (find_figures(f"قتلت قوات {side} نحو 15 مسلحا") for side in ("سندارا", "أرزانيا"))
    assert [(f.counted, f.status, f.low) for f in one] == [(f.counted, f.status, f.low) for f in other]


@pytest.mark.parametrize("word", ["شهداء", "قتلى"])
def test_a_martyr_is_killed_like_anybody(word: str) -> None:
    text = f"سقط ثلاثة {word}"
    (figure,) = find_figures(text)
    assert (figure.counted, figure.status) == ("killed", "killed")
    assert figure.counted_span is not None and figure.counted_span.of(text) == word


def test_a_dual_implies_its_number() -> None:
    text = "ولقتيلين في الغارة"
    (figure,) = find_figures(text)
    assert (figure.implied, figure.number.value, figure.span.of(text)) == (True, 2, "قتيلين")


def test_unmarked_dual_and_plural_are_not_guessed_at() -> None:
    assert find_figures("قتلت القوات مسلحين في الوادي") == ()


def test_digits_with_their_noun_written_on() -> None:
    text = "سقوط 500قتيل"
    (figure,) = find_figures(text)
    assert figure.counted_span is not None
    assert (figure.number.span.of(text), figure.counted_span.of(text)) == ("500", "قتيل")


def test_every_class_is_known() -> None:
    found = {f.counted for text, _ in SENTENCES for f in find_figures(text)}
    assert found <= classes() | {"money", "percent"}


def test_tokens_already_cut_give_the_same() -> None:
    text = "مقتل 12 جنديا وإصابة ثلاثة"
    assert figures_in(tokenise(fold(text)), text) == find_figures(text) == musnad.find_figures(text)
