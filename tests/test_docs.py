"""The documentation tells the truth: its examples run, its reference is fresh, its links lead somewhere."""

import doctest
import re
from pathlib import Path

import pytest
from cli.reference import USAGE, updated
from click.testing import CliRunner

import musnad.pipeline
from musnad.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
WITH_EXAMPLES = [page for page in PAGES if "```python" in page.read_text("utf-8")]

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
# A page without examples would pass unnoticed if their fences were misspelt.
_MUST_HAVE_EXAMPLES = {"README.md", "statements.md", "ledger.md", "export.md", "numbers.md"}


def name(page: Path) -> str:
    return page.name


def run(test: doctest.DocTest, keep: bool = False) -> str:
    """What went wrong; empty if nothing did. *keep*: the names that it binds, in ``test.globs``."""
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF)
    runner.run(test, out=report.append, clear_globs=not keep)
    return "".join(report)


def anchors(page: Path) -> set[str]:
    """Of the headings, as code forges make them."""
    headings = _HEADING.findall(_FENCED.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_pages_have_their_examples() -> None:
    assert {page.name for page in WITH_EXAMPLES} >= _MUST_HAVE_EXAMPLES


def session(page: Path) -> doctest.DocTest:
    """All examples of a page as one session, each at its own line."""
    text = page.read_text("utf-8")
    parser = doctest.DocTestParser()
    examples: list[doctest.Example] = []
    for block in _BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(1))
        found = parser.get_examples(block[1], page.name)
        assert found, f"{page.name}, line {line}: a Python block without >>> is not checked"
        for example in found:
            example.lineno += line
        examples += found
    return doctest.DocTest(examples, {}, page.name, str(page), 0, text)


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=name)
def test_examples(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(session(page)) == ""


def shown_in(page: str, beginning: str) -> list[str]:
    """The lines of the fenced block that begins so, up to «…»."""
    (block,) = [b for b in _FENCED.findall((ROOT / page).read_text("utf-8")) if b[4:].startswith(beginning)]
    lines: list[str] = block.splitlines()[1:-1]
    return lines[: lines.index("…")] if "…" in lines else lines


def test_what_the_commands_are_said_to_show(tmp_path: Path) -> None:
    """The report is that of the README's example."""
    readme = session(ROOT / "README.md")
    assert run(readme, keep=True) == ""
    path = str(tmp_path / "war.db")
    with musnad.Ledger(path) as ledger:
        ledger.add(readme.globs["analysis"])
        *_, last = ledger.statements(readme.globs["report"].id)

    def show(what: str) -> list[str]:
        return CliRunner().invoke(main, ["show", what, "--ledger", path]).stdout.splitlines()

    assert show(last.id) == shown_in("README.md", "وكالة الوادي  2031-03-05")
    _, *expected = shown_in("docs/usage.md", "$ musnad show dam.txt")
    assert show("dam.txt")[: len(expected)] == expected


def test_the_example_of_analyse() -> None:
    (test,) = doctest.DocTestFinder(recurse=False).find(
        musnad.pipeline.analyse, "analyse", globs={"__name__": "example"}
    )
    assert test.examples
    assert run(test) == ""


def test_the_reference_is_fresh() -> None:
    page = USAGE.read_text("utf-8")
    assert page == updated(page), "Commands have changed: run «python tests/cli/reference.py»."


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(_FENCED.sub("", page.read_text("utf-8"))):
        if link.startswith(("https://", "http://")):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{page.name} links to {link}, which is not there"
        assert ROOT in target.parents, f"{page.name} links to {link}, outside the project"
        if anchor:
            assert anchor in anchors(target), f"{page.name} links to {link}, which has no such heading"


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=name)
def test_each_page_is_linked_from_the_readme(page: Path) -> None:
    assert f"(docs/{page.name})" in (ROOT / "README.md").read_text("utf-8")
