"""Stances: a table of sentences, articles, bad input, both sides alike."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.compare import stance
from musnad.compare.stances import LABELS
from musnad.model import MusnadError

_LINES = (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()
CASES = [line.split("\t") for line in _LINES if not line.startswith("#")]

CLAIM = "وافق مجلس مدينة الرمان على هدم السوق القديم"
FILLER = "وتستعد المدينة لموسم الحصاد، وتوقع مزارعون محصولا وفيرا هذا العام بعد أمطار غزيرة. "
AGREES = f"وافق مجلس مدينة الرمان مساء الثلاثاء على هدم السوق القديم، وقال رئيسه إن الهدم يبدأ في الربيع. {FILLER * 4}"
DENIES = (
    "نفى مجلس مدينة الرمان صحة ما تردد عن هدم السوق القديم، ووصف الأنباء بأنها شائعات كاذبة لا أساس لها من الصحة. "
    f"وأكد المجلس أنه لم يوافق على الهدم. {FILLER * 4}"
)


@pytest.mark.parametrize(("label", "claim", "text"), CASES)
def test_sentences(label: str, claim: str, text: str) -> None:
    assert stance(claim, text).label == label


def test_an_article_that_reports_the_same_agrees() -> None:
    found = stance(CLAIM, AGREES)
    assert found.label == "agree"
    assert found.passage is not None
    assert found.passage.of(AGREES).startswith("وافق مجلس")
    assert {"مجلس", "السوق"} <= set(found.shared)


@pytest.mark.parametrize("claim", ["إغلاق معبر الوادي", "وفاة الشاعر", "استقالة الوزير"])
def test_nothing_is_denied_for_being_short(claim: str) -> None:
    found = stance(claim, f"أعلن ليلا عن {claim}. وتحدث الأهالي عن {claim} طوال اليوم. {FILLER * 4}")
    assert found.label == "agree"
    assert found.scores["disagree"] < 0.2


def test_an_article_that_denies_it_is_likelier_to_disagree() -> None:
    denied, told = stance(CLAIM, DENIES), stance(CLAIM, AGREES)
    assert denied.label in ("disagree", "discuss")
    assert denied.scores["disagree"] > 3 * told.scores["disagree"]
    assert any(reason.startswith("denies") for reason in denied.reasons)


def test_an_article_about_other_things_is_unrelated() -> None:
    found = stance(CLAIM, FILLER * 6)
    assert found.label == "unrelated"


def test_reasons_name_figures_and_opposites() -> None:
    found = stance("مقتل 12 شخصا وارتفاع الإنتاج", "مقتل 40 شخصا وانخفاض الإنتاج")
    assert "other figure: 40 for 12" in found.reasons
    assert any(reason.startswith("opposites: ") for reason in found.reasons)


SIDES = [("سوريا", "إسرائيل"), ("روسيا", "أوكرانيا"), ("السعودية", "إيران"), ("فلسطين", "إسرائيل")]


@pytest.mark.parametrize(("one", "other"), SIDES)
@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("{0} تقصف مواقع قرب الحدود", "{0} تنفي قصف مواقع قرب الحدود"),
        ("{0} تتهم {1} بخرق الهدنة", "{1} تخرق الهدنة"),
        ("{0} تعلن مقتل 7 من جنودها", f"قالت {{0}} إن 7 من جنودها قتلوا في هجوم شنته {{1}}. {FILLER * 4}"),
    ],
)
def test_exchanging_the_sides_changes_no_score(one: str, other: str, claim: str, text: str) -> None:
    first = stance(claim.format(one, other), text.format(one, other))
    second = stance(claim.format(other, one), text.format(other, one))
    assert first.label == second.label
    assert first.scores == pytest.approx(second.scores)


@pytest.mark.parametrize("text", ["", "   ", "في من إلى", "...", "‏"])
def test_without_words_nothing_is_related(text: str) -> None:
    assert stance(CLAIM, text).label == "unrelated"
    assert stance(text, CLAIM).label == "unrelated"
    assert stance(text, CLAIM).reasons == ("no words",)


def test_what_is_no_text_is_refused_in_words() -> None:
    with pytest.raises(MusnadError, match="give a string"):
        stance(CLAIM, None)  # type: ignore[arg-type]


def test_one_endless_word_is_read() -> None:
    assert stance(CLAIM, "سوق" * 50_000).label == "unrelated"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=600))
def test_any_texts(claim: str, text: str) -> None:
    found = stance(claim, text)
    assert found.label in LABELS
    assert sum(found.scores.values()) == pytest.approx(1)
    if found.passage:
        assert 0 <= found.passage.start < found.passage.end <= len(text)


def test_endless_words_are_not_compared_letter_by_letter() -> None:
    first = " ".join(f"{chr(0x0628 + n)}سوق" * 5_000 for n in range(5))
    second = " ".join(f"{chr(0x0633 + n)}وقس" * 5_000 for n in range(5))
    assert stance(first, second).label in LABELS
