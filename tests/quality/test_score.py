"""The project's scorer: what it counts, and that it counts as the annotators' own one does."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from musnad import Report, analyse
from quality.score import FIGURES, Tally, compare, same_name, tally
from quality.sets import GoldSet, gold_sets, rows, shared_folder

SHARED = shared_folder()
TEXT = "قال الوزير إن السد آمن تماما. وأضاف أن المهندسين يفحصونه."


def row(number: int, cue: str, content: str, **labels: Any) -> dict[str, Any]:
    """A row whose cue and content stand in TEXT."""
    start, first = TEXT.index(cue), TEXT.index(content)
    spans = {"cue": [start, start + len(cue)], "content": [first, first + len(content)], "source": None}
    named = {"parent": None, "speaker": "الوزير", "kind": "role", "force": "assert", "quote": "indirect"}
    return {"id": number, **spans, **named, **labels}


def figures(gold: list[dict[str, Any]], system: list[dict[str, Any]]) -> dict[str, float]:
    counts = Tally()
    tally(TEXT, gold, system, counts)
    return counts.figures()


def test_a_perfect_reading_scores_one_everywhere() -> None:
    gold = [row(1, "قال", "السد آمن تماما"), row(2, "أضاف", "آمن تماما", parent=1)]
    assert set(figures(gold, gold).values()) == {1.0}


def test_nothing_read_scores_nothing() -> None:
    assert set(figures([row(1, "قال", "السد آمن تماما")], []).values()) == {0.0}


def test_cues_that_share_a_character_are_a_pair() -> None:
    gold, system = row(1, "وأضاف", "المهندسين يفحصونه"), row(7, "أضاف", "السد آمن")
    result = compare(TEXT, [gold], [system])
    assert [(i, j) for i, j, _ in result.pairs] == [(0, 0)]
    assert not result.pairs[0][2]["content"]


def test_contents_of_the_same_words_are_a_pair_without_a_common_cue() -> None:
    gold, system = row(1, "قال", "السد آمن تماما"), row(1, "أضاف", "السد آمن تماما")
    assert len(compare(TEXT, [gold], [system]).pairs) == 1


def test_pairs_are_one_to_one_and_the_rest_is_listed() -> None:
    gold = [row(1, "قال", "السد آمن تماما")]
    system = [row(1, "قال", "السد آمن تماما"), row(2, "قال", "السد")]
    result = compare(TEXT, gold, system)
    assert (len(result.pairs), result.missed, result.spurious) == (1, [], [1])


@pytest.mark.parametrize("label", ["speaker", "force", "parent"])
def test_a_row_needs_speaker_force_and_parent(label: str) -> None:
    other = {"speaker": "النائب", "force": "deny", "parent": 9}[label]
    gold, system = [row(1, "قال", "السد آمن تماما")], [row(1, "قال", "السد آمن تماما", **{label: other})]
    have = figures(gold, system)
    assert have["found"] == 1.0
    assert have[label] == 0.0
    assert have["row"] == 0.0


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("باسل الكوثراني", "الكوثراني", True),
        ("وزارة الرى", "وزارة الري", True),
        ("الخارجية", "خارجية", True),
        ("باسل الكوثراني", "باسل الغرناوي", False),
        ("باسل", None, False),
        (None, None, False),
    ],
)
def test_names_are_the_same_when_one_lies_in_the_other(a: str | None, b: str | None, same: bool) -> None:
    assert same_name(a, b) is same


def test_a_chain_of_two_must_be_right_throughout() -> None:
    gold = [row(1, "قال", "السد آمن تماما"), row(2, "أضاف", "آمن تماما", parent=1, speaker="المهندس")]
    wrong_outer = [{**gold[0], "speaker": "النائب"}, gold[1]]
    assert figures(gold, wrong_outer)["chain"] == 0.0
    assert figures(gold, gold)["chain"] == 1.0


@pytest.mark.skipif(SHARED is None, reason="the shared gold is not here")
@pytest.mark.parametrize("name", ["dev", "samples"])
def test_it_agrees_with_the_annotators_scorer(name: str, tmp_path: Path) -> None:
    assert SHARED is not None
    (gold_set,) = [s for s in gold_sets() if s.name == name]
    assert isinstance(gold_set, GoldSet)
    ours = Tally()
    for document in gold_set.documents():
        found = rows(analyse(Report(text=document.text)))
        tally(document.text, document.gold, found, ours)
        stem = document.name.removesuffix(".txt")
        (tmp_path / f"{stem}.json").write_text(json.dumps({"attributions": found}), "utf-8")
    arguments: list[Path | str] = [gold_set.gold, tmp_path, "--text", gold_set.texts, "--json"]
    run = subprocess.run(
        [sys.executable, SHARED / "gold/score.py", *arguments], capture_output=True, text=True, check=True
    )
    theirs = json.loads(run.stdout)
    have = ours.figures()
    assert have["precision"] == theirs["found"]["p"]
    assert have["recall"] == theirs["found"]["r"]
    for figure in FIGURES:
        value = theirs[figure]["f1"] if isinstance(theirs[figure], dict) else theirs[figure]
        assert have[figure] == value, figure
