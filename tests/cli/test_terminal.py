"""What reaches a terminal is harmless and in order."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.cli.terminal import Terminal, clean, escaped, flat
from musnad.model import Span

PLAIN = Terminal(styled=False, isolated=False)
FULL = Terminal(styled=True, isolated=True)
HOSTILE = "\x1b]0;title\x07\x1b[31m\x9b2J\u202eabc\u2066\u2068\u200fx\x7f\r\ud800"


def test_control_characters_are_shown_and_turning_marks_left_out() -> None:
    assert flat(HOSTILE) == "␛]0;title␇␛[31m\ufffd2Jabc\u200fx␡ \ufffd"


@given(st.text(st.characters(codec=None)))
def test_nothing_with_power_is_left(text: str) -> None:
    for shown in (clean(text), FULL.value(text)[1:-1], PLAIN.marked(text, [Span(0, len(text))])):
        assert not {unicodedata.category(letter) for letter in shown if letter not in "\t\n"} & {"Cc", "Cs"}
        assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text())
def test_a_value_is_one_line(text: str) -> None:
    assert len(PLAIN.value(text).splitlines()) <= 1


def test_a_value_is_an_island() -> None:
    assert FULL.value(" سد\n الوادي ") == "\u2068سد الوادي\u2069"
    assert PLAIN.value("سد") == "سد"
    assert FULL.value("") == ""


def test_marks_are_brackets_or_bold() -> None:
    text = "قال إن السد آمن"
    marks = [Span(7, 11), Span(11, 15)]
    assert PLAIN.marked(text, marks[:1]) == "قال إن [السد] آمن"
    assert PLAIN.marked("السد\nآمن", [Span(0, 4), Span(5, 8)]) == "[السد] [آمن]"
    assert Terminal(styled=True, isolated=False).marked("السد آمن", [Span(0, 4)]) == "\x1b[1mالسد\x1b[0m آمن"


def test_a_marked_word_is_clean_too() -> None:
    assert PLAIN.marked("a\x1bb c", [Span(0, 3)]) == "[a␛b] c"


@given(st.text(st.characters(codec=None)))
def test_escaped_json_means_the_same(text: str) -> None:
    line = escaped(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(line) == {"a": text}
    assert clean(line) == line


@pytest.mark.parametrize(
    ("tty", "plain", "environment", "expected"),
    [
        (True, None, {}, FULL),
        (False, None, {}, PLAIN),
        (True, True, {}, PLAIN),
        (False, False, {}, Terminal(styled=False, isolated=True)),
        (True, None, {"NO_COLOR": "1"}, Terminal(styled=False, isolated=True)),
        (True, None, {"NO_COLOR": ""}, FULL),
        (True, None, {"TERM": "dumb"}, Terminal(styled=False, isolated=True)),
    ],
)
def test_what_suits_the_output(
    tty: bool,
    plain: bool | None,
    environment: dict[str, str],
    expected: Terminal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: tty)
    assert Terminal.of_output(plain) == expected
