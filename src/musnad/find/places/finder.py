"""Places in a report: scan, judge, resolve, areas, roles."""

from collections import Counter
from collections.abc import Sequence

from musnad.find.places.areas import Areas, Phrase
from musnad.find.places.gazetteer import Gazetteer, Sense, load_gazetteer
from musnad.find.places.judge import NEEDED, local, prepare, support
from musnad.find.places.resolve import resolve
from musnad.find.places.roles import role
from musnad.find.places.scan import Match, scan
from musnad.find.places.shapes import shape
from musnad.find.places.votes import adjectives, count_votes
from musnad.find.places.words import Words, load_words
from musnad.model import Area, Candidate, MusnadError, Place, PlaceMention, Span
from musnad.normalise import fold, fold_key
from musnad.segment import Token, tokenise

# Candidates with a smaller share of belief are not worth keeping.
_LEAST_SHARE = 0.02


def find_places(text: str, country: str | None = None) -> tuple[PlaceMention, ...]:
    """Places named in a report, in the order of the text, none overlapping.

    Args:
        text: the report as received; spans count its code points.
        country: ISO 3166-1 alpha-2 code of the state the report is known to be about, which helps with
            names that several states have.

    Raises:
        MusnadError: *country* is no code of a state in the gazetteer.

    Linear in the length of the text.

    >>> import musnad
    >>> text = "سقطت قذيفة في ريف حلب الشرقي، وأعلنت موسكو وصول وفد إلى طرابلس اللبنانية."
    >>> for m in musnad.find_places(text):
    ...     print(m.span.of(text), m.place, m.stands_for, m.area and m.area.direction, sep=" | ")
    ريف حلب الشرقي | place.sy.aleppo | place | e
    موسكو | place.ru.moscow | government | None
    طرابلس | place.lb.north-governorate.tripoli | place | None
    """
    return places_in(text, tokenise(fold(text)), country=country)


def places_in(
    text: str, tokens: Sequence[Token], labels: Sequence[str] | None = None, country: str | None = None
) -> tuple[PlaceMention, ...]:
    """Places among the tokens of a text. *labels*, one for each token, are those of the tagger of names.

    See `find_places` for the rest.
    """
    gazetteer, words = load_gazetteer(), load_words()
    code = country.upper() if country else None
    if code and code not in gazetteer.states:
        raise MusnadError(f"There is no state with the code «{country}»; use ISO 3166-1 alpha-2, such as SY or IQ.")
    matches = [m for m in scan(tokens) if not _indefinite(text, tokens[m.end - 1])]
    _judge(tokens, matches, labels, code, words, gazetteer)
    accepted = [m for m in matches if m.accepted]
    return _Writer(text, tokens, words, gazetteer).write(accepted, labels)


def _indefinite(text: str, token: Token) -> bool:
    """«سورياً», «دوماً»: a word with nunation is no name that ends in alif."""
    return token.form[-1] == "ا" and "\u064b" in text[token.start : token.end]


def _judge(
    tokens: Sequence[Token],
    matches: list[Match],
    labels: Sequence[str] | None,
    country: str | None,
    words: Words,
    gazetteer: Gazetteer,
) -> None:
    prepare(tokens, matches, words)
    seen: Counter[tuple[str, ...]] = Counter()
    for match in matches:
        match.score = local(tokens, match, words, labels[match.start] if labels else None)
        match.accepted = match.score >= NEEDED[match.entry.need]
        if match.accepted and match.own_trigger:
            seen[match.entry.words] += 1
    origin = adjectives(tokens, gazetteer)
    votes = count_votes(matches, origin, country, gazetteer)
    for match in matches:
        if not match.accepted and match.entry.need:
            match.accepted = match.score + support(match, votes, seen, gazetteer) >= NEEDED[match.entry.need]
    votes = count_votes(matches, origin, country, gazetteer)
    resolve(tokens, matches, votes, words, gazetteer)


class _Writer:
    """Turns matches into mentions of one text."""

    def __init__(self, text: str, tokens: Sequence[Token], words: Words, gazetteer: Gazetteer) -> None:
        self._text = text
        self._tokens = tokens
        self._words = words
        self._gazetteer = gazetteer
        self._areas = Areas(tokens, words, gazetteer)

    def write(self, matches: list[Match], labels: Sequence[str] | None) -> tuple[PlaceMention, ...]:
        mentions: list[PlaceMention] = []
        taken: list[tuple[int, int]] = []
        skip: Match | None = None
        for number, match in enumerate(matches):
            if match is skip:
                continue
            following = matches[number + 1] if number + 1 < len(matches) else None
            phrase = self._areas.before(match, following)
            if phrase is None or match.place is None:
                match.role = role(self._tokens, match, self._words, labels[match.start] if labels else None)
                phrase = self._facility(match) if match.role == "place" else None
            if phrase is not None and len(phrase.matches) > 1:
                skip = following
            mention = self._mention(match, phrase)
            mentions.append(mention)
            taken.append((phrase.start if phrase else match.start, phrase.end if phrase else match.end))
        mentions += self._adjective_areas(taken)
        return tuple(sorted(mentions, key=lambda m: m.span))

    def _facility(self, match: Match) -> Phrase | None:
        """«ميناء جبلة» that is no entry of its own lies near the town."""
        at = match.start - 1
        table = self._words.facilities
        if at < 0 or match.cut or match.place is None or self._tokens[at].form not in table:
            return None
        if match.place.place.kind in ("crossing", "camp", "airport", "base", "site", "country"):
            return None
        form = self._tokens[at].form
        return Phrase(at, len(form) - len(table[form]), match.end, "near", None, (match,))

    def _mention(self, match: Match, phrase: Phrase | None) -> PlaceMention:
        name = self._span(match.start, match.cut, match.end)
        candidates = tuple(
            Candidate(sense.place.id, round(share, 3)) for sense, share in match.ranking if share >= _LEAST_SHARE
        )
        sense = match.place
        if sense is None:
            return PlaceMention(name, name, None, candidates, match.role, None, None, None, None, None)  # type: ignore[arg-type]
        place, area = sense.place, None
        span = name
        if phrase is not None and (bases := self._bases(phrase)):
            area = shape(phrase, bases, self._words, self._gazetteer)
            span = self._span(phrase.start, phrase.cut, phrase.end)
            place = self._gazetteer.places[area.bases[0]]
        lat, lon, km = (area.lat, area.lon, area.radius_km) if area else (place.lat, place.lon, place.precision_km)
        return PlaceMention(span, name, place.id, candidates, match.role, area, lat, lon, km, _side(match, sense))  # type: ignore[arg-type]

    def _bases(self, phrase: Phrase) -> list[Place]:
        states = self._gazetteer.states
        bases = [m.place.place for m in phrase.matches if m.place is not None]
        bases += [states[code] for code in phrase.states if code in states]
        # «بين … و…» of which one stays in doubt has no shape.
        return bases if len(bases) == len(phrase.matches) + len(phrase.states) else []

    def _adjective_areas(self, taken: list[tuple[int, int]]) -> list[PlaceMention]:
        out = []
        covered = {at for start, end in taken for at in range(start, end)}
        for phrase in self._areas.by_adjective():
            if any(at in covered for at in range(phrase.start, phrase.end)):
                continue
            covered.update(range(phrase.start, phrase.end))
            area: Area = shape(phrase, self._bases(phrase), self._words, self._gazetteer)
            span = self._span(phrase.start, phrase.cut, phrase.end)
            name = self._span(phrase.name[0], 0, phrase.name[1])
            sole = (Candidate(area.bases[0], 1.0),)
            out.append(
                PlaceMention(span, name, area.bases[0], sole, "place", area, area.lat, area.lon, area.radius_km, None)
            )
        return out

    def _span(self, start: int, cut: int, end: int) -> Span:
        """Raw span of tokens *start* to *end*, less *cut* folded letters at the beginning."""
        first, last = self._tokens[start], self._tokens[end - 1].end
        at = first.start
        while cut and at < first.end:
            cut -= len(fold_key(self._text[at]))
            at += 1
        while cut == 0 and at < first.end and not fold_key(self._text[at]):
            at += 1
        return Span(at, last)


def _side(match: Match, sense: Sense) -> str | None:
    """Whose term the words are, for the place they were read as."""
    return next((s.side for s in match.entry.senses if s.place is sense.place), None)
