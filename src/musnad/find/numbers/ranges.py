"""Percentages, sums of money, approximations, bounds and ranges around the numbers of a text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from musnad.find.numbers import patterns
from musnad.find.numbers.node import Node, plain_node
from musnad.find.numbers.patterns import Match
from musnad.find.numbers.phrases import Phrase
from musnad.lexicons import read_words
from musnad.model.quantity import NumberKind, Precision
from musnad.segment import Token

_RANGED = frozenset(("cardinal", "fraction", "ordinal", "percent", "money", "vague"))
_DASHES = frozenset(("-", "–", "—", "~", "--", "−"))
_YEARS = range(1900, 2101)
_SIGN_MARKS = frozenset("<>=")


class RangeReader:
    """Wraps the phrases of one text. Looks at a bounded number of tokens around each."""

    def __init__(self, phrases: Sequence[Phrase], tokens: Sequence[Token], raw: str) -> None:
        self.tokens = tokens
        self.raw = raw
        self.phrases = phrases
        self.starts = frozenset(phrase.i for phrase in phrases)

    def read(self) -> list[Node]:
        """The outermost nodes in order, each with the nodes inside it."""
        self._taken = 0
        nodes = [self._with_unit(plain_node(phrase)) for phrase in self.phrases]
        _distribute(nodes, self.tokens)
        out: list[Node] = []
        at = 0
        floor = 0
        while at < len(nodes):
            wrapped = self._two_sided(nodes, at, floor) if at + 1 < len(nodes) else None
            if wrapped is not None:
                at += 2
            else:
                wrapped = self._bounded(nodes[at], floor)
                at += 1
            floor = wrapped.j
            out.append(wrapped)
        return self._merged(out)

    def _form(self, at: int) -> str:
        return self.tokens[at].form if 0 <= at < len(self.tokens) else ""

    def _with_unit(self, node: Node) -> Node:
        """A percentage or a sum around a number, or the number itself."""
        if node.kind not in ("cardinal", "fraction", "vague"):
            self._taken = node.j
            return node
        if node.phrase is not None and node.phrase.tail and patterns.is_percent(node.phrase.tail):
            self._taken = node.j
            end = self.tokens[node.j - 1].end
            return Node(node.start, end, node.i, node.j, "percent", node.value, node.low, node.high,
                        precision=_of_percent(node), unit="%", parts=[node])  # fmt: skip
        match = patterns.units_after().after(self.tokens, node.j)
        floor, self._taken = self._taken, match.j if match else node.j
        if match is not None:
            i, start, end = node.i, node.start, match.end
        else:
            match = patterns.units_before().before(self.tokens, self.raw, node.i)
            if match is None or match.i < floor or match.joined:
                return node
            i, start, end = match.i, match.start, node.end
        kind: NumberKind = "percent" if match.label == "%" else "money"
        precision = _of_percent(node) if kind == "percent" else node.precision
        return Node(start, end, i, max(node.j, match.j), kind, node.value, node.low, node.high,
                    precision=precision, unit=match.label, parts=[node])  # fmt: skip

    def _two_sided(self, nodes: list[Node], at: int, floor: int) -> Node | None:
        """«بين ١٠ و٢٠», «من ١٠ إلى ٢٠», «١٠-٢٠»."""
        one, other = nodes[at], nodes[at + 1]
        if one.kind not in _RANGED or other.kind not in _RANGED or other.i - one.j > 2:
            return None
        opening = None
        if not one.first_phrase.prefixed:
            opening = patterns.ends().before(self.tokens, self.raw, one.i)
        label = opening.label if opening and opening.i >= floor else ""
        if not self._joined(one, other, label):
            return None
        if label == "from" and opening and self._tells_change(opening.i):
            return None
        low, high = one.low, other.high if other.high is not None else other.low
        if low is None or high is None or (low > high and label == ""):
            return None
        used = opening if label and opening else None
        start, i = (used.start, used.i) if used else (one.start, one.i)
        node = Node(start, other.end, i, other.j, "range", None, low, high, True, False, parts=[one, other])
        return self._hedged(node, floor)

    def _joined(self, one: Node, other: Node, label: str) -> bool:
        """Whether the second number follows the first as the end of a range opened by *label*."""
        between = [token.form for token in self.tokens[one.j : other.i]]
        phrase = other.first_phrase
        if label == "between" and (between == ["و"] or (not between and phrase.conj)):
            return True
        if phrase.prefixed:
            return False
        if one.kind == other.kind == "cardinal" and self._dashed(one, other):
            return True
        if between == ["الي"]:
            return True
        return len(between) == 1 and label == "from" and between[0] in read_words("numbers", "to")

    def _dashed(self, one: Node, other: Node) -> bool:
        """«١٠٠٠-٥٠٠٠»: two numbers in digits, the greater last, and nothing but one dash between them."""
        first, second = one.first_phrase, other.first_phrase
        if first.worded or second.worded or first.composite or second.composite:
            return False
        if self.raw[one.end : other.start].strip() not in _DASHES:
            return False
        if first.value is None or second.value is None or first.value >= second.value:
            return False
        if first.plain[:1] == "0" or second.plain[:1] == "0":
            return False
        # More dashes on either side make a serial number or a date of it.
        return self._form(one.i - 1) not in _DASHES and self._form(other.j) not in _DASHES

    def _tells_change(self, at: int) -> bool:
        words = read_words("numbers", "change_verbs")
        return any(self._form(k) in words for k in range(max(0, at - 4), at))

    def _hedged(self, node: Node, floor: int) -> Node:
        """The node made approximate by «نحو» before it or «تقريبا» after it."""
        before, after = patterns.hedges()
        match = None
        if not node.first_phrase.prefixed or node.kind == "range":
            match = before.before(self.tokens, self.raw, node.i)
            if match is not None and match.i < floor:
                match = None
        if match is None:
            match = after.after(self.tokens, node.j)
            if match is not None and match.j in self.starts:
                match = None
        if match is not None:
            for inner in (node, *node.parts):
                inner.cue = (match.start, match.end)
                inner.precision = "vague" if inner.precision == "vague" else "approximate"
        return node

    def _bounded(self, node: Node, floor: int) -> Node:
        """The range that words of more and less make of a number, or the number itself."""
        if node.kind not in _RANGED:
            return node
        low = node.low
        match, i, start = (None, node.i, node.start) if self._hangs(node) else self._bound_before(node, floor)
        label = match.label if match else ""
        if match is not None and match.label == "at_most" and match.j - match.i == 1 and self._is_year(node):
            return node
        after = patterns.bounds_after().after(self.tokens, node.j)
        end, j = node.end, node.j
        cue = (match.start, match.end) if match else None
        if after is not None and label in ("", "equal") and not self._goes_on(after):
            label, cue = after.label, cue or (after.start, after.end)
            end, j = after.end, after.j
            if self._form(j) == "من" and self._form(j - 1) in ("اكبر", "اكثر", "اقل"):
                end, j = self.tokens[j].end, j + 1
        elif label in ("above", "below"):
            equal = patterns.or_equal().after(self.tokens, node.j)
            if equal is not None and equal.j not in self.starts:
                label, end, j = {"above": "at_least", "below": "at_most"}[label], equal.end, equal.j
        if not label or (low is None and label != "equal"):
            return self._hedged(node, floor)
        out = Node(start, end, i, j, "range", None, None, None, cue=cue, parts=[node])
        if label in ("above", "at_least", "equal"):
            out.low, out.low_inclusive = low, label != "above"
        if label in ("below", "at_most", "equal"):
            out.high, out.high_inclusive = node.high if node.high is not None else low, label != "below"
        return out

    def _hangs(self, node: Node) -> bool:
        """Whether the number has a conjunction or preposition, so that no bound before it governs it."""
        return node.first_phrase.prefixed

    def _is_year(self, node: Node) -> bool:
        plain = node.first_phrase.plain
        return bool(plain) and int(plain) in _YEARS

    def _goes_on(self, after: Match) -> bool:
        """Whether a number follows, so that «أو أكثر من …» bounds that one."""
        at = after.j + (self._form(after.j) == "من")
        return at in self.starts

    def _bound_before(self, node: Node, floor: int) -> tuple[Match | None, int, int]:
        """The bound before a number with its first token and raw start; «أو يساوي» makes it inclusive."""
        tokens, raw = self.tokens, self.raw
        end = node.i
        equal = patterns.or_equal().before(tokens, raw, end)
        inclusive = equal is not None and not equal.joined
        if equal is not None and inclusive:
            end = equal.i
        match = patterns.bounds().before(tokens, raw, end)
        if match is None and inclusive:
            match = patterns.comparatives().before(tokens, raw, end)
        if match is None and inclusive:
            # «أو يساوي ٦٠٠٠» with no comparative before it: a bound of its own.
            inclusive, match = False, patterns.bounds().before(tokens, raw, node.i)
        if match is None and not inclusive:
            match = patterns.signs().before(tokens, raw, end)
            if match is not None and self._form(match.i - 1) in _SIGN_MARKS:
                match = None
        if match is None or match.i < floor:
            return None, node.i, node.start
        opening = patterns.equal_or().before(tokens, raw, match.i)
        i, start = match.i, match.start
        if opening is not None and opening.i >= floor and not match.joined:
            i, start, inclusive = opening.i, opening.start, True
        if inclusive and match.label in ("above", "below"):
            match = match._replace(label={"above": "at_least", "below": "at_most"}[match.label])
        return match._replace(end=tokens[node.i - 1].end), i, start

    def _merged(self, nodes: list[Node]) -> list[Node]:
        """«أكثر من ١٠ وأقل من ٢٠» as one range, where the two bounds leave room between them."""
        out: list[Node] = []
        for node in nodes:
            last = out[-1] if out else None
            if last is not None and last.kind == node.kind == "range" and self._pair(last, node):
                below, above = (last, node) if last.low is not None else (node, last)
                last.end, last.j, last.cue = node.end, node.j, None
                last.parts = [*last.parts, *node.parts]
                last.low, last.low_inclusive, last.high, last.high_inclusive = (
                    below.low, below.low_inclusive, above.high, above.high_inclusive,
                )  # fmt: skip
            else:
                out.append(node)
        return out

    def _pair(self, one: Node, other: Node) -> bool:
        low, high = (one.low, other.high) if one.low is not None else (other.low, one.high)
        if low is None or high is None or not low < high:
            return False
        if (one.low is None) == (other.low is None) or (one.high is None) == (other.high is None):
            return False
        between = [token.form for token in self.tokens[one.j : other.i]]
        if not between:
            return self.tokens[other.i].start < other.start or self._form(other.i)[:1] in ("و", "ف")
        return between in (["و"], ["،"], ["او"], ["،", "او"], [",", "او"], [","])


def _of_percent(node: Node) -> Precision:
    """The precision of a percentage, which is not rounded for ending in zeros."""
    return "exact" if node.precision == "rounded" else node.precision


def _distribute(nodes: list[Node], tokens: Sequence[Token]) -> None:
    """«١٢ و١٥ ألف», «من ١٠ إلى ١٥ ألفا»: the scale of the second number is the first one's too."""
    for one, other in pairwise(nodes):
        first, second = one.phrase, other.first_phrase
        if first is None or not first.plain or first.value is None or second.value is None:
            continue
        scale = second.scale
        if scale < 1000 or first.value >= second.value / scale or first.value >= 1000 or not first.value:
            continue
        between = [token.form for token in tokens[one.j : other.i]]
        if between in (["الي"], ["و"]) or (not between and second.conj) or between in (["-"], ["–"]):
            one.value = one.low = one.high = first.value * scale
