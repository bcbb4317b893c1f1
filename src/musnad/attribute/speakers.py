"""Who speaks: names for sources, and speakers for dropped subjects, within one story."""

from bisect import bisect_left
from collections.abc import Sequence

from musnad.attribute.acts import Act, Range
from musnad.attribute.antecedent import agree, person_meant, recency, same_speaker
from musnad.attribute.sentence import Sentence
from musnad.attribute.source_phrase import Speaker, read_source
from musnad.attribute.story_names import StoryNames, capital_of
from musnad.attribute.words import Words, bare, without_pronoun
from musnad.lexicons import read_words
from musnad.model import Mention
from musnad.normalise import fold_key
from musnad.segment import Token

# Letters that may stand between the start of a source and its title («وال»، «لل»).
_CLITIC = 2


class Cast:
    """The speakers of one story in the order of their last words."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        span: Range,
        words: Words,
        labels: Sequence[str] = (),
        mentions: Sequence[Mention] = (),
    ) -> None:
        self.text, self.words, self.mentions = text, words, mentions
        self.names = StoryNames(text, tokens, span, words, labels)
        self.speakers: list[Speaker] = []

    @property
    def surnames(self) -> frozenset[str]:
        """The last words of the names of two words and more in the story, without article."""
        return frozenset(self.names.runs())

    def identify(self, s: Sentence, source: Range, act: Act) -> Speaker:
        """The speaker whom a source phrase names: one met before, or a new one."""
        reading = read_source(s, source)
        if reading.kind == "state":
            self._of_capital(s, source, reading)
        self._know(s, source, reading)
        gender = act.form.gender if act.form and act.form.part in ("perfect", "imperfect") else ""
        found = same_speaker(reading, self.speakers)
        if found is None:
            found = self._met_otherwise(reading, source, gender)
            if found not in self.speakers:
                self.speakers.append(found)
        else:
            _learn(found, reading)
        found.genders |= reading.genders | ({gender} if gender else set())
        found.number = found.number or reading.number
        found.last = act.cue[0]
        return found

    def _met_otherwise(self, reading: Speaker, source: Range, gender: str) -> Speaker:
        """Whom a source means that names nobody who has spoken yet: by the rest of the story, or himself."""
        if reading.named:
            self._complete(reading)
            return reading
        holder = self.names.holder(reading)
        if holder is not None:
            return same_speaker(holder, self.speakers) or holder
        meant = self._owner(reading) or person_meant(reading, gender, self.speakers)
        if meant is not None:
            return meant
        longer = self.names.longer(reading, source) or self.names.named_outlet(reading, source)
        if longer is not None:
            return same_speaker(longer, self.speakers) or longer
        return reading

    def _owner(self, reading: Speaker) -> Speaker | None:
        """The body that spoke last, for «البيان» and «التقرير» alone; for «بيانه» it may be a person."""
        owned = read_words("sources", "owned_documents")
        stem = without_pronoun(self.words, reading.head)
        if (stem or reading.head) not in owned or len(reading.keys) > 2 or not (reading.definite or stem):
            return None
        fit = [p for p in self.speakers if stem or (p.shown_kind or p.kind) in ("organisation", "state", "outlet")]
        if stem:
            gender = "f" if reading.head.endswith("ها") else "m"
            fit = [p for p in fit if agree(p, gender, "s")]
        return max(fit, key=recency, default=None)

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
        state = capital_of(self.words, s.forms[source[0]])
        if state is None or source[1] - source[0] != 1:
            return
        words = fold_key(state).split()
        if self.names.holds(words):
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
            if fallback is None or recency(speaker) > recency(fallback):
                fallback = speaker
            if form is not None and not agree(speaker, form.gender, form.number):
                continue
            if best is None or recency(speaker) > recency(best):
                best = speaker
        return best or fallback

    def _complete(self, speaker: Speaker) -> None:
        """Give a short name the fullest form in which the story names the same person."""
        if len(speaker.keys) > 1:
            return
        (key,) = speaker.keys
        run = self.names.fullest(key)
        if run is not None:
            speaker.keys = frozenset(bare(t.form) for t in self.names.tokens[run[0] : run[1]])
            speaker.name = self.names.raw(*run)


def _learn(found: Speaker, reading: Speaker) -> None:
    """Give a speaker met before what a new phrase says of him."""
    found.titles |= reading.titles
    found.origins |= reading.origins
    found.aliases |= reading.aliases
    found.entity = found.entity or reading.entity
    if reading.named and (not found.named or len(reading.keys) > len(found.keys)):
        found.name, found.keys, found.named = reading.name, found.keys | reading.keys, True
        found.kind = reading.kind
    elif not found.named and len(reading.keys) > len(found.keys) and found.keys <= reading.keys:
        found.name, found.keys = reading.name, reading.keys
