"""Letters, digits and marks brought to one form, with an alignment back to the raw text."""

from musnad.normalise.fold import Folded, fold, fold_key

__all__ = ["Folded", "fold", "fold_key"]
