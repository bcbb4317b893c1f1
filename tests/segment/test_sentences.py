"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.normalise import fold
from musnad.segment import pair_quotes, sentences, tokenise

LONGEST = 4000


def cut(text: str, longest: int = LONGEST, *, headline: bool = False) -> list[str]:
    tokens = tokenise(fold(text))
    found = sentences(tokens, pair_quotes(tokens), 0, len(tokens), longest, headline=headline)
    return [text[tokens[a].start : tokens[b - 1].end].strip() for a, b in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد. غادر الوفد.", ["وصل الوفد.", "غادر الوفد."]),
        ("هل وصل؟ نعم!", ["هل وصل؟", "نعم!"]),
        ("وصل الوفد... ثم غادر.", ["وصل الوفد...", "ثم غادر."]),
        ("وصل الوفد\nغادر الوفد", ["وصل الوفد", "غادر الوفد"]),
        ("وصل د. باسل أمس.", ["وصل د. باسل أمس."]),
        ("بلغ النمو 2.5 في المئة.", ["بلغ النمو 2.5 في المئة."]),
        ("نشر على example.org أمس.", ["نشر على example.org أمس."]),
        ("وصل الوفد", ["وصل الوفد"]),
        ("وصل، ثم غادر؛ وعاد.", ["وصل، ثم غادر؛ وعاد."]),
        ("قال: «وصلنا. ثم عدنا». ومضى.", ["قال: «وصلنا. ثم عدنا».", "ومضى."]),
        ('قال: "وصلنا. ثم عدنا." وأضاف شيئا.', ['قال: "وصلنا. ثم عدنا."', "وأضاف شيئا."]),
        ("قال: «وصلنا.\nثم عدنا» ومضى.", ["قال: «وصلنا.\nثم عدنا» ومضى."]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_ends(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_two_dots_divide_no_headline() -> None:
    assert cut("عطش الضفة.. روايتان لبوابة", headline=True) == ["عطش الضفة.. روايتان لبوابة"]


def test_an_unclosed_mark_does_not_hold_sentences_together() -> None:
    assert len(cut("قال «وصل الوفد. غادر الوفد. عاد الوفد.")) == 3


@pytest.mark.parametrize("unit", ["كلمة ", "كلمة، ", "«كلمة ", "1 "])
def test_no_sentence_is_much_longer_than_allowed(unit: str) -> None:
    longest = 200
    assert max(map(len, cut(unit * 2000, longest))) <= 2 * longest + 20


@given(st.text(st.sampled_from("قل .؟!…«»\"'،\n1a"), max_size=100), st.integers(5, 60))
def test_sentences_cover_every_token_once_and_in_order(text: str, longest: int) -> None:
    tokens = tokenise(fold(text))
    covered: list[int] = []
    for start, end in sentences(tokens, pair_quotes(tokens), 0, len(tokens), longest):
        assert start < end
        covered += range(start, end)
    assert covered == sorted(set(covered))
    left = set(range(len(tokens))) - set(covered)
    assert all(tokens[i].form == "\n" for i in left)


@pytest.mark.parametrize("answer", ["فأجاب الوزير أن الطريق آمن", "فقالت له: لا أدري", "تتساءل النائبة"])
def test_an_answer_after_a_question_stays_in_its_sentence(answer: str) -> None:
    text = f"سأل الطفل متى نعود؟ {answer}."
    assert cut(text) == [text]


def test_a_question_ends_a_sentence_before_another() -> None:
    assert len(cut("متى نعود؟ قال الوزير إن الطريق آمن.")) == 2
