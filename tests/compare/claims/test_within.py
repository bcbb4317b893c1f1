"""Within one report: denials and what they deny, figures that differ."""

import dataclasses

import pytest
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


def test_who_says_it_did_not_denies_only_what_tells_the_same() -> None:
    decision = "على الحكومة أن تتخذ قرارا على أساس القانون والدستور وأن تقيم كل موقف في الإقليم بعناية"
    apart = bonds(Said("الوزيرة", decision), Said("المتحدث", "لم يطرأ موقف يستلزم اتخاذ قرار", "قال", force="deny"))
    assert apart == []
    (bond,) = bonds(
        Said("المرصد", "طائرات أرزان قصفت السوق القديم"),
        Said("المتحدث", "طائرات أرزان لم تقصف السوق القديم", "قال", force="deny"),
    )
    assert (bond.first, bond.second) == (2, 1)


def test_names_alone_make_no_denial_and_denials_deny_no_denials() -> None:
    found = bonds(
        Said("السفير", "العلاقات بين أرزان وسوريا ولبنان طيبة كما كانت دائما"),
        Said("الناطق", "الأنباء عن قصف السوق القديم في سوريا لا أساس لها من الصحة"),
        Said("الوزير", "قصف السوق القديم قرب حدود سوريا ولبنان", "نفى", force="deny", lemma="نفى"),
    )
    assert found == []


IN_PASSING = [
    # text, who denies, what is denied
    (
        "قالت مصادر ميدانية إن القوات دخلت بلدة السنديان فجرا رغم نفي وزارة الدفاع في بيان لها أي تقدم.",
        "وزارة الدفاع",
        "القوات دخلت بلدة السنديان فجرا",
    ),
    (
        "على الرغم من نفي قيادة الأركان العامة، أكد شهود أن الطائرات قصفت السوق القديم في البلدة.",
        "قيادة الأركان العامة",
        "الطائرات قصفت السوق القديم في البلدة",
    ),
    (
        "وصلت شحنة القمح إلى مرفأ التل مساء الأحد رغم نفي الهيئة. وعاد العمال إلى الأرصفة.",
        "الهيئة",
        "وصلت شحنة القمح إلى مرفأ التل مساء الأحد",
    ),
    (
        "كان الجسر مقطوعا طوال الشتاء، ورغم نفي البلدية، عبرته شاحنات القمح صباح الأحد إلى المرفأ.",
        "البلدية",
        "عبرته شاحنات القمح صباح الأحد إلى المرفأ",
    ),
]


@pytest.mark.parametrize(("text", "denier", "denied"), IN_PASSING)
def test_a_denial_in_passing_points_to_what_it_is_set_against(text: str, denier: str, denied: str) -> None:
    (bond,) = within_report(musnad.analyse(musnad.Report(text)))
    assert (bond.kind, bond.denier, bond.span.of(text)) == ("denies", denier, denied)
    assert bond.denial and bond.denial.of(text).startswith("نفي")


def test_a_report_full_of_denials_is_read_in_time() -> None:
    found = within_report(musnad.analyse(musnad.Report("رغم نفي الوزارة " * 300)))
    assert len(found) <= 30


def test_nobody_denies_what_he_tells_of_another() -> None:
    read = analysis(
        Said("الكاتب", "الحاكم لم يقصف مستودعات الميناء القديم وحدها", "كشف", force="deny"),
        Said("الكاتب", "طالب الحاكم بقصف مستودعات الميناء القديم وحدها", "قال"),
        Said("الحاكم", "بقصف مستودعات الميناء القديم وحدها", "طالب", force="demand"),
    )
    first, told, inner = read.attributions
    inside = dataclasses.replace(inner, parent=told.id)
    assert within_report(read) != []
    assert within_report(dataclasses.replace(read, attributions=(first, told, inside))) == []
