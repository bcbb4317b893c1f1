"""A mention while it is being read."""

from dataclasses import dataclass, field

from musnad.model.mention import Candidate, MentionKind


@dataclass(slots=True, eq=False)
class Found:
    """Tokens *start* to *end*, without *skip* letters of clitics before them.

    *way* is how it names what it means, *options* the ids that the gazetteer gives it; *fullest* the mention that
    gives the same its fullest name, *group* the mentions of the same person.
    """

    start: int
    end: int
    kind: MentionKind
    way: str
    options: list[str]
    skip: int = 0
    entity: str | None = None
    office: str | None = None
    candidates: list[Candidate] = field(default_factory=list)
    fullest: "Found | None" = None
    group: "Group | None" = None


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one person in a story, by the fullest of them, with the entries that may be meant."""

    fullest: Found
    options: list[str]
