"""Readings hold when spelling changes, and do not favour a side."""

import pytest

from musnad import Report, analyse
from quality import gate, robustness
from quality.sets import rows
from quality.sides import INVENTED, REAL, told_of

FLOORS = gate.read_floors()["robustness"]
SENTENCE = "قال وزير الري الأرزاني إن السد آمن، «لا خطر منه» على ميرفا و300 قرية في أرزانيا."


@pytest.mark.parametrize("name", robustness.SPELLINGS)
def test_another_spelling_gives_the_same_rows(name: str) -> None:
    assert robustness.stability(robustness.SPELLINGS[name]) >= FLOORS[name]


def test_exchanging_the_sides_gives_the_rows_exchanged() -> None:
    assert robustness.stability(robustness.swap_sides, robustness.swap_sides) >= FLOORS["sides exchanged"]


def test_other_states_in_their_place_are_read_alike_too() -> None:
    assert robustness.evenness(REAL) >= FLOORS["real sides exchanged"]
    assert robustness.evenness(INVENTED) >= FLOORS["invented sides exchanged"]


def test_telling_of_other_states_replaces_every_name() -> None:
    told = [told_of(text, REAL[0]) for text in robustness._texts()]
    assert not any(name in text for text in told for name in ("سندار", "لبينة", "ميرفا", "لبينه"))
    assert sum(text.count("الأوكراني") for text in told) > 10


@pytest.mark.parametrize("name", robustness.SPELLINGS)
def test_a_spelling_changes_some_example(name: str) -> None:
    """A change that changes nothing would hold a floor for nothing."""
    change = robustness.SPELLINGS[name]
    assert any(change(text) != text for text in robustness._texts())


def test_exchanging_twice_gives_the_text_back() -> None:
    assert robustness.swap_sides(SENTENCE) != SENTENCE
    assert robustness.swap_sides(robustness.swap_sides(SENTENCE)) == SENTENCE


# Pairs of real states and harmless statements: what is read must not depend on whose it is.
PAIRS = [
    ("الروسية", "الأوكرانية"),
    ("السورية", "التركية"),
    ("السعودية", "الإيرانية"),
    ("المغربية", "الجزائرية"),
    ("الإسرائيلية", "الفلسطينية"),
    ("الهندية", "الباكستانية"),
    ("المصرية", "الإثيوبية"),
]
FRAMES = [
    "أعلنت وزارة الزراعة {} أن موسم القمح بدأ.",
    "نفت وزارة الزراعة {} نقص البذور، مؤكدة أن المخازن ممتلئة.",
    "طالبت وزارة الزراعة {} بتمويل دراسة عن التربة.",
    "بلغ الإنتاج مستوى جديدا، وفق وزارة الزراعة {}.",
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("frame", FRAMES)
def test_real_states_are_read_alike(frame: str, one: str, other: str) -> None:
    readings = []
    for side in (one, other):
        text = frame.format(side)
        # An equal mark for both names makes the spans comparable.
        found = rows(analyse(Report(text=text)))
        readings.append(
            [
                (
                    *(text[slice(*r[p])].replace(side, "_") if r[p] else None for p in ("cue", "source", "content")),
                    (r["speaker"] or "").replace(side, "_"),
                    *(r[label] for label in ("parent", "kind", "force", "quote")),
                )
                for r in found
            ]
        )
    assert readings[0] == readings[1]
    assert readings[0]
