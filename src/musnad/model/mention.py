"""A stretch of text that names somebody or something."""

from dataclasses import dataclass
from typing import Literal, get_args

from musnad.model.span import Span

MentionKind = Literal["person", "body", "state", "nationality", "title", "place", "weapon", "event"]
MENTION_KINDS: tuple[str, ...] = get_args(MentionKind)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry of the knowledge base that a mention may mean, with the share of belief in it, 0 to 1."""

    entity: str
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. Mentions may nest: «وزير الخارجية الروسي سيرغي لافروف» holds a title, a nationality and a person.

    Attributes:
        span: its words.
        kind: what is named. A capital or a seat that stands for its state is a state.
        name: the fullest name that its story gives what is meant; the words themselves where it gives no other. Of a
            weapon or an event its neutral name.
        entity: id in the knowledge base; None where nothing is known or the doubt is too great.
        candidates: what it may mean, likeliest first; empty where nothing is known.
        office: of a title, the id of the office.
        story: number of the story within the report.
    """

    span: Span
    kind: MentionKind
    name: str
    entity: str | None = None
    candidates: tuple[Candidate, ...] = ()
    office: str | None = None
    story: int = 0
