"""Persons, bodies, states, titles and demonyms, and whom in the knowledge base they mean."""

from musnad.find.entities.finder import Story, find_entities

__all__ = ["Story", "find_entities"]
