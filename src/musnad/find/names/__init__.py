"""Names: persons, bodies, places."""

from musnad.find.names.tagger import tag_names

__all__ = ["tag_names"]
