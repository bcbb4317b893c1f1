"""Names that every file system takes, each for one report."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.export.file_names import FileNames

ID = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("report.txt", "report.json"),
        ("تقرير.txt", "تقرير.json"),
        ("report", "report.json"),
        ("a.b.html", "a.b.json"),
        ("folder/report.txt", "report.json"),
        ("../../report.txt", "report.json"),
        ("news.jsonl#12", "news.json"),
    ],
)
def test_a_good_name_is_kept(name: str, file: str) -> None:
    assert FileNames(".json").take(name, ID) == (file, "")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a\\b.txt", "a_b.json"),
        ("a\0b.txt", "a_b.json"),
        ("a\nb.txt", "a_b.json"),
        ('<a>:"|?*.txt', "_a______.json"),
        ("..", "__.json"),
        (".hidden", "_hidden.json"),
        ("a. .txt", "a__.json"),
        ("nul.txt", "_nul.json"),
        ("COM1.tar.txt", "_COM1.tar.json"),
        ("\u202etxt.exe", "_txt.json"),
        ("caf\udce9.txt", "caf_.json"),
    ],
)
def test_an_unsafe_name_is_made_safe(name: str, file: str) -> None:
    assert FileNames(".json").take(name, ID) == (file, "its name is not safe for a file")


@pytest.mark.parametrize("name", [None, "", "/", "."])
def test_no_name(name: str | None) -> None:
    assert FileNames(".json").take(name, ID) == (f"{ID}.json", "the report has no name")


def test_a_long_name_is_cut_between_letters() -> None:
    file, why = FileNames(".json").take("خ" * 200 + ".txt", ID)
    assert why == "its name is too long for a file"
    assert file == "خ" * 118 + "-0123456789ab.json"
    assert len(file.encode()) <= 255


def test_the_longest_possible_name_is_kept() -> None:
    assert FileNames(".json").take("x" * 250 + ".txt", ID) == ("x" * 250 + ".json", "")


@pytest.mark.parametrize(("first", "second"), [("a.txt", "A.txt"), ("é.txt", "e\u0301.txt"), ("ß", "SS")])
def test_names_that_some_systems_mix_up_are_one(first: str, second: str) -> None:
    names = FileNames(".json")
    assert names.take(first, ID)[1] == ""
    assert names.take(second, ID)[1] == "another report has the same name"


def test_names_made_to_collide() -> None:
    names = FileNames(".json")
    traps = ["a", f"a-{ID[:12]}", f"a-{ID}", f"a-{ID}-2"]
    files = [names.take(f"{trap}.txt", "f" * 32)[0] for trap in traps]
    assert names.take("a.txt", ID)[0] == f"a-{ID}-3.json"
    assert files == [f"{trap}.json" for trap in traps]


@given(st.lists(st.text() | st.none(), max_size=20))
def test_any_names_give_distinct_safe_files(wanted: list[str | None]) -> None:
    names = FileNames(".json")
    files = [names.take(name, f"{number:032x}")[0] for number, name in enumerate(wanted)]
    assert len({unicodedata.normalize("NFC", file).casefold() for file in files}) == len(files)
    for file in files:
        assert not set(file) & set('/\\\0\n:*?"<>|')
        assert not file.startswith(".")
        assert 6 <= len(file.encode()) <= 255
