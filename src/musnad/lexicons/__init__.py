"""Words as data, and one loader for them."""

from musnad.lexicons.cues import CueEntry, FixedCue, load_cues
from musnad.lexicons.load import read_rows, read_table, read_words, read_yaml

__all__ = ["CueEntry", "FixedCue", "load_cues", "read_rows", "read_table", "read_words", "read_yaml"]
