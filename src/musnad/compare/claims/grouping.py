"""Put statements into claims, each once and in the order of adding."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from musnad.compare.claims.bonds import Within, joined_reason, marked_reason
from musnad.compare.claims.same import (
    LEAST_WORDS,
    SAME,
    SAME_IN_REPORT,
    Likeness,
    Told,
    content_of,
    keys_of,
    likeness,
    read_words,
)
from musnad.compare.claims.within import within_report
from musnad.compare.words import Word
from musnad.ledger.claims import ClaimStore, Content
from musnad.lexicons.load import read_words as lexicon_words
from musnad.normalise import fold_key

# Statements written in one transaction, and candidates compared with a new one.
_BATCH = 2_000
_CANDIDATES = 10


def group(store: ClaimStore, most: int | None = None) -> int:
    """Put every statement that is in no claim yet into one, or the next *most* of them; how many there were.

    A new statement is compared with at most ``_CANDIDATES`` earlier ones, found by rare words that it shares with
    them; so the time goes with the number of new statements, whatever is in the ledger.
    """
    done = 0
    while True:
        batch = _BATCH if most is None else min(_BATCH, most - done)
        with store.transaction():
            waiting = store.waiting(batch)
            _place_all(store, waiting)
        done += len(waiting)
        if len(waiting) < batch or done == most:
            return done


@dataclass(frozen=True, slots=True)
class _Bonded:
    """What a statement is to others of its report: to that of *number*, and what marks the report."""

    number: int | None = None
    joined: Within | None = None
    marks: tuple[str, ...] = ()


def _place_all(store: ClaimStore, waiting: Sequence[Content]) -> None:
    """What is bonded to another statement of its report comes after it."""
    bonded: dict[int, _Bonded] = {}
    rows: dict[tuple[int, int], int] = {}
    for report, told in groupby(waiting, key=lambda content: content.report):
        contents = {content.number: content for content in told}
        rows |= {(report, number): content.row for number, content in contents.items()}
        if _may_be_bonded(contents.values()):
            found = _bonds(within_report(store.analysis(report)), next(iter(contents)))
            bonded |= {contents[number].row: bond for number, bond in found.items() if number in contents}
    for content in sorted(waiting, key=lambda c: (c.row in bonded and bonded[c.row].joined is not None, c.row)):
        bond = bonded.get(content.row, _Bonded())
        other = rows.get((content.report, bond.number)) if bond.number is not None else None
        _place(store, content, bond, other if other and store.is_grouped(other) else None)


def _may_be_bonded(told: Iterable[Content]) -> bool:
    """Whether a report is worth reading as a whole: somebody denies, or there are figures. A quick look."""
    nouns = lexicon_words("stance", "denial nouns")
    if any(c.force == "deny" or any(noun in fold_key(c.text) for noun in nouns) for c in told):
        return True
    return sum(any(letter.isdigit() for letter in c.text) for c in told) > 1


def _bonds(found: Iterable[Within], first: int) -> dict[int, _Bonded]:
    """The bonds of each statement by number; what has no statement of its own is marked at the *first*."""
    out: dict[int, _Bonded] = {}
    for bond in found:
        number = bond.first or bond.second or first
        now = out.get(number, _Bonded())
        if bond.denial is None and bond.second is not None:
            out[number] = now if now.joined else replace(now, number=bond.second, joined=bond)
        else:
            out[number] = replace(now, marks=(*now.marks, marked_reason(bond)))
    return out


def _place(store: ClaimStore, content: Content, bond: _Bonded, other: int | None) -> None:
    words = content_of(content.text)
    placed = replace(content, words=" ".join(word.form for word in words))
    keys = keys_of(words) if len(words) >= LEAST_WORDS else {}
    joined = bond.joined if other is not None else None
    if joined and joined.kind == "denies":
        store.join(placed, keys, other, SAME, (joined_reason(joined), *bond.marks))
        return
    best = _nearest(store, placed, words, keys) if keys else None
    if best:
        store.join(placed, keys, best[1], best[0].score, (*best[0].reasons, *bond.marks))
    elif joined:
        store.join(placed, keys, other, SAME, (joined_reason(joined), *bond.marks))
    else:
        store.join(placed, keys, None, 1.0, bond.marks)


def _nearest(
    store: ClaimStore, content: Content, words: Sequence[Word], keys: Mapping[int, float]
) -> tuple[Likeness, int] | None:
    """The statement most like a new one among its candidates, if it is like enough."""
    now = Told(words, content.speaker, content.day)
    told: Counter[int] = Counter()
    for key, weight in keys.items():
        tenths = round(10 * weight)
        for row in store.postings(key):
            told[row] += tenths
    best: tuple[Likeness, int] | None = None
    for row, _ in told.most_common(_CANDIDATES):
        other = store.grouped(row)
        # Within one story a speaker is paraphrased, then quoted: that is one act told at length.
        if (other.report, other.story) == (content.report, content.story):
            continue
        if other.words == content.words:
            found = Likeness(1.0, ("same words",))
        else:
            found = likeness(now, Told(read_words(other.words), other.speaker, other.day))
        least = SAME_IN_REPORT if other.report == content.report else SAME
        if found.score >= least and (best is None or found.score > best[0].score):
            best = found, row
        if found.score == 1.0:
            break
    return best
