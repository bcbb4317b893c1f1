"""Times, figures, places and persons under a statement, in plain words."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from ledger.samples import Said, analysis

from musnad.cli.inside_view import figure_words, time_words
from musnad.find.numbers import find_figures
from musnad.find.places import find_places
from musnad.find.times import find_times
from musnad.ledger import Ledger
from musnad.model import Analysis, Candidate, Mention, Span

from .conftest import Run


def told() -> Analysis:
    content = "ثلاثة مدنيين قتلوا في ريف حلب الشرقي يوم الجمعة وإن سيرغي لافروف وصل إلى دمشق ومعه كنعان السروي"
    made = analysis(Said("وزارة الصحة", content), published=date(2031, 3, 5), name="losses.txt")
    text = made.report.text
    mentions = []
    for name, entity in (("سيرغي لافروف", "p.sergey-lavrov"), ("كنعان السروي", None)):
        at = text.index(name)
        known = (Candidate(entity, 1.0),) if entity else ()
        mentions.append(Mention(Span(at, at + len(name)), "person", name, entity, known))
    return replace(
        made,
        times=find_times(text, made.report.published),
        figures=find_figures(text),
        places=find_places(text),
        mentions=tuple(mentions),
    )


SHOWN = [
    "when  الجمعة: 2031-02-28",
    "count ثلاثة مدنيين: 3 civilians killed",
    "where ريف حلب الشرقي: countryside of Aleppo (place.sy.aleppo), east, within 52 km of 36.20, 38.09",
    "where دمشق: Damascus (place.sy.damascus.damascus)",
    "who   سيرغي لافروف: سيرغي لافروف = Sergey Lavrov (p.sergey-lavrov)",
    "who   كنعان السروي: كنعان السروي, unknown person",
]


def test_under_a_statement_and_in_a_report(run: Run, fill: Callable[..., None]) -> None:
    made = told()
    fill(made)
    with Ledger(":memory:") as ledger:
        ledger.add(made)
        (statement,) = ledger.statements(made.report.id)
    for what in ("losses.txt", statement.id):
        result = run("show", what)
        assert result.exit_code == 0
        lines = [line.strip() for line in result.stdout.splitlines()]
        assert [line for line in lines if line.split(" ")[0] in ("when", "count", "where", "who")] == SHOWN
    isolated = run("show", statement.id, "--isolates").stdout
    assert "when  \u2068الجمعة\u2069: 2031-02-28" in isolated
    assert isolated.count("\u2068") == isolated.count("\u2069")


def test_search_by_place_and_class(run: Run, fill: Callable[..., None]) -> None:
    fill(told())
    for arguments in (["--place", "حلب"], ["--place", "place.sy", "--counted", "killed"]):
        (line,) = run("search", *arguments, "--json").stdout.splitlines()
        record = json.loads(line)
        assert [time["value"] for time in record["times"]] == ["2031-02-28"]
        assert record["words"] == []
    assert run("search", "--place", "بغداد").stderr == "Nothing found.\n"
    refused = run("search", "--place", "وادي لا أحد")
    assert refused.exit_code == 1
    assert "no place called «وادي لا أحد»" in refused.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("منذ 2011", "since 2011"),
        ("لمدة أسبوعين", "2 weeks"),
        ("في 3 مارس 2031", "2031-03-03"),
        ("من 2 إلى 22 مارس 2031", "2031-03-02 to 2031-03-22"),
    ],
)
def test_times_in_words(text: str, words: str) -> None:
    assert [time_words(time) for time in find_times(text, date(2031, 3, 5))] == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("مقتل نحو 15 مدنيا", "about 15 civilians killed"),
        ("تدمير أكثر من 2000 منزل", "more than 2,000 houses destroyed"),
        ("عشرات القتلى", "at least 20 killed"),
        ("30% من المنازل", "30 %"),
    ],
)
def test_figures_in_words(text: str, words: str) -> None:
    assert [figure_words(figure) for figure in find_figures(text)] == [words]
