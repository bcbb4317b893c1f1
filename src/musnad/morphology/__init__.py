"""What a word is: inflection by rule, clitics, and the shape of nouns."""

from musnad.morphology.inflect import Form, masdar_forms, verb_forms

__all__ = ["Form", "masdar_forms", "verb_forms"]
