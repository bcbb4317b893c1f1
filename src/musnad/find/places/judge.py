"""Whether a name found is a place here: signs for and against, weighed against what the name needs."""

from collections import Counter
from collections.abc import Sequence

from musnad.find.places.gazetteer import Entry, Gazetteer, Sense, load_gazetteer
from musnad.find.places.scan import Match
from musnad.find.places.votes import Votes, top
from musnad.find.places.words import Words
from musnad.lexicons import read_table
from musnad.segment import Token, TokenKind

# Above this need, only what stands beside a name counts, not what else the report names.
_STRONG = 2
# «الذي» and the like are no nouns.
_SHORTEST_NOUN = 4
# What a name of each need must reach (see PlaceName.need), and what a sign is worth.
NEEDED = {0: 0.0, 1: 1.5, 2: 3.0, 3: 1.0, 4: 1.0}
TRIGGER, CLASS_ONLY, LABEL, LOCATIVE, CLITIC = 2.0, 3.0, 2.0, 1.0, 0.6
AREA, JOINED, SIBLING, COUNTRYMAN, BEFORE, OWNER = 2.0, 1.5, 1.5, 0.6, 2.0, 1.5
PERSON, DETERMINED, DESCRIBED, OTHER_LABEL, ADJECTIVE = -4.0, -2.0, -1.5, -2.0, -3.0


def prepare(tokens: Sequence[Token], matches: Sequence[Match], words: Words) -> None:
    """Note the class word before each match, and which matches are coordinated."""
    before: Match | None = None
    for match in matches:
        joined = _joined(tokens, before, match)
        at = match.start - 1
        if at > 0 and tokens[at].kind == TokenKind.QUOTE:
            at -= 1
        bare = words.class_words.get(tokens[at].form) if at >= 0 and not match.cut else None
        if bare:
            match.trigger, match.trigger_at, match.own_trigger = bare, at, True
        if joined:
            match.joined = before
            if not bare and before is not None and before.trigger in words.plural:
                match.trigger, match.trigger_at = before.trigger, before.trigger_at
        before = match


def _joined(tokens: Sequence[Token], before: Match | None, match: Match) -> bool:
    if before is None:
        return False
    gap = match.start - before.end
    if gap == 0:
        return "و" in match.clitic[:1]
    # «تركيا، سوريا»: a comma, or a class word with و between («مدينة حلب وبلدة …»).
    between = tokens[before.end : match.start]
    return gap == 1 and (between[0].form in "،,/-" or between[0].form.startswith("و"))


def local(tokens: Sequence[Token], match: Match, words: Words, label: str | None) -> float:
    """The signs beside a match itself."""
    score = _accusative(tokens, match) + _adjective(tokens[match.start - 1] if match.start else None, match, words)
    need = match.entry.need
    if match.trigger:
        fits = any(s.place.kind in words.classes[match.trigger] for s in match.entry.senses)
        sure = CLASS_ONLY if match.trigger in words.only_class else TRIGGER
        score += sure if fits else 0.0
    at = (match.trigger_at if match.own_trigger else match.start) - 1
    previous = tokens[at] if at >= 0 else None
    form = previous.form if previous is not None and previous.kind == TokenKind.WORD else ""
    if match.clitic[-1:] in ("ب", "ل"):
        score += LOCATIVE if need == 3 or (need == 4 and match.clitic[-1] == "ب") else CLITIC
    elif not match.cut or match.own_trigger:
        farther = tokens[at - 1].form if at > 0 else ""
        score += (
            AREA if form == "من" and farther in words.direction_nouns else _before(form, previous, match.entry, words)
        )
    if need and not match.own_trigger:
        score += _against(tokens, match, form, words)
    elif not match.own_trigger and _person(form, match, words):
        score += PERSON
    if label is not None:
        score += LABEL if label.endswith("LOC") else OTHER_LABEL if label.endswith("PER") and need else 0.0
    return score


def _accusative(tokens: Sequence[Token], match: Match) -> float:
    """«لاجئا سوريا» is a Syrian, not Syria: an adjective after an indefinite noun in the accusative."""
    last = match.entry.words[-1]
    if len(match.entry.words) > 1 or last[-1] != "ا" or match.start == 0 or match.cut:
        return 0.0
    if last[:-1] not in load_gazetteer().adjectives:
        return 0.0
    noun = tokens[match.start - 1].form
    return ADJECTIVE if noun[-1] == "ا" and "n" in read_table("vocabulary").get(noun[:-1], "") else 0.0


def _adjective(previous: Token | None, match: Match, known: Words) -> float:
    """«الحملة الوطنية السعودية»: an adjective of a definite noun, though it be the name of a state too."""
    words = match.entry.words
    if len(words) > 1 or match.cut or words[0] not in load_gazetteer().adjectives or previous is None:
        return 0.0
    definite = len(previous.form) > _SHORTEST_NOUN and previous.form.startswith(("ال", "لل", "وال", "بال"))
    if not definite or previous.form in known.locative:
        return 0.0
    # After a definite noun an adjective has the article: «الوفد سورية» can only be two nouns.
    return ADJECTIVE if words[0].startswith("ال") else OWNER


def _before(form: str, previous: Token | None, entry: Entry, words: Words) -> float:
    need, state = entry.need, any(s.place.kind == "country" for s in entry.senses)
    if form in words.directions or form in words.countryside or form in words.near or form in words.border:
        return AREA
    if form in (words.inside if need == 4 else words.locative):
        return LOCATIVE
    if need == 3 and state:
        if form in words.owners or form in words.government_verbs or form in words.government_nouns:
            return OWNER
        if previous is None or previous.kind == TokenKind.BREAK or read_table("vocabulary").get(form) == "v":
            return OWNER
    return 0.0


def _against(tokens: Sequence[Token], match: Match, form: str, words: Words) -> float:
    score = 0.0
    if _person(form, match, words):
        score += PERSON
    if form in words.determiners:
        score += DETERMINED
    first = match.entry.words[0]
    following = tokens[match.end].form if match.end < len(tokens) else ""
    if first.startswith("ال") and following.startswith("ال") and following not in words.direction_adjectives:
        vocabulary = read_table("vocabulary")
        score += DESCRIBED if "n" in vocabulary.get(following[2:], "") else 0.0
    return score


def _person(form: str, match: Match, words: Words) -> bool:
    """Whether the word before makes a name of a person of this («محمد حلب», «أبو عمر البغدادي»)."""
    if not form or match.cut:
        return False
    if words.person_heads.get(form):
        return True
    return len(match.entry.words) == 1 and read_table("vocabulary").get(form, "") == "p"


def support(match: Match, votes: Votes, seen: Counter[tuple[str, ...]], gazetteer: Gazetteer) -> float:
    """The signs from the rest of the report: places near by, the same name accepted before."""
    score = BEFORE if seen[match.entry.words] else 0.0
    if match.joined is not None and match.joined.accepted:
        score += JOINED
    if match.entry.need > _STRONG:
        return score
    return score + max((_kin(sense, votes, gazetteer) for sense in match.entry.senses), default=0.0)


def _kin(sense: Sense, votes: Votes, gazetteer: Gazetteer) -> float:
    place = sense.place
    governorate = top(place, gazetteer)
    if governorate is not None and votes.within[governorate]:
        return SIBLING
    countries = (place.country,) if place.country else place.claims
    return COUNTRYMAN if any(c and votes.share(c) >= 0.25 for c in countries) else 0.0
