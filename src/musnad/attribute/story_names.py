"""What the text of one story tells of those who speak in it: full names, offices, the longer names of bodies."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from musnad.attribute.acts import Range
from musnad.attribute.cue_index import load_index
from musnad.attribute.person_name import name_run
from musnad.attribute.sentence import name_end
from musnad.attribute.source_phrase import ONE_AND_MANY, Speaker
from musnad.attribute.words import Words, bare, is_nisba, stems
from musnad.lexicons import read_words
from musnad.segment import Token, TokenKind

# The words before a name that may be its office, and those after it.
LONGEST_OFFICE = 10
SHORT_OFFICE = 5
# A body's name has no more words.
LONGEST_NAME = 6
# A family name's particle has no more letters.
PARTICLE = 3
# So many places of a head's word on either side of a source are looked at, however long the story.
MOST_PLACES = 60
_ARTICLES = ("ال", "وال", "لل")


class StoryNames:
    """Tokens *first* to *last* of a report, searched for names; what is found is kept."""

    def __init__(self, text: str, tokens: Sequence[Token], span: Range, words: Words, labels: Sequence[str]) -> None:
        self.text, self.tokens, self.words, self.labels = text, tokens, words, labels
        self.first, self.last = span
        self._forms: frozenset[str] | None = None
        self._runs: dict[str, list[Range]] | None = None
        self._offices: dict[Range, set[str]] = {}
        self._places: dict[str, list[int]] | None = None

    def raw(self, start: int, end: int) -> str:
        """The text of tokens *start* to *end*."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def holds(self, words: Sequence[str]) -> bool:
        """Whether the story holds all of the folded *words*."""
        if self._forms is None:
            self._forms = frozenset(t.form for t in self.tokens[self.first : self.last])
        return all(word in self._forms for word in words)

    def runs(self) -> dict[str, list[Range]]:
        """Runs of name words in the story by their last word, without its article; a particle before it may be written
        onto it elsewhere («لو كلير»، «لوكلير»)."""
        if self._runs is None:
            runs: dict[str, list[Range]] = {}
            i = self.first
            while i < self.last:
                end = name_end(self.labels, i, self.last)
                if end == i and self.labels[i : i + 1] not in (["B-ORG"], ["B-LOC"], ["I-ORG"], ["I-LOC"]):
                    end = name_run(self.tokens, self.words, i, self.last)
                if end - i >= 2:
                    before, last = self.tokens[end - 2].form, self.tokens[end - 1].form
                    runs.setdefault(bare(last), []).append((i, end))
                    if end - i > 2 and len(before) <= PARTICLE:
                        runs.setdefault(before + last, []).append((i, end))
                    i = end
                else:
                    i += 1
            self._runs = runs
        return self._runs

    def fullest(self, key: str) -> Range | None:
        """The longest name in the story whose last word is *key*."""
        longest = 0
        best: Range | None = None
        runs = self.runs()
        for start, end in runs.get(key, ()):
            if bare(self.tokens[start].form) in runs:
                continue  # two family names side by side are two persons («التقى فلان فلانا»)
            length = sum(len(t.form) + 1 for t in self.tokens[start:end])
            if length > longest:
                longest, best = length, (start, end)
        return best

    def holder(self, reading: Speaker) -> Speaker | None:
        """A person whom the story names with the office that a description gives («الرئيس التركي»)."""
        wanted = reading.keys
        if reading.kind not in ("role", "anonymous") or not reading.titles or len(wanted) < 2:
            return None
        for key, runs in self.runs().items():
            for run in runs:
                called = self._office(run)
                missing = wanted - called
                other = missing & reading.origins and any(word in self.words.nisba for word in called)
                if len(missing) <= (len(wanted) > 2) and not other and reading.titles & called:
                    keys = frozenset(bare(t.form) for t in self.tokens[run[0] : run[1]])
                    return Speaker(self.raw(*run), "person", keys | {key}, True, set(reading.titles),
                                   set(reading.origins), aliases=called)  # fmt: skip
        return None

    def _office(self, run: Range) -> set[str]:
        """The words of the office that stands beside a name."""
        found = self._offices.get(run)
        if found is None:
            found = self._offices[run] = self._office_before(run[0]) or self._office_after(run[1])
        return found

    def _office_after(self, end: int) -> set[str]:
        """The words of the office that stands after the name that ends at token *end* («فلان رئيس المفوضية»)."""
        words: set[str] = set()
        k = end
        while k < self.last and (self.tokens[k].form == "،" or self.tokens[k].kind == TokenKind.QUOTE):
            k += 1
        if k >= self.last or not self.words.is_title(self.tokens[k].form):
            return words
        for token in self.tokens[k : min(self.last, k + SHORT_OFFICE)]:
            if token.kind != TokenKind.WORD or token.form in self.words.prepositions or self.words.is_verb(token.form):
                break
            words.add(bare(token.form))
        return words

    def _office_before(self, start: int) -> set[str]:
        """The words of the offices that stand before the name at *start*, past a comma, a rank and a place."""
        w = self.words
        words: set[str] = set()
        offices: set[str] = set()
        comma = False
        for k in range(start - 1, max(self.first, start - LONGEST_OFFICE) - 1, -1):
            token = self.tokens[k]
            if token.form == "،" and not comma and (words <= offices):
                comma = True
                continue
            if token.kind != TokenKind.WORD or w.is_verb(token.form):
                break
            if token.form in w.prepositions and token.form not in ("الي", "لدي", "في"):
                break
            if token.form in w.complementisers or token.form in w.openers or token.form in w.relatives:
                break
            words.add(bare(token.form))
            if w.is_title(token.form):
                offices = set(words)
        return offices

    def longer(self, reading: Speaker, source: Range) -> Speaker | None:
        """A body called by its head («الوكالة»), or people told of before («المصادر»), as the story calls them in full.

        The nearest longer phrase before the source is taken; for a body else the first after it.
        """
        if not reading.definite or not reading.head:
            return None
        body = reading.kind in ("organisation", "outlet", "document")
        if not body and reading.kind not in ("anonymous", "group"):
            return None
        if not body:
            return _first(self._people(reading, k) for k in self._headed(reading.head, source, after=False))
        if len(reading.keys) > 1 and self._known(source):
            return None
        bodies = [b for k in self._headed(reading.head, source, after=True) if (b := self._body(reading, k))]
        vague = read_words("sources", "vague_adjectives")
        return _first(b for b in bodies if reading.keys <= b.keys) or _first(
            b for b in bodies if reading.keys - b.keys <= vague or (reading.kind == "outlet" and not b.origins)
        )

    def _known(self, source: Range) -> bool:
        """Whether a source is the name of a body that needs no more words («الحرس الثوري»)."""
        return tuple(t.form for t in self.tokens[source[0] : source[1]]) in self.words.names

    def named_outlet(self, reading: Speaker, source: Range) -> Speaker | None:
        """The paper that a headline or lead calls «صحيفة عبرية» and the story then by its name («صحيفة "…"»)."""
        if reading.kind != "outlet" or reading.definite or len(reading.keys) != 2:
            return None
        for k in self._headed(reading.head, source, after=True):
            if k > source[1] and self.tokens[k + 1 : k + 2] and self.tokens[k + 1].kind == TokenKind.QUOTE:
                return self._body(reading, k)
        return None

    def _headed(self, head: str, source: Range, *, after: bool) -> Iterator[int]:
        """Tokens with a head's word, nearest before the source first, then those after it."""
        if self._places is None:
            places: dict[str, list[int]] = {}
            for k in range(self.first, self.last):
                if self.tokens[k].kind == TokenKind.WORD:
                    form = bare(self.tokens[k].form)
                    places.setdefault(ONE_AND_MANY.get(form, form), []).append(k)
            self._places = places
        found = self._places.get(ONE_AND_MANY.get(head, head), [])
        at = bisect_left(found, source[0])
        yield from reversed(found[max(0, at - MOST_PLACES) : at])
        if after:
            yield from (k for k in found[at : at + MOST_PLACES] if k >= source[1])

    def _body(self, reading: Speaker, k: int) -> Speaker | None:
        form = self.tokens[k].form
        if form.startswith("لل") or bare(form) != reading.head:
            return None
        end = self._end_of_name(k)
        keys = frozenset(bare(t.form) for t in self.tokens[k:end] if t.kind in (TokenKind.WORD, TokenKind.NUMBER))
        if len(keys) <= max(1, len(reading.keys & keys)) or (not form.startswith(_ARTICLES) and self._owned(k)):
            return None
        joined = len(form) > 4 and form.startswith("وال")
        name = self.text[self.tokens[k].start + joined : self.tokens[end - 1].end]
        origins = {key for key in keys if key in self.words.nisba}
        return Speaker(name, reading.kind, keys, False, set(reading.titles), origins, set(reading.genders),
                       reading.number, True, set(keys | reading.keys), reading.head)  # fmt: skip

    def _owned(self, k: int) -> bool:
        """Whether the noun before token *k* is open, so that what begins there is a part of another body's name."""
        before = self.tokens[k - 1] if k > self.first else None
        if before is None or before.kind != TokenKind.WORD or before.form.startswith("ال"):
            return False
        kind = self.words.head_kind(before.form)
        return kind in ("organisation", "role") and not self.words.is_verb(before.form)

    def _end_of_name(self, k: int) -> int:
        """Index after the name of the body whose head stands at *k*; k + 1 where no name follows."""
        w = self.words
        article = self.tokens[k].form.startswith("ال")
        end = k + 1
        while end < min(self.last, k + LONGEST_NAME):
            token = self.tokens[end]
            form, label = token.form, self.labels[end] if end < len(self.labels) else "O"
            if token.kind == TokenKind.QUOTE and end == k + 1:
                return self._quoted(end)
            if token.kind == TokenKind.NUMBER and end == k + 1:
                return end + 1
            if token.kind != TokenKind.WORD or form in w.prepositions or form in w.complementisers:
                break
            if form in w.relatives or form in w.demonstratives or bare(form) in w.descriptors:
                break
            if (
                label.endswith("PER")
                or form in w.times
                or (form[0] == "ب" and form not in w.vocabulary and label == "O")
            ):
                break
            if form.startswith("لل") or (form[0] == "ل" and end > k + 1 and (form[1:] in w.vocabulary)):
                tied = end > k + 1 and w.names.get((form,)) is None
            else:
                tied = False
            genitive = end == k + 1 and not article and not is_nisba(form) and not w.is_verb(form)
            named = label != "O" or (form,) in w.names or form in w.nisba
            if not (form.startswith("ال") or tied or named or genitive) or (article and (form,) in w.names):
                break
            if end == k + 1 and not article and is_nisba(form) and label == "O":
                break
            end += 1
        return end

    def _quoted(self, opening: int) -> int:
        """Index after the name in quotation marks that open at a token; the token where it is a person's or no name."""
        if self.labels[opening + 1 : opening + 2] == ["B-PER"]:
            return opening
        for k in range(opening + 1, min(self.last, opening + LONGEST_NAME + 2)):
            if self.tokens[k].kind == TokenKind.QUOTE:
                return k + 1
        return opening

    def _people(self, reading: Speaker, k: int) -> Speaker | None:
        """«المصادر» after «مصادر مقربة من …»: the description that was given first."""
        w = self.words
        form = self.tokens[k].form
        if form.startswith(_ARTICLES):
            return None
        end = k + 1
        while end < min(self.last, k + LONGEST_NAME):
            nxt = self.tokens[end]
            if nxt.kind != TokenKind.WORD or nxt.form in w.complementisers or w.is_verb(nxt.form):
                break
            if (nxt.form in load_index().words and not nxt.form.startswith("ال")) or nxt.form in w.times:
                break
            if nxt.form[0] in "بل" and nxt.form not in w.vocabulary:
                break
            if nxt.form in w.prepositions and self.tokens[end - 1].form not in w.descriptors:
                break
            end += 1
        keys = frozenset(bare(t.form) for t in self.tokens[k:end])
        if end - k < 2:
            return None
        return Speaker(self.raw(k, end), reading.kind, keys, False, set(reading.titles), set(reading.origins),
                       set(reading.genders), reading.number, False, set(keys | reading.keys), reading.head)  # fmt: skip


def _first(speakers: Iterable[Speaker | None]) -> Speaker | None:
    return next((speaker for speaker in speakers if speaker is not None), None)


def capital_of(w: Words, form: str) -> str | None:
    """The state whose capital *form* names."""
    return next((w.capitals[f] for f in stems(form) if f in w.capitals), None)
