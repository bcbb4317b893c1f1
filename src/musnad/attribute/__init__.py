"""Who says so: cues, sources, contents, chains, force."""

from musnad.attribute.engine import attribute
from musnad.attribute.passages import Layers, stories

__all__ = ["Layers", "attribute", "stories"]
