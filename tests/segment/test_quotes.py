"""Which mark opens, which closes."""

import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.normalise import fold
from musnad.segment import TokenKind, pair_quotes, tokenise

PAIRS = [
    ("«", "»"),
    ('"', '"'),
    ("“", "”"),
    ("”", "“"),
    ("”", "”"),
    ("„", "“"),
    ("''", "''"),
    ("'", "'"),
    ("‘", "’"),
]


def quoted(text: str) -> list[str]:
    """The raw text between each pair of marks, outer pairs by their opening."""
    tokens = tokenise(fold(text))
    partner = pair_quotes(tokens)
    return [text[tokens[i].end : tokens[j].start].strip() for i, j in enumerate(partner) if j > i]


@pytest.mark.parametrize("marks", PAIRS)
def test_one_quotation(marks: tuple[str, str]) -> None:
    one, other = marks
    assert quoted(f"قال: {one}السد آمن{other} ومضى.") == ["السد آمن"]


@pytest.mark.parametrize(
    "marks",
    PAIRS,
)
def test_one_quotation_with_spaces_inside(marks: tuple[str, str]) -> None:
    one, other = marks
    assert quoted(f"قال : {one} السد آمن {other} ومضى .") == ["السد آمن"]


@pytest.mark.parametrize("marks", PAIRS)
def test_two_quotations(marks: tuple[str, str]) -> None:
    one, other = marks
    assert quoted(f"قال {one}نعم{other}، ثم قال {one}لا أعلم{other}.") == ["نعم", "لا أعلم"]


@pytest.mark.parametrize(("outer", "inner"), list(product([PAIRS[0]], PAIRS[1:3])))
def test_marks_of_two_families_nest(outer: tuple[str, str], inner: tuple[str, str]) -> None:
    text = f"قال {outer[0]}سموها {inner[0]}هدنة{inner[1]} وما هدأت{outer[1]}."
    assert quoted(text)[1:] == ["هدنة"]
    assert quoted(text)[0].endswith("هدأت")


def test_a_quotation_over_paragraphs() -> None:
    assert quoted("قال: «وصلنا فجرا.\nثم عدنا» ومضى.") == ["وصلنا فجرا.\nثم عدنا"]


def test_marks_that_nothing_closes_stay_alone() -> None:
    assert quoted("قال «نعم ومضى.") == []
    assert quoted("قال نعم» ومضى.") == []


def test_a_stray_mark_does_not_swallow_later_quotations() -> None:
    text = 'شاشة 40" جديدة\nوصلت\nأمس\nإلى\nالسوق\nقال: "نعم" ومضى.'
    assert quoted(text) == ["نعم"]


def test_an_apostrophe_in_a_foreign_name_is_no_quotation() -> None:
    assert quoted("زار O'Brien المدينة ثم غادر D'Arcy إليها.") == []


@given(st.text(st.sampled_from("«»\"“”'‘’` قل\n."), max_size=80))
def test_partners_point_at_each_other_forward_and_back(text: str) -> None:
    tokens = tokenise(fold(text))
    partner = pair_quotes(tokens)
    assert len(partner) == len(tokens)
    for i, j in enumerate(partner):
        assert j == -1 or (partner[j] == i and i != j and tokens[i].kind == TokenKind.QUOTE)


@given(st.text(st.sampled_from("«»ق "), max_size=60))
def test_guillemets_pair_in_their_direction(text: str) -> None:
    tokens = tokenise(fold(text))
    for i, j in enumerate(pair_quotes(tokens)):
        if j > i:
            assert (tokens[i].form, tokens[j].form) == ("«", "»")


@pytest.mark.parametrize("mark", ["«", '"', "“", "'", "''", "« ", "\n«"])
def test_a_hundred_thousand_opening_marks_take_linear_time(mark: str) -> None:
    def seconds(times: int) -> float:
        tokens = tokenise(fold(mark * times))
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            pair_quotes(tokens)
            taken.append(time.perf_counter() - start)
        return min(taken)

    small, large = seconds(25_000), seconds(100_000)
    assert large < 12 * small + 0.1
