"""Events by name: «عاصفة الحزم», «معركة حلب», «مؤتمر جنيف 2», «حملة "…"», «الانتخابات الرئاسية المصرية»."""

from collections.abc import Iterable, Iterator, Sequence

from musnad.find.entities.found import Found
from musnad.find.entities.words_of_war import Events, load_events, stems
from musnad.segment import Token, TokenKind

_MOST_QUOTED = 6
_MOST_BETWEEN = 2
_Known = tuple[int, str | None]


def find_events(
    text: str, tokens: Sequence[Token], labels: Sequence[str], first: int, last: int, found: Iterable[Found]
) -> Iterator[tuple[Found, str]]:
    """The events among tokens *first* to *last*, in order and apart, each with its neutral name. Linear.

    *labels* and *found* tell where places, states and demonyms stand.
    """
    reader = _Reader(text, tokens, labels, last, found)
    i = first
    while i < last:
        hit = reader.at(i) if tokens[i].kind == TokenKind.WORD else None
        if hit is not None:
            yield hit
            i = max(hit[0].end, i + 1)
        else:
            i += 1


class _Reader:
    """Reads one event at a token; looks at a bounded number of tokens after it."""

    def __init__(
        self, text: str, tokens: Sequence[Token], labels: Sequence[str], last: int, found: Iterable[Found]
    ) -> None:
        self._text, self._tokens, self._labels, self._last = text, tokens, labels, last
        self._events: Events = load_events()
        self._words = self._events.words
        found = [f for f in found if f.kind in ("state", "place", "nationality")]
        self._places = {f.start: f for f in found if f.kind != "nationality" and not f.skip}
        self._demonyms = {f.start: f.end for f in found if f.kind == "nationality" and not f.skip}

    def at(self, i: int) -> tuple[Found, str] | None:
        form = self._form(i)
        for stem, skip in stems(form):
            # The lexicon has names with their article; a word that it lacks is not to be given one, nor to lose it.
            known = self._named(stem, i, alone=not self._is(i - 1, TokenKind.QUOTE))
            if known is not None and not (form[skip:].startswith("ال") and not stem.startswith("ال")):
                return Found(i, known[0], "event", "event", [], skip), known[1] or ""
        for stem, skip in stems(form):
            if (end := self._read(stem, i)) > i:
                start = self._tokens[i].start + skip
                return Found(i, end, "event", "event", [], skip), self._text[start : self._tokens[end - 1].end]
            if (known := self._quoted(stem, i)) is not None:
                start = self._tokens[i].start + skip
                name = known[1] or self._text[start : self._tokens[known[0] - 1].end]
                return Found(i, known[0], "event", "event", [], skip), name
        return None

    def _read(self, stem: str, i: int) -> int:
        """Index after the event whose head is *stem*; *i* if there is none."""
        for read in (self._of_place, self._of_time, self._definite, self._elections):
            if (end := read(stem, i + 1)) > i:
                return end
        return i

    def _form(self, i: int) -> str:
        return self._tokens[i].form if i < self._last else ""

    def _is(self, i: int, kind: TokenKind) -> bool:
        return 0 <= i < self._last and self._tokens[i].kind == kind

    def _named(self, stem: str, i: int, *, alone: bool = False) -> _Known | None:
        for rest, (name, after) in self._events.names.get(stem, ()):
            if not (alone and after) and all(self._form(i + 1 + k) == word for k, word in enumerate(rest)):
                end = i + 1 + len(rest)
                if self._form(end) == "/" and self._form(end + 1) in self._words["months"]:
                    end += 2
                return end + 1 if self._is_year(end) else end, name
        return None

    def _quoted(self, stem: str, i: int) -> _Known | None:
        """«عملية "…"» and «عملية» with a name of the lexicon."""
        if stem not in self._words["quoted"]:
            return None
        if not self._is(i + 1, TokenKind.QUOTE):
            return self._named(self._form(i + 1), i + 1)
        known = self._named(self._form(i + 2), i + 2)
        if known is not None and self._is(known[0], TokenKind.QUOTE):
            return known[0] + 1, known[1]
        for end in range(i + 3, min(i + 3 + _MOST_QUOTED, self._last)):
            if self._is(end, TokenKind.QUOTE):
                return end + 1, None
            if not (self._is(end, TokenKind.WORD) or self._is(end, TokenKind.NUMBER)):
                return None
        return None

    def _of_place(self, stem: str, i: int) -> int:
        states = self._events.of_place.get(stem)
        if states is None:
            return 0
        at = i
        while at < i + _MOST_BETWEEN and self._form(at) in self._words["between"]:
            at += 1
        end = self._place(at, states=states)
        if end == at:
            end = self._glued(at)
        if end == at or self._form(end) in self._words["acting"]:
            return 0
        return self._numbered(end, small=stem in self._words["numbered"])

    def _place(self, i: int, *, states: bool) -> int:
        """Index after the name of a place at *i*; *i* if there is none."""
        place = self._places.get(i)
        if place is not None:
            return i if place.kind == "state" and place.way == "name" and not states else place.end
        end = i
        if i < self._last and self._labels[i] == "B-LOC" and i not in self._demonyms:
            end += 1
            while end < self._last and self._labels[end] == "I-LOC":
                end += 1
        return end

    def _glued(self, i: int) -> int:
        """«جنيف2»: a place written onto its number."""
        form = self._form(i)
        loc = i < self._last and self._labels[i].endswith(("LOC", "ORG"))
        return i + 1 if form[-1:].isdigit() and form[:1].isalpha() and loc else i

    def _numbered(self, i: int, *, small: bool = False) -> int:
        """Index after the year or ordinal, or of a *small* number too, that belongs to an event that ends at *i*."""
        if self._form(i) in self._words["year"] and self._is_year(i + 1):
            return i + 2
        at = i + 1 if self._form(i) == "-" else i
        if self._is_year(at) or (small and self._is(at, TokenKind.NUMBER) and len(self._form(at)) <= 2):
            return at + 1
        return i + 1 if self._form(i) in self._words["ordinals"] else i

    def _is_year(self, i: int) -> bool:
        return self._is(i, TokenKind.NUMBER) and len(self._form(i)) == 4 and self._form(i)[:2] in ("18", "19", "20")

    def _of_time(self, stem: str, i: int) -> int:
        if stem not in self._words["of_time"]:
            return 0
        at = i + 1 if self._form(i) in self._words["year"] else i
        if self._is_year(at):
            return at + 1
        at = i + 1 if self._is(i, TokenKind.NUMBER) and len(self._form(i)) <= 2 else i
        if self._form(at) not in self._words["months"]:
            return 0
        at += 1
        if self._form(at) == "/" and self._form(at + 1) in self._words["months"]:
            at += 2
        return at + 1 if self._is_year(at) else at

    def _definite(self, stem: str, i: int) -> int:
        """«الحرب الأهلية في لبنان», «الثورة الليبية», «الحرب على …»."""
        if stem not in self._words["definite"]:
            return 0
        at = i + 1 if self._form(i) in self._words["definite_of"] else i
        known = at
        while known in self._demonyms and known < at + 3:
            known = self._demonyms[known]
        end = known if known > at else 0
        if self._form(known) in self._words["definite_in"]:
            place = self._place(known + 1, states=True)
            end = place if place > known + 1 else end
        return self._numbered(end) if end else 0

    def _elections(self, stem: str, i: int) -> int:
        """«الانتخابات الرئاسية المصرية», «انتخابات الكنيست 2015», «الانتخابات في لبنان»."""
        if stem not in self._words["elections"]:
            return 0
        at = i
        while at < i + 2 and self._form(at) in self._words["election_kinds"]:
            at += 1
        end = self._demonyms.get(at, at)
        if end == at and self._form(at) == "في" and at > i:
            place = self._place(at + 1, states=True)
            end = place if place > at + 1 else at
        after = end + 1 if self._form(end) in self._words["year"] else end
        if self._is_year(after):
            return after + 1
        return end if end > at else 0
