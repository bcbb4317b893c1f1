"""Which of the possible cues of a sentence report: a trained judge that also sees what the grammar reads."""

from collections.abc import Sequence

from musnad.attribute.features import View, cue_features
from musnad.attribute.models import Models
from musnad.attribute.proposals import Proposal
from musnad.attribute.sentence import Sentence

# Probability from which a possible cue is taken for an act of reporting.
REPORTS = 0.4
# A sentence of more acts is no sentence; each is compared with all others.
MOST_ACTS = 24


def accept(
    s: Sentence, views: Sequence[View], proposals: Sequence[Proposal], has_speaker: bool, models: Models
) -> list[Proposal]:
    """The proposals that report, in the order of the text; the likeliest where they are too many."""
    judged = [
        (models.cues.probability(cue_features(s, views, proposals, n, has_speaker)), p) for n, p in enumerate(proposals)
    ]
    accepted = [p for probability, p in judged if probability >= REPORTS]
    if len(accepted) <= MOST_ACTS:
        return accepted
    likeliest = sorted(judged, key=lambda pair: -pair[0])[:MOST_ACTS]
    return sorted((p for _, p in likeliest), key=lambda p: p.start)
