"""Names from lists of others: what is taken, what is passed over, and how it is told. All persons are invented."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from musnad import Ledger, MusnadError
from musnad.model import Problem
from musnad.resolve import import_names
from musnad.resolve.lists import ImportSummary, lines
from musnad.resolve.lists.entry import own_id


def person(id_: str, *names: str, **properties: list[str]) -> dict[str, Any]:
    return {"id": id_, "schema": "Person", "caption": names[0], "properties": {"name": list(names), **properties}}


OCCUPANCY = {
    "id": "occ-1", "schema": "Occupancy",
    "properties": {"holder": ["NK-a1"], "post": ["post-1"], "startDate": ["2030-02"], "endDate": ["2033-05-01"]},
}  # fmt: skip
POSITION = {"id": "post-1", "schema": "Position", "properties": {"name": ["محافظ الوادي"], "country": ["sy"]}}
SARWI = person("NK-a1", "Kanaan Sarwi", "كنعان السروي", gender=["male"], country=["sy"])


def claim(item: str, **qualifiers: tuple[str, int]) -> dict[str, Any]:
    made: dict[str, Any] = {"mainsnak": {"datavalue": {"value": {"id": item}}}}
    made["qualifiers"] = {
        key: [{"datavalue": {"value": {"time": time, "precision": precision}}}]
        for key, (time, precision) in qualifiers.items()
    }
    return made


NAJJAR: dict[str, Any] = {
    "id": "Q900000001", "type": "item",
    "labels": {"ar": {"value": "سلافة النجار"}, "en": {"value": "Sulafa Najjar"}},
    "aliases": {"ar": [{"value": "سلافا النجار"}]},
    "claims": {
        "P31": [claim("Q5")], "P21": [claim("Q6581072")], "P27": [claim("Q822")],
        "P39": [claim("Q900000002", P580=("+2012-05-00T00:00:00Z", 10), P582=("+2014-00-00T00:00:00Z", 9))],
    },
}  # fmt: skip


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(":memory:")


def write(path: Path, *items: Any) -> Path:
    text = "".join((item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)) + "\n" for item in items)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, "utf-8")
    return path


def run(ledger: Ledger, path: Path) -> tuple[ImportSummary, list[str]]:
    problems: list[Problem] = []
    summary = import_names(ledger, path, author="sami", on_problem=problems.append)
    return summary, [f"{p.place}: {p.message}" for p in problems]


def entries(ledger: Ledger) -> dict[str, dict[str, Any]]:
    return {e.get("id") or f"{e['office']} {e['person']}": e for _, e in ledger.names.entries()}


@pytest.mark.parametrize("name", ["list.json", "list.jsonl.gz"])
def test_followthemoney(ledger: Ledger, tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, OCCUPANCY, POSITION, SARWI, {"id": "x", "schema": "Vessel", "properties": {}})
    summary, problems = run(ledger, path)
    assert (summary, problems) == (ImportSummary(3, 0, 0, 0), [])
    id_ = own_id("p", "NK-a1")
    assert entries(ledger)[id_] == {
        "id": id_, "name": "كنعان السروي", "english": "Kanaan Sarwi", "sex": "m", "state": "s.syria",
    }  # fmt: skip
    own, notices = ledger.names.own()
    assert notices == []
    ((office, tenure),) = own.tenures
    assert (office, tenure.person, tenure.since and tenure.since.text) == ("o.post-1", id_, "2030-02")
    assert ledger.entity(id_).offices == (("o.post-1", "2030-02", "2033-05-01"),)
    # The same again changes nothing.
    assert run(ledger, path)[0] == ImportSummary(0, 3, 0, 0)
    # One undo takes the whole import back.
    (judgement,) = ledger.names.judgements()
    ledger.names.undo(judgement.id, author="sami")
    assert entries(ledger) == {}


@pytest.mark.parametrize("shape", ["lines", "array", "entities"])
def test_wikidata(ledger: Ledger, tmp_path: Path, shape: str) -> None:
    city = {"id": "Q900000003", "labels": {}, "claims": {"P31": [claim("Q515")]}}
    line = json.dumps(NAJJAR, ensure_ascii=False)
    parts: dict[str, list[Any]] = {
        "lines": [NAJJAR, city],
        "array": ["[", line + ",", json.dumps(city), "]"],
        "entities": [{"entities": {"Q900000001": NAJJAR, "Q900000003": city}}],
    }
    summary, problems = run(ledger, write(tmp_path / "q.json", *parts[shape]))
    assert (summary.added, problems) == (2, [])
    assert entries(ledger) == {
        "p.q900000001": {
            "id": "p.q900000001", "name": "سلافة النجار", "english": "Sulafa Najjar", "forms": ["سلافا النجار"],
            "sex": "f", "state": "s.lebanon",
        },
        "o.q900000002 p.q900000001": {
            "office": "o.q900000002", "person": "p.q900000001", "since": "2012-05", "until": "2014",
        },
    }  # fmt: skip


def test_own_yaml(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "persons:\n"
        "  - {id: p.kanaan-sarwi, name: كنعان السروي, english: Kanaan Sarwi, sex: m, state: s.syria}\n"
        "  - {id: p.broken, name: سامي, state: s.nowhere}\n"
        "offices:\n"
        "  - {id: o.valley, role: special, english: governor, of: s.syria, titles: [محافظ الوادي],\n"
        "     holders: [{person: p.kanaan-sarwi, since: '2031'}]}\n"
    )
    summary, problems = run(ledger, path)
    assert (summary.added, summary.problems) == (2, 1)
    assert "p.broken" in problems[0] and "s.nowhere" in problems[0]
    path.write_text("persons: [\n")
    assert "line 2" in run(ledger, path)[1][0]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": ', "line 2: The line is no JSON"),
        ("[1]", "holds no JSON object"),
        ("[" * 100_000, "no JSON"),
        ('{"name": "x"}', "neither of FollowTheMoney"),
        (person("NK-2", " "), "has no name"),
        ({"id": 5, "schema": "Person", "properties": {}}, "has no id"),
        ({**POSITION, "properties": {"name": ["محافظ"]}}, "of no country"),
        ({**OCCUPANCY, "properties": {"holder": ["a"]}}, "no holder or no post"),
        (
            {**OCCUPANCY, "properties": {**OCCUPANCY["properties"], "endDate": ["2029"]}},  # type: ignore[dict-item]
            r"occ-1 ends (2029) before it begins (2030-02)",
        ),
        (
            {**OCCUPANCY, "properties": {**OCCUPANCY["properties"], "startDate": ["soon"]}},  # type: ignore[dict-item]
            "'soon', which is no date",
        ),
        ("\udce9", "no JSON"),
    ],
)
def test_broken_lines_are_told_and_passed_over(ledger: Ledger, tmp_path: Path, line: Any, words: str) -> None:
    path = tmp_path / "list.json"
    text = line if isinstance(line, str) else json.dumps(line)
    whole = "\n".join([json.dumps(SARWI), text, json.dumps(person("NK-3", "ليلى الحداد"))])
    path.write_bytes(whole.encode("utf-8", "surrogateescape"))
    summary, problems = run(ledger, path)
    assert (summary.added, summary.problems) == (2, 1)
    assert words in problems[0] and problems[0].startswith("line 2")


def test_a_line_without_end_is_passed_over(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 1000)
    summary, problems = run(ledger, write(tmp_path / "list.json", "x" * 5000, SARWI))
    assert (summary.added, summary.problems) == (1, 1)
    assert "longer than 1,000 characters" in problems[0]


def test_files_that_cannot_be_read(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(MusnadError, match="does not exist"):
        run(ledger, tmp_path / "nothing.json")
    with pytest.raises(MusnadError, match="could not be read"):
        run(ledger, tmp_path / "nothing.yaml")
    cut = write(tmp_path / "list.json.gz", *[person(f"NK-{n}", f"سامي {n}") for n in range(3000)])
    cut.write_bytes(cut.read_bytes()[:-200])
    with pytest.raises(MusnadError, match="Get a whole copy"):
        run(ledger, cut)


def test_who_is_in_the_knowledge_base_is_merged_with_it(ledger: Ledger, tmp_path: Path) -> None:
    path = write(tmp_path / "list.json", person("Q58217", "سيرغي لافروف", country=["ru"]), person("a", "سيرغي لافروف"))
    assert run(ledger, path)[0].merged == 1
    assert ledger.entity("p.q58217").id == "p.sergey-lavrov"
    assert ledger.entity("p.a").id == "p.a"
    merge = ledger.names.judgements()[-1]
    assert merge.note and "the same name, kind and state" in merge.note
    ledger.names.undo(merge.id, author="sami")
    # What a person took back is not done again.
    assert run(ledger, path)[0].merged == 0


def test_ids_that_differ_in_case_stay_apart() -> None:
    assert own_id("p", "NK-aB") != own_id("p", "NK-Ab")
    assert own_id("p", "Q159") == "p.q159"
    assert own_id("p", "كنعان") != own_id("p", "سلافة")


def test_progress_counts_what_is_settled(ledger: Ledger, tmp_path: Path) -> None:
    told: list[int] = []
    path = write(tmp_path / "list.json", SARWI, SARWI, person("NK-b2", "هلال الصقر"))
    summary = import_names(ledger, path, author="layla", on_progress=told.append)
    assert (summary.added, summary.known, told) == (2, 1, [3])


@pytest.mark.parametrize(
    ("time", "why"), [("+2009-00-00T00:00:00Z", "before it begins"), ("+20x9", "which is no date")]
)
def test_an_office_held_in_an_impossible_time_costs_only_itself(
    ledger: Ledger, tmp_path: Path, time: str, why: str
) -> None:
    held = [claim("Q900000002", P580=("+2012-05-00T00:00:00Z", 10), P582=(time, 9)), claim("Q900000003")]
    item = NAJJAR | {"claims": NAJJAR["claims"] | {"P39": held}}
    told: list[Problem] = []
    summary = import_names(ledger, write(tmp_path / "dump.json", item), author="layla", on_problem=told.append)
    assert (summary.added, summary.problems) == (2, 1)
    assert why in told[0].message
    assert "Q900000002" in told[0].message


def test_yaml_may_refer_to_own_entries(ledger: Ledger, tmp_path: Path) -> None:
    import_names(ledger, write(tmp_path / "list.json", person("NK-b2", "هلال الصقر")), author="layla")
    text = """offices:
  - {id: o.wadi-x, english: Governor, titles: [محافظ الوادي], of: s.syria, role: special,
     holders: [{person: PERSON, since: 2030}]}
""".replace("PERSON", own_id("p", "NK-b2"))
    path = tmp_path / "own.yaml"
    path.write_text(text, "utf-8")
    summary = import_names(ledger, path, author="layla")
    assert (summary.added, summary.problems) == (1, 0)
