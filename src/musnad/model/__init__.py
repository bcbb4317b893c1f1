"""The nouns of Musnad: frozen values that every other part passes around."""

from musnad.model.analysis import Analysis, Block, BlockKind, Narration
from musnad.model.attribution import FORCES, KINDS, QUOTES, Attribution, Force, Kind, Quote
from musnad.model.errors import MusnadError, Problem
from musnad.model.report import Report
from musnad.model.settings import Settings
from musnad.model.snapshot import Outcome, PageKind, Snapshot, Visit, moment
from musnad.model.span import Span

__all__ = [
    "FORCES",
    "KINDS",
    "QUOTES",
    "Analysis",
    "Attribution",
    "Block",
    "BlockKind",
    "Force",
    "Kind",
    "MusnadError",
    "Narration",
    "Outcome",
    "PageKind",
    "Problem",
    "Quote",
    "Report",
    "Settings",
    "Snapshot",
    "Span",
    "Visit",
    "moment",
]
