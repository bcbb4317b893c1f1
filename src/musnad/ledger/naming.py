"""The part of a ledger that knows who and what is named in its reports."""

from collections.abc import Iterator
from dataclasses import replace

from musnad.ledger.database import Database
from musnad.ledger.entities import Entities
from musnad.ledger.identities import Identities
from musnad.ledger.links import Links, NewLink
from musnad.ledger.places import place_ids, place_name
from musnad.ledger.rows import Entity, EntityEntry, Statement
from musnad.ledger.views import Reader
from musnad.model import Analysis, Candidate, Inside, Mention


class Naming:
    """What :class:`musnad.ledger.Ledger` answers about entities and places, and keeps of links across reports."""

    _db: Database
    _reader: Reader
    _entities: Entities
    _identities: Identities
    link_store: Links

    def mentions(self, report_id: str) -> list[Mention]:
        """Who and what is named in a report, as read, in the order of the text. Raises MusnadError if the report is
        not there."""
        return list(self._reader.mentions(self._reader.report_row(report_id)))

    def inside(self, analysis: Analysis) -> dict[int, Inside]:
        """What each statement of a report in the ledger itself speaks of, by its number: times, figures, places, and
        mentions with whom they mean after what has been judged. Raises MusnadError if the report is not there."""
        row = self._reader.report_row(analysis.report.id)
        return replace(analysis, mentions=tuple(self._reader.meant(row))).inside()

    def find_entities(self, name: str) -> list[str]:
        """Ids of those whom *name* (words, or an id) may mean. Empty if nobody is called so."""
        return self._entities.find(name)

    def called(self, entity_id: str) -> tuple[str, str | None, str]:
        """Name, English name and kind of an entity; the id itself where it has no name."""
        return self._entities.called(entity_id)

    def place(self, place_id: str) -> tuple[str, str | None]:
        """Name and English name of a place; the id itself where the gazetteer does not have it."""
        return place_name(place_id)

    def find_places(self, name: str) -> tuple[str, ...]:
        """Ids of the places that *name* (in any spelling, English, or an id) may mean. Empty if none is called so."""
        return place_ids(name)

    def canonical(self, entity_id: str) -> str:
        """The id under which an entity stands after merges."""
        return self._identities.canonical(entity_id)

    def meant_entity(self, entity_id: str, name: str | None, report: int) -> str | None:
        """Whom an entity read under the folded *name* in the report of row *report* is after what has been judged."""
        return self._identities.of(entity_id, name, report)

    def entities(self) -> Iterator[EntityEntry]:
        """All who speak or are spoken of, those with most statements first. Goes through all mentions once."""
        return self._entities.every()

    def entity(self, entity_id: str, *, counted: bool = True) -> Entity:
        """All that is known of one. Raises MusnadError if there is nobody of this id.

        Args:
            counted: also go through the reports for the names by which they call it.
        """
        return self._entities.get(entity_id, counted=counted)

    def about(self, entity_id: str) -> Iterator[Statement]:
        """The statements of others in whose content an entity is named, in the order of adding. Raises MusnadError if
        there is nobody of this id."""
        return self._reader.statements(self._entities.about(self.entity(entity_id).id))

    # Links across reports, which musnad.resolve makes

    def unlinked(self, limit: int = 200) -> list[str]:
        """Ids of the oldest reports whose names are not linked across reports yet."""
        return self.link_store.unlinked(limit)

    def links(self, report_id: str) -> list[tuple[str, int, str | None, tuple[Candidate, ...]]]:
        """Whom the names of a report mean that the knowledge base does not know: (name, story, id or None where it
        stays open, candidates with scores)."""
        return self.link_store.candidates(self._reader.report_row(report_id))

    def add_links(self, report_id: str, links: list[NewLink]) -> None:
        """Record the links of a report. Reports are linked once, in the order of adding."""
        with self._db.transaction():
            self.link_store.add(self._reader.report_row(report_id), links)
