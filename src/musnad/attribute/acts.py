"""An act of reporting while it is being put together, in token indices."""

from dataclasses import dataclass

from musnad.lexicons import CueEntry
from musnad.morphology import Form

Range = tuple[int, int]


@dataclass(slots=True)
class Act:
    """One act in the making.

    Attributes:
        cue: token range of the cue.
        entry: its lexicon entry; None for a colon or a fixed phrase.
        form: its inflected form; None for a colon or a fixed phrase.
        frame: how the content hangs on it; «fixed» and «colon» besides the lexicon's frames.
        source: token range of the source in the same sentence, None if there is none.
        content: token range of the content; its end is provisional until ``extents`` has run.
        quoted: index of the mark that closes a wholly quoted content, -1 for none.
        conjunction: whether a conjunction is attached to the cue.
        negated: whether the cue is denied («لم ينف»).
        inherits: whether the subject is that of an earlier verb in the sentence.
    """

    cue: Range
    entry: CueEntry | None
    form: Form | None
    frame: str
    source: Range | None
    content: Range
    lemma: str
    quoted: int = -1
    conjunction: bool = False
    negated: bool = False
    inherits: bool = False
    postposed: bool = False

    @property
    def left(self) -> int:
        """The first token that belongs to the act itself: its source or its cue."""
        return min(self.cue[0], self.source[0]) if self.source else self.cue[0]
