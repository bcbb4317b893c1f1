"""Units of a claim: whoever is known counts as one, however called; words by their forms and classes."""

import pytest

from musnad.compare.stances.units import table_of, units_of
from musnad.compare.words import words_of


def has(claim: str, *sentences: str) -> list[list[float]]:
    found: list[list[float]] = table_of(units_of(words_of(claim)), [words_of(each) for each in sentences]).tolist()
    return found


def test_a_name_of_several_words_is_one_unit() -> None:
    units = units_of(words_of("دعت الأمم المتحدة إلى هدنة"))
    assert [" ".join(word.form for word in unit.words) for unit in units] == ["دعت", "الامم المتحده", "هدنه"]
    assert [bool(unit.meant) for unit in units] == [False, True, False]
    assert [unit.name for unit in units] == [False, True, False]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("تنظيم الدولة الإسلامية", "انسحب مقاتلو داعش من البلدة"),
        ("الولايات المتحدة", "أمهلت واشنطن الطرفين أسبوعا"),
        ("روسيا", "قال الكرملين إنه لا علم له بذلك"),
    ],
)
def test_another_name_of_the_same_counts_in_full(claim: str, text: str) -> None:
    assert has(claim, text, "توقع مزارعون محصولا وفيرا") == [[1.0], [0.0]]


def test_part_of_a_name_counts_in_part() -> None:
    assert has("الأمم المتحدة", "قالت الأمم إنها ترحب") == [[0.5]]


def test_known_names_weigh_alike_whatever_their_length() -> None:
    names = ("الولايات المتحدة الأمريكية", "روسيا", "جامعة الدول العربية", "سوريا")
    assert len({unit.weight for name in names for unit in units_of(words_of(name))}) == 1


def test_a_word_said_twice_is_one_unit() -> None:
    assert len(units_of(words_of("هدنة بعد هدنة"))) == 1


def test_inflected_words_count_and_others_do_not() -> None:
    [[wanted], [other]] = has("الانسحاب", "انسحبت القوات فجرا", "توقع مزارعون محصولا وفيرا")
    assert wanted > 0.8 and other == 0
