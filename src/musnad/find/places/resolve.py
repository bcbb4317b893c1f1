"""Which place a name means: size, the rest of the report, the words beside it."""

import math
from collections.abc import Sequence

from musnad.find.places.gazetteer import Gazetteer, Sense
from musnad.find.places.scan import Match
from musnad.find.places.votes import Votes, top
from musnad.find.places.words import Words
from musnad.model import Place
from musnad.segment import Token

# The likeliest place is taken when it has this share of belief; else the mention stays in doubt.
SURE = 0.55
# In units of log10 people: what a state or a whole governorate weighs, what signs add.
_STATE, _GOVERNORATE, _CAPITAL, _BY_HAND, _UNKNOWN = 8.0, 5.6, 1.0, 0.7, 2.0
_COUNTRY_VOTE, _NEIGHBOUR_VOTE, _CLASS, _EXPLICIT, _NEED = 4.0, 2.5, 4.0, 8.0, 1.0
_LISTED = 4.0
# Against a state that nothing else in the report speaks of, where another candidate's is spoken of.
_ABSENT = 2.5
# How sharply belief follows weight.
_SHARPNESS = 1.3
# Tokens after a name within which what it lies in makes it plain («طرابلس في ليبيا»).
_REACH = 3
# A name that needs this much context, in a report with this many votes, of a state with less than this share.
_COMMON, _SETTLED, _HARDLY = (1, 2), 3.0, 0.05
_PAUSES = frozenset("(،,-")


def resolve(
    tokens: Sequence[Token], matches: Sequence[Match], votes: Votes, words: Words, gazetteer: Gazetteer
) -> None:
    """Rank the senses of each accepted match and choose one where the choice is clear."""
    accepted = [m for m in matches if m.accepted]
    for number, match in enumerate(accepted):
        following = accepted[number + 1] if number + 1 < len(accepted) else None
        plain = _plain(tokens, match, following, words, gazetteer)
        weights = [(s, _weight(s, match, votes, words, plain, gazetteer)) for s in match.entry.senses]
        if _among_states(match, following):
            weights = [(s, w + _LISTED * (s.place.kind == "country")) for s, w in weights]
        if any(votes.countries.get(s.place.country or "", 0.0) >= 1 for s, _ in weights):
            weights = [(s, w - _ABSENT * _absent(s.place, votes)) for s, w in weights]
        match.ranking = _believed(weights)
        match.place = _choice(match, votes, words, gazetteer)


def _weight(
    sense: Sense, match: Match, votes: Votes, words: Words, plain: frozenset[str], gazetteer: Gazetteer
) -> float:
    place = sense.place
    weight = _prior(place) - _NEED * min(sense.need, 2)
    for code in (place.country,) if place.country else place.claims:
        if code:
            weight += _COUNTRY_VOTE * votes.share(code) / (1 if place.country else 1.5)
    if (division := top(place, gazetteer)) and votes.within[division]:
        weight += _NEIGHBOUR_VOTE
    if match.trigger:
        weight += _CLASS if place.kind in words.classes[match.trigger] else -_CLASS / 2
    if plain & {place.country, *(p.id for p in gazetteer.ancestors(place))}:
        weight += _EXPLICIT
    return weight


def _absent(place: Place, votes: Votes) -> bool:
    return place.country is not None and not votes.countries.get(place.country)


def _among_states(match: Match, following: Match | None) -> bool:
    """«قطر وعمان»: in a list of states a name that may be a state is one."""
    beside = [match.joined] if match.joined is not None else []
    beside += [following] if following is not None and following.joined is match else []
    return any(all(s.place.kind == "country" for s in m.entry.senses) for m in beside)


def _prior(place: Place) -> float:
    if place.kind == "country":
        return _STATE
    size = math.log10(place.population + 10) if place.population else _UNKNOWN
    if place.kind == "governorate":
        size = _GOVERNORATE
    elif not place.population and place.kind not in ("city", "town", "village", "quarter"):
        size = _GOVERNORATE - 1
    return size + _CAPITAL * place.capital + _BY_HAND * place.source.startswith("hand")


def _plain(
    tokens: Sequence[Token], match: Match, following: Match | None, words: Words, gazetteer: Gazetteer
) -> frozenset[str]:
    """ISO codes and ids that the words right after a name say it lies in («طرابلس اللبنانية»)."""
    if match.end < len(tokens) and (code := gazetteer.adjectives.get(tokens[match.end].form)):
        return frozenset((code,))
    if following is None or following.start - match.end > _REACH or following.joined is match:
        return frozenset()
    between = [t.form for t in tokens[match.end : following.start]]
    if following.clitic == "ب" or any(
        form in ("في", "(", "،", ",", "-", "شمال", "جنوب", "شرق", "غرب") for form in between
    ):
        return frozenset(s.place.id for s in following.entry.senses)
    return frozenset()


def _believed(weights: list[tuple[Sense, float]]) -> list[tuple[Sense, float]]:
    highest = max(weight for _, weight in weights)
    shares = [(sense, math.exp(_SHARPNESS * (weight - highest))) for sense, weight in weights]
    total = sum(share for _, share in shares)
    return sorted(((s, share / total) for s, share in shares), key=lambda item: -item[1])


def _choice(match: Match, votes: Votes, words: Words, gazetteer: Gazetteer) -> Sense | None:
    """The best sense with all of its family: a city and the governorate of its name are no contradiction."""
    best = match.ranking[0][0]
    if (
        best.need in _COMMON
        and best.place.country
        and best.place.kind != "country"
        and votes.total >= _SETTLED
        and votes.share(best.place.country) < _HARDLY
    ):
        # A common word as a name («العين»), in a report that plays in other countries: some other place.
        return None
    family = [item for item in match.ranking if _related(best.place, item[0].place, gazetteer)]
    if sum(share for _, share in family) < SURE:
        return None
    allowed = words.classes[match.trigger] if match.trigger else None
    if allowed:
        fitting = [s for s, _ in family if s.place.kind in allowed]
        if fitting:
            return next((s for s in fitting if s.place.kind == "city"), fitting[0])
        # «قرية المالكية» is no city of that name, where the name is a common one.
        return None if best.need in _COMMON else best
    # Said bare, a name of a region and its city means the region («غزة»), of a governorate and its city the city.
    for kinds in (("region",), ("city", "town")):
        if best.place.kind != "country" and (found := next((s for s, _ in family if s.place.kind in kinds), None)):
            return found
    return best


def _related(one: Place, other: Place, gazetteer: Gazetteer) -> bool:
    if one is other:
        return True
    return other in gazetteer.ancestors(one) or one in gazetteer.ancestors(other)
