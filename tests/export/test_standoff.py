"""A JSON file beside each text."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from ledger.samples import WATER, Said, analysis

from musnad.export import export
from musnad.ledger import Ledger
from musnad.model import Analysis, Problem


def exported(out: Path, *analyses: Analysis) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    notices: list[Problem] = []
    with Ledger(":memory:") as ledger:
        for each in analyses:
            assert ledger.add(each)
        export(ledger, "standoff", out, notice=notices.append)
    return {path.name: json.loads(path.read_text("utf-8")) for path in out.iterdir()}, notices


def named(name: str | None, number: int = 1) -> Analysis:
    return analysis(Said("وزارة المياه", f"الخزان رقم {number} آمن"), name=name)


def test_the_shape(out: Path) -> None:
    files, notices = exported(out, WATER)
    assert not notices
    (document,) = files.values()
    assert list(files) == ["water.json"]
    assert list(document) == ["doc", "sha256", "attributions"]
    assert (document["doc"], document["sha256"]) == ("water.txt", WATER.report.sha256)
    assert document["attributions"] == [
        {
            "id": a.id,
            "cue": list(a.cue),
            "source": list(a.source) if a.source else None,
            "content": list(a.content),
            "parent": a.parent,
            "speaker": a.speaker,
            "kind": a.kind,
            "force": a.force,
            "quote": a.quote,
        }
        for a in WATER.attributions
    ]


def test_offsets_are_code_points_of_the_text_as_it_was_read(out: Path) -> None:
    told = analysis("😀 \r\n\ufeff", Said("وزارة المياه", "الخزان 😀 آمن"))
    files, _ = exported(out, told)
    (found,) = files["water.json"]["attributions"]
    start, end = found["content"]
    assert told.report.text[start:end] == "الخزان 😀 آمن"


def test_a_report_without_statements_has_its_file(out: Path) -> None:
    files, _ = exported(out, analysis("وصلت الشاحنات"))
    assert files["water.json"]["attributions"] == []


def test_reports_of_one_stem_are_kept_apart_and_told_about(out: Path) -> None:
    first, second, third = named("a.txt", 1), named("a.html", 2), named("A.txt", 3)
    files, notices = exported(out, first, second, third)
    assert sorted(files) == sorted(["a.json", f"a-{second.report.id[:12]}.json", f"A-{third.report.id[:12]}.json"])
    assert [str(each) for each in notices] == [
        f"a.html: another report has the same name; written as a-{second.report.id[:12]}.json.",
        f"A.txt: another report has the same name; written as A-{third.report.id[:12]}.json.",
    ]
    assert not any(each.fatal for each in notices)
    assert files[f"a-{second.report.id[:12]}.json"]["doc"] == "a.html"


def test_a_report_without_a_name(out: Path) -> None:
    nameless = named(None)
    files, (notice,) = exported(out, nameless)
    assert list(files) == [f"{nameless.report.id}.json"]
    assert files[f"{nameless.report.id}.json"]["doc"] == f"{nameless.report.id}.txt"
    assert notice.path == nameless.report.id


def test_hostile_names_stay_in_the_folder(out: Path) -> None:
    names = ["../../out.txt", "/etc/passwd", "..", "a\0b.txt", "caf\udce9.txt", "x" * 400 + ".txt", "CON.txt"]
    files, _ = exported(out, *(named(name, number) for number, name in enumerate(names)))
    assert len(files) == len(names)
    assert sorted(out.parent.iterdir()) == [out]
    assert {document["doc"] for document in files.values()} == set(names)


def test_a_link_in_the_folder_is_replaced_not_followed(out: Path, tmp_path: Path) -> None:
    out.mkdir(parents=True)
    mine = tmp_path / "mine"
    mine.write_text("لي", "utf-8")
    (out / "water.json").symlink_to(mine)
    exported(out, WATER)
    assert mine.read_text("utf-8") == "لي"
    assert not (out / "water.json").is_symlink()


def test_surrogates_in_labels(out: Path) -> None:
    told = analysis(Said("وزارة المياه", "السد آمن", speaker="وزارة \ud800"))
    files, _ = exported(out, replace(told, report=replace(told.report, name="a.txt")))
    assert files["a.json"]["attributions"][0]["speaker"] == "وزارة \ud800"
