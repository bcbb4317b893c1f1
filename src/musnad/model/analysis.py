"""What reading a report yields."""

from dataclasses import dataclass
from typing import Literal

from musnad.model.attribution import Attribution
from musnad.model.mention import Mention
from musnad.model.report import Report
from musnad.model.span import Span

BlockKind = Literal["headline", "body", "header", "byline", "caption", "related", "updated", "repeat"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines with one function. Body and headline are read; the rest is set aside, never lost.

    *story* numbers the stories of a report from 0, in the order of the text.
    """

    span: Span
    kind: BlockKind
    story: int


@dataclass(frozen=True, slots=True)
class Narration:
    """A sentence that the outlet states in its own voice: it belongs to no attribution."""

    span: Span
    story: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """The reading of one report: blocks, attributions and narration cover every sentence of it.

    *mentions* are the names, titles and demonyms in it, in the order of the text.
    """

    report: Report
    blocks: tuple[Block, ...]
    attributions: tuple[Attribution, ...]
    narration: tuple[Narration, ...]
    mentions: tuple[Mention, ...] = ()

    def chain(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """The attribution with all that it lies in, outermost first.

        The report's outlet, itself the outermost link of every chain, is ``report.outlet``.
        """
        by_id = {a.id: a for a in self.attributions}
        links = [attribution]
        while (parent := links[-1].parent) is not None:
            links.append(by_id[parent])
        return tuple(reversed(links))
