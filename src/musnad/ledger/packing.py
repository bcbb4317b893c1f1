"""What a name may mean, as text in one column."""

import json

from musnad.model import Candidate


def packed(entity: str | None, candidates: tuple[Candidate, ...]) -> str | None:
    """*candidates* as text; None where they say no more than *entity*, or than that nothing is known."""
    if candidates == ((Candidate(entity, 1.0),) if entity is not None else ()):
        return None
    return json.dumps([[c.entity, c.score] for c in candidates], separators=(",", ":"))


def unpacked(entity: str | None, text: str | None) -> tuple[Candidate, ...]:
    """The candidates that :func:`packed` was given."""
    if text is None:
        return (Candidate(entity, 1.0),) if entity is not None else ()
    return tuple(Candidate(id_, score) for id_, score in json.loads(text))
