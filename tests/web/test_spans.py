"""Where words stand, as a form says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.model import Span
from musnad.web.spans import Unclear, choices, level, marked, said, standing

TEXT = "قال الوزير إن الجسر مفتوح.\nوقال الوزير\u202e إن\u202c الطريق  آمن، وأكد أن الجسر آمن."
_TEXTS = st.text(st.sampled_from("اب \n\r\u202e\u2066\u200f\x00\ud8001").map(str), max_size=40)


@given(_TEXTS)
def test_what_is_shown_has_the_places_of_the_text(text: str) -> None:
    assert len(level(text)) == len(text)
    assert "\r" not in level(text) and "\u202e" not in level(text)


@given(_TEXTS, st.lists(st.tuples(st.integers(-2, 42), st.integers(-2, 42)), max_size=3))
def test_the_pieces_are_the_text(text: str, ends: list[tuple[int, int]]) -> None:
    spans = {f"n{n}": Span(start, end) for n, (start, end) in enumerate(ends) if 0 <= start <= end}
    pieces = list(marked(text, spans))
    assert "".join(piece for piece, _ in pieces) == level(text)
    for name, span in spans.items():
        if 0 <= span.start < span.end <= len(text):
            assert "".join(piece for piece, names in pieces if name in names.split()) == span.of(level(text))


@given(_TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_words_are_found_where_they_stand(text: str, start: int, end: int) -> None:
    words = text[start:end]
    found = standing(text, words)
    if words.strip("\u202e\u2066 \n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85"):
        assert any(span.start < end and start < span.end for span in found) or len(found) > 0
    for span in found:
        assert 0 <= span.start < span.end <= len(text)


def test_blanks_and_marks_of_direction_do_not_matter() -> None:
    (span,) = standing(TEXT, " وقال الوزير إن الطريق\r\nآمن ")
    assert span.of(TEXT) == "وقال الوزير\u202e إن\u202c الطريق  آمن"


def form(part: str, words: str | None = None, ends: tuple[str, str] | None = None, at: str = "") -> dict[str, str]:
    made = {} if words is None else {f"{part}_words": words}
    if ends:
        made |= {f"{part}_start": ends[0], f"{part}_end": ends[1]}
    return made | ({f"{part}_at": at} if at else {})


NOW = Span(0, 3)
AT = TEXT.rindex("الجسر")


@pytest.mark.parametrize(
    ("given_", "now", "wanted"),
    [
        ({}, NOW, NOW),
        ({}, None, None),
        (form("cue", "قال"), NOW, NOW),
        (form("cue", "مفتوح"), NOW, Span(20, 25)),
        # What is moved a little lies where it lay.
        (form("cue", "قال الوزير"), NOW, Span(0, 10)),
        # A word is rather a word than the end of another.
        (form("cue", "قال"), None, Span(0, 3)),
        (form("cue", ends=("5", "9")), NOW, Span(5, 9)),
        (form("cue", "الوز", ("4", "8")), NOW, Span(4, 8)),
        (form("cue", "", ("", "")), NOW, None),
        (form("cue", " ", ("0", "3")), NOW, None),
        (form("cue", "الجسر", at=f"{AT}-{AT + 5}"), None, Span(AT, AT + 5)),
    ],
)
def test_what_a_form_says(given_: dict[str, str], now: Span | None, wanted: Span | None) -> None:
    assert said(given_, "cue", TEXT, now) == wanted


@pytest.mark.parametrize(
    ("given_", "key"),
    [
        (form("cue", "النفق"), "span_absent"),
        (form("cue", "الجسر"), "span_several"),
        (form("cue", "الجسر", at="0-3"), "span_several"),
        (form("cue", "مفتوح", ("5", "9")), "span_disagrees"),
        (form("cue", "", ("5", "9")), "span_disagrees"),
        (form("cue", ends=("x", "9")), "span_number"),
        (form("cue", ends=("", "9")), "span_number"),
        (form("cue", ends=("1", "9" * 12)), "span_number"),
    ],
)
def test_what_is_no_one_place_is_told(given_: dict[str, str], key: str) -> None:
    with pytest.raises(Unclear) as told:
        said(given_, "cue", TEXT, NOW)
    assert told.value.key == key
    if key == "span_several":
        assert [choice.words for choice in choices(TEXT, told.value.choices)] == ["الجسر", "الجسر"]


def test_a_long_text_of_one_letter_takes_no_longer() -> None:
    text = "ا" * 200_000
    with pytest.raises(Unclear) as told:
        said(form("cue", "اا"), "cue", text, None)
    assert len(told.value.choices) == 20
