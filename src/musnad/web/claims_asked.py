"""Which claims a person asks for, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from musnad.model import MusnadError
from musnad.web.asking import Asked
from musnad.web.claim_columns import SORTS

DISPUTED = ("any", "denial", "figures")
_CHOICES = {"disputed": DISPUTED, "sort": tuple(SORTS)}


@dataclass(frozen=True, slots=True)
class ClaimsAsked(Asked):
    """Claims one statement of which fits the question.

    Attributes:
        disputed: «any» dispute, a «denial», or «figures» that differ.
        sort: what comes first: carried by most «outlets» (also if empty), from most independent «origins», with most
            «disputes», reported last («newest»).
    """

    disputed: str = ""
    sort: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "ClaimsAsked":
        """As :meth:`Asked.of`. Raises :class:`MusnadError`."""
        for name, choices in _CHOICES.items():
            if (value := given.get(name, "").strip()) and value not in choices:
                raise MusnadError(f"{name} is «{value[:50]}», which is none of: {', '.join(choices)}.")
        asked = Asked.of(given)
        values = {field.name: getattr(asked, field.name) for field in fields(Asked)}
        more = {name: given.get(name, "").strip() for name in _CHOICES}
        return cls(**values, **more)

    def of_statements(self) -> Asked:
        """What is asked of one of a claim's statements."""
        return Asked(**{field.name: getattr(self, field.name) for field in fields(Asked)})
