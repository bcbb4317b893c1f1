"""What the places and adjectives of a report say about where it plays."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.find.places.gazetteer import Gazetteer
from musnad.find.places.scan import Match
from musnad.model import Place
from musnad.segment import Token

# An adjective of origin says less than a place; a country given from outside says most.
_ADJECTIVE, _GIVEN = 0.4, 3.0


@dataclass(slots=True)
class Votes:
    """Weight by ISO code, and by id of first-level division (or of the place itself)."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    within: Counter[str] = field(default_factory=Counter)
    total: float = 0.0

    def share(self, country: str) -> float:
        """The share of a country in all votes, 0 to 1."""
        return self.countries.get(country, 0.0) / self.total if self.total else 0.0


def top(place: Place, gazetteer: Gazetteer) -> str | None:
    """Id of the first-level division that a place is or lies in; itself for a disputed place; None for a state."""
    if place.id.startswith("place.disputed."):
        return place.id
    if place.kind == "governorate":
        return place.id
    return next((above.id for above in gazetteer.ancestors(place) if above.kind == "governorate"), None)


def adjectives(tokens: Sequence[Token], gazetteer: Gazetteer) -> Counter[str]:
    """How often a report has each state's adjective, by ISO code."""
    known = gazetteer.adjectives
    return Counter(known[t.form] for t in tokens if t.form in known)


def count_votes(matches: Sequence[Match], origin: Counter[str], country: str | None, gazetteer: Gazetteer) -> Votes:
    """The votes of all accepted matches that can mean one country only, of adjectives and of a given country."""
    votes = Votes()
    for match in matches:
        if not match.accepted:
            continue
        senses = match.entry.senses
        countries = {c for s in senses for c in ((s.place.country,) if s.place.country else s.place.claims)}
        settled = all(s.place.country or s.place.claims for s in senses)
        if settled and (len(countries) == 1 or len(senses) == 1):
            for code in countries:
                votes.countries[code] += 1 / len(countries)
        divisions = {top(s.place, gazetteer) for s in senses}
        if len(divisions) == 1 and (division := divisions.pop()):
            votes.within[division] += 1
    for code, times in origin.items():
        votes.countries[code] += _ADJECTIVE * times
    if country:
        votes.countries[country] += _GIVEN
    votes.total = sum(votes.countries.values())
    return votes
