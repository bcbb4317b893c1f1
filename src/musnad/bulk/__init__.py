"""Many reports into a ledger, by one process or several."""

from musnad.bulk.attempts import Analyser
from musnad.bulk.reading import read_into
from musnad.bulk.summary import Summary

__all__ = ["Analyser", "Summary", "read_into"]
