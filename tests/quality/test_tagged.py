"""The notation of tagged sentences."""

import pytest

from quality.tagged import parse_case

CASE = [
    "# nested",
    "<k1>قالت</k1> <s1>هدى</s1> إن <c1><s2>الفريق</s2> <k2>طلب</k2> <c2>مهلة</c2></c1>.",
    "1 person",
    "2<1 organisation demand mixed | فريق البناء",
]


def test_a_case_gives_its_text_without_tags_and_rows_that_point_into_it() -> None:
    case = parse_case(CASE, "topic")
    assert case.text == "قالت هدى إن الفريق طلب مهلة."
    assert case.id == "topic/nested"
    first, second = case.gold
    assert [case.text[slice(*first[p])] for p in ("cue", "source", "content")] == [
        "قالت",
        "هدى",
        "الفريق طلب مهلة",
    ]
    assert (first["parent"], first["speaker"], first["force"], first["quote"]) == (
        None,
        "هدى",
        "assert",
        "indirect",
    )
    assert (second["parent"], second["speaker"], second["force"], second["quote"]) == (
        1,
        "فريق البناء",
        "demand",
        "mixed",
    )


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (["nested", "text"], "begins with"),
        (["# a", "<k1>قال</k1> <c1>نعم</c1>"], "do not agree"),
        (["# a", "<k1>قال</k1> <c1>نعم", "1 person | س"], "open"),
        (["# a", "<k1>قال</k1> <c1> نعم</c1>", "1 person | س"], "spaces"),
        (["# a", "<k1>قال</k1> نعم", "1 person | س"], "lacks"),
        (["# a", "<k1>قال</k1> <c1>نعم</c1>", "1 person"], "lacks"),
        (["# a", "<k1>قال</k1> <c1>نعم</c1>", "1 person loud | س"], "no label"),
        (["# a", "<k1>قال</k1> <c1>نعم</c2>", "1 person | س"], "closes nothing"),
        (["# a", "<k1>قال</k1> <k1>قال</k1> <c1>نعم</c1>", "1 person | س"], "opens twice"),
        (["# a", "<k1>قال</k1> <c1>نعم</c1> <x>", "1 person | س"], "a tag that is none"),
    ],
)
def test_a_faulty_case_is_refused(lines: list[str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_case(lines, "topic")
