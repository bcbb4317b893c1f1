"""Figures: numbers with what they count, what befell it, and what they are a part of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from musnad.find.numbers import befall
from musnad.find.numbers.counted import (
    MANY,
    ONE,
    TWO,
    Noun,
    befalling_at,
    befallings,
    classes,
    dual_constructs,
    duals,
    noun_at,
    word_set,
)
from musnad.find.numbers.draft import Draft, unsigned
from musnad.find.numbers.finder import nodes_in
from musnad.find.numbers.items import place_of
from musnad.find.numbers.node import Node
from musnad.find.numbers.patterns import Phrasebook, bounds_after
from musnad.lexicons import read_yaml
from musnad.model import Figure, Number, Span
from musnad.normalise import fold
from musnad.segment import Token, TokenKind, tokenise

_COUNTING = frozenset(("cardinal", "vague", "range", "percent", "money", "fraction"))
_YEARS = range(1900, 2101)
# Words between two figures that still belong together («٤ جنود أتراك و٣ مدنيين»), and between a total's noun
# and its number («عدد القتلى ارتفع أمس إلى ١٥»).
_JOINED_REACH = 3
_TOTAL_REACH = 7
# How far «بينهم» looks back for what it is a part of, in words.
_PART_REACH = 60


def find_figures(text: str) -> tuple[Figure, ...]:
    """All figures of *text* in order. Linear in the length of the text."""
    return figures_in(tokenise(fold(text)), text)


def figures_in(tokens: Sequence[Token], raw: str) -> tuple[Figure, ...]:
    """The figures of a text that is already cut into *tokens*; *raw* is the untouched text."""
    return _Reader(tokens, raw).read()


class _Reader:
    def __init__(self, tokens: Sequence[Token], raw: str) -> None:
        self.tokens = tokens
        self.raw = raw
        self.out: list[Draft] = []

    def read(self) -> tuple[Figure, ...]:
        nodes = nodes_in(self.tokens, self.raw, glued=True)
        starts = [node.i for node in nodes] + [len(self.tokens)]
        pending = sorted(
            [(at, None) for at in self._hints()] + [(node.i, n) for n, node in enumerate(nodes)], key=_first
        )
        done = 0
        for at, n in pending:
            draft = self._implied(at, done, starts) if n is None else self._written(nodes[n], starts[n + 1])
            if draft is None:
                if n is not None:
                    done = max(done, nodes[n].j)
                continue
            if draft.i < (self.out[-1].j if self.out else 0):
                continue
            self._place(draft, starts[n + 1] if n is not None else len(self.tokens))
            self.out.append(draft)
            done = draft.j
        return tuple(draft.figure() for draft in self.out)

    def _hints(self) -> list[int]:
        """Tokens at which a figure may begin that has no number: duals, and words of status."""
        pairs, words = duals(), befallings()
        return [at for at, token in enumerate(self.tokens) if token.form in pairs or token.form in words]

    # -- numbers that are written -------------------------------------------------------------------------

    def _written(self, node: Node, stop: int) -> Draft | None:
        phrase = node.first_phrase
        if node.kind not in _COUNTING or phrase.composite or (node.kind == "range" and node.parts[0].kind == "ordinal"):
            return None
        inner = node.parts[0] if node.kind == "range" else node
        if inner.kind in ("percent", "money"):
            return self._draft(node, inner.kind, None, node.j)
        if inner.kind == "fraction":
            return None
        if inner.value == 1 and phrase.worded:
            return self._one(node)
        return self._preceded(node) or self._followed(node, stop) or self._bare(node)

    def _draft(self, node: Node, counted: str, noun: tuple[int, int] | None, j: int) -> Draft:
        """A draft; *noun* is the raw span of the counted words."""
        number = node.number()
        low, high = number.low, number.high
        if isinstance(number.value, int | float) and number.value < 0 and node.first_phrase.plain == "":
            # What looks like a sign before a count is a dash that opens a line.
            number = unsigned(number)
            low, high = number.low, number.high
        start, end = number.span.start, number.span.end
        if noun is not None:
            start, end = min(start, noun[0]), max(end, noun[1])
        span = Span(*noun) if noun else None
        return Draft(number, node.i, j, counted, span, start, end, node.first_phrase.conj, low, high)

    def _preceded(self, node: Node) -> Draft | None:
        """A number with article after its noun: «القتلى الـ١٥», «الجنود الثلاثة»."""
        tokens, at = self.tokens, node.i
        article = at > 0 and tokens[at - 1].form == "ال"
        before = at - article - 1
        if not (node.first_phrase.definite or article) or before < (self.out[-1].j if self.out else 0):
            return None
        form = tokens[before].form
        conj = form[0] in "وف" and form[1:3] == "ال"
        found = noun_at(tokens, before, form[1:] if conj else form)
        if found is None or not found[0].definite or found[0].many != MANY or found[1] != before + 1:
            return None
        start = place_of(tokens[before], self.raw, int(conj))[0]
        draft = self._draft(node, found[0].counted, (start, tokens[before].end), node.j)
        draft.i, draft.conj = before, conj
        return draft

    def _followed(self, node: Node, stop: int) -> Draft | None:
        """A number before its noun: «١٥ قتيلا», «سبعة من رجال الشرطة», «عشرات القتلى»."""
        tokens, at = self.tokens, node.j
        tail = node.first_phrase.tail
        found = noun_at(tokens, at - 1, tail) if tail else noun_at(tokens, at)
        first = at - 1 if tail else at
        if found is None and at < len(tokens) and tokens[at].form == "من":
            first = at + 1
            first += first + 1 < len(tokens) and tokens[first].form in word_set("among")
            found = noun_at(tokens, first)
            if found is not None and found[0].many != MANY:
                found = None
        if found is None or found[0].many == TWO or self._is_year(node):
            return None
        noun, j = found
        counted, j = self._both(noun, j)
        if tokens[first].form in word_set("others"):
            counted = self.out[-1].counted if self.out else ""
            if not counted:
                return None
        start = tokens[first].start if not tail else node.end
        draft = self._draft(node, counted, (start, tokens[j - 1].end), j)
        bound = bounds_after().after(tokens, j + (j < len(tokens) and tokens[j].form == "،"))
        if bound is not None and bound.j <= stop and draft.low is not None and node.kind != "range":
            draft.high, draft.low = (None, draft.low) if bound.label == "at_least" else (draft.low, None)
        return draft

    def _both(self, noun: Noun, j: int) -> tuple[str, int]:
        """«عشرات القتلى والجرحى»: both counted together."""
        if noun.counted in ("killed", "wounded") and j < len(self.tokens) and self.tokens[j].form[0] == "و":
            form = self.tokens[j].form[1:]
            other = noun_at(self.tokens, j, form) if form not in befallings() else None
            if other is not None and {other[0].counted, noun.counted} == {"killed", "wounded"}:
                return "casualties", other[1]
        return noun.counted, j

    def _is_year(self, node: Node) -> bool:
        plain = node.first_phrase.plain
        if not plain or int(plain) not in _YEARS or node.i == 0:
            return False
        return self.tokens[node.i - 1].form in word_set("year_heads")

    def _one(self, node: Node) -> Draft | None:
        """«قتيل واحد»."""
        at = node.i - 1
        if at < 0 or node.first_phrase.prefixed or node.first_phrase.definite:
            return None
        found = noun_at(self.tokens, at)
        if found is None or found[0].many != ONE or found[0].definite or found[1] != node.i:
            return None
        draft = self._draft(node, found[0].counted, (self.tokens[at].start, self.tokens[at].end), node.j)
        draft.i = at
        return draft

    def _bare(self, node: Node) -> Draft | None:
        """A number without a noun after it: «وجرح ٢٨٦», «القتلى الـ١٥», «عدد القتلى إلى ١٥», «٦ منهم»."""
        tokens, at = self.tokens, node.i
        if self._is_year(node) or self._names_a_time(node.j):
            return None
        floor = self.out[-1].j if self.out else 0
        phrase = node.first_phrase
        if node.kind == "vague" and (node.low or 0) >= 10 and _parts("after").after(tokens, node.j) is not None:
            return self._draft(node, "people", None, node.j + 1)
        if self.out and at - self.out[-1].j <= _PART_REACH and not self._ends_between(self.out[-1].j, at):
            if _parts("after").after(tokens, node.j) is not None:
                return self._draft(node, self._whole_class(), None, node.j + 1)
            if _parts("before").before(tokens, self.raw, befall.skip_back(tokens, at, floor)) is not None:
                if self._is_nisba(node.j):
                    return self._draft(node, "people", (tokens[node.j].start, tokens[node.j].end), node.j + 1)
                return self._draft(node, self._whole_class(), None, node.j)
            if self._is_nisba(node.j) and befall.is_person(self.out[-1].counted):
                draft = self._draft(node, "people", (tokens[node.j].start, tokens[node.j].end), node.j + 1)
                if self._joined(self.out[-1], draft):
                    return draft
        total = self._total(node, floor)
        if total is not None:
            return total
        if phrase.prefixed or (phrase.definite and node.kind != "vague"):
            return None
        status = befall.before(tokens, at, floor)
        if status is not None and status[1] and befall.fitting(status[0], "people"):
            if self._is_nisba(node.j):
                return self._draft(node, "people", (tokens[node.j].start, tokens[node.j].end), node.j + 1)
            return self._draft(node, "people", None, node.j)
        return None

    def _is_nisba(self, at: int) -> bool:
        """Whether a word may name people by their origin («بريطانيا», «كنديين»)."""
        form = self.tokens[at].form if at < len(self.tokens) else ""
        return len(form) > 4 and form.endswith(tuple(word_set("nisba"))) and not form.startswith("ال")

    def _whole_class(self) -> str:
        """The class of members of the figure before, of which the text gives a number without a noun."""
        counted = self.out[-1].counted
        return "people" if befall.is_person(counted) else counted

    def _names_a_time(self, at: int) -> bool:
        """Whether a month or a length of time follows a number."""
        return at < len(self.tokens) and self.tokens[at].form in word_set("time_words")

    def _total(self, node: Node, floor: int) -> Draft | None:
        """«ارتفع عدد القتلى إلى ١٥»."""
        found = self._total_before(node.i, floor)
        if found is None:
            return None
        counted, k = found
        return self._draft(node, counted, (self.tokens[k].start, self.tokens[k].end), node.j)

    def _total_before(self, at: int, floor: int) -> tuple[str, int] | None:
        """Class and token of the noun of a total («عدد القتلى») that token *at* gives the number of."""
        tokens = self.tokens
        between = word_set("between_total")
        for k in range(at - 1, max(floor, at - _TOTAL_REACH) - 1, -1):
            found = noun_at(tokens, k)
            if found is not None and found[0].many == MANY and k > floor:
                total = found[0].definite and tokens[k - 1].form.lstrip("وف") in word_set("totals")
                return (found[0].counted, k) if total else None
            if tokens[k].form not in between or tokens[k].kind != TokenKind.WORD:
                return None
        return None

    def _of_total(self, at: int, floor: int) -> str | None:
        """The status in «عدد الجرحى بلغ ٦٤ شخصا»."""
        found = self._total_before(at, floor)
        return befall.own(found[0]) if found else None

    # -- numbers that lie in a noun ----------------------------------------------------------------------

    def _implied(self, at: int, done: int, starts: Sequence[int]) -> Draft | None:
        if at < done:
            return None
        pair = duals().get(self.tokens[at].form)
        if pair is not None and not (self.out and self.out[-1].j == at):
            start = place_of(self.tokens[at], self.raw, pair[1])[0]
            end = self.tokens[at].end
            return self._lone(pair[0], 2, start, end, at, at + 1)
        found = befalling_at(self.tokens, at, done)
        if found is None or at + 1 >= len(self.tokens):
            return None
        draft = self._one_befallen(found[0].status, found[0].noun, at + 1)
        if draft is None or befalling_at(self.tokens, at, done, verb=True) is None:
            return draft
        # «قتل شاب ٢٦ شخصا»: the one is who did it, when the verb reaches on to a number.
        after = starts[bisect_left(starts, draft.j)] if draft.j <= starts[-1] else len(self.tokens)
        return None if befall.reaches(self.tokens, draft.j, after) else draft

    def _one_befallen(self, status: str, by_noun: bool, at: int) -> Draft | None:
        """«مقتل جندي», «مقتل أحد المسلحين», «وأصيب آخر»."""
        token = self.tokens[at]
        if token.form in word_set("one_of"):
            found = noun_at(self.tokens, at + 1)
            if found is None or found[0].many != MANY or not befall.is_person(found[0].counted):
                return None
            return self._lone(found[0].counted, 1, token.start, self.tokens[found[1] - 1].end, at, found[1])
        if by_noun and token.form in dual_constructs() and befall.fitting(status, dual_constructs()[token.form]):
            limited = at + 1 < len(self.tokens) and self.tokens[at + 1].kind == TokenKind.WORD
            if limited and noun_at(self.tokens, at) is None:
                return self._lone(dual_constructs()[token.form], 2, token.start, token.end, at, at + 1)
        found = noun_at(self.tokens, at)
        if found is None or found[0].many != ONE or found[0].definite:
            return None
        noun, j = found
        after = self.tokens[j].form if j < len(self.tokens) else ""
        if befall.fitting(status, noun.counted) is None or noun.counted == status or after in word_set("one_more"):
            return None
        if token.form in word_set("no_single"):
            return None
        if not by_noun and not befall.is_person(noun.counted):
            return None
        if token.form in word_set("another") and (by_noun or noun_at(self.tokens, j) is not None):
            return None
        return self._lone(noun.counted, 1, token.start, self.tokens[j - 1].end, at, j)

    def _lone(self, counted: str, value: int, start: int, end: int, i: int, j: int) -> Draft:
        span = Span(start, end)
        number = Number(span, "cardinal", value, value, value)
        form = self.tokens[i].form
        conj = form[0] in "وف" and start > self.tokens[i].start
        return Draft(number, i, j, counted, span, start, end, conj, value, value, implied=True)

    # -- what befell them, and what they are part of -------------------------------------------------------

    def _place(self, draft: Draft, stop: int) -> None:
        """Fill in status and part."""
        last = self.out[-1] if self.out else None
        floor = last.j if last else 0
        joined = last is not None and self._joined(last, draft)
        near = befall.skip_back(self.tokens, draft.i, floor)
        among = self._place_in_whole(draft, near, floor)
        if joined and last is not None and draft.part_of is None and among is None:
            draft.part_of = last.part_of
        own = befall.own(draft.counted)
        if own in ("killed", "wounded", "casualties"):
            draft.status = own
            return
        found = befall.before(self.tokens, draft.i, floor) or self._among(near, floor)
        claimed = [among, found[0] if found else None, own, befall.after(self.tokens, draft.j, stop)]
        if draft.counted == "people":
            claimed.append(self._of_total(draft.i, floor))
        if joined and last is not None and not befall.own(last.counted):
            claimed.append(last.status)
        if draft.part_of is not None:
            claimed.append(self.out[draft.part_of].status)
        draft.status = next((status for claim in claimed if (status := befall.fitting(claim, draft.counted))), None)

    def _place_in_whole(self, draft: Draft, near: int, floor: int) -> str | None:
        """Fill in the part; the status of a whole that has no number («مقتل عدد من المارة بينهم …»)."""
        part = _parts("before").before(self.tokens, self.raw, near)
        if part is not None and part.i >= floor:
            whole = befall.of_unnumbered(self.tokens, part.i, floor)
            if whole is not None:
                return whole
            draft.part_of = self._whole(draft)
        elif draft.counted_span is None and _parts("after").after(self.tokens, draft.j - 1) is not None:
            draft.part_of = self._whole(draft)
        return None

    def _among(self, at: int, floor: int) -> tuple[str, bool] | None:
        """«بين القتلى ٢٨١ مدنيا»."""
        found = noun_at(self.tokens, at - 1) if at - 2 >= floor else None
        if found is None or not found[0].definite or found[0].many != MANY:
            return None
        status = befall.own(found[0].counted)
        return (status, True) if status and self.tokens[at - 2].form in ("بين", "وبين") else None

    def _joined(self, last: Draft, draft: Draft) -> bool:
        """Whether a figure is joined to the one before by «و» with nothing but adjectives between."""
        tokens = self.tokens
        gap = draft.i - last.j
        if not 0 <= gap <= _JOINED_REACH:
            return False
        words = tokens[last.j : draft.i]
        if not draft.conj and not (words and words[-1].form == "و"):
            return False
        stops = word_set("between_verb")
        return all(token.kind == TokenKind.WORD and (token.form == "من" or token.form not in stops) for token in words)

    def _whole(self, draft: Draft) -> int | None:
        """The figure that *draft* is a part of: the last one in its sentence that is no part itself."""
        person = befall.is_person(draft.counted)
        for index in range(len(self.out) - 1, max(-1, len(self.out) - 6), -1):
            other = self.out[index]
            if draft.i - other.j > _PART_REACH or self._ends_between(other.j, draft.i):
                return None
            if other.part_of is None and befall.is_person(other.counted) == person and other.counted in classes():
                return index
        return None

    def _ends_between(self, i: int, j: int) -> bool:
        return any(token.kind == TokenKind.BREAK or token.form == "." for token in self.tokens[i:j])


def _first(entry: tuple[int, int | None]) -> tuple[int, bool]:
    return entry[0], entry[1] is None


@cache
def _parts(side: str) -> Phrasebook:
    """«بينهم» before a number, «منهم» after it."""
    return Phrasebook((side, phrase) for phrase in read_yaml("counted")["parts"][side])
