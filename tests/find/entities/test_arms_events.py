"""Weapons and events by class and by name, what nests in them, and what they are not. All sentences are invented."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.find.entities import Story, find_entities
from musnad.find.names import tag_names
from musnad.lexicons import read_yaml
from musnad.model import Mention
from musnad.normalise import fold, fold_key
from musnad.segment import tokenise

LINES = (Path(__file__).parent / "arms_events.tsv").read_text("utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]
RAW = read_yaml("arms_events")
WORDS = sorted(
    {word for entry in RAW["weapons"]["classes"] for word in entry["nouns"]}
    | {form for section in ("weapons", "events") for entry in RAW[section]["names"] for form in entry["forms"]}
    | {word for group in RAW["events"]["of_place"] for word in group["words"]}
    | {*RAW["events"]["quoted"], *RAW["events"]["definite"], *RAW["events"]["months"]}
)


def read(text: str) -> list[Mention]:
    tokens = tokenise(fold(text))
    return list(find_entities(text, tokens, tag_names(tokens), [Story(0, 0, len(tokens))], date(2031, 3, 5)))


def war(text: str) -> list[Mention]:
    return [m for m in read(text) if m.kind in ("weapon", "event")]


@pytest.mark.parametrize(("sentence", "named"), CASES)
def test_weapons_and_events(sentence: str, named: str) -> None:
    found = [f"{m.kind}:{m.span.of(sentence)}={m.name}" for m in war(sentence)]
    assert found == (named.split("|") if named else [])


@pytest.mark.parametrize("clitic", ["", "و", "ف", "ب", "ل", "وب"])
@pytest.mark.parametrize("name", ["صواريخ سكود", "دبابات", "معركة حلب", "عملية «عاصفة الحزم»"])
def test_clitics_stay_outside(clitic: str, name: str) -> None:
    (found,) = war(f"قال {clitic}{name}.")
    assert found.span.of(f"قال {clitic}{name}.") == name


def test_places_and_demonyms_stand_within_events() -> None:
    assert [m.kind for m in read("بدأت معركة حلب.")][:2] in (["event", "place"], ["event", "state"])
    assert [m.kind for m in read("أدت الحرب السورية إلى نزوح كثيرين.")] == ["event", "nationality"]


def test_a_weapon_within_a_body_and_none_within_a_person() -> None:
    found = read("طالبت منظمة حظر الأسلحة الكيميائية بالتحقيق.")
    assert [(m.kind, m.name) for m in found][:2] == [
        ("body", "منظمة حظر الأسلحة الكيميائية"),
        ("weapon", "سلاح كيميائي"),
    ]
    assert not war("وصل السفير سامي هوك إلى العاصمة.")


def test_a_weapon_is_no_person() -> None:
    assert [m.kind for m in read("سلم صاروخ كورنيت إلى الوحدة.")] == ["weapon"]


JOINTS = ["«", "»", '"', "-", "/", "29", "1967", "حلب", "من طراز", "السورية", "\n"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, *JOINTS]), max_size=12))
def test_spans_are_in_the_text_and_nest(words: list[str]) -> None:
    text = " ".join(words)
    found = war(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) and m.name and m.entity is None for m in found)
    for a in found:
        for b in found:
            inside = a.span.start <= b.span.start and b.span.end <= a.span.end
            around = b.span.start <= a.span.start and a.span.end <= b.span.end
            assert inside or around or a.span.end <= b.span.start or b.span.end <= a.span.start


@pytest.mark.parametrize("part", ["صواريخ من طراز ", "عملية « ", "الحرب السورية في ", "معركة مدينة ", "طائرة ثقيلة "])
def test_hostile_input_is_linear(part: str) -> None:
    text = part * 10_000
    tokens = tokenise(fold(text))
    find_entities(text, tokens, ["O"] * len(tokens), [Story(0, 0, len(tokens))], None)


def test_the_lexicon_is_whole() -> None:
    assert {"classes", "modifiers", "names"} <= set(RAW["weapons"])
    for section in ("weapons", "events"):
        for entry in RAW[section]["names"]:
            assert {"name", "english", "forms"} <= set(entry) <= {"name", "english", "forms", "after", "numbers"}
            assert entry["name"].strip() and entry["english"].isascii() and entry["forms"]
    for entry in RAW["weapons"]["classes"]:
        assert {"name", "english", "nouns"} <= set(entry) <= {"name", "english", "nouns", "with", "needs", "not_before"}


def test_a_form_of_an_event_means_one_event() -> None:
    meant: dict[str, str] = {}
    for entry in RAW["events"]["names"]:
        for form in entry["forms"]:
            assert meant.setdefault(fold_key(form), entry["name"]) == entry["name"], form
