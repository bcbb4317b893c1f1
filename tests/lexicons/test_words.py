"""The other word files: shape, spelling, what must be in them."""

from typing import Any

import pytest

from musnad.lexicons import read_table, read_words, read_yaml
from musnad.model import FORCES, KINDS
from musnad.normalise import fold_key

LISTS = ("closed_class", "force", "clutter")
SOURCES: dict[str, Any] = read_yaml("sources")
SECTIONS = [(file, section) for file in LISTS for section in read_yaml(file)] + [
    ("sources", section) for section, entry in SOURCES.items() if isinstance(entry, dict)
]


@pytest.mark.parametrize(("file", "section"), SECTIONS)
def test_a_section_is_a_list_of_words_with_notes_at_most(file: str, section: str) -> None:
    entry = read_yaml(file)[section]
    assert set(entry) <= {"words", "note"}
    assert entry["words"]
    assert all(isinstance(word, str) and word == word.strip() for word in entry["words"])


@pytest.mark.parametrize(
    "section",
    [
        pytest.param(
            section,
            marks=[pytest.mark.xfail(reason="a few entries are written with ة or أ", strict=False)]
            if section in ("adverbs", "media_nouns", "prepositions")
            else [],
        )
        for section in read_yaml("closed_class")
    ],
)
def test_closed_classes_are_written_folded(section: str) -> None:
    words = read_yaml("closed_class")[section]["words"]
    assert [word for word in words if word != fold_key(word)] == []


def test_words_that_turn_a_force_belong_to_forces() -> None:
    assert set(read_yaml("force")) <= set(FORCES)


@pytest.mark.parametrize("head", ["مصادر", "شهود", "أنباء", "مسؤول", "خبير", "مصدر"])
def test_withheld_names_have_their_heads(head: str) -> None:
    assert fold_key(head) in read_words("sources", "anonymous_heads")


@pytest.mark.parametrize("body", SOURCES["bodies"], ids=lambda body: str(body["name"]))
def test_a_body_has_a_kind(body: dict[str, Any]) -> None:
    assert set(body) <= {"name", "kind", "aliases"}
    assert body["kind"] in KINDS


@pytest.mark.parametrize("state", SOURCES["states"], ids=lambda state: str(state["name"]))
def test_a_state_has_its_adjectives(state: dict[str, Any]) -> None:
    assert set(state) <= {"name", "nisba", "capital", "aliases"}
    assert isinstance(state["nisba"], list)
    assert all(" " not in adjective for adjective in state["nisba"])


def test_no_state_or_body_stands_twice() -> None:
    for section in ("states", "bodies"):
        names = [n for e in SOURCES[section] for n in {fold_key(a) for a in (e["name"], *e.get("aliases", ()))}]
        assert [name for name in set(names) if names.count(name) > 1] == []


def test_neighbours_at_odds_have_as_many_words() -> None:
    """A side of a dispute that has fewer words in the lexicon is read worse."""
    by_name = {e["name"]: e for e in SOURCES["states"]}
    for one, other in [
        ("روسيا", "أوكرانيا"),
        ("السعودية", "إيران"),
        ("إسرائيل", "فلسطين"),
        ("الهند", "باكستان"),
    ]:
        for name in (one, other):
            assert len(by_name[name]["nisba"]) >= 2
            assert by_name[name]["capital"]


@pytest.mark.parametrize("name", ["vocabulary", "clusters"])
def test_a_table_has_two_columns_and_folded_words(name: str) -> None:
    table = read_table(name)
    assert len(table) > 10_000
    assert all(word and value and word == fold_key(word) for word, value in table.items())


def test_word_classes_are_known() -> None:
    assert set("".join(read_table("vocabulary").values())) <= set("vnp")


def test_clusters_are_a_coarse_and_a_fine_number() -> None:
    for value in read_table("clusters").values():
        coarse, fine = value.split("\t")
        assert 0 <= int(coarse) < 64
        assert 0 <= int(fine) < 512
