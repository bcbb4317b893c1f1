"""The cue lexicon: every entry well formed, none twice, enough of them."""

from collections import Counter
from typing import Any

import pytest

from musnad.lexicons import load_cues, read_yaml
from musnad.model import FORCES
from musnad.normalise import fold_key

ENTRIES: list[dict[str, Any]] = read_yaml("cues")
INFLECTING = [e for e in ENTRIES if e["pos"] != "preposition"]
FIXED = [e for e in ENTRIES if e["pos"] == "preposition"]
# A frame is one of these, a preposition, or «whom+» and a preposition or أن.
PLAIN_FRAMES = {"that", "speech", "object", "whom", "to-whom"}
PREPOSITIONS = {"إلى", "على", "عن", "من", "ب", "ل", "في", "حول", "مع", "أن", "بين"}
VERB_KEYS = {
    "lemma",
    "pos",
    "past",
    "present",
    "form",
    "masdar",
    "force",
    "frames",
    "frame_force",
    "speech_verb",
    "note",
}
NOUN_KEYS = {"lemma", "pos", "forms", "force", "frames", "frame_force", "speech_verb", "note"}
PHRASE_KEYS = {
    *(
        "lemma",
        "pos",
        "head_past",
        "head_present",
        "form",
        "complement",
        "masdar",
        "force",
        "frames",
        "frame_force",
    ),
    *("speech_verb", "note"),
}
FIXED_KEYS = {"lemma", "pos", "takes", "note", "forms", "heads", "verbs", "suffixes"}


def name(entry: dict[str, Any]) -> str:
    return f"{entry['lemma']}-{entry['pos']}"


def test_there_are_at_least_three_hundred_lemmas_with_frames() -> None:
    assert len({e["lemma"] for e in INFLECTING if e["frames"]}) >= 300


@pytest.mark.parametrize("entry", INFLECTING, ids=name)
def test_an_entry_has_the_keys_and_values_of_its_kind(entry: dict[str, Any]) -> None:
    keys = {"verb": VERB_KEYS, "noun": NOUN_KEYS, "phrase": PHRASE_KEYS}[entry["pos"]]
    assert set(entry) <= keys
    assert entry["force"] in FORCES
    assert entry["frames"]
    for frame in entry["frames"]:
        assert frame in PLAIN_FRAMES or frame.removeprefix("whom+") in PREPOSITIONS, frame
    assert len(entry["frames"]) == len(set(entry["frames"]))
    for frame, force in (entry.get("frame_force") or {}).items():
        assert frame in entry["frames"]
        assert force in FORCES


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e["pos"] == "verb"], ids=name)
def test_a_verb_has_its_principal_parts(entry: dict[str, Any]) -> None:
    assert entry["past"]
    assert entry["present"].startswith("ي")
    assert 1 <= entry["form"] <= 10
    assert " " not in entry["past"] + entry["present"]
    prefix = {7: "ان", 10: "است"}.get(entry["form"])
    if prefix:
        assert fold_key(entry["past"]).startswith(prefix)
    if entry["form"] in (5, 6):
        assert entry["past"].startswith("ت")


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e["pos"] == "noun"], ids=name)
def test_a_noun_has_forms(entry: dict[str, Any]) -> None:
    assert entry["forms"]
    assert all(" " not in form for form in entry["forms"])


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e["pos"] == "phrase"], ids=name)
def test_a_phrase_has_a_head_and_what_follows_it(entry: dict[str, Any]) -> None:
    assert entry["head_past"]
    assert entry["head_present"].startswith("ي")
    assert entry["complement"]


@pytest.mark.parametrize("entry", FIXED, ids=name)
def test_a_fixed_cue_says_what_it_takes(entry: dict[str, Any]) -> None:
    assert set(entry) <= FIXED_KEYS
    assert entry["takes"] in ("source", "clause", "pronoun", "content")
    assert entry.get("forms") or (entry["heads"] and (entry.get("verbs") or entry.get("suffixes")))


def test_no_lemma_stands_twice() -> None:
    counts = Counter(name(e) for e in ENTRIES)
    assert [lemma for lemma, times in counts.items() if times > 1] == []


def test_no_verb_stands_under_two_lemmas() -> None:
    counts = Counter((fold_key(e["past"]), fold_key(e["present"])) for e in ENTRIES if e["pos"] == "verb")
    assert [verb for verb, times in counts.items() if times > 1] == []


@pytest.mark.parametrize("takes", ["source", "clause", "pronoun"])
def test_fixed_cues_are_spelled_out(takes: str) -> None:
    _, fixed = load_cues()
    words = {cue.words for cue in fixed if cue.takes == takes}
    expected = {"source": ("بحسب",), "clause": ("حسبما", "ذكرت"), "pronoun": ("علي", "حد", "قوله")}
    assert expected[takes] in words


def test_entries_are_loaded_folded() -> None:
    entries, fixed = load_cues()
    for entry in entries:
        for word in (entry.past, entry.present, *entry.nouns, *entry.complement):
            assert word == fold_key(word)
    assert all(word == fold_key(word) and word for cue in fixed for word in cue.words)


@pytest.mark.parametrize(
    ("lemma", "force"),
    [
        ("قال", "assert"),
        ("نفى", "deny"),
        ("حذر", "warn"),
        ("هدد", "threaten"),
        ("طالب", "demand"),
        ("تعهد", "promise"),
        ("اتهم", "accuse"),
        ("ندد", "condemn"),
        ("رحب", "support"),
        ("توقع", "predict"),
        ("تساءل", "ask"),
    ],
)
def test_every_force_has_its_plain_cue(lemma: str, force: str) -> None:
    entries, _ = load_cues()
    assert force in {e.force for e in entries if e.lemma == lemma}
