"""Linking names across reports: the same name, of the same state, is the same person; doubt stays open.

Precision before recall. A full name founds an entity of the ledger, or is one that is there: spelt alike, and no
state speaks against it. A part of a name («السروي») means the one who was called by all of it in the same outlet some
days around. Where several may be meant, or a state contradicts, nobody is, and the candidates stand with the name.
"""

import hashlib
from collections.abc import Iterable
from datetime import date

from musnad.find.entities.spelling import alike, skeleton
from musnad.ledger import FoundEntity, Ledger, NewLink
from musnad.model import Candidate
from musnad.resolve.sightings import Sighting, is_generic, sightings

# Reports linked in one transaction.
_BATCH = 200
# Days within which an outlet shortens a name that it has given in full.
_DAYS = 5
_SAME, _SHORT = 0.95, 0.8
# Candidates looked at for one name: a name that so many share tells nothing.
_MOST = 50


def link(ledger: Ledger) -> int:
    """Link the names of the reports that were added since the last call; the number of reports.

    Goes through each report once, and looks its names up by index. Nothing that is recorded changes.

    Raises:
        MusnadError: the ledger cannot be written.
    """
    done = 0
    while batch := ledger.unlinked(_BATCH):
        with ledger.transaction():
            for report_id in batch:
                ledger.add_links(report_id, _links(ledger, report_id))
        done += len(batch)
    return done


def _links(ledger: Ledger, report_id: str) -> list[NewLink]:
    analysis = ledger.get(report_id)
    report = analysis.report
    made: list[NewLink] = []
    here: dict[int, list[tuple[Sighting, FoundEntity]]] = {}
    for sighting in sightings(analysis):
        told = here.setdefault(sighting.story, [])
        whole = len(sighting.key) > 1
        if sighting.kind == "body" and not sighting.states and is_generic(sighting.key[0]):
            # «وزارة الصحة» is another one in each country, so it is the same in one outlet only.
            sighting.states = {_scope(report.outlet or report_id)}
        fits = _fuller(sighting, told) if sighting.kind == "person" else []
        if not fits and whole:
            fits = _known(ledger, sighting)
        elif not fits:
            fits = _recent(ledger, sighting, report.outlet, report.published)
        chosen = fits[0][0] if len(fits) == 1 and fits[0][1] >= _SHORT else None
        if not fits and whole:
            chosen = ledger.link_store.add_found(_new(report_id, sighting))
            fits = [(chosen, 1.0)]
        candidates = tuple(Candidate(entity.id, score) for entity, score in fits)
        made.append(NewLink(sighting.story, sighting.name, chosen, tuple(sorted(sighting.states)), candidates))
        if chosen is not None:
            told.append((sighting, chosen))
    return made


def _fuller(sighting: Sighting, told: Iterable[tuple[Sighting, FoundEntity]]) -> list[tuple[FoundEntity, float]]:
    """Those whom the same story has called by a name of which this one is a part."""
    found = {e.id: e for other, e in told if len(other.key) > len(sighting.key) and _within(sighting.key, other.key)}
    return _scored(list(found.values()), _SAME)


def _known(ledger: Ledger, sighting: Sighting) -> list[tuple[FoundEntity, float]]:
    """Those of the ledger whose full name is spelt alike and whose states do not contradict."""
    found = ledger.link_store.by_skeleton(sighting.kind, skeleton(sighting.key), _MOST)
    same = [e for e in found if alike(e.key, sighting.key)]
    if not sighting.states:
        return _scored(same, _SAME)
    agreeing = [e for e in same if sighting.states & set(e.states)]
    open_ = [e for e in same if not e.states]
    # Another state is another person; a namesake of whom no state is known may be either.
    if agreeing or not open_:
        return _scored(agreeing, _SAME)
    return _scored(open_, _SAME if len(same) == 1 else 0.5)


def _recent(
    ledger: Ledger, sighting: Sighting, outlet: str | None, day: date | None
) -> list[tuple[FoundEntity, float]]:
    """Those whom the same outlet called by a full name ending so, some days around."""
    if outlet is None or day is None:
        return []
    found = ledger.link_store.by_last(sighting.kind, _bare(sighting.key[-1]), outlet, day, _DAYS, _MOST)
    return _scored([e for e in found if not e.states or not sighting.states or sighting.states & set(e.states)], _SHORT)


def _scored(found: list[FoundEntity], score: float) -> list[tuple[FoundEntity, float]]:
    return [(entity, round(score / len(found), 2)) for entity in found]


def _new(report_id: str, sighting: Sighting) -> FoundEntity:
    seed = f"{report_id}\x1f{sighting.story}\x1f{sighting.name}"
    id_ = "e." + hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    states = tuple(sorted(sighting.states))
    key = skeleton(sighting.key)
    return FoundEntity(id_, sighting.kind, sighting.name, sighting.key, key, _bare(sighting.key[-1]), states)


def _scope(outlet: str) -> str:
    """What stands for an outlet among states: «@» and some digits, which no state has."""
    return "@" + hashlib.sha256(outlet.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the words of *part* stand in *whole* in this order, its last word among them."""
    at = 0
    for word in whole:
        if at < len(part) and alike((part[at],), (word,)):
            at += 1
    return at == len(part)
