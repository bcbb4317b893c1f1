"""How to read: one frozen value, passed in."""

from dataclasses import dataclass

from musnad.model.entity import OwnNames


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of the reader. The defaults suit news reports.

    Attributes:
        max_sentence: characters after which a sentence without a full stop is cut, so that no
            input takes more than linear time.
        own: names that take part in reading besides those of the packaged knowledge base.
    """

    max_sentence: int = 4000
    own: OwnNames | None = None
