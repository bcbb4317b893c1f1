"""Claims over a ledger: grouping, relations, origins, judgements, bad input."""

from datetime import date

import pytest
from ledger.samples import Said

from compare.claims import reports
from musnad.compare.claims import Claim, Claims, InReport
from musnad.ledger import Ledger
from musnad.model import Analysis, MusnadError


def ledger_of(*analyses: Analysis) -> Ledger:
    ledger = Ledger(":memory:")
    ledger.add_many(analyses)
    return ledger


def only_claim(*analyses: Analysis) -> Claim:
    (claim,) = ledger_of(*analyses).claims()
    assert isinstance(claim, Claim)
    return claim


def kinds(claim: Claim) -> list[str]:
    return [relation.kind for relation in claim.relations]


def test_statements_that_say_the_same_are_one_claim() -> None:
    claim = only_claim(*reports.ALL)
    assert claim.outlets == ("وكالة الواحة", "صحيفة الميناء", "وكالة أرزان", "إذاعة التل", "قناة السهل")
    assert claim.statements[-1].report.published is None


def test_another_telling_of_the_same_act_repeats() -> None:
    claim = only_claim(reports.FIRST, reports.SECOND)
    (relation,) = claim.relations
    assert relation.kind in ("repeats", "copies")
    assert relation.evidence
    assert claim.independent == 1


def test_a_denial_points_to_what_it_denies() -> None:
    claim = only_claim(reports.FIRST, reports.DENIAL)
    (relation,) = claim.disputes
    assert relation.kind == "denies"
    assert relation.statement == claim.statements[1].id
    assert relation.other == claim.statements[0].id
    assert relation.evidence[0] == "denial: نفت"


def test_figures_differ_and_stand_in_a_ladder() -> None:
    claim = only_claim(reports.FIRST, reports.HIGHER)
    assert kinds(claim) == ["differs in figure"]
    assert [rung.value for rung in claim.ladder] == [12, 30]
    assert [rung.source for rung in claim.ladder] == ["مرصد الوادي", "لجنة السكان"]


def test_the_same_speaker_with_another_figure_revises() -> None:
    revised = reports.report(
        Said("مرصد الوادي", reports.ATTACK.replace("12", "30")), outlet="وكالة الواحة", day=date(2031, 3, 6)
    )
    assert kinds(only_claim(reports.FIRST, revised)) == ["revises"]


def test_the_same_speaker_who_denies_retracts() -> None:
    retracted = reports.report(
        Said("مرصد الوادي", reports.ATTACK, "نفى", force="deny", lemma="نفى"), outlet="وكالة الواحة", day=None
    )
    assert kinds(only_claim(reports.FIRST, retracted)) == ["retracts"]


def test_bounds_that_meet_do_not_differ() -> None:
    bound = reports.report(Said("لجنة السكان", reports.ATTACK.replace("12", "أكثر من 10")), outlet="إذاعة التل")
    assert "differs in figure" not in kinds(only_claim(reports.FIRST, bound))


def test_many_outlets_of_one_source_are_one_origin_and_the_anonymous_stand_apart() -> None:
    claim = only_claim(reports.FIRST, reports.SECOND, reports.HIGHER, reports.ANONYMOUS)
    assert claim.independent == 2
    assert [origin.name for origin in claim.origins] == ["مرصد الوادي", "لجنة السكان", None]


def test_bodies_that_share_a_word_are_told_apart_and_each_is_one_origin() -> None:
    bodies = ("وزارة الصحة السندارية", "وزارة الدفاع الأرزانية", "وزارة الصحة السندارية")
    told = [
        reports.report(Said(body, reports.ATTACK), outlet=f"قناة {n}", day=date(2031, 3, 5 + n))
        for n, body in enumerate(bodies)
    ]
    assert [(o.name, len(o.statements)) for o in only_claim(*told).origins] == [(bodies[0], 2), (bodies[1], 1)]


def test_of_nested_statements_the_innermost_counts() -> None:
    nested = reports.report(
        Said("صحيفة محلية", Said("مرصد الوادي", reports.ATTACK, "أكد", lemma="أكّد"), kind="outlet"),
        outlet="قناة السهل",
        day=date(2031, 3, 8),
    )
    claim = only_claim(reports.FIRST, nested)
    assert [s.attribution.speaker for s in claim.statements] == ["مرصد الوادي", "مرصد الوادي"]
    assert claim.independent == 1


def test_travel_tells_what_was_lost() -> None:
    claim = only_claim(reports.FIRST, reports.ANONYMOUS)
    first, second = claim.travel
    assert (first.from_outlet, second.from_outlet) == (None, "وكالة الواحة")
    assert second.changes == ("became anonymous: مرصد الوادي",)


def test_labels_are_counted_by_outlet() -> None:
    one = reports.report(Said("مرصد الوادي", "سقوط 12 شهيدا من سكان عين الزهر في قصف المستشفى"), outlet="الواحة")
    other = reports.report(Said("مرصد الوادي", "سقوط 12 قتيلا من سكان عين الزهر في قصف المستشفى"), outlet="الميناء")
    claim = only_claim(one, other)
    assert claim.labels["dead"] == {"شهيد": {"الواحة": 1}, "قتيل": {"الميناء": 1}}


def test_new_reports_join_without_moving_what_is_there() -> None:
    ledger = ledger_of(reports.FIRST, reports.SECOND)
    (before,) = ledger.claims()
    ledger.add(reports.HIGHER)
    (after,) = ledger.claims()
    assert after.id == before.id
    assert len(after.statements) == 3
    assert ledger.compared().update() == 0


def test_a_split_and_a_merge_win_and_can_be_undone() -> None:
    ledger = ledger_of(reports.FIRST, reports.SECOND, reports.HIGHER, reports.OTHER)
    claims: Claims = ledger.compared()
    (claim,) = claims.all()
    split = claims.split(claim.statements[2].id, note="another raid", author="سلمى")
    assert [len(c.statements) for c in claims.all()] == [2]
    assert len(claims.get(claim.statements[2].id[:12]).statements) == 1
    back = claims.merge(claim.id[:8], claim.statements[2].id[:12])
    assert [len(c.statements) for c in claims.all()] == [3]
    claims.undo(back.id)
    claims.undo(split.id[:10])
    assert [len(c.statements) for c in claims.all()] == [3]
    assert claims.judgements() == []


def test_two_claims_merge_into_the_first() -> None:
    ledger = ledger_of(reports.FIRST, reports.OTHER)
    claims: Claims = ledger.compared()
    ids = [next(iter(ledger.statements(id_))).id for id_ in ledger]
    claims.merge(ids[0], ids[1])
    (claim,) = claims.all()
    assert claims.get(ids[0]).id == claim.id == claims.get(ids[1]).id
    with pytest.raises(MusnadError, match="one claim already"):
        claims.merge(ids[1], ids[0])


def test_what_is_not_there_is_said() -> None:
    claims: Claims = ledger_of(reports.FIRST).compared()
    with pytest.raises(MusnadError, match="begin with"):
        claims.get("abcd")
    with pytest.raises(MusnadError, match="no statement"):
        claims.split("abcd")
    with pytest.raises(MusnadError, match="standing judgements"):
        claims.undo("")


def test_filters() -> None:
    ledger = ledger_of(*reports.ALL)
    assert len(list(ledger.claims(about="مستشفى عين الزهر"))) == 1
    assert list(ledger.claims(about="الرغيف")) == []
    assert list(ledger.claims(since=date(2032, 1, 1))) == []
    assert list(ledger.claims(until=date(2030, 1, 1))) == []
    assert len(list(ledger.claims(disputed=True))) == 1


def test_many_identical_reports_are_one_claim() -> None:
    ledger = ledger_of(*(reports.report(reports.OBSERVATORY, outlet=f"قناة {n}", name=f"{n}.txt") for n in range(300)))
    (claim,) = ledger.claims()
    assert len(claim.statements) == 300
    assert len(claim.relations) == 299
    assert claim.independent == 1


def test_statements_without_content_words_are_left_alone() -> None:
    empty = Said("مرصد الوادي", "ذلك")
    ledger = ledger_of(*(reports.report(empty, outlet=f"قناة {n}") for n in range(3)))
    assert list(ledger.claims()) == []


@pytest.mark.parametrize("day", [None, date(2999, 1, 1), date(1, 1, 1)])
def test_odd_days(day: date | None) -> None:
    odd = reports.report(reports.OBSERVATORY, outlet="صحيفة الميناء", day=day)
    assert len(only_claim(reports.FIRST, odd).statements) == 2


def test_a_ledger_open_for_reading_hands_out_what_was_grouped(tmp_path: object) -> None:
    path = f"{tmp_path}/war.db"
    with Ledger(path) as ledger:
        ledger.add_many(reports.ALL)
        assert len(list(ledger.claims())) == 1
    with Ledger(path, readonly=True) as ledger:
        assert len(list(ledger.claims())) == 1


def test_a_denial_in_the_same_report_joins_what_it_denies() -> None:
    claim = only_claim(
        reports.report(
            Said("مرصد الوادي", "القوات استهدفت مستشفيات بلدة عين الزهر"),
            Said("القائد", "استهداف مستشفيات البلدة", "نفى", force="deny", lemma="نفى"),
            outlet="وكالة الواحة",
        )
    )
    (relation,) = claim.disputes
    assert (relation.kind, relation.evidence[-1]) == ("denies", "in one report")
    assert relation.statement == claim.statements[1].id
    assert relation.other == claim.statements[0].id


def test_figures_of_one_report_differ_in_a_claim() -> None:
    claim = only_claim(
        reports.report(
            Said("الوسيط", "مقاتلي كتيبة السنديان في المدينة ذريعة لمواصلة الهجوم"),
            Said("الوسيط", "نحن نتحدث عن 900 شخص"),
            Said("المرصد", "في المدينة 15 ألف مقاتل بينهم 400 من كتيبة السنديان"),
            outlet="وكالة الواحة",
        )
    )
    assert kinds(claim) == ["differs in figure"]


def test_disputes_hold_reports_that_deny_their_own_words() -> None:
    own = reports.report(
        "تعرضت مستشفيات بلدة عين الزهر لقصف استهدف أقسامها",
        Said("القائد", "تعمد قواته استهداف المستشفيات", "نفى", force="deny", lemma="نفى"),
        outlet="إذاعة التل",
    )
    claims: Claims = ledger_of(reports.FIRST, reports.DENIAL, own).compared()
    first, second = claims.disputes()
    assert isinstance(first, Claim)
    assert isinstance(second, InReport)
    assert [bond.second for bond in second.bonds] == [None]
    assert len(list(claims.disputes(about="تعمد المستشفيات"))) == 1
    assert list(claims.disputes(until=date(2020, 1, 1))) == []


def test_a_claim_told_as_a_bare_fact_is_on_its_way() -> None:
    bare = reports.report(f"{reports.ATTACK}.", outlet="صحيفة الميناء", day=date(2031, 3, 7))
    ledger = ledger_of(reports.FIRST, bare, reports.OTHER)
    claim = ledger.claim(next(iter(ledger.statements(reports.FIRST.report.id))).id)
    assert isinstance(claim, Claim)
    (told,) = claim.narrated
    assert told.report.outlet == "صحيفة الميناء"
    assert [step.changes for step in claim.travel] == [(), ("became a bare fact: مرصد الوادي",)]
    assert claim.travel[1].from_statement == told.statement == claim.statements[0].id


def test_an_earlier_bare_fact_comes_from_nowhere_and_no_report_loses_what_it_attributes() -> None:
    early = reports.report(f"{reports.ATTACK}.", outlet="صحيفة الميناء", day=date(2031, 3, 1))
    both = reports.report(f"{reports.ATTACK}.", reports.OBSERVATORY, outlet="إذاعة التل")
    claim = ledger_of(early, both).claim(next(iter(ledger_of(both).statements(both.report.id))).id)
    assert [told.report.outlet for told in claim.narrated] == ["صحيفة الميناء"]
    assert (claim.travel[0].from_statement, claim.travel[0].changes) == (None, ("told as a bare fact",))


def test_travel_tells_where_it_hardened() -> None:
    alleged = reports.report(
        Said("مرصد الوادي", reports.ATTACK, "زعم", lemma="زعم"), outlet="الواحة", day=date(2031, 3, 5)
    )
    sure = reports.report(
        Said("مرصد الوادي", reports.ATTACK, "أكد", lemma="أكّد"), outlet="الميناء", day=date(2031, 3, 6)
    )
    assert only_claim(alleged, sure).travel[1].changes == ("hardened: زعم → أكد",)
    back = reports.report(
        Said("مرصد الوادي", reports.ATTACK, "زعم", lemma="زعم"), outlet="الواحة", day=date(2031, 3, 9)
    )
    assert only_claim(sure, back).travel[1].changes == ("softened: أكد → زعم",)


def test_who_accuses_another_blames_another() -> None:
    told = "قصف مستشفى بلدة عين الزهر وقتل 12 مدنيا من سكانها"
    one = reports.report(Said("مرصد الوادي", f"النظام ب{told}", "اتهم", force="accuse"), outlet="الواحة")
    other = reports.report(Said("لجنة السكان", f"المعارضة ب{told}", "اتهمت", force="accuse"), outlet="الميناء")
    assert kinds(only_claim(one, other)) == ["blames another"]
