"""Who says so: cues, sources, contents, chains, force."""

from musnad.attribute.engine import attribute

__all__ = ["attribute"]
