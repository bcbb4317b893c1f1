"""Who speaks: names for sources, and speakers for dropped subjects, within one story."""

from dataclasses import dataclass, field

from musnad.attribute.acts import Act, Range
from musnad.attribute.sentence import Sentence, name_end
from musnad.attribute.words import Words, is_nisba, stems
from musnad.model import Kind
from musnad.normalise import fold_key
from musnad.segment import Token, TokenKind

_ARTICLE = "ال"


@dataclass(slots=True)
class Speaker:
    """Someone who speaks in a story.

    *name* is what is shown; *keys* the folded words of it without articles; *titles* and *origins* the
    offices and adjectives he has been given, *aliases* all words he has been called by, *head* the first word
    of a description; gender and number as far as known. *kind* is what the lexicons make of the words, by which
    speakers are told apart; *shown_kind* what the trained model makes of them, which is shown.
    """

    name: str
    kind: Kind
    keys: frozenset[str]
    named: bool
    titles: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    gender: str = ""
    number: str = ""
    definite: bool = False
    aliases: set[str] = field(default_factory=set)
    head: str = ""
    shown_kind: Kind | None = None
    last: int = -1
    top: int = -1


@dataclass(slots=True)
class Cast:
    """The speakers of one story in the order of their last words."""

    tokens: list[Token]
    first: int
    last: int
    words: Words
    labels: list[str] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    outlet_names: dict[tuple[str, ...], str] = field(default_factory=dict)
    _forms: frozenset[str] | None = None
    _surnames: frozenset[str] | None = None
    _runs: dict[str, list[tuple[int, int]]] | None = None

    def identify(self, s: Sentence, source: Range, act: Act) -> Speaker:
        """The speaker whom a source phrase names: one met before, or a new one."""
        reading = read_source(s, source)
        if reading.kind == "state":
            self._of_capital(s, source, reading)
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
            reading.keys = frozenset(_bare(word) for word in words)

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
            if token.kind != TokenKind.WORD or _bare(token.form) != reading.head or token.form.startswith("لل"):
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
            keys = frozenset(_bare(t.form) for t in self.tokens[k:end])
            if end - k > max(1, len(reading.keys)) and reading.keys <= keys:
                joined = len(token.form) > 4 and token.form.startswith("وال")
                name = f"\0{token.start + joined}:{self.tokens[end - 1].end}"
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
                    keys = frozenset(_bare(t.form) for t in self.tokens[start:end])
                    name = f"\0{self.tokens[start].start}:{self.tokens[end - 1].end}"
                    return Speaker(
                        name,
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
            words.add(_bare(token.form))
        return words

    def _office_before(self, start: int) -> set[str]:
        """The words of the office that stands before the name at token *start*."""
        words: set[str] = set()
        for k in range(start - 1, max(self.first, start - 7) - 1, -1):
            token = self.tokens[k]
            if token.kind != TokenKind.WORD or token.form in self.words.prepositions or self.words.is_verb(token.form):
                break
            words.add(_bare(token.form))
            if (self.words.is_title(token.form) and not token.form.startswith("ال")) or (
                token.form.startswith("ال") and self.words.is_title(token.form)
            ):
                return words
        return set()

    def _same(self, reading: Speaker) -> Speaker | None:
        candidates = sorted(self.speakers, key=lambda p: -p.last)
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
                raw = (self.tokens[start].start, self.tokens[end - 1].end)
                speaker.keys = frozenset(_bare(t.form) for t in self.tokens[start:end])
                speaker.name = f"\0{raw[0]}:{raw[1]}"

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
                    runs.setdefault(_bare(self.tokens[end - 1].form), []).append((i, end))
                    i = end
                else:
                    i += 1
            self._runs = runs
        return self._runs


def name_run(tokens: list[Token], w: Words, i: int, limit: int) -> int:
    """Index after the run of name words at *i*, *i* itself if none begins there.

    The first word must be a listed name, or an unknown word after a title.
    """
    if tokens[i].kind != TokenKind.WORD:
        return i
    if not w.is_listed_name(tokens[i].form) and not _titled(tokens, w, i):
        return i
    k = i + 1
    while k < min(limit, i + 5) and tokens[k].kind == TokenKind.WORD:
        form = tokens[k].form
        if form in w.prepositions or form in w.complementisers or form in w.openers or form in w.times:
            break
        if w.is_verb(form) and not w.is_listed_name(form):
            break
        if form.startswith("ال"):
            if not _surname(w, form):
                break
            if tokens[k - 1].form in _NAME_TIES:
                k += 1
                continue
            return k + 1
        if not w.is_name(form) or (form[0] in "وبلف" and not w.is_listed_name(form)):
            break
        k += 1
    return k


_NAME_TIES = frozenset({"عبد", "ابو", "ابي", "بن", "ابن"})


def _titled(tokens: list[Token], w: Words, i: int) -> bool:
    """Whether an unknown word follows a title, its field or its state («وزيرة الري سلافة …»)."""
    if not _unknown(w, tokens[i].form) or w.is_verb(tokens[i].form) or tokens[i].form[0] in "وفبل":
        return False
    for k in range(i - 1, max(-1, i - 6), -1):
        if tokens[k].kind != TokenKind.WORD:
            return False
        form = tokens[k].form
        if w.is_title(form) or form in w.honorifics:
            return True
        if not form.startswith("ال") and not w.head_kind(form):
            return False
    return False


# How far back, in words, someone who spoke at the top level is preferred to someone quoted since.
TOP_LEVEL_REACH = 150


def _recency(speaker: Speaker) -> int:
    return max(speaker.top, speaker.last - TOP_LEVEL_REACH)


_BODIES = frozenset({"organisation", "outlet", "document"})

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


def _bare(form: str) -> str:
    if form.startswith(("وال", "فال")) and len(form) > 5:
        return form[3:]
    if form.startswith("لل") and len(form) > 4:
        return form[2:]
    return form[2:] if form.startswith(_ARTICLE) and len(form) > 4 else form


def read_source(s: Sentence, source: Range) -> Speaker:
    """What a source phrase says of its speaker: a name without titles, or the description itself."""
    w = s.words
    start, end = s.strip(*source)
    document = s.forms[start]
    author = _author(s, start, end)
    if author is not None:
        start, end = author
    forms = [s.forms[k] for k in range(start, end)]
    heads = _heads(s, start, end)
    origins = {_bare(f) for f in forms if is_nisba(f) and f.startswith(_ARTICLE)}
    if author is not None:
        heads |= {stem for stem in stems(document) if s.words.heads.get(stem) == "document"}
    words = {_bare(s.forms[k]) for k in range(start, end) if s.tokens[k].kind == TokenKind.WORD}
    plain = end - start == 1 and (_is_state(w, s.forms[start]) or _is_document(w, s.forms[start]))
    name = None if plain else _person(s, start, end)
    number = _number(s, start)
    if name is not None:
        return Speaker(
            _raw(s, *name, name=True),
            "person",
            frozenset(_bare(s.forms[k]) for k in range(*name) if s.tokens[k].kind == TokenKind.WORD),
            True,
            heads,
            origins,
            "",
            "s",
            False,
            words,
        )
    kind, shown = _kind(s, start, end)
    keys = frozenset(
        _bare(f) for k, f in enumerate(forms, start) if s.tokens[k].kind == TokenKind.WORD and f not in w.demonstratives
    )
    keys -= {"نفس", "ذات", "مذكوره", "ذاتها", "نفسها", "نفسه", "ذاته", "عينها", "مذكور"}
    definite = (kind == "document" and end - start == 1 and w.head_kind(forms[0]) is None) or (
        forms[0].startswith(("ال", "وال", "لل")) or forms[0] in w.demonstratives or forms[0] in ("نفس", "ذات")
    )
    gender = "f" if _feminine_head(s, start) else ""
    return Speaker(
        shown or _raw(s, start, end),
        kind,
        keys,
        False,
        heads,
        origins,
        gender,
        number,
        definite,
        words | keys,
        _bare(forms[0]) if forms else "",
    )


def _is_document(w: Words, form: str) -> bool:
    """Whether a word names a text that speaks, also with its owner's pronoun («بيانها»)."""
    for suffix in ("", "ها", "هم", "ه"):
        if form.endswith(suffix) and w.head_kind(form[: len(form) - len(suffix)]) == "document":
            return True
    return False


def _is_state(w: Words, form: str) -> bool:
    """Whether one word, with or without a conjunction, is a state or a capital."""
    for bare in (form, form[1:] if form[0] in "وف" else form):
        known = w.names.get((bare,))
        if bare in w.capitals or (known is not None and known[0] == "state"):
            return True
    return False


def _heads(s: Sentence, start: int, end: int) -> set[str]:
    heads = set()
    for k in range(start, end):
        for stem in stems(s.forms[k][:-1] if _accusative(s, k) else s.forms[k]):
            kind = s.words.heads.get(stem)
            if kind is not None:
                heads.add(_ANONYMOUS.get(stem, stem))
    first = _bare(s.forms[start])
    if first:
        heads.add(_ANONYMOUS.get(first, first))
    return heads


# Number is no difference between «مصادر» first and «المصدر» after.
_ANONYMOUS = {
    "مصادر": "مصدر",
    "مصدران": "مصدر",
    "مصدرين": "مصدر",
    "مسوولون": "مسوول",
    "مسوولين": "مسوول",
    "محققون": "محقق",
    "محققين": "محقق",
}


_ISSUED = frozenset(
    {"صادر", "صادره", "صدر", "صدرت", "اصدره", "اصدرته", "اصدرها", "صحفي", "الصحفي", "الصحافي", "صحافي",
     "الختامي", "ختامي", "عن", "من", "مشترك", "المشترك", "السنوي", "نشره", "نشرته", "الاولي", "اولي", "الاخير", "جديد"}
)  # fmt: skip


def _author(s: Sentence, start: int, end: int) -> Range | None:
    """The author inside «بيان للخارجية» or «تقرير الوفد»: what follows the document's word, if it can speak."""
    w = s.words
    if w.head_kind(s.forms[start]) != "document" or end - start < 2:
        return None
    k = start + 1
    while k < end and (
        (is_nisba(s.forms[k]) and s.forms[k] not in w.nisba and w.head_kind(s.forms[k]) is None)
        or s.forms[k] in _ISSUED
    ):
        k += 1
    if k >= end:
        return None
    form = s.forms[k]
    kind = w.head_kind(form[1:] if form[0] == "ل" and not form.startswith("لل") else form)
    if kind in ("organisation", "state", "role", "outlet", "group"):
        return k, end
    return None


def _told_person(s: Sentence, start: int, end: int) -> Range | None:
    """The longest name that the tagger finds in a phrase, unless a body named after a person heads it."""
    w = s.words
    best: Range | None = None
    i = start
    while i < end:
        k = s.named_run(i, end)
        if k > i:
            if best is None or k - i > best[1] - best[0]:
                best = (i, k)
            i = k
        else:
            i += 1
    if best is None or best[0] == start:
        return best
    if any(
        s.forms[k] in w.relatives or (w.is_verb(s.forms[k]) and s.labels[k] == "O") for k in range(start + 1, best[0])
    ):
        return None
    head = w.head_kind(s.forms[start])
    titled = any(w.is_title(s.forms[k]) or s.forms[k] in w.honorifics for k in range(start, best[0]))
    if head in ("organisation", "state", "outlet", "document", "group", "anonymous") and not titled:
        return None
    return best


def _person(s: Sentence, start: int, end: int) -> Range | None:
    """The name inside a source phrase: the words after its titles that are names; None if it has none."""
    w = s.words
    told = _told_person(s, start, end)
    if told is not None:
        return told
    i = start
    best: Range | None = None
    while i < end:
        token = s.tokens[i]
        if token.kind == TokenKind.WORD and w.is_listed_name(token.form) and (token.form,) not in w.names:
            k = name_run(s.tokens, w, i, end)  # type: ignore[arg-type]
            adjective = k == i + 1 and i > start and token.form.startswith("ال") and not _unknown(w, s.forms[i - 1])
            if not adjective and (best is None or k - i > best[1] - best[0]):
                best = (i, k)
            i = k
            continue
        i += 1
    titled = any(w.is_title(s.forms[k]) or s.forms[k] in w.honorifics for k in range(start, end))
    if best is not None:
        first = best[0]
        while first > start and s.tokens[first - 1].kind == TokenKind.WORD and _unknown(w, s.forms[first - 1]):
            first -= 1
        organisational = w.head_kind(s.forms[start]) in (
            "organisation",
            "state",
            "outlet",
            "document",
            "group",
        )
        if organisational and not titled:
            return None
        return first, best[1]
    if (
        w.head_kind(s.forms[start]) in ("organisation", "state", "outlet", "document", "group", "anonymous")
        and not titled
    ):
        return None
    last = end
    if (
        last - start >= 2
        and s.forms[last - 1].startswith("ال")
        and _surname(w, s.forms[last - 1])
        and _unknown(w, s.forms[last - 2])
    ):
        first = last - 2
        while first > start and s.tokens[first - 1].kind == TokenKind.WORD and _unknown(w, s.forms[first - 1]):
            first -= 1
        if first == start or titled:
            return first, last
    first = last
    while first > start and s.tokens[first - 1].kind == TokenKind.WORD and _unknown(w, s.forms[first - 1]):
        first -= 1
    if first < last and (first == start or titled):
        return first, last
    if (
        start + 1 == end
        and not titled
        and (
            s.forms[start][2:] in s.known
            or s.forms[start] in s.known
            or (_surname(w, s.forms[start]) and s.forms[start].startswith("ال"))
        )
    ):
        return start, end
    return None


def _surname(w: Words, form: str) -> bool:
    """Whether a word with article is no common noun, adjective of a state, title or body: so a family name."""
    bare = form[2:]
    return (
        form not in w.nisba
        and bare not in w.nisba
        and w.head_kind(form) is None
        and not (w.is_common(bare) and "p" not in w.vocabulary.get(bare, ""))
    )


def _unknown(w: Words, form: str) -> bool:
    """Whether a word is no known noun, state or title, so that beside a title it is taken for a name."""
    if (
        form.startswith("ال")
        or form in w.complementisers
        or (form,) in w.names
        or form in w.capitals
        or form in w.nisba
        or w.head_kind(form)
    ):
        return False
    classes = w.vocabulary.get(form)
    return (classes is None or "p" in classes) and form not in w.prepositions and len(form) > 1


def _kind(s: Sentence, start: int, end: int) -> tuple[Kind, str]:
    """Kind of an unnamed source and, where the lexicon knows it, its name."""
    w = s.words
    i = start
    while i < end and (
        s.forms[i] in w.demonstratives
        or s.tokens[i].kind != TokenKind.WORD
        or s.forms[i] in ("نفس", "ذات", "احد", "احدي", "عدد", "بعض")
    ):
        i += 1
    if i >= end:
        return "anonymous", ""
    form = s.forms[i]
    if _is_document(w, form):
        return "document", ""  # also a newspaper's name («البيان»)
    for length in range(min(4, end - i), 0, -1):
        for stem in stems(form):
            entry = w.names.get((stem, *s.forms[i + 1 : i + length]))
            if entry is not None and entry[0] == "outlet" and length == 1 and w.head_kind(form):
                continue  # «السفير» is a newspaper and an office
            if entry is not None and i + length >= end - 1:
                return entry[0], ""
    for stem in stems(form):
        if stem in w.nisba and end - i == 1:
            return "state", w.nisba[stem]
    head = w.head_kind(form) or (w.head_kind(form[:-1]) if _accusative(s, i) else None)
    definite = form.startswith(("ال", "وال", "لل")) or any(
        s.forms[k].startswith("ال") for k in range(i + 1, min(end, i + 4)) if s.tokens[k].kind == TokenKind.WORD
    )
    if head == "role":
        return ("role" if definite else "anonymous"), ""
    if head is not None:
        return head, ""
    if form.endswith(("ون", "ين")):
        return "group", ""
    return "organisation", ""


def _number(s: Sentence, start: int) -> str:
    form = s.forms[start]
    if form.endswith(("ون", "يين", "ييين")) or form in ("مصدران", "مصدرين"):
        return "p"
    if s.words.head_kind(form) == "group":
        return "p"
    return ""


def _feminine_head(s: Sentence, start: int) -> bool:
    form = s.forms[start]
    return form.endswith(("ه", "ات")) or _bare(form) in ("مصادر", "تقارير", "معلومات", "انباء", "اوساط")


def _raw(s: Sentence, start: int, end: int, *, name: bool = False) -> str:
    """The place of the words in the text, without a conjunction, preposition or accusative written onto them."""
    if end <= start:
        return ""
    form, at = s.forms[start], s.tokens[start].start
    article = ""
    if form.startswith("لل") and len(form) > 4 and s.tokens[start].end - at >= len(form):
        article, at = "ال", at + 2
    elif _is_prefixed(s.words, form) and s.tokens[start].end - at >= len(form):
        at += 1  # not where one sign stands for two letters
    while at > s.tokens[start].start and at < s.tokens[start].end and not s.text[at].isalpha() or s.text[at] == "ـ":
        at += 1
    pieces = []
    k = start
    while not name and k < min(end, start + 3) and (cut := _accusative(s, k)):
        pieces.append(f"\0{at}:{s.tokens[k].end - cut}")
        k += 1
        at = s.tokens[k].start if k < end else 0
    if k < end:
        pieces.append(f"\0{at}:{s.tokens[end - 1].end}")
    return article + " ".join(pieces)


def _is_prefixed(w: Words, form: str) -> bool:
    """Whether a conjunction or the preposition ل is written onto a known word."""
    if len(form) <= 3 or form in w.vocabulary or (form,) in w.names or form in w.heads or form in w.nisba:
        return False
    rest = form[1:]
    known = rest in w.vocabulary or w.head_kind(rest) is not None or (rest,) in w.names
    if form[0] in "وف":
        return rest.startswith("ال") or (known and form != "والده")
    return form[0] == "ل" and (w.head_kind(rest) is not None or rest in ("احد", "احدي"))


def _accusative(s: Sentence, k: int) -> int:
    """How many characters of tanween and alif end an indefinite word in the accusative («مصدراً»); 0 for none."""
    form = s.forms[k]
    w = s.words
    if len(form) < 4 or not form.endswith("ا") or form.startswith("ال") or s.tokens[k].kind != TokenKind.WORD:
        return 0
    bare = form[:-1]
    if form in w.heads or (form,) in w.names or w.is_listed_name(form):
        return 0
    if w.head_kind(bare) is None and bare not in w.nisba and not (bare in w.vocabulary and form not in w.vocabulary):
        return 0
    raw = s.text[s.tokens[k].start : s.tokens[k].end]
    return 2 if raw.endswith(("\u064bا", "ا\u064b")) else 1
