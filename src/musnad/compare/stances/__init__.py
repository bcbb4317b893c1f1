"""Does a text agree with a claim, disagree, discuss it, or is it about something else?"""

from musnad.compare.stances.stance import LABELS, Stance, stance

__all__ = ["LABELS", "Stance", "stance"]
