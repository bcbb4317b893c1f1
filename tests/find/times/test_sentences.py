"""Sentences with the times that they hold, phenomenon by phenomenon, and some that hold none."""

import re
from datetime import datetime
from pathlib import Path

import pytest

import musnad

REPORT = datetime(2031, 3, 5, 10, 0)
LINES = [
    line
    for line in Path(__file__).with_name("sentences.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
_TAGS = re.compile(r"[\[\]]")


def _case(line: str) -> tuple[str, list[tuple[int, int]], list[str]]:
    tagged, *wanted = line.split("\t")
    # Every bracket before a tag shifts it by one.
    places = [tag.start() - number for number, tag in enumerate(_TAGS.finditer(tagged))]
    return _TAGS.sub("", tagged), list(zip(places[::2], places[1::2], strict=True)), wanted


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split("\t")[0])
def test_a_sentence(line: str) -> None:
    text, spans, wanted = _case(line)
    found = musnad.find_times(text, REPORT)
    assert [tuple(time.span) for time in found] == spans
    assert [f"{time.kind} {time.value}" for time in found] == wanted


# Editors spell alike in many ways; the readings stay.
SPELLINGS = {
    "no hamza": str.maketrans("أإآ", "ااا"),
    "ya as alif maqsura": str.maketrans("ي", "ى"),
    "ta marbuta as ha": str.maketrans("ة", "ه"),
    "Arabic-Indic digits": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "Persian digits": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spelling_changes_no_reading(spelling: str) -> None:
    for line in LINES:
        text, spans, wanted = _case(line)
        if "آب" in text or "GMT" in text:
            continue
        found = musnad.find_times(text.translate(SPELLINGS[spelling]), REPORT)
        assert [(tuple(t.span), f"{t.kind} {t.value}") for t in found] == list(zip(spans, wanted, strict=True)), text


def test_vowel_marks_and_tatweel_lie_inside_the_span() -> None:
    text = "عادَ أَمْسِ الثُّلاثـــاءِ"
    (time,) = musnad.find_times(text, REPORT)
    assert time.span.of(text) == "أَمْسِ الثُّلاثـــاءِ"
    assert time.value == "2031-03-04"
