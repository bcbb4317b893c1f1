"""Places and where a report names them."""

from dataclasses import dataclass
from typing import Literal, get_args

from musnad.model.mention import Candidate
from musnad.model.span import Span

PlaceClass = Literal[
    "country",
    "governorate",
    "district",
    "city",
    "town",
    "village",
    "quarter",
    "camp",
    "settlement",
    "crossing",
    "airport",
    "base",
    "site",
    "region",
    "mountain",
    "island",
    "river",
    "water",
    "strait",
]
PLACE_CLASSES: tuple[str, ...] = get_args(PlaceClass)

Direction = Literal["n", "ne", "e", "se", "s", "sw", "w", "nw", "c"]
AreaRelation = Literal["countryside", "direction", "centre", "border", "between", "near"]
StandsFor = Literal["place", "government", "name"]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place.

    Attributes:
        text: the name as the gazetteer spells it.
        need: what context the name needs to be read as a place: 0 none, 1 some, 2 strong, 3 any
            preposition or a word such as «مدينة» before it, 4 «في», «إلى» or such a word.
        side: ISO code of the side whose term it is («يهودا والسامرة»: IL); None for a neutral name.
    """

    text: str
    need: int = 0
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    Attributes:
        id: stable id, parents included («place.sy.aleppo.manbij»).
        names: the canonical name first.
        english: name in English.
        kind: class of the place.
        parent: id of what it lies in; «place.disputed» where states dispute that.
        country: ISO 3166-1 alpha-2 code; None for what is disputed or lies across states.
        claims: ISO codes of the states that claim a disputed place.
        lat, lon: degrees, WGS 84.
        precision_km: radius round the point within which all of the place is to be looked for.
        population: people, 0 where unknown.
        capital: whether a national government sits there.
        source: «hand», a GeoNames id («gn:170063») or both.
    """

    id: str
    names: tuple[PlaceName, ...]
    english: str
    kind: PlaceClass
    parent: str | None
    country: str | None
    claims: tuple[str, ...]
    lat: float
    lon: float
    precision_km: float
    population: int
    capital: bool
    source: str

    @property
    def name(self) -> str:
        """The canonical Arabic name."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of land told by its relation to places: «ريف حلب الشرقي», «الحدود السورية التركية».

    Attributes:
        relation: what kind of relation.
        bases: ids of the places it is told by, in the order of the text.
        direction: towards which side of the base; None where the text names none.
        lat, lon: middle of a circle that covers it, degrees.
        radius_km: radius of that circle, as wide as the words are vague.
    """

    relation: AreaRelation
    bases: tuple[str, ...]
    direction: Direction | None
    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text.

    Attributes:
        span: the whole expression, words of area included; clitics («بحلب») and words such as «مدينة»
            before a plain name excluded.
        name: the proper name in it; the same as *span* for a plain name or a border of two adjectives.
        place: id of the place, the base of *area* if that is given; None where it stays in doubt.
        candidates: what it may be, likeliest first.
        stands_for: «place», or «government» («أعلنت موسكو»), or «name» where it is only part of the name
            of something else («صحيفة القدس العربي»). Only «place» tells where something is.
        area: set for «شرق حلب» and the like.
        lat, lon: of the place or area; None while the place is in doubt.
        precision_km: radius about the point; None while the place is in doubt.
        side: ISO code of the side whose term was used; None for a neutral one.
    """

    span: Span
    name: Span
    place: str | None
    candidates: tuple[Candidate, ...]
    stands_for: StandsFor
    area: Area | None
    lat: float | None
    lon: float | None
    precision_km: float | None
    side: str | None
