"""A mention while it is being read."""

from dataclasses import dataclass, field

from musnad.model.mention import Candidate, MentionKind


@dataclass(slots=True, eq=False)
class Found:
    """Tokens *start* to *end*, without *skip* letters of clitics before them.

    *way* is how it names what it means, *options* the ids that the gazetteer gives it; *fullest* the mention that
    gives the same its fullest name.
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
