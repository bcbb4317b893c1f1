"""A report whole, a statement as a tree, a speaker through time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from ledger.samples import BREAD, WATER, Said, analysis

from musnad.cli.terminal import Terminal
from musnad.ledger import Ledger
from musnad.model import Analysis, Attribution, Block, Narration, Report, Span

from .conftest import Run

WATER_SHOWN = """\
report    water.txt
outlet    وكالة الواحة
date      2016-10-07
title     عنوان
author    كاتب
id        {id}

[n]: the words that signal statement n · ‹…›: the outlet's own voice · labelled lines: set aside
          ‹وصلت الشاحنات إلى بلدة عين الزهر صباح الجمعة›.
          قالت[1] وزارة المياه إن الخزان الكيماوي في البلدة آمن.
          قالت[2] مصادر محلية إن أكدت[3] لجنة السكان إن الماء مقطوع منذ ١٢ يوماً.

–     وكالة الواحة  own voice
      وصلت الشاحنات إلى بلدة عين الزهر صباح الجمعة

[1]   وكالة الواحة > وزارة المياه  assert, organisation, indirect  {ids[0]}
      cue قالت, source وزارة المياه
      الخزان الكيماوي في البلدة آمن

[2]   وكالة الواحة > مصادر محلية  assert, anonymous, indirect  {ids[1]}
      cue قالت, source مصادر محلية
      أكدت لجنة السكان إن الماء مقطوع منذ ١٢ يوماً

[3]   وكالة الواحة > مصادر محلية > لجنة السكان  assert, organisation, indirect  {ids[2]}
      cue أكدت, source لجنة السكان
      الماء مقطوع منذ ١٢ يوماً

3 statements, 1 sentence in the outlet's own voice
"""


def ids_of(told: Analysis) -> list[str]:
    with Ledger(":memory:") as ledger:
        ledger.add(told)
        return [statement.id for statement in ledger.statements(told.report.id)]


@pytest.mark.parametrize("name", ["water.txt", "water", WATER.report.id, WATER.report.id[:8]])
def test_a_report_is_shown_whole(run: Run, filled: None, name: str) -> None:
    result = run("show", name)
    assert result.exit_code == 0
    shown = [id_[:12] for id_ in ids_of(WATER)]
    assert result.stdout == WATER_SHOWN.format(id=WATER.report.id, ids=shown)


def test_blocks_set_aside_are_labelled_and_stories_told_apart(
    run: Run, fill: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "موقع الميناء\nالسد آمن\n\nفُتح السد.\nاقرأ أيضا\nخبر ثان\nأُغلق الميناء."
    lines = [("header", 0), ("headline", 0), None, ("body", 0), ("related", 0), ("headline", 1), ("body", 1)]
    blocks, start = [], 0
    block: Any
    for line, block in zip(text.split("\n"), lines, strict=True):
        if block is not None:
            blocks.append(Block(Span(start, start + len(line)), *block))
        start += len(line) + 1
    fill(Analysis(Report(text, name="page.html"), tuple(blocks), (), (Narration(blocks[2].span, 0),)))
    shown = run("show", "page").stdout
    assert (
        "header    موقع الميناء\nheadline  السد آمن\n\n          ‹فُتح السد.›\nrelated   اقرأ أيضا\n"
        "── story 2 ──\nheadline  خبر ثان\n          أُغلق الميناء.\n"
    ) in shown
    monkeypatch.setattr("musnad.cli.terminal.Terminal.of_output", _styled)
    assert "\x1b[2mheader    \u2068موقع الميناء\u2069\x1b[0m" in run("show", "page").stdout


def _styled(plain: bool | None = None) -> Terminal:
    return Terminal(styled=True, isolated=True)


def test_cues_after_the_content_are_numbered_where_they_stand(run: Run, fill: Callable[..., None]) -> None:
    text = "السد آمن، قالت الوزارة"
    said = Attribution(
        1,
        Span(10, 14),
        Span(15, 22),
        Span(0, 8),
        None,
        "الوزارة",
        "organisation",
        "assert",
        "indirect",
        "قال",
    )
    fill(Analysis(Report(text, name="a.txt"), (Block(Span(0, len(text)), "body", 0),), (said,), ()))
    assert "          السد آمن، قالت[1] الوزارة\n" in run("show", "a").stdout


def test_a_statement_is_a_tree_from_the_outlet_inwards(run: Run, filled: None) -> None:
    tank, outer, inner = ids_of(WATER)
    result = run("show", inner[:12])
    assert result.exit_code == 0
    assert result.stdout == (
        "وكالة الواحة  2016-10-07  water.txt  عنوان\n"
        f"└─ مصادر محلية  assert, anonymous, indirect  {outer[:12]}\n"
        "   cue قالت, source مصادر محلية\n"
        "   أكدت لجنة السكان إن الماء مقطوع منذ ١٢ يوماً\n"
        f"   └─ ● لجنة السكان  assert, organisation, indirect  {inner[:12]}\n"
        "      cue أكدت, source لجنة السكان\n"
        "      الماء مقطوع منذ ١٢ يوماً\n"
    )
    assert tank[:12] not in result.stdout


def test_a_tree_shows_what_lies_inside(run: Run, filled: None) -> None:
    _, outer, inner = ids_of(WATER)
    shown = run("show", outer).stdout
    assert "└─ ● مصادر محلية" in shown
    assert f"   └─ لجنة السكان  assert, organisation, indirect  {inner[:12]}" in shown


def test_a_tree_with_branches(run: Run, fill: Callable[..., None]) -> None:
    text = "قال س إن أ قال وإن ب قال"
    label: tuple[Any, ...] = ("س", "person", "assert", "indirect", "قال")
    outer = Attribution(1, Span(0, 3), None, Span(9, 24), None, *label)
    first = Attribution(2, Span(11, 14), None, Span(9, 10), 1, *label)
    second = Attribution(3, Span(21, 24), None, Span(19, 20), 1, *label)
    told = Analysis(Report(text, name="a.txt"), (), (outer, first, second), ())
    fill(told)
    lines = run("show", ids_of(told)[0]).stdout.splitlines()
    assert [line[:6] for line in lines] == [
        "unknow",
        "└─ ● س",
        "   cue",
        "   أ ق",
        "   ├─ ",
        "   │  ",
        "   │  ",
        "   └─ ",
        "      ",
        "      ",
    ]


def test_a_chain_deeper_than_the_call_stack(run: Run, fill: Callable[..., None]) -> None:
    depth = 1200
    text = "قال " * depth + "آمن"
    label: tuple[Any, ...] = ("س", "person", "assert", "indirect", "قال")
    said = [
        Attribution(n + 1, Span(4 * n, 4 * n + 3), None, Span(4 * n + 4, len(text)), n or None, *label)
        for n in range(depth)
    ]
    told = Analysis(Report(text, name="deep.txt"), (), tuple(said), ())
    fill(told)
    result = run("show", ids_of(told)[-1])
    assert result.exit_code == 0
    assert result.stdout.count("└─") == depth


@pytest.mark.parametrize("arguments", [["اتحاد الخبازين"], ["--speaker", "الخبازين"]])
def test_a_speaker_is_shown_through_time(
    run: Run, filled: None, fill: Callable[..., None], arguments: list[str]
) -> None:
    fill(
        analysis(
            Said("صحيفة", Said("اتحاد الخبازين", "الدقيق قليل", speaker="اتحاد الخبازين")),
            published=date(2015, 1, 1),
            name="old.txt",
        )
    )
    result = run("show", *arguments)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("2015-01-01  وكالة الواحة > صحيفة > اتحاد الخبازين  assert, organisation, indirect")
    assert lines[0].endswith("old.txt")
    assert [line.strip() for line in lines[1::2]] == [
        "الدقيق قليل",
        "سعر الرغيف لن يرتفع قبل الشتاء",
        "القمح وصل من ألمانيا، والدقيق لألمانيا أيضاً",
    ]
    assert lines[2].startswith("2017-01-02  صحيفة الميناء > اتحاد الخبازين  deny")
    assert lines[-1] == "3 statements"


def test_nothing_of_that_name(run: Run, filled: None, path: object) -> None:
    for arguments in (["لا أحد"], ["--speaker", "water"], [""]):
        result = run("show", *arguments)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert f"musnad: {path} holds no report, statement or speaker" in result.stderr


def test_several_of_one_name_are_listed(run: Run, filled: None, fill: Callable[..., None]) -> None:
    again = replace(BREAD, report=replace(BREAD.report, published=None, outlet=None))
    fill(again)
    result = run("show", "bread")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "«bread» may be:",
        f"  report     {BREAD.report.id[:12]}  2017-01-02  صحيفة الميناء  bread.txt  عنوان",
        f"  report     {again.report.id[:12]}  undated     unknown outlet  bread.txt  عنوان",
        "musnad: «bread» may be 2 things. Give more of the id.",
    ]


def test_a_long_list_of_candidates_is_cut(run: Run, fill: Callable[..., None]) -> None:
    fill(*(analysis(Said("وزارة", f"السد {n} آمن"), name="same.txt") for n in range(30)))
    result = run("show", "same")
    assert result.stderr.count("  report ") == 20
    assert "  and 10 more\n" in result.stderr


def test_one_thing_must_be_named(run: Run, filled: None) -> None:
    for arguments in ([], ["water", "--speaker", "وزارة"]):
        result = run("show", *arguments)
        assert result.exit_code == 2
        assert "Name one thing to show" in result.stderr


def test_isolates_can_be_forced_into_a_pipe(run: Run, filled: None) -> None:
    assert "\u2068وكالة الواحة\u2069 > \u2068مصادر محلية\u2069" in run("show", "water", "--isolates").stdout
    assert "\u2068" not in run("show", "water", "--plain").stdout


def test_a_hostile_text_has_no_power(run: Run, fill: Callable[..., None]) -> None:
    fill(analysis(Said("وزارة\x1b[2J", "آمن\u202e\x07"), outlet="وكالة\r\x1b]0;x\x07", name="\x9bname"))
    for arguments in (["show", "\x9bname"], ["show", "--speaker", "وزارة"], ["search"]):
        result = run(*arguments)
        assert result.exit_code == 0
        assert not set(result.stdout) & set("\x1b\x07\x9b\r\u202e")
