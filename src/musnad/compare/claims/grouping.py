"""Put statements into claims, each once and in the order of adding."""

from collections import Counter
from dataclasses import replace

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
from musnad.ledger.claims import ClaimStore, Content

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
            for content in waiting:
                _place(store, content)
        done += len(waiting)
        if len(waiting) < batch or done == most:
            return done


def _place(store: ClaimStore, content: Content) -> None:
    words = content_of(content.text)
    placed = replace(content, words=" ".join(word.form for word in words))
    if len(words) < LEAST_WORDS:
        store.join(placed, (), None, 1.0, ())
        return
    keys = keys_of(words)
    told_now = Told(words, content.speaker, content.day)
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
        if other.words == placed.words:
            found = Likeness(1.0, ("same words",))
        else:
            found = likeness(told_now, Told(read_words(other.words), other.speaker, other.day))
        least = SAME_IN_REPORT if other.report == content.report else SAME
        if found.score >= least and (best is None or found.score > best[0].score):
            best = found, row
        if found.score == 1.0:
            break
    if best:
        store.join(placed, keys, best[1], best[0].score, best[0].reasons)
    else:
        store.join(placed, keys, None, 1.0, ())
