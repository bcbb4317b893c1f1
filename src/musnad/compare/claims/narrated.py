"""Where an outlet tells a claim in its own voice: the claim became a bare fact there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

from musnad.compare.claims.claim import Claim, Step, Telling
from musnad.compare.claims.same import SAME, Told, content_of, likeness
from musnad.compare.commonness import load_commonness
from musnad.compare.words import Word, as_written, spellings
from musnad.ledger import Narrated, Statement
from musnad.ledger.claims import ClaimStore

# Rarest words of a statement of which a narrated sentence must have two, statements asked for, sentences looked at.
_RAREST, _MOST_ASKED, _MOST_FOUND = 5, 6, 60


def with_narration(claim: Claim, store: ClaimStore) -> Claim:
    """*claim* with the narrated sentences of other reports that tell the same, and these on its way.

    Its time does not go with the size of the claim or of the ledger: it asks the index of narration a few times.
    """
    found = tuple(_tellings(claim, store))
    if not found:
        return claim
    steps = [(step.day, 0, n, step) for n, step in enumerate(claim.travel)]
    steps += [(telling.report.published, 1, n, _step(claim, telling)) for n, telling in enumerate(found)]
    steps.sort(key=lambda each: (each[0] is None, each[0] or date.max, each[1:3]))
    return replace(claim, narrated=found, travel=tuple(step for *_, step in steps))


def _tellings(claim: Claim, store: ClaimStore) -> Iterator[Telling]:
    """By the day of their reports, undated last; of a report the sentence most alike."""
    carried = {statement.report.id for statement in claim.statements}
    asked = [(s, content_of(s.content)) for s in _different(claim.statements)]
    best: dict[str, Telling] = {}
    for narrated in _candidates(asked, store):
        if narrated.report.id in carried:
            continue
        words = content_of(narrated.text)
        for statement, mine in asked:
            told = Told(mine, "", statement.report.published)
            like = likeness(told, Told(words, "", narrated.report.published))
            known = best.get(narrated.report.id)
            if like.score >= SAME and (known is None or like.score > known.score):
                best[narrated.report.id] = _telling(narrated, statement, like.score, like.reasons)
    found = sorted(best.values(), key=lambda t: (t.report.published is None, str(t.report.published), t.id))
    yield from found


def _different(statements: tuple[Statement, ...]) -> list[Statement]:
    """The first statements in different words."""
    return list({s.content: s for s in reversed(statements[: 10 * _MOST_ASKED])}.values())[-_MOST_ASKED:]


def _candidates(asked: list[tuple[Statement, list[Word]]], store: ClaimStore) -> Iterator[Narrated]:
    seen: set[tuple[str, int]] = set()
    weight = load_commonness().weight
    for _, words in asked:
        rarest = sorted({word.form: weight(word) for word in words}.items(), key=lambda each: (-each[1], each[0]))
        pairs = combinations([form for form, _ in rarest[:_RAREST]], 2)
        # Folded words have letters and digits alone, so none ends the quotation.
        query = " OR ".join(f'("{one}" AND "{other}")' for one, other in pairs)
        for narrated in store.narrated_with(query, _MOST_FOUND) if query else ():
            key = narrated.report.id, narrated.span.start
            if key not in seen:
                seen.add(key)
                yield narrated


def _telling(narrated: Narrated, statement: Statement, score: float, reasons: tuple[str, ...]) -> Telling:
    id_ = f"{narrated.report.id}:{narrated.span.start}"
    spelt = spellings(narrated.text, statement.content)
    shown = tuple(as_written(reason, spelt) for reason in reasons)
    return Telling(id_, narrated.report, narrated.span, narrated.text, statement.id, score, shown)


def _step(claim: Claim, telling: Telling) -> Step:
    """From the statement that it is most like, unless that is told later."""
    day, outlet = telling.report.published, telling.report.outlet
    before = next(s for s in claim.statements if s.id == telling.statement)
    told = before.report.published
    if day and told and told > day:
        return Step(day, telling.id, outlet, None, None, ("told as a bare fact",))
    lost = f": {before.attribution.speaker}" if before.attribution.speaker else ""
    return Step(day, telling.id, outlet, before.id, before.report.outlet, (f"became a bare fact{lost}",))
