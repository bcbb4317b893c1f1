"""How common a word is in the news: inverse document frequencies that come with the package."""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from musnad.compare.names import is_name
from musnad.compare.words import Word

# Weights run up to here: a word in one article of 55 tells as much as one in none. A higher limit (6) gains nothing on
# the benchmarks, and would make what is shared hang on how often the outlets of the corpora name whom.
MOST = 4.0
# Of a number, which the table leaves out, and of a name: the names of two sides must weigh alike.
_NUMBER = 4.5
_NAME = 4.0


@dataclass(frozen=True, slots=True)
class Commonness:
    """Inverse document frequencies (natural logarithm, in tenths) of stems and skeletons over *articles* articles."""

    articles: int
    stems: dict[str, int]
    skeletons: dict[str, int]

    def weight(self, word: Word) -> float:
        """From near 0 for a word in every report to ``MOST`` for one in hardly any."""
        if word.form[0].isdigit():
            return _NUMBER
        if is_name(word):
            return _NAME
        return min(MOST, self.stems.get(word.stem, 1000) / 10)


@cache
def load_commonness() -> Commonness:
    """The table of the package, read once in a process."""
    data = json.loads(gzip.decompress((files("musnad.compare.weights") / "commonness.json.gz").read_bytes()))
    return Commonness(data["articles"], data["stems"], data["skeletons"])
