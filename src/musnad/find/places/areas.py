"""Areas told by places: «ريف حلب الشرقي», «شمال شرقي سوريا», «بين حمص وحماة», «الحدود السورية التركية»."""

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.find.places.gazetteer import Gazetteer
from musnad.find.places.scan import Match
from musnad.find.places.words import Forms, Words
from musnad.model import AreaRelation
from musnad.segment import Token, TokenKind

_LINKS = frozenset("-–—/")
_LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of an area: tokens *start* (less *cut* letters) to *end*, its places, what relates them.

    *states* are ISO codes where adjectives name the places («الحدود السورية»); *name* is then the tokens
    of the adjectives. *km* is a distance that the text gives.
    """

    start: int
    cut: int
    end: int
    relation: AreaRelation
    direction: str | None
    matches: tuple[Match, ...] = ()
    states: tuple[str, ...] = ()
    name: tuple[int, int] = (0, 0)
    km: float | None = None


class Areas:
    """Reads areas round the matches of one report."""

    def __init__(self, tokens: Sequence[Token], words: Words, gazetteer: Gazetteer) -> None:
        self._forms = [t.form if t.kind == TokenKind.WORD else "" for t in tokens]
        self._tokens = tokens
        self._words = words
        self._gazetteer = gazetteer

    def before(self, match: Match, following: Match | None) -> Phrase | None:
        """The area whose (first) base is *match*; None where its words make none."""
        at = match.trigger_at if match.own_trigger else match.start
        if match.cut:
            return self._of(match, at) if match.clitic[-1] == "ل" else None
        if match.own_trigger and self._forms[at] == "ل" + match.trigger and (phrase := self._of(match, at)):
            return phrase
        return (
            self._between(match, at, following)
            or self._countryside(match, at)
            or self._direction(match, at)
            or self._simple(match, at)
            or self._border(match, at)
            or self._named_countryside(match)
        )

    def by_adjective(self) -> list[Phrase]:
        """Areas that adjectives alone tell: «الحدود السورية التركية», «الشمال السوري»."""
        found = []
        words, forms = self._words, self._forms
        for at, form in enumerate(forms):
            if form in words.border:
                phrase = self._border_of_adjectives(at)
            elif form in words.direction_nouns:
                phrase = self._direction_of_adjective(at)
            else:
                continue
            if phrase is not None:
                found.append(phrase)
        return found

    def _cut(self, at: int, table: Forms) -> int:
        return len(self._forms[at]) - len(table[self._forms[at]])

    def _countryside(self, match: Match, at: int) -> Phrase | None:
        words, head = self._words, at - 1
        if head < 0 or self._forms[head] not in words.countryside:
            return None
        end, direction = self._adjectives(match.end)
        return Phrase(head, self._cut(head, words.countryside), end, "countryside", direction, (match,))

    def _named_countryside(self, match: Match) -> Phrase | None:
        """«ريف دمشق الغربي»: the name has the word in it, and a side after it."""
        if match.entry.words[0] not in self._words.countryside:
            return None
        end, direction = self._adjectives(match.end)
        return Phrase(match.start, 0, end, "countryside", direction, (match,)) if direction else None

    def _of(self, match: Match, at: int) -> Phrase | None:
        """«الريف الشرقي لحلب», «الأطراف الشمالية لدمشق», «الشمال الشرقي لسوريا»."""
        adjectives, at = self._words.direction_adjectives, at - 1
        found: list[str] = []
        while at >= 0 and len(found) < 2 and self._forms[at] in adjectives:
            found.append(adjectives[self._forms[at]])
            at -= 1
        if at < 0:
            return None
        form = self._forms[at]
        if form in self._words.direction_nouns and len(found) < 2:
            table = self._words.direction_nouns
            direction = _combined(self._words.noun_letters[table[form]], found[0] if found else None)
            return Phrase(at, self._cut(at, table), match.end, "direction", direction, (match,))
        if not found or not form.endswith(("ريف", "اطراف", "ضواحي", "احياء", "مناطق")):
            return None
        direction = _combined(found[-1], found[0] if len(found) > 1 else None)
        relation: AreaRelation = "countryside" if form.endswith("ريف") else "direction"
        return Phrase(at, form.find("ال") if "ال" in form else 0, match.end, relation, direction, (match,))

    def _direction(self, match: Match, at: int) -> Phrase | None:
        words, head = self._words, at - 1
        if head >= 1 and self._forms[head] == "من" and self._forms[head - 1] in words.direction_nouns:
            table = words.direction_nouns
            letter = words.noun_letters[table[self._forms[head - 1]]]
            return Phrase(head - 1, self._cut(head - 1, table), match.end, "direction", letter, (match,))
        if head < 0 or self._forms[head] not in words.directions:
            return None
        table = words.directions
        direction, first = words.direction_letters[table[self._forms[head]]], head
        if head and self._forms[head - 1] in table and not self._cut(head, table):
            combined = _combined(words.direction_letters[table[self._forms[head - 1]]], direction)
            if combined is not None:
                direction, first = combined, head - 1
        km, start = self._distance(first)
        cut = self._cut(first, table) if start == first else 0
        return Phrase(start, cut, match.end, "direction", direction, (match,), km=km)

    def _distance(self, at: int) -> tuple[float | None, int]:
        """A number of kilometres right before token *at*, and where the phrase then begins."""
        if at < 2 or self._forms[at - 1] not in self._words.units:
            return None, at
        number = self._tokens[at - 2]
        if number.kind != TokenKind.NUMBER or not number.form.isdigit() or len(number.form) > _LONGEST_NUMBER:
            return None, at
        return float(number.form), at - 2

    def _simple(self, match: Match, at: int) -> Phrase | None:
        words, head = self._words, at - 1
        if head < 0:
            return None
        form = self._forms[head]
        if head and f"{self._forms[head - 1]} {form}".removeprefix("و") in words.near_pairs:
            cut = len(self._forms[head - 1]) - len(self._forms[head - 1].lstrip("و"))
            return Phrase(head - 1, cut, match.end, "near", None, (match,))
        for table, relation in ((words.near, "near"), (words.centre, "centre")):
            if form in table:
                return Phrase(head, self._cut(head, table), match.end, relation, None, (match,))  # type: ignore[arg-type]
        return None

    def _border(self, match: Match, at: int) -> Phrase | None:
        table, head = self._words.border, at - 1
        if head < 0 or all(s.place.kind not in ("country", "region", "governorate") for s in match.entry.senses):
            return None
        codes: tuple[str, ...] = ()
        if self._forms[head] == "مع":
            head -= 1
            if head >= 1 and (code := self._gazetteer.adjectives.get(self._forms[head])):
                codes, head = (code,), head - 1
        if head < 0 or self._forms[head] not in table:
            return None
        end, direction = self._adjectives(match.end)
        return Phrase(head, self._cut(head, table), end, "border", direction, (match,), codes)

    def _between(self, match: Match, at: int, following: Match | None) -> Phrase | None:
        head = at - 1
        if following is None or following.joined is not match or not following.accepted:
            return None
        if head < 0 or self._forms[head] not in ("بين", "وبين", "مابين"):
            return None
        border = head > 0 and self._forms[head - 1] in self._words.border
        if border:
            table = self._words.border
            return Phrase(head - 1, self._cut(head - 1, table), following.end, "border", None, (match, following))
        route = any(f in self._words.routes for f in self._forms[max(0, head - 4) : head])
        if not route and (_national(match) or _national(following)):
            return None
        return Phrase(head, int(self._forms[head] == "وبين"), following.end, "between", None, (match, following))

    def _adjectives(self, at: int) -> tuple[int, str | None]:
        """Up to two adjectives of direction from token *at*: where they end, the direction."""
        letters = self._words.direction_adjectives
        if at >= len(self._forms) or self._forms[at] not in letters:
            return at, None
        first = letters[self._forms[at]]
        skip = at + 1 + (at + 1 < len(self._forms) and self._tokens[at + 1].form in _LINKS)
        if skip < len(self._forms) and (second := letters.get(self._forms[skip])):
            combined = _combined(first, second)
            if combined is not None:
                return skip + 1, combined
        return at + 1, first

    def _border_of_adjectives(self, at: int) -> Phrase | None:
        states: list[str] = []
        start = end = at + 1
        while end < len(self._forms) and len(states) < 2:
            code = self._gazetteer.adjectives.get(self._forms[end])
            if code is not None and code not in states:
                states.append(code)
                end += 1
            elif states and self._tokens[end].form in _LINKS and end + 1 < len(self._forms):
                if self._gazetteer.adjectives.get(self._forms[end + 1]) is None:
                    break
                end += 1
            else:
                break
        if not states:
            return None
        cut = self._cut(at, self._words.border)
        return Phrase(at, cut, end, "border", None, states=tuple(states), name=(start, end))

    def _direction_of_adjective(self, at: int) -> Phrase | None:
        words = self._words
        table = words.direction_nouns
        direction: str | None = words.noun_letters[table[self._forms[at]]]
        after = at + 1
        if after < len(self._forms) and (second := words.direction_adjectives.get(self._forms[after])):
            direction, after = _combined(direction, second), after + 1
        if direction is None or after >= len(self._forms):
            return None
        code = self._gazetteer.adjectives.get(self._forms[after])
        if code is None or not self._forms[after].startswith("ال"):
            return None
        cut = self._cut(at, table)
        return Phrase(at, cut, after + 1, "direction", direction, states=(code,), name=(after, after + 1))


def _national(match: Match) -> bool:
    return any(s.place.capital or s.place.kind == "country" for s in match.entry.senses)


def _combined(first: str | None, second: str | None) -> str | None:
    """The direction between two; the first alone where there is no second; None where they make none."""
    if first is None or second is None:
        return first
    if first in "ns" and second in "ew":
        return first + second
    if first in "ew" and second in "ns":
        return second + first
    return first if first == second else None
