"""Places: countries, governorates, towns, villages, crossings, areas between and beside them."""

from musnad.find.places.finder import find_places, places_in
from musnad.find.places.gazetteer import Gazetteer, load_gazetteer

__all__ = ["Gazetteer", "find_places", "load_gazetteer", "places_in"]
