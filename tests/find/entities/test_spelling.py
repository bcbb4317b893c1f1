"""Spellings of one name meet, names of two people do not."""

import pytest

from musnad.find.entities.spelling import alike, skeleton
from musnad.normalise import fold_key


def words(name: str) -> list[str]:
    return fold_key(name).split()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("غريغور هالمان", "جريجور هالمن"),
        ("يوهان فان دير ميست", "يوهان فان دير مست"),
        ("لو كارنيه", "لوكارنيه"),
        ("عبد الرزاق الميداني", "عبدالرزاق الميدانى"),
        ("أنغيلا روزنتال", "انجيلا روزنتال"),
        ("تشارلز هولم", "شارلز هولم"),
        ("بيتر نيلسون", "بيتر نلسن"),
    ],
)
def test_spellings_of_one_name(first: str, second: str) -> None:
    assert alike(words(first), words(second))
    assert alike(words(second), words(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("حسن المرواني", "حسين المرواني"),
        ("محمد الصافي", "محمود الصافي"),
        ("جمال", "كمال"),
        ("سامي", "سمية"),
        ("بيتر نيلسون", "بيتر هولم"),
        ("كريم", "رحيم"),
    ],
)
def test_names_of_two_people(first: str, second: str) -> None:
    assert not alike(words(first), words(second))


def test_skeletons_meet() -> None:
    assert skeleton(words("ستيفان دى مرستورا")) == skeleton(words("ستيفن دي ميرستورا"))
