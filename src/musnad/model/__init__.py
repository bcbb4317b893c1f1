"""The nouns of Musnad: frozen values that every other part passes around."""

from musnad.model.analysis import Analysis, Block, BlockKind, Inside, Narration
from musnad.model.attribution import FORCES, KINDS, QUOTES, Attribution, Force, Kind, Quote
from musnad.model.entity import Body, Office, OwnNames, PartialDate, Person, SideLabel, State, Tenure
from musnad.model.errors import MusnadError, Problem
from musnad.model.mention import Candidate, Mention, MentionKind
from musnad.model.place import (
    PLACE_CLASSES,
    Area,
    AreaRelation,
    Direction,
    Place,
    PlaceClass,
    PlaceMention,
    PlaceName,
    StandsFor,
)
from musnad.model.quantity import Figure, Number
from musnad.model.report import Report
from musnad.model.settings import Settings
from musnad.model.snapshot import Outcome, PageKind, Snapshot, Visit, moment
from musnad.model.span import Span
from musnad.model.time import Time

__all__ = [
    "FORCES",
    "KINDS",
    "PLACE_CLASSES",
    "QUOTES",
    "Analysis",
    "Area",
    "AreaRelation",
    "Attribution",
    "Block",
    "BlockKind",
    "Body",
    "Candidate",
    "Direction",
    "Figure",
    "Force",
    "Inside",
    "Kind",
    "Mention",
    "MentionKind",
    "MusnadError",
    "Narration",
    "Number",
    "Office",
    "Outcome",
    "OwnNames",
    "PageKind",
    "PartialDate",
    "Person",
    "Place",
    "PlaceClass",
    "PlaceMention",
    "PlaceName",
    "Problem",
    "Quote",
    "Report",
    "Settings",
    "SideLabel",
    "Snapshot",
    "Span",
    "StandsFor",
    "State",
    "Tenure",
    "Time",
    "Visit",
    "moment",
]
