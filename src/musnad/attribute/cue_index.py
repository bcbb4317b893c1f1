"""Every spelling of every cue, made by rule from the lexicon."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from musnad.lexicons import CueEntry, FixedCue, load_cues
from musnad.morphology import Form, masdar_forms, verb_forms

NOUNS = ("masdar", "noun")


class Hit(NamedTuple):
    """A word read as a form of a cue."""

    entry: CueEntry
    form: Form


@dataclass(frozen=True)
class CueIndex:
    """Look-up of cues by folded word; *fixed* by the first word of the phrase, longest first."""

    words: dict[str, tuple[Hit, ...]]
    fixed: dict[str, tuple[FixedCue, ...]]


@cache
def load_index() -> CueIndex:
    """The index of all cues, built once in a process when first asked for."""
    entries, fixed = load_cues()
    words: dict[str, list[Hit]] = defaultdict(list)
    for entry in entries:
        forms: list[Form] = []
        if entry.past:
            forms += verb_forms(entry.past, entry.present, entry.form, hamza=entry.lemma.endswith("أ"))
        for noun in entry.nouns:
            forms += masdar_forms(noun, "masdar" if entry.past else "noun")
        seen = set()
        for form in forms:
            # «رفض» is «he refused» and «a refusal»: which of the two stands there, its surroundings tell.
            reading = form.spelling, form.part in NOUNS
            if reading not in seen:
                seen.add(reading)
                words[form.spelling].append(Hit(entry, form))
    by_first: dict[str, list[FixedCue]] = defaultdict(list)
    for cue in fixed:
        by_first[cue.words[0]].append(cue)
    return CueIndex(
        {word: tuple(hits) for word, hits in words.items()},
        {word: tuple(sorted(cues, key=lambda c: -len(c.words))) for word, cues in by_first.items()},
    )
