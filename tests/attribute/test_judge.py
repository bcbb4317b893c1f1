"""Possible cues: those that report, and words that only look like it."""

import pytest

from musnad import Report, analyse
from musnad.attribute.judge import MOST_ACTS


def cues(text: str) -> list[str]:
    return [a.cue.of(text) for a in analyse(Report(text=text)).attributions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أكد محافظ لبينة أن الطريق مفتوح.", ["أكد"]),
        ("قال الناطق إن الوفد الذي أعلن أن المحادثات فشلت غادر المدينة.", ["قال", "أعلن"]),
        ("وصل الوزير إلى العاصمة مساء أمس والتقى نظيره.", []),
        ("ذكرت وكالة الوادي، نقلا عن مصدر في الشرطة، أن المعبر أغلق.", ["ذكرت", "نقلا عن"]),
    ],
)
def test_cues_that_report(text: str, expected: list[str]) -> None:
    assert cues(text) == expected


def test_a_sentence_of_very_many_cues_is_read_in_part() -> None:
    text = "قال الوزير إن " + " ".join(["الناطق أكد أن"] * 60) + " الطريق مفتوح."
    assert len(cues(text)) <= MOST_ACTS
