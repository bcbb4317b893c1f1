"""Within one report: denials and what they deny, figures that differ."""

from ledger.samples import Said, analysis

import musnad
from musnad.compare.claims import Within, within_report


def bonds(*parts: Said | str) -> list[Within]:
    return within_report(analysis(*parts))


def test_a_denial_points_to_the_outlets_own_words() -> None:
    accused = "تعرضت مستشفيات بلدة عين الزهر لقصف استهدف أقسامها"
    (bond,) = bonds(accused, Said("القائد", "تعمد قواته استهداف المستشفيات", "نفى", force="deny", lemma="نفى"))
    assert (bond.kind, bond.first, bond.second) == ("denies", 1, None)
    assert "المستشفيات" in bond.evidence


def test_a_denial_points_to_another_speaker_not_to_its_own() -> None:
    (bond,) = bonds(
        Said("المرصد", "القوات استهدفت مستشفيات البلدة"),
        Said("القائد", "المستشفيات تعمل في البلدة"),
        Said("القائد", "استهداف مستشفيات البلدة", "نفى", force="deny", lemma="نفى"),
    )
    assert (bond.first, bond.second) == (3, 1)


def test_figures_of_one_thing_differ_across_speakers() -> None:
    found = bonds(
        Said("الوسيط", "مقاتلي كتيبة السنديان في المدينة ذريعة لمواصلة الهجوم"),
        Said("الوسيط", "نحن نتحدث عن 900 شخص"),
        Said("المرصد", "في المدينة 15 ألف مقاتل بينهم 400 من كتيبة السنديان"),
    )
    assert [(b.kind, b.first, b.second) for b in found] == [("differs in figure", 3, 2)]
    assert found[0].evidence.startswith("400")


def test_a_bound_does_not_contradict() -> None:
    assert (
        bonds(
            Said("المرصد", "قصف السوق القديم قتل أكثر من 250 مدنيا"), Said("الوزارة", "قصف السوق القديم قتل 270 مدنيا")
        )
        == []
    )


def test_a_denial_of_nothing_points_nowhere() -> None:
    assert bonds(Said("القائد", "ذلك", "نفى", force="deny", lemma="نفى"), "وصل القمح إلى الميناء") == []


def test_an_empty_report() -> None:
    assert within_report(musnad.analyse(musnad.Report(""))) == []
