"""Whom the mentions of one story mean: short names, titles on a date, counterparts.

Precision before recall: where several may be meant, or the dates leave it open, nobody is, and the candidates stand
with the mention.
"""

from collections.abc import Sequence
from datetime import date

from musnad.find.entities.found import Found, Group
from musnad.find.entities.gazetteer import Gazetteer
from musnad.find.entities.short_titles import read_short_titles
from musnad.find.entities.spelling import alike, joined, skeleton
from musnad.lexicons import read_table, read_words
from musnad.lexicons.knowledge import shared_roles
from musnad.model.entity import Office, Tenure
from musnad.model.mention import Candidate
from musnad.segment import Token

# A name stands within so many tokens of the title that belongs to it («وزير الخارجية الروسي، السيد فلان»).
_BESIDE = 2
# Of the persons whose names share a word's consonants so many are compared with a new one.
_LATEST = 12
# Belief in a candidate that stands alone, and in one of several.
_SOLE, _BACKED = 0.8, 0.95


def identify(
    found: list[Found],
    tokens: Sequence[Token],
    labels: Sequence[str],
    gazetteer: Gazetteer,
    published: date | None,
    last: int,
) -> None:
    """Give each mention of one story, which ends before token *last*, its entity, candidates and fullest name."""
    story = _Story(found, tokens, gazetteer, published, last)
    for f in found:
        if f.kind in ("state", "nationality", "body"):
            _settle(f, story)
    for f in found:
        if f.kind == "person" and f.end - f.start > 1:
            story.meet(f)
    story.name_fully()
    story.call_again(labels)
    story.read_titles()
    for f in found:
        if f.kind == "person" and f.end - f.start == 1:
            story.recall(f)
    story.read_titles()
    story.name_again()
    story.read_counterparts()
    found += read_short_titles(found, story.persons, tokens, last, gazetteer.knowledge)


def _settle(f: Found, story: "_Story") -> None:
    """A state or body: the sole one, or the one that the story names in another way too."""
    options = list(dict.fromkeys(f.options))
    if len(options) == 1:
        f.entity = options[0]
        f.candidates = [Candidate(options[0], 1.0)]
        return
    backed = [o for o in options if o in story.named]
    f.candidates = [Candidate(o, round(1 / len(options), 2)) for o in options]
    if len(backed) == 1:
        f.entity = backed[0]
        f.candidates = [Candidate(backed[0], _BACKED)]


class _Story:
    def __init__(
        self,
        found: list[Found],
        tokens: Sequence[Token],
        gazetteer: Gazetteer,
        published: date | None,
        last: int,
    ) -> None:
        self.found, self.tokens, self.gazetteer, self.published = found, tokens, gazetteer, published
        sole = [f.options[0] for f in found if len(set(f.options)) == 1]
        self.named = frozenset(sole)
        self.last = last
        self.persons: list[Found] = []
        self.by_start = {f.start: f for f in found if f.kind == "person"}
        self._groups: dict[str, list[Group]] = {}
        self._holders: frozenset[str] | None = None

    def words(self, f: Found) -> tuple[str, ...]:
        forms = [t.form for t in self.tokens[f.start : f.end]]
        forms[0] = forms[0][f.skip :]
        return joined(forms)

    def meet(self, f: Found) -> None:
        """A person with two names and more: one met before, or a new one."""
        words = self.words(f)
        for group in self._like(words, f.options):
            known = self.words(group.fullest)
            same = bool(set(f.options) & set(group.options))
            if same or alike(words, known) or _within(words, known) or _within(known, words):
                f.group = group
                if len(words) > len(known):
                    group.fullest = f
                    self._enter(group, words)
                f.options = f.options or list(group.options)
                group.options = group.options or list(f.options)
                break
        if f.group is None:
            f.group = Group(f, list(f.options))
            self._enter(f.group, words)
        self.persons.append(f)
        self._decide(f)

    def name_fully(self) -> None:
        """Each mention of a person takes the fullest name of its group."""
        for f in self.persons:
            if f.group is not None:
                f.fullest = None if f.group.fullest is f else f.group.fullest

    def call_again(self, labels: Sequence[str]) -> None:
        """Mentions by family name alone that the tagger passed over: of those whom the story names in full."""
        surnames = {self.words(p)[-1] for p in self.persons}
        surnames = {word for word in surnames if "n" not in read_table("vocabulary").get(word, "")}
        taken = {i for f in self.found if f.kind != "nationality" for i in range(f.start, f.end)}
        low = min((p.start for p in self.persons), default=0)
        for i in range(low, self.last):
            form = self.tokens[i].form
            skip = int(form not in surnames and form[:1] in ("و", "ل") and form[1:] in surnames)
            if i not in taken and labels[i] == "O" and form[skip:] in surnames:
                self.found.append(Found(i, i + 1, "person", "name", [], skip))

    def _like(self, words: Sequence[str], options: Sequence[str]) -> list[Group]:
        """Groups that may be meant by a name: they share an entry, or a word's consonants. The latest few of each."""
        keys = [*options, skeleton(words), *(skeleton((word,)) for word in words)]
        return list(dict.fromkeys(group for key in keys for group in reversed(self._groups.get(key, [])[-_LATEST:])))

    def _enter(self, group: Group, words: Sequence[str]) -> None:
        for key in dict.fromkeys([*group.options, skeleton(words), *(skeleton((word,)) for word in words)]):
            self._groups.setdefault(key, []).append(group)

    def _decide(self, f: Found) -> None:
        options = list(dict.fromkeys(f.options))
        if len(options) == 1:
            f.entity, f.candidates = options[0], [Candidate(options[0], 1.0)]
        elif options:
            self._weigh(f, options)

    def _weigh(self, f: Found, options: list[str]) -> None:
        """Several entries of one name: the one whose state or office the story names, if it is one."""
        backed = [o for o in options if self._backed(o)]
        chosen = backed if backed else options
        f.candidates = [Candidate(o, round((_BACKED if o in backed else 0.5) / len(chosen), 2)) for o in options]
        if len(backed) == 1 and len(options) > 1:
            f.entity = backed[0]

    def _backed(self, person: str) -> bool:
        state = self.gazetteer.knowledge.persons[person].state
        return state in self.named or person in self.holders_named()

    def holders_named(self) -> frozenset[str]:
        """Those who held an office that the story names on the report's day."""
        if self._holders is None:
            self._holders = self._all_holders()
        return self._holders

    def _all_holders(self) -> frozenset[str]:
        return frozenset(
            t.person
            for f in self.found
            if f.kind == "title"
            for o in f.options
            for t in self.on_day(o)
            if t is not None
        )

    def recall(self, f: Found) -> None:
        """A person by one name: somebody whom the story names in full, else the sole person known by it."""
        (word,) = self.words(f)
        bare = word[2:] if word.startswith("ال") else word
        hits = [
            group
            for group in self._like((word,), ())
            if any(alike((word,), (part,)) or alike((bare,), (part,)) for part in self.words(group.fullest))
        ]
        if len(hits) > 1:
            last = [h for h in hits if alike((word,), (self.words(h.fullest)[-1],))]
            hits = last or hits
        if len(hits) == 1:
            best = hits[0].fullest
            f.fullest, f.options = best, list(hits[0].options)
            f.entity, f.candidates = best.entity, list(best.candidates)
            return
        options = list(dict.fromkeys(self.gazetteer.shorts.get(word, [])))
        f.options = options
        backed = [o for o in options if self._backed(o)]
        f.candidates = [Candidate(o, _SOLE if len(options) == 1 else round(1 / len(options), 2)) for o in options]
        if len(backed) == 1:
            f.entity = backed[0]

    def on_day(self, office: str) -> list[Tenure]:
        """Who held *office* on the report's day; empty where the day or the dates leave it open."""
        entry = self.gazetteer.knowledge.offices.get(office)
        if entry is None or self.published is None:
            return []
        covers = [(t, t.covers(self.published)) for t in entry.holders]
        sure = [t for t, c in covers if c]
        maybe = [t for t, c in covers if c is None]
        if len(sure) == 1 and (sure[0].acting or not maybe or len({t.person for t in maybe} - {sure[0].person}) == 0):
            return sure
        if len(sure) > 1:
            full = [t for t in sure if not t.acting]
            return full if len(full) == 1 else sure
        return []

    def read_titles(self) -> None:
        """An office with its holder's name beside it is that person; without one, who held it on the report's day."""
        named = self._by_entity()
        for f in self.found:
            if f.kind != "title" or f.entity is not None:
                continue
            offices = list(dict.fromkeys(f.options))
            f.office = offices[0] if len(offices) == 1 else None
            beside = self._beside(f)
            if beside is not None:
                self._title_of(f, beside, offices)
                continue
            holders = self._introduced(offices, named) or list(
                dict.fromkeys(t.person for o in offices for t in self.on_day(o) if self._may_be(f, t.person))
            )
            f.candidates = [Candidate(h, round(1 / len(holders), 2)) for h in holders]
            if len(holders) == 1:
                f.entity = holders[0]
                f.fullest = named.get(holders[0])

    def _by_entity(self) -> dict[str, Found]:
        """The fullest name that the story gives each entry of the knowledge base that it names."""
        named: dict[str, Found] = {}
        for p in self.persons:
            if p.entity is not None:
                named.setdefault(p.entity, p.fullest or p)
        return named

    def _introduced(self, offices: list[str], named: dict[str, Found]) -> list[str]:
        """Of an office that several fill at a time (spokesmen): those among its holders whom the story names."""
        knowledge = self.gazetteer.knowledge
        if not all(knowledge.offices[o].role in shared_roles() for o in offices):
            return []
        return list(dict.fromkeys(t.person for o in offices for t in knowledge.offices[o].holders if t.person in named))

    def _may_be(self, title: Found, person: str) -> bool:
        """Whether a title in the feminine is not given to a man."""
        form = self.tokens[title.start].form
        feminine = form.endswith("ه") if title.way == "title" else "نظيرت" in form
        return not feminine or self.gazetteer.knowledge.persons[person].sex != "m"

    def _title_of(self, title: Found, person: Found, offices: list[str]) -> None:
        if person.entity is None:
            words = self.words(person)
            for office in offices:
                for tenure in self.gazetteer.knowledge.offices[office].holders:
                    names = self.gazetteer.names.get(tenure.person, [])
                    if any(alike(words, n) or _within(words, n) for n in names):
                        person.entity = tenure.person
                        person.candidates = [Candidate(tenure.person, _BACKED)]
        title.entity, title.candidates = person.entity, list(person.candidates)
        title.fullest = person.fullest or person

    def _beside(self, title: Found) -> Found | None:
        for k in range(title.end, min(title.end + _BESIDE + 1, len(self.tokens))):
            if k in self.by_start:
                return self.by_start[k]
            if self.tokens[k].form not in _BETWEEN and self.tokens[k].form not in _honorifics():
                return None
        return None

    def name_again(self) -> None:
        """Mentions of one entity share the fullest name of the story."""
        named = self._by_entity()
        for f in self.found:
            if f.kind in ("person", "title") and f.fullest is None and f.entity is not None:
                same = named.get(f.entity)
                f.fullest = same if same is not f else None

    def read_counterparts(self) -> None:
        """«نظيره الأمريكي»: who holds the office of the one named before, in the state that is named after it."""
        last: Office | None = None
        starts = {f.start: f for f in self.found if f.kind == "nationality"}
        titles = {f.start: f for f in self.found if f.kind == "title"}
        extra: list[Found] = []
        low = min((f.start for f in self.found), default=0)
        high = max((f.end for f in self.found), default=0)
        for i in range(low, high):
            if (title := titles.get(i)) is not None and title.office is not None:
                last = self.gazetteer.knowledge.offices[title.office]
            demonym = starts.get(i + 1)
            if last is None or demonym is None or demonym.entity is None or not _is_counterpart(self.tokens[i].form):
                continue
            offices = self.gazetteer.by_role.get((last.role, demonym.entity), [])
            if len(offices) == 1:
                extra.append(Found(i, demonym.end, "title", "counterpart", list(offices)))
        self.found += extra
        self.read_titles()


_BETWEEN = frozenset({"،", ",", "(", "«", '"', "-"})


def _honorifics() -> frozenset[str]:
    return read_words("sources", "honorifics")


def _is_counterpart(form: str) -> bool:
    return form.lstrip("وفلب").startswith(("نظير", "نظيرت")) and form.endswith(("ه", "ها", "هم"))


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a name of two words and more is a shorter form of another, in the same order."""
    if len(part) < 2 or len(part) >= len(whole):
        return False
    at = 0
    for word in whole:
        if at < len(part) and alike((part[at],), (word,)):
            at += 1
    return at == len(part)
