"""Texts saved in a wrong encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather.mojibake import is_garbled, repaired

from .texts import BREAD, DAM, REPORT, arabic


def taken_for(text: str, encoding: str) -> str:
    """What a program shows that takes the UTF-8 of *text* for *encoding*."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@given(arabic, st.sampled_from(["cp1252", "cp1256", "latin-1"]))
def test_a_garbled_text_comes_back(text: str, encoding: str) -> None:
    garbled = taken_for(text, encoding)
    # A line of one word may stay as it is: two letters can be an accident.
    assert is_garbled(garbled)
    assert not is_garbled(repaired(garbled))
    assert "".join(repaired(garbled).split()) == "".join(text.split())


@given(arabic)
def test_sound_texts_stay(text: str) -> None:
    assert repaired(text) == text
    assert not is_garbled(text)


def test_twice_is_taken_back_twice() -> None:
    assert repaired(taken_for(taken_for(REPORT, "cp1252"), "cp1252")) == REPORT


@pytest.mark.parametrize("encoding", ["cp1252", "cp1256"])
def test_a_garbled_passage_in_a_sound_text(encoding: str) -> None:
    text = f"{REPORT}{taken_for(DAM, encoding)}\n{BREAD}"
    assert repaired(text) == f"{REPORT}{DAM}\n{BREAD}"


def test_what_was_lost_on_the_way_stays_lost() -> None:
    garbled = taken_for(REPORT, "cp1252").replace("\x81", "?").replace("\xa7", "")
    assert repaired(garbled) != REPORT
    assert is_garbled(garbled)


def test_letters_of_other_languages_are_no_garble() -> None:
    text = "Ørsted og Ærø, ÙTIL à lire"
    assert repaired(text) == text
