"""How words of number and digits join to one number: «مئتان وخمسة وسبعون ألفا», «٤ آلاف و٢٠٠»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.find.numbers.items import Item
from musnad.find.numbers.words import Value
from musnad.segment import Token

_STARTS = frozenset(("unit", "ten", "tens", "hundred", "scale", "dozen", "digits", "ordinal", "one_of"))
_UNITS = frozenset(("unit", "ordinal", "one_of"))
# Scale words on scale words stop here: no report counts further, and numbers without end take time without end.
_LARGEST = 10**24
_MULTIPLIERS = frozenset(("hundred", "scale", "dozen", "vague"))


def link(tokens: Sequence[Token], a: Item, b: Item) -> str:
    """How *b* follows *a*: ``and``, ``bare``, or empty where something else lies between."""
    if b.i == a.j:
        if b.atom.conj:
            return "" if b.atom.prep else "and"
        return "" if b.atom.prep else "bare"
    if b.i == a.j + 1 and tokens[a.j].form == "و" and not b.atom.cut:
        return "and"
    if b.i == a.j + 1 and tokens[a.j].form == ")" and b.atom.kind == "scale" and a.plain and not b.atom.cut:
        # «(١٦) ألف»
        return "bare"
    return ""


@dataclass(slots=True)
class Whole:
    """A whole number being read from items: what is closed by a scale word, and the group below a thousand.

    Attributes:
        closed: the sum of what scale words have closed.
        last: what the last scale word has closed, which another one may multiply («مئة ألف مليون»).
        scale: the value of the last scale word, 1 before there is one.
        group: the value since.
        filled: which places of the group are taken: h hundreds, u units, t tens.
        worded: whether a word of number stands in it, so that digits may be added.
        ordinal: whether a word of order stands in it.
        end: the index after the last item.
        unit: the value of the last unit, which a hundred may multiply.
    """

    closed: Value = 0
    last: Value = 0
    scale: int = 1
    group: Value = 0
    filled: set[str] = field(default_factory=set)
    worded: bool = False
    ordinal: bool = False
    end: int = 0
    unit: Value = 0

    @property
    def value(self) -> Value:
        """What has been read so far."""
        return self.closed + self.group

    @property
    def ends_in_scale(self) -> bool:
        """Whether the last word is one of scale, of which a half may follow."""
        return self.scale > 1 and not self.filled


def read_whole(found: Sequence[Item], k: int, tokens: Sequence[Token]) -> Whole | None:
    """The whole number that starts with item *k*, as long as it can be, or None where none starts there."""
    first = found[k]
    if first.atom.kind not in _STARTS:
        return None
    whole = Whole()
    how = "start"
    at = k
    while at < len(found):
        if at > k:
            how = link(tokens, found[at - 1], found[at])
            if not how:
                break
        if not _take(whole, found, at, how, tokens):
            break
        at += 1
        whole.end = at
    if whole.end == k or whole.end == 0:
        return None
    return whole


def _take(whole: Whole, found: Sequence[Item], at: int, how: str, tokens: Sequence[Token]) -> bool:
    """Add item *at* to the number if it can follow; whether it could."""
    item = found[at]
    kind = item.atom.kind
    if kind in _UNITS:
        return _take_unit(whole, found, at, how, tokens)
    if kind in ("ten", "tens"):
        return _take_tens(whole, item, how)
    if kind == "hundred" or (kind == "vague" and item.atom.value == 100):
        return _take_hundred(whole, item, how)
    if kind in ("scale", "dozen"):
        return _take_scale(whole, item, how)
    if kind == "digits":
        return _take_digits(whole, found, at, how, tokens)
    return False


def _take_unit(whole: Whole, found: Sequence[Item], at: int, how: str, tokens: Sequence[Token]) -> bool:
    item = found[at]
    if how == "bare":
        # «ألف خمس مئة»: without «و» only before a word that it counts.
        if whole.filled or not whole.closed or not _multiplied(found, at, tokens):
            return False
    elif whole.filled & {"u", "t"} and not (whole.filled in ({"t"}, {"h", "t"}) and _is_plain_unit(found, at, tokens)):
        return False
    if item.atom.kind == "one_of" and not _tens_follow(found, at, tokens):
        return False
    if item.atom.kind == "ordinal" and whole.worded and not whole.ordinal and not found[at].atom.definite:
        return False
    whole.group += item.atom.value
    whole.unit = item.atom.value
    whole.filled.add("u")
    whole.worded = True
    whole.ordinal = whole.ordinal or item.atom.kind == "ordinal"
    return True


def _take_tens(whole: Whole, item: Item, how: str) -> bool:
    if "t" in whole.filled:
        return False
    ten = item.atom.kind == "ten"
    if "u" in whole.filled:
        # «خمسة عشر» has no «و», «خمسة وعشرون» has one.
        if how != ("bare" if ten else "and") or whole.unit >= 10:
            return False
    elif how == "bare":
        return False
    whole.group += item.atom.value
    whole.filled |= {"t", "u"} if ten else {"t"}
    whole.worded = True
    whole.unit = 0
    return True


def _take_hundred(whole: Whole, item: Item, how: str) -> bool:
    value = item.atom.value
    counts = whole.filled == {"u"} and 0 < whole.unit < 10 and whole.unit == whole.group
    if how == "bare" and value == 100 and (counts or (whole.filled and not whole.worded)):
        whole.group *= 100
    elif item.atom.kind == "hundred" and not whole.filled and (how != "bare" or whole.closed):
        if whole.scale <= value and whole.closed:
            return False
        whole.group += value
    else:
        return False
    whole.filled = {"h"}
    whole.worded = True
    whole.unit = 0
    return True


def _take_scale(whole: Whole, item: Item, how: str) -> bool:
    scale, many = item.atom.value, item.atom.many
    assert isinstance(scale, int)
    if item.atom.kind == "dozen" and whole.unit and whole.unit != whole.group:
        whole.group += whole.unit * (scale - 1)
        return how == "bare"
    if item.atom.kind == "dozen" and how == "and":
        whole.group += scale * many
        whole.filled = {"h", "u", "t"}
        return many != 3
    if how == "bare" and whole.filled and many != 2:
        whole.last = whole.group * scale
    elif how == "bare" and not whole.filled and 0 < whole.last < _LARGEST and many != 2:
        # «مئة ألف مليون»: the second scale multiplies what the first has closed.
        whole.closed += whole.last * (scale - 1)
        whole.last *= scale
        whole.scale *= scale
        return True
    elif how != "bare" and not whole.filled and many != 3:
        whole.last = scale * many
    else:
        return False
    if whole.closed and scale >= whole.scale:
        return False
    whole.closed += whole.last
    whole.scale, whole.group, whole.filled, whole.unit, whole.worded = scale, 0, set(), 0, True
    return True


def _take_digits(whole: Whole, found: Sequence[Item], at: int, how: str, tokens: Sequence[Token]) -> bool:
    item = found[at]
    value = item.atom.value
    if how != "start":
        room = 100 if whole.filled == {"h"} else (whole.scale if whole.closed and not whole.filled else 0)
        if not whole.worded or not item.plain or not 0 < value < room:
            return False
        if how == "bare" and not _multiplied(found, at, tokens):
            return False
    whole.group += value
    whole.unit = value if item.plain and value < 10 else 0
    # Decimals leave no place for words but those of scale; a single digit may count hundreds.
    whole.filled |= {"u"} if whole.unit else {"u", "t", "h"}
    if value == 0:
        whole.filled = {"u", "t", "h"}
    return True


def _is_plain_unit(found: Sequence[Item], at: int, tokens: Sequence[Token]) -> bool:
    """Whether a unit after tens («خمسون واثنان») counts nothing itself: no fractions, tens or scale follow."""
    if found[at].atom.kind != "unit" or found[at].atom.definite:
        return False
    return at + 1 >= len(found) or not link(tokens, found[at], found[at + 1])


def _multiplied(found: Sequence[Item], at: int, tokens: Sequence[Token]) -> bool:
    """Whether the next item is a hundred or a scale that the item *at* counts."""
    if at + 1 >= len(found):
        return False
    after = found[at + 1]
    return after.atom.kind in _MULTIPLIERS and link(tokens, found[at], after) == "bare"


def _tens_follow(found: Sequence[Item], at: int, tokens: Sequence[Token]) -> bool:
    """Whether «عشر» or tens come next, so that «أحد» counts."""
    if at + 1 >= len(found):
        return False
    kind, how = found[at + 1].atom.kind, link(tokens, found[at], found[at + 1])
    return (kind == "ten" and how == "bare") or (kind == "tens" and how == "and")
