"""Of very many own names those take part that may stand in the texts at hand. All persons are invented."""

import pytest

from musnad import Ledger
from musnad.bulk import reading
from musnad.ledger import own_names

PERSONS = {
    "p.sarwi": "كنعان السروي",
    "p.rahman": "عبد الرحمن القصيباني",
    "p.saqr": "هلال الصقر",
}


@pytest.fixture
def ledger() -> Ledger:
    made = Ledger(":memory:")
    for id_, name in PERSONS.items():
        made.names.add("persons", {"id": id_, "name": name, "english": id_, "sex": "m"}, author="layla")
    office = {"id": "o.wadi", "english": "Governor", "titles": ["محافظ الوادي"], "of": "s.syria", "role": "special"}
    made.names.add("offices", office | {"holders": [{"person": "p.saqr", "since": "2030"}]}, author="layla")
    return made


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("قال كنعان السروي إن الطريق مفتوح.", {"p.sarwi"}),
        ("وقال للسروي زميله كنعان", {"p.sarwi"}),
        ("قالت كنعان إن الطريق مفتوح.", set()),
        ("قال عبدالرحمن القصيباني", {"p.rahman"}),
        ("قال عبد الرحمان القصيباني", {"p.rahman"}),
        ("زار محافظ الوادي السوق", {"o.wadi", "p.saqr"}),
        ("", set()),
    ],
)
def test_names_that_may_stand_in_a_text(ledger: Ledger, text: str, chosen: set[str]) -> None:
    own, notices = ledger.names.own([text])
    assert ({entry.id for entry in own.entries}, notices) == (chosen, [])


def test_what_was_merged_brings_what_it_is_now(ledger: Ledger) -> None:
    ledger.names.merge("p.sarwi", "p.saqr", author="layla")
    own, _ = ledger.names.own(["قال كنعان السروي"])
    (entry,) = own.entries
    assert entry.id == "p.saqr"
    assert "p.sarwi" in own.gone


def test_what_was_undone_takes_no_part(ledger: Ledger) -> None:
    (judgement,) = ledger.names.judgements("p.sarwi")
    ledger.names.undo(judgement.id, author="layla")
    assert ledger.names.own(["قال كنعان السروي"])[0].entries == ()


def test_reading_finds_the_same_with_many_names(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(own_names, "MOST_HELD", 1)
    monkeypatch.setattr(reading, "_PART", 10)
    for number, name in enumerate(PERSONS.values()):
        (tmp_path / f"{number}.txt").write_text(f"قال {name} إن الطريق إلى السوق مفتوح.", "utf-8")
    reading.read_into(ledger, [tmp_path])
    assert {s.entity for id_ in ledger.reports() for s in ledger.statements(id_.id)} == set(PERSONS)
