"""Names from lists of others: FollowTheMoney and OpenSanctions, Wikidata, and the YAML of the knowledge base."""

from musnad.resolve.lists.importing import ImportSummary, import_names

__all__ = ["ImportSummary", "import_names"]
