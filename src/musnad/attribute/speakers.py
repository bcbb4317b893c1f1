"""Who speaks: names for sources, and speakers for dropped subjects, within one story."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.attribute.acts import Act, Range
from musnad.attribute.person_name import name_run
from musnad.attribute.sentence import Sentence, name_end
from musnad.attribute.source_phrase import Speaker, read_source
from musnad.attribute.words import Words, bare, stems
from musnad.model import Mention
from musnad.normalise import fold_key
from musnad.segment import Token, TokenKind


@dataclass(slots=True)
class Cast:
    """The speakers of one story in the order of their last words."""

    text: str
    tokens: list[Token]
    first: int
    last: int
    words: Words
    labels: Sequence[str] = ()
    mentions: Sequence[Mention] = ()
    speakers: list[Speaker] = field(default_factory=list)
    _forms: frozenset[str] | None = None
    _surnames: frozenset[str] | None = None
    _runs: dict[str, list[tuple[int, int]]] | None = None

    def identify(self, s: Sentence, source: Range, act: Act) -> Speaker:
        """The speaker whom a source phrase names: one met before, or a new one."""
        reading = read_source(s, source)
        if reading.kind == "state":
            self._of_capital(s, source, reading)
        self._know(s, source, reading)
        found = self._same(reading)
        gender = act.form.gender if act.form and act.form.part in ("perfect", "imperfect") else ""
        if found is None:
            found = reading
            if not found.named and (introduced := self._introduced(found)) is not None:
                found = self._same(introduced) or introduced
            elif not found.named and (meant := self._meant(found, gender)) is not None:
                found = meant
            elif not found.named and (fuller := self._fuller(s, source, found)) is not None:
                found = self._same(fuller) or fuller
            elif found.named:
                self._complete(found)
            if found not in self.speakers:
                self.speakers.append(found)
        else:
            found.titles |= reading.titles
            found.origins |= reading.origins
            found.aliases |= reading.aliases
            found.entity = found.entity or reading.entity
            if reading.named and (not found.named or len(reading.keys) > len(found.keys)):
                found.name, found.keys, found.named = reading.name, found.keys | reading.keys, True
                found.kind = reading.kind
            elif not found.named and len(reading.keys) > len(found.keys) and found.keys <= reading.keys:
                found.name, found.keys = reading.name, reading.keys
        found.gender = found.gender or gender
        found.number = found.number or reading.number
        found.last = act.cue[0]
        return found

    def speak(self, speaker: Speaker, at: int, *, top: bool) -> None:
        """Note that a speaker spoke at token *at*, at the *top* level or inside another's words."""
        speaker.last = max(speaker.last, at)
        if top:
            speaker.top = max(speaker.top, at)

    def _know(self, s: Sentence, source: Range, reading: Speaker) -> None:
        """Take from the mentions in a source who is meant, and the fullest name that the story gives."""
        start, end = s.tokens[source[0]].start, s.tokens[source[1] - 1].end
        at = bisect_left(self.mentions, start, key=lambda m: m.span.start)
        inside = []
        while at < len(self.mentions) and self.mentions[at].span.start < end:
            if self.mentions[at].span.end <= end:
                inside.append(self.mentions[at])
            at += 1
        if reading.kind in ("person", "role"):
            person = next((m for m in inside if m.kind == "person"), None) if reading.named else None
            title = next((m for m in inside if m.kind == "title" and m.span.start - start <= _CLITIC), None)
            self._name(reading, person or title)
        elif reading.kind in ("organisation", "outlet", "state"):
            first = next((m for m in inside if m.kind in ("body", "state") and m.span.start - start <= _CLITIC), None)
            if first is not None:
                reading.entity = first.entity

    def _name(self, reading: Speaker, mention: Mention | None) -> None:
        if mention is None:
            return
        words = [bare(word) for word in fold_key(mention.name).split()]
        named = mention.kind == "person" or mention.name != mention.span.of(self.text)
        if mention.kind == "title" and not named:
            reading.entity = mention.entity
            return
        if reading.named and len(words) < len(reading.keys):
            reading.entity = mention.entity
            return
        if not reading.named:
            reading.aliases |= set(reading.keys)
        reading.name, reading.keys, reading.named = mention.name, frozenset(words), True
        reading.kind, reading.entity = "person", mention.entity

    def _of_capital(self, s: Sentence, source: Range, reading: Speaker) -> None:
        """A capital speaks for its state: show the state where the story names it."""
        form = s.forms[source[0]]
        state = next((self.words.capitals[f] for f in stems(form) if f in self.words.capitals), None)
        if state is None or source[1] - source[0] != 1:
            return
        words = fold_key(state).split()
        if self._forms is None:
            self._forms = frozenset(t.form for t in self.tokens[self.first : self.last])
        if all(word in self._forms for word in words):
            reading.name = state
            reading.keys = frozenset(bare(word) for word in words)

    def recall(self, act: Act, *, avoid: frozenset[int] = frozenset()) -> Speaker | None:
        """The earlier speaker who agrees with a cue whose subject is dropped or a pronoun."""
        form = act.form
        best: Speaker | None = None
        fallback: Speaker | None = None
        for speaker in self.speakers:
            if speaker.last < 0 or speaker.last >= act.cue[0] or id(speaker) in avoid:
                continue
            if fallback is None or _recency(speaker) > _recency(fallback):
                fallback = speaker
            if form is not None and not _agree(
                speaker, form.gender, form.number, form.suffix if form.part == "masdar" else ""
            ):
                continue
            if best is None or _recency(speaker) > _recency(best):
                best = speaker
        return best or fallback

    def _meant(self, reading: Speaker, gender: str) -> Speaker | None:
        """Whom a bare description must mean: «المسؤول التركي» the person, «البيان» the body that spoke last."""
        if not reading.definite or len(reading.keys) > 3:
            return None
        person = bool(reading.titles & _GENERIC) and reading.kind in ("role", "anonymous")
        document = reading.kind == "document" and len(reading.keys) <= 2
        if not person and not document:
            return None
        best: Speaker | None = None
        for speaker in self.speakers:
            if person and not (speaker.named and speaker.gender in ("", gender)):
                continue
            if document and speaker.kind not in ("organisation", "state"):
                continue
            if best is None or _recency(speaker) > _recency(best):
                best = speaker
        return best

    def _fuller(self, s: Sentence, source: Range, reading: Speaker) -> Speaker | None:
        """A body called by its head alone («الوكالة»), under the longer name that the story gives it elsewhere.

        The nearest longer mention before the source is taken, else the first after it.
        """
        if reading.kind not in _BODIES or not reading.definite or len(reading.keys) > 2 or not reading.head:
            return None
        before = range(source[0] - 1, self.first - 1, -1)
        for k in (*before, *range(source[1], self.last)):
            token = self.tokens[k]
            if token.kind != TokenKind.WORD or bare(token.form) != reading.head or token.form.startswith("لل"):
                continue
            end = k + 1
            while end < min(self.last, k + 6) and self.tokens[end].kind == TokenKind.WORD:
                form = self.tokens[end].form
                if (
                    form in self.words.prepositions
                    or form in self.words.complementisers
                    or not (
                        form.startswith("ال")
                        or form in self.words.nisba
                        or (form,) in self.words.names
                        or (not token.form.startswith("ال") and end == k + 1)
                    )
                ):
                    break
                end += 1
            keys = frozenset(bare(t.form) for t in self.tokens[k:end])
            if end - k > max(1, len(reading.keys)) and reading.keys <= keys:
                joined = len(token.form) > 4 and token.form.startswith("وال")
                name = self.text[token.start + joined : self.tokens[end - 1].end]
                return Speaker(name, reading.kind, keys, False, reading.titles, reading.origins,
                               reading.gender, reading.number, True, set(keys), reading.head)  # fmt: skip
        return None

    def _introduced(self, reading: Speaker) -> Speaker | None:
        """A person whom the story names elsewhere with the office that a description gives («الرئيس التركي»)."""
        if reading.kind not in ("role", "anonymous") or not reading.titles:
            return None
        wanted = reading.keys
        for key, runs in self._name_runs().items():
            for start, end in runs:
                called = self._office_before(start) or self._office_after(end)
                if called and len(wanted) > 1 and len(wanted - called) <= (len(wanted) > 2) and reading.titles & called:
                    keys = frozenset(bare(t.form) for t in self.tokens[start:end])
                    return Speaker(
                        self._raw(start, end),
                        "person",
                        keys | {key},
                        True,
                        set(reading.titles),
                        set(reading.origins),
                        aliases=called,
                    )
        return None

    def _office_after(self, end: int) -> set[str]:
        """The words of the office that stands after the name that ends at token *end* («فلان رئيس المفوضية»)."""
        words: set[str] = set()
        k = end + 1 if end < self.last and self.tokens[end].form == "،" else end
        if k >= self.last or not self.words.is_title(self.tokens[k].form):
            return words
        for token in self.tokens[k : min(self.last, k + 5)]:
            if token.kind != TokenKind.WORD or token.form in self.words.prepositions or self.words.is_verb(token.form):
                break
            words.add(bare(token.form))
        return words

    def _office_before(self, start: int) -> set[str]:
        """The words of the office that stands before the name at token *start*."""
        words: set[str] = set()
        for k in range(start - 1, max(self.first, start - 7) - 1, -1):
            token = self.tokens[k]
            if token.kind != TokenKind.WORD or token.form in self.words.prepositions or self.words.is_verb(token.form):
                break
            words.add(bare(token.form))
            if self.words.is_title(token.form):
                return words
        return set()

    def _same(self, reading: Speaker) -> Speaker | None:
        candidates = sorted(self.speakers, key=lambda p: -p.last)
        if reading.entity is not None:
            for speaker in candidates:
                if speaker.entity == reading.entity:
                    return speaker
        if reading.named:
            for speaker in candidates:
                if speaker.named and (reading.keys <= speaker.keys or speaker.keys <= reading.keys):
                    return speaker
                if speaker.named and _spelt_together(reading.keys, speaker.keys):
                    return speaker
                if (
                    speaker.named
                    and len(reading.keys) > 1
                    and len(reading.keys & speaker.keys) >= max(2, len(reading.keys) - 1)
                ):
                    return speaker
            for speaker in candidates:
                if (
                    not speaker.named
                    and speaker.kind == "role"
                    and speaker.titles & reading.titles
                    and speaker.origins & reading.origins
                ):
                    return speaker
            return None
        for speaker in candidates:
            if speaker.kind == reading.kind and not speaker.named and reading.keys == speaker.keys:
                return speaker
        if not reading.titles:
            return None
        for speaker in candidates:
            if self._described(reading, speaker):
                return speaker
        return None

    def _described(self, reading: Speaker, speaker: Speaker) -> bool:
        """Whether a description («الوزيرة»، «المصدر الكردي») fits a speaker met before."""
        if not reading.definite:
            return False
        if not reading.titles & speaker.titles:
            generic = bool(reading.titles & _GENERIC) and speaker.named
            rest = {_masculine(key) for key in reading.keys - reading.titles}
            return generic and bool(rest) and rest <= {_masculine(alias) for alias in speaker.aliases}
        rest = {_masculine(key) for key in reading.keys - reading.titles}
        known = {_masculine(key) for key in speaker.keys | speaker.origins | speaker.titles | speaker.aliases}
        if reading.kind in _BODIES and reading.head != speaker.head:
            return False
        if reading.kind == "state" and speaker.kind != "state":
            return False
        if (
            reading.origins
            and speaker.origins
            and not {*map(_masculine, reading.origins)} & {*map(_masculine, speaker.origins)}
        ):
            return False
        if reading.kind in ("anonymous", "organisation", "outlet", "document", "group", "state"):
            return rest <= known
        return not rest or (bool(rest & known) and len(rest - known) <= 1)

    def _complete(self, speaker: Speaker) -> None:
        """Give a short name the fullest form in which the story names the same person."""
        if len(speaker.keys) > 1:
            return
        (key,) = speaker.keys
        best = ""
        for start, end in self._name_runs().get(key, ()):
            text = " ".join(t.form for t in self.tokens[start:end])
            if len(text) > len(best):
                best = text
                speaker.keys = frozenset(bare(t.form) for t in self.tokens[start:end])
                speaker.name = self._raw(start, end)

    def _raw(self, start: int, end: int) -> str:
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    @property
    def surnames(self) -> frozenset[str]:
        """The last words of the names of two words and more in the story, without article."""
        if self._surnames is None:
            self._surnames = frozenset(self._name_runs())
        return self._surnames

    def _name_runs(self) -> dict[str, list[tuple[int, int]]]:
        """Runs of name words in the story by their last word."""
        if self._runs is None:
            runs: dict[str, list[tuple[int, int]]] = {}
            i = self.first
            while i < self.last:
                end = name_end(self.labels, i, self.last)
                if end == i and self.labels[i : i + 1] not in (["B-ORG"], ["B-LOC"], ["I-ORG"], ["I-LOC"]):
                    end = name_run(self.tokens, self.words, i, self.last)
                if end - i >= 2:
                    runs.setdefault(bare(self.tokens[end - 1].form), []).append((i, end))
                    i = end
                else:
                    i += 1
            self._runs = runs
        return self._runs


# How far back, in words, someone who spoke at the top level is preferred to someone quoted since.
TOP_LEVEL_REACH = 150


def _recency(speaker: Speaker) -> int:
    return max(speaker.top, speaker.last - TOP_LEVEL_REACH)


_BODIES = frozenset({"organisation", "outlet", "document"})
# Letters that may stand between the start of a source and its title («وال»، «لل»).
_CLITIC = 2

# Words that stand for any office-holder named before («المسؤول التركي»).
_GENERIC = frozenset(
    {"مسوول", "مسوولون", "قيادي", "دبلوماسي", "سياسي", "زعيم", "كاتب", "جنرال", "وزير", "وزيره", "رييس"}
)


def _spelt_together(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one name is the other's family name written as one word («لودريان»، «لو دريان»)."""
    if len(a) > len(b):
        a, b = b, a
    if len(a) != 1 or len(b) < 2:
        return False
    (word,) = a
    return len(word) > 4 and any(x + y == word for x in b for y in b if x != y)


def _masculine(word: str) -> str:
    """An adjective without the ending of its gender, so that «السورية» and «السوري» are one."""
    return word[:-1] if word.endswith("يه") else word


def _agree(speaker: Speaker, gender: str, number: str, suffix: str) -> bool:
    plural = speaker.number == "p" or speaker.kind == "group"
    if number == "p" and gender == "m":
        return plural or (speaker.kind in ("anonymous", "organisation", "outlet") and speaker.number != "s")
    if gender == "f":
        return speaker.gender == "f" or (speaker.gender == "" and not speaker.named)
    if gender == "m" and number == "s":
        return speaker.gender != "f" and not (speaker.number == "p" and speaker.named is False)
    return True
