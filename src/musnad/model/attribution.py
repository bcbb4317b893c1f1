"""The unit of the ledger: one act of reporting in a text."""

from dataclasses import dataclass
from typing import Literal, get_args

from musnad.model.span import Span

Kind = Literal["person", "role", "organisation", "state", "outlet", "document", "group", "anonymous"]
Force = Literal[
    "assert",
    "deny",
    "warn",
    "threaten",
    "demand",
    "promise",
    "accuse",
    "condemn",
    "support",
    "predict",
    "ask",
]
Quote = Literal["direct", "indirect", "mixed"]

KINDS: tuple[str, ...] = get_args(Kind)
FORCES: tuple[str, ...] = get_args(Force)
QUOTES: tuple[str, ...] = get_args(Quote)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of reporting, in the scheme of PARC 3 and PolNeAR.

    Attributes:
        id: number within the report, from 1, in the order of the text.
        cue: the words that signal the act. Never missing.
        source: the noun phrase in the same sentence that names who said it; None for a dropped
            subject or a pronoun.
        content: what is attributed, as one stretch.
        parent: id of the attribution inside whose content this one lies; None at the top level.
        speaker: the fullest name that the document gives the source; None where it stays in doubt.
        kind: what sort of source speaks.
        force: what the act does.
        quote: whether the content stands in quotation marks.
        lemma: the cue's lemma in the lexicon («قال»), for search and for reading the analysis.
        story: number of the story within the report, from 0.
        entity: id of the speaker in the knowledge base; None where it is not there or the doubt is too great.
    """

    id: int
    cue: Span
    source: Span | None
    content: Span
    parent: int | None
    speaker: str | None
    kind: Kind
    force: Force
    quote: Quote
    lemma: str
    story: int = 0
    entity: str | None = None
