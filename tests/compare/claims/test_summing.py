"""On which side statements stand, and what lists show of claims."""

from dataclasses import replace
from datetime import date

from compare.claims import reports
from compare.claims.test_claims import ledger_of, only_claim
from musnad.compare.claims import Claims, Relation, sides
from musnad.ledger import Ledger
from musnad.ledger.claim_summaries import ClaimSummary


def standing(ledger: Ledger) -> dict[str, ClaimSummary]:
    """The summary that stands of each claim."""
    rows = [row for (row,) in ledger.database.rows("SELECT row FROM claim_summaries ORDER BY row")]
    found = [ledger.claim_store.summaries.get(row) for row in rows]
    return {summary.claim: summary for summary in found if summary}


def test_who_denies_stands_across() -> None:
    claim = only_claim(*reports.ALL)
    by_speaker = {s.attribution.speaker: sides(claim)[s.id] for s in claim.statements}
    assert by_speaker == {
        "مرصد الوادي": "supports",
        "مرصد الوادي الحقوقي": "supports",
        "وزارة الدفاع": "denies",
        "لجنة السكان": "supports",
        "مصادر طبية": "supports",
    }


def test_a_denial_that_comes_first_is_a_denial() -> None:
    claim = only_claim(reports.DENIAL, reports.HIGHER)
    assert list(sides(claim).values()) == ["denies", "supports"]


def test_who_blames_another_stands_apart() -> None:
    claim = only_claim(reports.FIRST, reports.SECOND)
    first, second = (s.id for s in claim.statements)
    blamed = replace(claim, relations=(Relation("blames another", second, first, ()),))
    assert list(sides(blamed).values()) == ["supports", "blames another"]


def test_a_summary_tells_what_the_claim_tells() -> None:
    ledger = ledger_of(*reports.ALL)
    (claim,) = ledger.claims()
    (summary,) = standing(ledger).values()
    assert summary.claim == claim.id
    assert (summary.statements, summary.outlets, summary.origins) == (5, 5, claim.independent)
    kinds = [relation.kind for relation in claim.disputes]
    assert summary.denials == kinds.count("denies") == 1
    assert summary.differences == kinds.count("differs in figure") + kinds.count("revises")
    assert summary.disputes == len(kinds) > 1
    assert (summary.first, summary.last) == (date(2031, 3, 5), date(2031, 3, 7))
    assert summary.told[0] == ("denies", "denial: نفت", claim.disputes[0].evidence[1])


def test_a_summary_follows_what_joins_and_is_not_worked_out_in_vain() -> None:
    ledger = ledger_of(reports.FIRST, reports.SECOND)
    claims: Claims = ledger.compared()
    claims.update()
    assert [s.statements for s in standing(ledger).values()] == [2]
    assert claims.sum_up() == 0
    ledger.add(reports.HIGHER)
    assert claims.waiting() == 1
    assert claims.update_some(1) == 1
    assert claims.waiting() == 0
    assert claims.sum_up() == 1
    assert [s.statements for s in standing(ledger).values()] == [3]


def test_a_large_claim_is_summed_up_again_only_when_it_has_grown_by_some() -> None:
    def some(first: int, beyond: int) -> Ledger:
        ledger.add_many(
            reports.report(reports.OBSERVATORY, outlet=f"قناة {n}", name=f"{n}.txt") for n in range(first, beyond)
        )
        ledger.compared().update()
        return ledger

    ledger = Ledger(":memory:")
    sizes = [[s.statements for s in standing(some(*ends)).values()] for ends in ((0, 420), (420, 430), (430, 445))]
    assert sizes == [[420], [420], [445]]


def test_judgements_change_summaries_and_taking_them_back_does_too() -> None:
    ledger = ledger_of(reports.FIRST, reports.SECOND, reports.HIGHER, reports.OTHER)
    claims: Claims = ledger.compared()
    (claim,) = claims.all()
    other = next(iter(ledger.statements(list(ledger)[3]))).id
    merge = claims.merge(claim.id, other, author="سلمى")
    assert standing(ledger)[claim.id].statements == 4
    split = claims.split(claim.statements[0].id, author="سلمى")
    assert standing(ledger)[claim.id].statements == 3
    claims.undo(split.id, author="هند")
    claims.undo(merge.id, author="هند")
    assert standing(ledger)[claim.id].statements == 3
    history = claims.history(claim.id)
    assert [(j.kind, j.author, stands) for j, stands in history] == [
        ("merge", "سلمى", False),
        ("split", "سلمى", False),
        ("undo", "هند", False),
        ("undo", "هند", False),
    ]
    assert claims.history() == history
    assert claims.history(claims.find(other)) == [
        h for h in history if h[0].kind != "split" and h[0].subject != split.id
    ]


def test_so_many_statements_are_read_and_no_more() -> None:
    ledger = ledger_of(*reports.ALL)
    claims: Claims = ledger.compared()
    (claim,) = claims.all()
    assert len(claims.get(claim.id, most=2).statements) == 2
