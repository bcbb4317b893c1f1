"""What befell those that a figure counts: killed, wounded, detained …"""

from collections.abc import Sequence
from functools import cache

from musnad.find.numbers.counted import MANY, befalling_at, noun_at, statuses_of_classes, word_set
from musnad.find.numbers.patterns import Phrasebook, hedges
from musnad.lexicons import read_yaml
from musnad.segment import Token, TokenKind

# How far a verb reaches over its subject, and how far what follows a noun is looked at, in words.
_REACH = 6
_REACH_AFTER = 4


def before(tokens: Sequence[Token], at: int, floor: int) -> tuple[str, bool] | None:
    """The status that the words before token *at* give, and whether it stands right there.

    Looks back no further than token *floor*, where the figure before ends.
    """
    near = skip_back(tokens, at, floor)
    if near > floor:
        found = befalling_at(tokens, near - 1, floor)
        if found is not None:
            return _paired(tokens, found[0].status, found[0].conj, found[1], floor), True
    stops, fronted = word_set("between_verb"), word_set("fronted")
    governor = tokens[near - 1].form if near > floor else ""
    for k in range(near - 1, max(floor, near - 1 - _REACH) - 1, -1):
        token = tokens[k]
        stop = token.form in stops
        if token.kind != TokenKind.WORD or (stop and k < near - 1 and token.form not in fronted):
            break
        found = befalling_at(tokens, k, floor, verb=True)
        if found is not None:
            status = found[0].status
            needed = read_yaml("counted")["governed"].get(status)
            return (status, False) if governor not in stops or governor == needed else None
        if stop and token.form in fronted and k < near - 1:
            # «قتل في القصف ٧»: only a verb right before the adverbial reaches over it.
            verb = befalling_at(tokens, k - 1, floor, verb=True) if k > floor else None
            return (verb[0].status, False) if verb is not None and governor not in stops else None
    return None


def of_unnumbered(tokens: Sequence[Token], at: int, floor: int) -> str | None:
    """The status of a whole that has no number: «مقتل عدد من المارة» before «بينهم» at token *at*."""
    among = noun_at(tokens, at - 1) if at > floor else None
    if among is not None and among[0].definite and among[0].many == MANY:
        return own(among[0].counted)
    for k in range(at - 1, max(floor, at - _REACH - 2) - 1, -1):
        if tokens[k].kind != TokenKind.WORD and tokens[k].form != "،":
            return None
        found = befalling_at(tokens, k, floor)
        # «قتلوا» tells of those named before it, who have a number.
        if found is not None and not tokens[k].form.endswith("وا"):
            return found[0].status
    return None


def reaches(tokens: Sequence[Token], at: int, number: int) -> bool:
    """Whether nothing between token *at* and the number at token *number* ends the reach of a verb."""
    stops = word_set("between_verb")
    return (
        number - at <= _REACH_AFTER
        and number < len(tokens)
        and all(
            token.kind == TokenKind.WORD and token.form not in stops and token.form[0] != "و"
            for token in tokens[at:number]
        )
    )


def skip_back(tokens: Sequence[Token], at: int, floor: int) -> int:
    """The index before the approximating words («نحو», «عدد») in front of token *at*."""
    skipped = word_set("skipped")
    for _ in range(4):
        hedge = hedges()[0].before(tokens, "", at) if at > floor else None
        if hedge is not None and not hedge.joined and hedge.i >= floor:
            at = hedge.i
        elif at > floor and tokens[at - 1].form in skipped:
            at -= 1
        else:
            break
    return at


def _paired(tokens: Sequence[Token], status: str, conj: bool, first: int, floor: int) -> str:
    """«مقتل وإصابة»: one status for both."""
    if not conj or first - 1 < floor:
        return status
    other = befalling_at(tokens, first - 1, floor)
    if other is not None and other[0].noun:
        for both, pairs in read_yaml("counted")["status_pairs"].items():
            if both != "note" and any({status, other[0].status} == set(pair) for pair in pairs):
                return str(both)
    return status


def after(tokens: Sequence[Token], at: int, stop: int) -> str | None:
    """The status that the words from token *at* on give («قتلوا», «مصرعهم»), before token *stop*."""
    for k in range(at, min(at + _REACH_AFTER, stop, len(tokens))):
        if tokens[k].kind != TokenKind.WORD:
            return None
        match = _after_book().after(tokens, k)
        if match is not None and match.j <= stop:
            return match.label
    return None


@cache
def _after_book() -> Phrasebook:
    sections = read_yaml("counted")["status_after"]
    return Phrasebook((label, phrase) for label in sections if label != "note" for phrase in sections[label])


def fitting(status: str | None, counted: str) -> str | None:
    """The status where it can befall the class at all, else None."""
    if status is None:
        return None
    if is_person(counted):
        return status if status in word_set("status_persons") else None
    return status if counted in read_yaml("counted")["status_things"].get(status, ()) else None


def is_person(counted: str) -> bool:
    """Whether a class counts persons."""
    return counted in word_set("persons") or counted == "families"


def own(counted: str) -> str | None:
    """The status that the class itself says («قتيل»)."""
    return statuses_of_classes().get(counted)
