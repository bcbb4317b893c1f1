"""Where names of the gazetteer stand in the tokens, longest first, clitics allowed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from musnad.find.places.gazetteer import Entry, Sense, load_gazetteer
from musnad.lexicons import read_table
from musnad.segment import Token, TokenKind

# The fewest letters first: «ولبنان» is «و» with «لبنان».
_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_SHORTEST = 2
# After ك nothing shorter: «كلاوس» is a man, not like Laos.
_LONG = 5


@dataclass(slots=True)
class Match:
    """A name found: tokens *start* to *end* (exclusive), *cut* letters of clitic before it.

    *trigger* is the bare class word right before it («مدينة»), *trigger_at* the token where that stands;
    *joined* is the match that this one is coordinated with. Filled in by judging.
    """

    start: int
    end: int
    cut: int
    clitic: str
    entry: Entry
    trigger: str = ""
    trigger_at: int = -1
    own_trigger: bool = False
    joined: "Match | None" = None
    accepted: bool = False
    role: str = "place"
    score: float = 0.0
    place: Sense | None = None
    ranking: list[tuple[Sense, float]] = field(default_factory=list)


def scan(tokens: Sequence[Token]) -> list[Match]:
    """Names in the order of the text, none overlapping. Linear in the number of tokens."""
    matches = []
    at, size = 0, len(tokens)
    word = TokenKind.WORD
    while at < size:
        token = tokens[at]
        if token.kind == word and (openings := _openings(token.form)):
            best = _longest(tokens, at, openings)
            if best is not None:
                if best.entry.senses:
                    matches.append(best)
                at = best.end
                continue
        at += 1
    return matches


def _well_known(entry: Entry) -> bool:
    """«كسوريا» is no rare word, «كبيرا» is no city: ك is cut off states and capitals only."""
    return any(s.place.kind == "country" or s.place.capital for s in entry.senses)


def _longest(
    tokens: Sequence[Token], at: int, openings: tuple[tuple[str, int, tuple[Entry, ...]], ...]
) -> Match | None:
    best: Match | None = None
    for clitic, cut, entries in openings:
        for entry in entries:
            size = len(entry.words)
            if best is not None and size <= best.end - best.start:
                break
            if size == 1 or _follows(tokens, at, entry.words):
                best = Match(at, at + size, cut, clitic, entry)
                break
    return best


def _follows(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    if at + len(words) > len(tokens):
        return False
    return all(tokens[at + i].form == words[i] for i in range(1, len(words)))


@lru_cache(maxsize=1 << 16)
def _openings(form: str) -> tuple[tuple[str, int, tuple[Entry, ...]], ...]:
    """Names that may begin with a folded word: clitic, letters cut, entries; the bare word first."""
    index = load_gazetteer().index
    out = []
    if bare := index.get(form):
        out.append(("", 0, bare))
    vocabulary = read_table("vocabulary")
    # A word of its own is not taken apart («فاطمة» is not «ف» with «أطمة»), unless the rest needs no context.
    for clitic in _CLITICS:
        if not form.startswith(clitic) or len(form) - len(clitic) < _SHORTEST:
            continue
        rest, cut = form[len(clitic) :], len(clitic)
        own = form in vocabulary or (cut > 1 and form[1:] in vocabulary)
        entries = index.get(rest)
        if clitic[-1] == "ل":
            # «للرقة» has its alif left out, «للبنان» has not.
            entries = None if rest.startswith("ال") else entries or (index.get("ا" + rest) if rest[0] == "ل" else None)
        if entries and (own or clitic in ("ف", "فب", "فل")):
            entries = tuple(e for e in entries if (e.need == 0 and not own) or len(e.words) > 1)
        if entries and clitic[-1] == "ك":
            entries = tuple(e for e in entries if e.need == 0 and _well_known(e)) if len(rest) >= _LONG else ()
        if entries:
            out.append((clitic, cut, entries))
    return tuple(out)
