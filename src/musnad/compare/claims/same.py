"""Do two statements speak of the same thing? Keys by which the alike meet, and how alike two are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zlib import crc32

from musnad.compare.commonness import load_commonness
from musnad.compare.names import is_name
from musnad.compare.stances.sentence import Pair, figures_of, pair_of
from musnad.compare.words import Word, content_words, word_of, words_of
from musnad.lexicons.load import read_words as lexicon_words

# Content words compared of a statement, and the fewest with which it can be found.
MOST_WORDS = 60
LEAST_WORDS = 3
# Keys of each sort, and the least that a word must tell (about one article in twelve has it).
_KEYS = 12
_TELLING = 2.5

# From this score two statements are one claim. On 220 pairs that an annotator read, weights and limit fitted on one
# half of them: precision 0.92 and recall 0.79 on the other half; see docs/quality.md.
SAME = 0.6
# Within one report: a round-up has many stories of one subject, and only what it tells twice is told twice.
SAME_IN_REPORT = 0.8
_BIAS = -6.41
_WEIGHTS = {
    "less covered": 2.67,
    "more covered": 2.1,
    "shared": 0.18,
    "name exchanged": 0.11,
    "figures differ": -5.35,
    "days": -1.44,
    "same speaker": 1.94,
    "runs": 0.9,
    "figures same": 1.96,
    "length": 0.1,
    "rest covered": 3.63,
}
# Weight of shared words counts from the middle, in steps of the most; days up to ten, in steps of five.
_SHARED_MIDDLE, _SHARED_MOST = 14.0, 12.0
_MOST_DAYS, _DAYS = 10, 5
_LONG = 8
# Two names are of one speaker when one has this share of the other's words.
_SAME_NAME = 0.5
# Below this share of the shorter one's words, counted by stem, the rest is not looked at.
_HOPELESS = 0.3


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as it is compared: content words, folded name of the speaker (may be empty), day."""

    words: Sequence[Word]
    speaker: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How surely two statements are one claim (0 to 1), and what speaks for it."""

    score: float
    reasons: tuple[str, ...]


def content_of(text: str) -> list[Word]:
    """What is compared of a statement."""
    return content_words(words_of(text))[:MOST_WORDS]


def read_words(written: str) -> list[Word]:
    """The words of :func:`content_of`, from their folded forms."""
    return [word_of(form) for form in written.split()]


def keys_of(words: Sequence[Word]) -> dict[int, float]:
    """Hash of each of the rarest words and word pairs, and of the whole, with how much it tells."""
    weight = load_commonness().weight
    stems = {word.stem: weight(word) for word in words}
    single = sorted(((w, s) for s, w in stems.items() if w >= _TELLING), reverse=True)[:_KEYS]
    double = sorted(
        {
            (0.7 * (stems[a.stem] + stems[b.stem]), f"{a.stem} {b.stem}")
            for a, b in pairwise(words)
            if stems[a.stem] + stems[b.stem] >= 2 * _TELLING
        },
        reverse=True,
    )[:_KEYS]
    keys = {crc32(text.encode("utf-8", "replace")): w for w, text in (*single, *double)}
    whole = " ".join(word.form for word in words)
    return keys | {crc32(f"={whole}".encode("utf-8", "replace")): sum(stems.values())}


def likeness(first: Told, second: Told) -> Likeness:
    """How alike two statements are. Linear in their lengths; undated ones lose nothing by it."""
    stems = {word.stem for word in first.words} & {word.stem for word in second.words}
    if len(stems) < _HOPELESS * min(len(first.words), len(second.words)):
        return Likeness(0.0, ())
    pair = pair_of(first.words, second.words)
    apart = abs((first.day - second.day).days) if first.day and second.day else None
    z = _BIAS + sum(_WEIGHTS[name] * value for name, value in _figures(pair, apart).items())
    same = same_speaker(first.speaker, second.speaker)
    z += _WEIGHTS["same speaker"] * same
    score = 1 / (1 + math.exp(-z))
    if score < SAME:
        return Likeness(score, ())
    return Likeness(score, (("same speaker",) if same else ()) + _reasons(pair, apart, score))


def same_speaker(first: str, second: str) -> bool:
    """Whether two folded names may be of one speaker: «لافروف» and «سيرغي لافروف»."""
    one, other = ({word.stem for word in words_of(_joined(name))} for name in (first, second))
    return bool(one and other) and len(one & other) >= _SAME_NAME * min(len(one), len(other))


def _joined(name: str) -> str:
    """«عبد العزيز» and «عبدالعزيز» are one name: what begins a compound name is written to what follows."""
    parts = lexicon_words("stance", "compounds")
    return "".join(word if word in parts else f"{word} " for word in name.split())


def _figures(pair: Pair, apart: int | None) -> dict[str, float]:
    weight = load_commonness().weight
    first, second = ([w for w in words if not _is_number(w)] for words in (pair.claim_words, pair.sentence_words))
    same = [(i, j, sure) for i, j, sure in pair.alignment.pairs if not _is_number(pair.claim_words[i])]
    shared = sum(weight(pair.claim_words[i]) * sure for i, _, sure in pair.alignment.pairs)
    # How much of each the other has is asked of the words alone: another figure makes no other claim but a dispute.
    a = sum(weight(pair.claim_words[i]) * sure for i, _, sure in same) / (sum(map(weight, first)) or 1.0)
    b = sum(weight(pair.claim_words[i]) * sure for i, _, sure in same) / (sum(map(weight, second)) or 1.0)
    numbers = figures_of(pair.claim), figures_of(pair.sentence)
    other_figures = float(bool(numbers[0] - numbers[1]) and bool(numbers[1] - numbers[0]))
    runs = [set(pairwise(w.form for w in words)) for words in (pair.claim_words, pair.sentence_words)]
    shorter = min(len(pair.claim_words), len(pair.sentence_words))
    return {
        "less covered": min(a, b),
        "more covered": max(a, b),
        "shared": max(-1.0, min(1.0, (shared - _SHARED_MIDDLE) / _SHARED_MOST)),
        "name exchanged": float(any(map(is_name, pair.claim_only)) and any(map(is_name, pair.sentence_only))),
        "figures differ": other_figures * min(1.0, 2 * (1 - min(a, b))),
        "days": min(apart or 0, _MOST_DAYS) / _DAYS,
        "runs": len(runs[0] & runs[1]) / max(1, shorter - 1),
        "figures same": float(bool(numbers[0]) and numbers[0] == numbers[1]),
        "length": min(shorter, _LONG) / _LONG,
        # Two statements about one war share its names; what is said of them is in the other words.
        "rest covered": _unnamed([pair.sentence_words[j] for _, j, _ in same])
        / (_unnamed(min(first, second, key=len)) or 1.0),
    }


def _is_number(word: Word) -> bool:
    return word.form[0].isdigit()


def _unnamed(words: Sequence[Word]) -> float:
    weight = load_commonness().weight
    return sum(weight(word) for word in words if not is_name(word))


def _reasons(pair: Pair, apart: int | None, score: float) -> tuple[str, ...]:
    weight = load_commonness().weight
    by_weight = sorted(pair.shared, key=lambda w: -weight(w))
    out = []
    if names := [word.form for word in pair.shared if is_name(word)]:
        out.append(f"same names: {', '.join(dict.fromkeys(names))}")
    if apart is not None:
        out.append("same day" if apart == 0 else f"within {apart} day{'' if apart == 1 else 's'}")
    out.append(f"shares {', '.join(dict.fromkeys(word.form for word in by_weight[:4]))}")
    if same := figures_of(pair.claim) & figures_of(pair.sentence):
        out.append(f"same figure: {', '.join(sorted(same))}")
    return (*out, f"likeness {score:.2f}")
