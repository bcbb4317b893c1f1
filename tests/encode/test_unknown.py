"""Names that nobody knows are told apart from rare words, and read as one."""

import pytest

from musnad.encode import Encoded
from musnad.normalise import fold
from musnad.segment import tokenise


def seen(text: str) -> list[str]:
    return Encoded(tokenise(fold(text))).seen


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أعلنت ميرفا إغلاق المعبر.", "أعلنت لبينة إغلاق المعبر."),
        ("وصل وفد إلى كيروس.", "وصل وفد إلى وردانة."),
        ("وفد من كيروس، ثم رسالة لكيروس.", "وفد من ميرفا، ثم رسالة لميرفا."),
        ("اتهم الجيش السنداري سندارا.", "اتهم الجيش اليلماري يلماريا."),
    ],
)
def test_two_unknown_names_are_seen_alike(one: str, other: str) -> None:
    assert seen(one) == seen(other)


def test_letters_before_a_name_stay() -> None:
    words = seen("وفد من ميرفا، ثم رسالة لميرفا.")
    assert words[-2] == "ل" + words[2]


@pytest.mark.parametrize("word", ["مسعفون", "بمهارته", "ستقاضيان", "فرحبت", "دقيقتان"])
def test_a_rare_form_of_a_known_word_is_no_name(word: str) -> None:
    assert seen(word) == [word]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قالت روسيا إنها وقعت.", "قالت فرنسا إنها وقعت."),
        ("رفض الوزير الأوكراني العرض، وردت موسكو.", "رفض الوزير السوري العرض، وردت أنقرة."),
        ("أبلغ العراقيون السعودية.", "أبلغ اللبنانيون السعودية."),
    ],
)
def test_known_states_are_seen_alike(one: str, other: str) -> None:
    assert seen(one) == seen(other)


def test_grammar_and_homographs_are_kept() -> None:
    assert seen("لبنان") != seen("روسيا"), "a masculine state"
    assert seen("القاهرة") != seen("موسكو"), "a capital with article"
    assert seen("دعم مالي") == ["دعم", "مالي"], "a word that is a state, too"


@pytest.mark.parametrize("word", ["وووووووووو", "و" * 5000, "الالالال", "لللللل", "بكل" * 400])
def test_words_of_nothing_but_letters_before_a_name_are_read(word: str) -> None:
    assert len(seen(f"قال {word} إنه {word}ي جاء")) == 5
