"""The nouns of Musnad: frozen values that every other part passes around."""

from musnad.model.analysis import Analysis, Block, BlockKind, Narration
from musnad.model.attribution import FORCES, KINDS, QUOTES, Attribution, Force, Kind, Quote
from musnad.model.errors import MusnadError, Problem
from musnad.model.quantity import Figure, Number
from musnad.model.report import Report
from musnad.model.settings import Settings
from musnad.model.span import Span

__all__ = [
    "FORCES",
    "KINDS",
    "QUOTES",
    "Analysis",
    "Attribution",
    "Block",
    "BlockKind",
    "Figure",
    "Force",
    "Kind",
    "MusnadError",
    "Narration",
    "Number",
    "Problem",
    "Quote",
    "Report",
    "Settings",
    "Span",
]
