"""Who and where is meant in the reports of :mod:`bench.million`, drawn as news spreads it."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from musnad.lexicons.gazetteer import read_places
from musnad.lexicons.knowledge import load_knowledge
from musnad.model import Analysis, Area, Attribution, Candidate, Mention, PlaceMention, Span

# Shares of statements.
_NAMES_SOMEBODY, _NAMES_A_STATE, _STAYS_OPEN = 0.7, 0.3, 0.05
_NAMES_A_PLACE, _IS_AN_AREA, _BESIDE_THE_CUE = 0.5, 0.15, 0.1
_RELATIONS = ("countryside", "border", "near", "direction")
_DIRECTIONS = ("n", "e", "s", "w", None)


class People:
    """Whom names mean: the frequent ones are persons and bodies of the knowledge base."""

    def __init__(self, names: Sequence[str], weights: Sequence[float], chance: random.Random) -> None:
        self._names, self._weights, self._chance = names, weights, chance
        knowledge = load_knowledge()
        known = [*knowledge.persons, *knowledge.bodies]
        chance.shuffle(known)
        self._entity = dict(zip(names, known, strict=False))
        self._states = sorted(knowledge.states)

    def named(self, analysis: Analysis) -> Analysis:
        """*analysis* with those whom its statements name."""
        text, chance = analysis.report.text, self._chance
        said: list[Attribution] = []
        mentions: list[Mention] = []
        for a in analysis.attributions:
            said.append(replace(a, entity=self._entity.get(a.speaker or "")))
            if a.source and a.speaker:
                mentions.append(self._mention(a.source, a.speaker))
            if chance.random() < _NAMES_SOMEBODY:
                (name,) = chance.choices(self._names, cum_weights=self._weights)
                mentions.append(self._mention(word(text, a.content, chance), name))
            if chance.random() < _NAMES_A_STATE:
                state = self._states[int(len(self._states) * chance.random() ** 3)]
                mentions.append(Mention(word(text, a.content, chance), "state", state[2:], state, _sure(state)))
        return replace(analysis, attributions=tuple(said), mentions=tuple(mentions))

    def _mention(self, span: Span, name: str) -> Mention:
        entity = self._entity.get(name)
        if entity is not None and self._chance.random() < _STAYS_OPEN:
            other = self._chance.choice(self._states)
            return Mention(span, "person", f"ال{name}", None, (Candidate(entity, 0.6), Candidate(other, 0.4)))
        return Mention(span, "person", name, entity, _sure(entity) if entity else ())


class Where:
    """Where places lie: every place of the gazetteer, a few of them in most statements."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._places = [place for _, _, place in read_places().values()]
        chance.shuffle(self._places)
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._places) + 1)))

    def placed(self, analysis: Analysis) -> Analysis:
        """*analysis* with the places that its statements name."""
        text, chance = analysis.report.text, self._chance
        found = []
        for a in analysis.attributions:
            if chance.random() < _NAMES_A_PLACE:
                found.append(self._mention(word(text, a.content, chance)))
            if chance.random() < _BESIDE_THE_CUE:
                found.append(self._mention(a.cue))
        return replace(analysis, places=tuple(found))

    def _mention(self, span: Span) -> PlaceMention:
        chance = self._chance
        (place,) = chance.choices(self._places, cum_weights=self._weights)
        area = None
        if chance.random() < _IS_AN_AREA:
            relation, side = chance.choice(_RELATIONS), chance.choice(_DIRECTIONS)
            area = Area(relation, (place.id,), side, place.lat, place.lon, place.precision_km)  # type: ignore[arg-type]
        return PlaceMention(
            span, span, place.id, _sure(place.id), "place", area, place.lat, place.lon, place.precision_km, None
        )


def word(text: str, within: Span, chance: random.Random) -> Span:
    """A word of *text* that lies in a span."""
    at = chance.randrange(within.start, within.end)
    start = text.rfind(" ", within.start, at + 1) + 1 or within.start
    end = text.find(" ", start, within.end)
    return Span(start, end if end > start else within.end)


def _sure(entity: str) -> tuple[Candidate, ...]:
    return (Candidate(entity, 1.0),)
