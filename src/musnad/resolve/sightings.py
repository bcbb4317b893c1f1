"""Whom one report names that the knowledge base does not know: a name, and what the report says about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from musnad.find.entities.spelling import joined
from musnad.lexicons import read_words
from musnad.model import Analysis, Mention
from musnad.normalise import fold_key

# Words between a demonym and the name to which it belongs («وزير الري التولاني كنعان السروي»).
_NEAR = 30
# Kinds of speakers that are somebody: a role, a group or a withheld name is nobody in particular.
_BODIES = ("organisation", "outlet")
_MENTIONS = {"person": "person", "body": "body"}


@dataclass(slots=True)
class Sighting:
    """A name in one story, with the states beside it. *key* are its folded words, «عبد» joined."""

    story: int
    name: str
    kind: str
    key: tuple[str, ...]
    states: set[str] = field(default_factory=set)


def sightings(analysis: Analysis) -> Iterator[Sighting]:
    """One for each name of a story, fuller names first, those of the knowledge base left out."""
    found: dict[tuple[int, str], Sighting] = {}
    # Whom the knowledge base knows, or may: that is doubt among its own entries, and nobody new.
    known = {(m.story, m.name) for m in analysis.mentions if m.entity is not None or m.candidates}
    demonyms = [m for m in analysis.mentions if m.kind in ("nationality", "state") and m.entity is not None]
    at = 0
    for mention in analysis.mentions:
        while at < len(demonyms) and demonyms[at].span.end < mention.span.start - _NEAR:
            at += 1
        if mention.kind in _MENTIONS and mention.entity is None and (mention.story, mention.name) not in known:
            sighting = _take(found, mention.story, mention.name, _MENTIONS[mention.kind])
            if sighting is not None:
                sighting.states |= _states(analysis.report.text, demonyms, at, mention)
    for a in analysis.attributions:
        if a.entity is not None or not a.speaker or (a.story, a.speaker) in known:
            continue
        # Any phrase can speak; it names a body when the tagger says so or it begins like one.
        body = (a.story, a.speaker) in found or is_generic(fold_key(a.speaker).partition(" ")[0])
        if a.kind == "person" or (a.kind in _BODIES and body):
            _take(found, a.story, a.speaker, "person" if a.kind == "person" else "body")
    yield from sorted(found.values(), key=lambda s: (s.story, -len(s.key)))


def _take(found: dict[tuple[int, str], Sighting], story: int, name: str, kind: str) -> Sighting | None:
    if (story, name) not in found:
        key = joined(fold_key(name).replace("«", "").replace("»", "").split())
        if not key or len(key) > 8:
            return None
        found[story, name] = Sighting(story, name, kind, key)
    return found[story, name]


def _states(text: str, demonyms: list[Mention], at: int, mention: Mention) -> set[str]:
    """States told right before a name, with no mark between."""
    found = set()
    for demonym in demonyms[at : at + 4]:
        between = text[demonym.span.end : mention.span.start]
        if 0 <= mention.span.start - demonym.span.end <= _NEAR and not any(c in between for c in ".،,؛:\n()"):
            found.add(demonym.entity or "")
    return found


def is_generic(word: str) -> bool:
    """Whether a name that begins with the folded *word* is that of a body which every state or town has."""
    bare = word.removeprefix("ال")
    return any(bare in read_words("sources", part) for part in ("organisation_heads", "state_heads"))
