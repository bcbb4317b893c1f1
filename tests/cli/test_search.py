"""Hits with who, through whom, and the words that matched."""

import json
from collections.abc import Callable

import pytest
from ledger.samples import WATER, Said, analysis

from .conftest import Run

TANK = "الخزان الكيماوي في البلدة آمن"
BREAD = "سعر الرغيف لن يرتفع قبل الشتاء"


def passages(output: str) -> list[str]:
    return [line.strip() for line in output.splitlines() if line.startswith("    ")]


def test_a_hit_tells_day_chain_force_and_place(run: Run, filled: None) -> None:
    result = run("search", "ماء")
    assert result.exit_code == 0
    (head, outer, inner_head, inner) = result.stdout.splitlines()
    assert head.startswith("2016-10-07  وكالة الواحة > مصادر محلية  assert, anonymous, indirect  ")
    assert head.endswith("  water.txt")
    assert outer == "    أكدت لجنة السكان إن [الماء] مقطوع منذ ١٢ يوماً"
    assert "وكالة الواحة > مصادر محلية > لجنة السكان" in inner_head
    assert inner == "    [الماء] مقطوع منذ ١٢ يوماً"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["المانيا"], ["القمح وصل من [ألمانيا]، والدقيق [لألمانيا] أيضاً"]),
        (["رغيف", "--force", "deny"], ["سعر [الرغيف] لن يرتفع قبل الشتاء"]),
        (["رغيف", "--force", "ask"], []),
        (["رغيف -شتاء"], []),
        (["--speaker", "الخبازين", "--lemma", "نفي"], [BREAD]),
        (
            ["--kind", "organisation", "--until", "2016"],
            ["الخزان الكيماوي في البلدة آمن", "الماء مقطوع منذ ١٢ يوماً"],
        ),
        (
            ["--since", "2017-01", "--outlet", "صحيفه الميناء", "--limit", "1"],
            ["سعر الرغيف لن يرتفع قبل الشتاء"],
        ),
        (["مطاحن"], []),
        (["مطاحن", "--in", "narration"], ["تقع [المطاحن] على أطراف المدينة"]),
        (
            ["بلدة", "--in", "all"],
            ["وصلت الشاحنات إلى [بلدة] عين الزهر صباح الجمعة", "الخزان الكيماوي في [البلدة] آمن"],
        ),
        (["12", "يوما", "--limit", "1", "--offset", "1"], ["الماء مقطوع منذ [١٢] [يوماً]"]),
    ],
)
def test_questions_and_filters(run: Run, filled: None, arguments: list[str], found: list[str]) -> None:
    result = run("search", *arguments)
    assert result.exit_code == 0
    assert passages(result.stdout) == found


def test_narration_is_the_outlets_own_voice(run: Run, filled: None) -> None:
    result = run("search", "مطاحن", "--in", "narration")
    assert result.stdout.startswith("2017-01-02  صحيفة الميناء  own voice  ")


def test_nothing_found(run: Run, filled: None) -> None:
    result = run("search", "غواصة")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing found.\n")


def test_more_is_announced(run: Run, filled: None) -> None:
    assert run("search", "--limit", "2", "--offset", "1").stderr == "There are more: --offset 3\n"
    assert run("search", "--limit", "2", "--offset", "4").stderr == ""
    assert len(passages(run("search", "--limit", "0").stdout)) == 6


def test_json(run: Run, filled: None) -> None:
    result = run("search", "بلدة", "--in", "all", "--json")
    told, said = map(json.loads, result.stdout.splitlines())
    assert (told["type"], said["type"]) == ("narration", "statement")
    for each in (told, said):
        (word,) = each["words"]
        assert WATER.report.text[slice(*word)] in ("بلدة", "البلدة")
        assert each["report"]["id"] == WATER.report.id
    assert said["chain"][0]["speaker"] == "وزارة المياه"


def test_json_of_a_hostile_text_is_harmless_and_exact(run: Run, fill: Callable[..., None]) -> None:
    content = "آمن\x1b[31m\x9b2J\u202e\ud800"
    fill(analysis(Said("وزارة", content)))
    result = run("search", "--json")
    assert not set(result.stdout) & set("\x1b\x9b\u202e")
    assert json.loads(result.stdout)["content"]["text"] == content


def test_a_long_passage_is_cut_around_the_first_word(run: Run, fill: Callable[..., None]) -> None:
    fill(analysis(Said("وزارة", "كلمة " * 300 + "الخزان " + "عبارة " * 300)))
    (passage,) = passages(run("search", "خزان").stdout)
    assert passage.startswith("… كلمة")
    assert passage.endswith("عبارة …")
    assert "[الخزان]" in passage
    assert len(passage) < 460


def test_a_long_word_is_cut_too(run: Run, fill: Callable[..., None]) -> None:
    fill(analysis(Said("وزارة", "ا" * 5000)))
    (passage,) = passages(run("search").stdout)
    assert len(passage) < 460


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--since", "غدا"], 1, "musnad: «غدا» is no day. Write 2016-10-07, 2016-10 or 2016.\n"),
        (["--in", "narration", "--speaker", "x"], 1, "musnad: Narration has no speaker"),
        (["x " * 1500], 1, "musnad: The question is longer than"),
        (["--force", "shout"], 2, "'shout' is not one of"),
        (["--limit", "-1"], 2, "--limit"),
    ],
)
def test_mistakes(run: Run, filled: None, arguments: list[str], status: int, message: str) -> None:
    result = run("search", *arguments)
    assert result.exit_code == status
    assert message in result.stderr
    assert result.stdout == ""
