"""The cue lexicon: which words report, what they take, what force they lend."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from musnad.lexicons.load import read_yaml
from musnad.model import Force
from musnad.normalise import fold_key

Takes = Literal["source", "clause", "pronoun", "content"]


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A lemma that reports, with its frames (see ``docs/lexicon.md`` for the frames).

    Attributes:
        lemma: citation form as written with its hamzas.
        pos: verb, noun or phrase.
        past, present, form: folded principal parts and derived form of a verb; empty and 0 otherwise.
        nouns: folded masdars (of a verb) or forms (of a noun) that may stand as cues.
        force: what the cue lends its content.
        frames: how the content may hang on the cue.
        frame_force: force that one frame lends instead.
        speech: whether saying is its core sense, so that any frame makes it a cue.
        complement: for a phrase, the folded words that follow its verb.
    """

    lemma: str
    pos: Literal["verb", "noun", "phrase"]
    past: str
    present: str
    form: int
    nouns: tuple[str, ...]
    force: Force
    frames: frozenset[str]
    frame_force: dict[str, Force] = field(default_factory=dict)
    speech: bool = False
    complement: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FixedCue:
    """A preposition or particle phrase that reports («بحسب», «على حد قوله»), as folded words."""

    lemma: str
    words: tuple[str, ...]
    takes: Takes


@cache
def load_cues() -> tuple[tuple[CueEntry, ...], tuple[FixedCue, ...]]:
    """All entries of ``cues.yaml``: inflecting ones and fixed ones."""
    entries: list[CueEntry] = []
    fixed: list[FixedCue] = []
    for raw in read_yaml("cues"):
        if raw["pos"] == "preposition":
            fixed += [FixedCue(raw["lemma"], words, raw["takes"]) for words in _fixed_forms(raw)]
        else:
            entries.append(_entry(raw))
    return tuple(entries), tuple(fixed)


def _entry(raw: dict[str, Any]) -> CueEntry:
    nouns: Iterable[str] = raw.get("masdar") or raw.get("forms") or ()
    return CueEntry(
        lemma=raw["lemma"],
        pos=raw["pos"],
        past=fold_key(raw.get("past") or raw.get("head_past") or ""),
        present=fold_key(raw.get("present") or raw.get("head_present") or ""),
        form=int(raw.get("form") or 0),
        nouns=tuple(fold_key(word) for word in nouns),
        force=raw["force"],
        frames=frozenset(fold_key(frame) for frame in raw["frames"]),
        frame_force={fold_key(k): v for k, v in (raw.get("frame_force") or {}).items()},
        speech=bool(raw.get("speech_verb", False)),
        complement=_words(" ".join(raw.get("complement") or ())),
    )


def _fixed_forms(raw: dict[str, Any]) -> list[tuple[str, ...]]:
    """The phrases of a fixed cue: listed, or every head with every verb or pronoun."""
    forms = [_words(form) for form in raw.get("forms", ())]
    for head in raw.get("heads", ()):
        forms += [_words(f"{head} {verb}") for verb in raw.get("verbs", ())]
        forms += [_words(f"{head}{suffix}") for suffix in raw.get("suffixes", ())]
    return forms


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold_key(text).split())
