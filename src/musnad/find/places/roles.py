"""What a name of a place stands for: the place, its government, or a part of another name."""

from collections.abc import Sequence

from musnad.find.places.scan import Match
from musnad.find.places.words import Words
from musnad.lexicons import read_table
from musnad.segment import Token, TokenKind

_SHORTEST_VERB = 4


def role(tokens: Sequence[Token], match: Match, words: Words, label: str | None) -> str:
    """«place», «government» or «name» for a resolved or doubtful match."""
    previous = tokens[match.start - 1] if match.start else None
    form = previous.form if previous is not None and previous.kind == TokenKind.WORD else ""
    if not match.cut and form in words.named_after and not _fits(match, words):
        return "name"
    if label is not None and label.endswith("ORG") and label.startswith("I"):
        return "name"
    sense = match.place
    if sense is None or match.own_trigger or match.clitic[-1:] in ("ب", "ك"):
        return "place"
    if sense.place.capital or sense.place.kind == "country":
        return "government" if _governs(tokens, match, form, words, sense.place.capital) else "place"
    return "place"


def _fits(match: Match, words: Words) -> bool:
    """Whether the word before is the class of a place of that name («حي الشيخ مقصود»)."""
    allowed = words.classes.get(match.trigger, frozenset())
    return any(s.place.kind in allowed for s in match.entry.senses)


def _governs(tokens: Sequence[Token], match: Match, form: str, words: Words, capital: bool) -> bool:
    if match.joined is not None and match.joined.role == "government" and match.clitic[:1] == "و":
        return True
    if not match.cut and form:
        if _acts(form, words) or form in (words.government_nouns if capital else words.government_bodies):
            return True
        if not capital and form in words.masculine_verbs and match.entry.words[-1][-1] not in "اه":
            return True
    if match.clitic[-1:] == "ل" or form in words.locative or form in words.near or form in words.directions:
        return False
    following = tokens[match.end] if match.end < len(tokens) else None
    if following is None or following.kind != TokenKind.WORD or following.form in words.place_verbs:
        return False
    if form and form not in words.clause_openers and match.clitic not in ("و", "ف"):
        return False
    if not capital and match.entry.words[-1][-1] not in "اه" and following.form in words.masculine_verbs:
        return True
    return following.form in words.government_after or _acts(following.form, words)


def _acts(form: str, words: Words) -> bool:
    """Whether a word is a feminine verb that states are the subject of, object pronouns allowed («تديره»)."""
    if form in words.government_verbs:
        return True
    bare = form[1:] if form[0] in "وفس" and len(form) > _SHORTEST_VERB else form
    for suffix in ("ها", "هم", "ه"):
        if bare.endswith(suffix) and len(bare) > _SHORTEST_VERB:
            bare = bare.removesuffix(suffix)
            break
    if bare in words.place_verbs or form in words.place_verbs:
        return False
    return bare in words.government_verbs or (
        (bare.endswith("ت") or bare.startswith("ت")) and read_table("vocabulary").get(bare) == "v"
    )
