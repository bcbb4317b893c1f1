"""Where words stand in a report's text, as people say it in a form: by places, by the words themselves, by a choice."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from musnad.ledger import Addition
from musnad.model import MusnadError, Span

SPANS = ("cue", "source", "content")
_MOST_CHOICES = 20
_AROUND = 40
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Unclear(MusnadError):
    """What a form says of a span is not one place.

    Attributes:
        key, values: which of the desk's words tell it.
        part: of which span; *choices*: where its words stand, if more than once.
    """

    def __init__(self, key: str, part: str, choices: tuple[Span, ...] = (), **values: object) -> None:
        super().__init__(key)
        self.key, self.part, self.choices, self.values = key, part, choices, values


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the places where words stand: its value in a form, and the words with what is around them."""

    value: str
    before: str
    words: str
    after: str


def level(text: str) -> str:
    """*text* with one harmless character for each of its own, so that places counted in what is shown are places in
    it. What turns the direction becomes a word joiner, which is not seen."""
    return _TURNING.sub("\u2060", text.replace("\r\n", " \n").replace("\r", "\n"))


def marked(text: str, spans: Mapping[str, Span | None]) -> Iterator[tuple[str, str]]:
    """*text*, level, in pieces: (characters, names of the *spans* in which they lie, with blanks between)."""
    known = {name: span for name, span in spans.items() if span and 0 <= span.start < span.end <= len(text)}
    cuts = sorted({0, len(text), *(end for span in known.values() for end in span)})
    shown = level(text)
    for start, end in pairwise(cuts):
        names = " ".join(name for name, span in known.items() if span.start <= start and end <= span.end)
        yield shown[start:end], names


def words(addition: Addition, text: str) -> dict[str, str]:
    """The words of the spans of an added statement, by span."""
    a = addition.statement
    return {name: span.of(text) for name in SPANS if a and (span := getattr(a, name))}


def choices(text: str, spans: Iterable[Span]) -> list[Choice]:
    """*spans* of *text* to choose from."""
    return [
        Choice(
            f"{s.start}-{s.end}", text[max(0, s.start - _AROUND) : s.start], s.of(text), text[s.end : s.end + _AROUND]
        )
        for s in spans
    ]


def said(given: Mapping[str, str], part: str, text: str, now: Span | None) -> Span | None:
    """The span that a form gives to *part* of a statement, which is *now* in *text*; None for none.

    The form has «<part>_start» and «<part>_end», places in the text; «<part>_words», the words themselves; and
    «<part>_at», one of the places that were offered. What differs from *now* counts.

    Raises:
        Unclear: a place is no number, the words do not stand in the text or in several places, or words and places do
            not agree.
    """
    places = _places(given, part, now)
    words = given.get(f"{part}_words")
    if words is None or _plain(words)[0] == _plain(now.of(text) if now else "")[0]:
        return places
    if not words.strip():
        if places not in (now, None):
            raise Unclear("span_disagrees", part)
        return None
    if places is not None and _plain(places.of(text))[0] == _plain(words)[0]:
        return places
    if places != now:
        raise Unclear("span_disagrees", part)
    found = standing(text, words)
    if (chosen := given.get(f"{part}_at")) in (values := {f"{s.start}-{s.end}": s for s in found}):
        return values[chosen]
    return _only(text, part, words, now, found)


def standing(text: str, words: str) -> list[Span]:
    """Where *words* stand in *text*, letter by letter, in order; blanks and marks of direction do not matter. Takes
    time linear in the text."""
    plain, places = _plain(text)
    wanted, _ = _plain(words)
    found: list[Span] = []
    at = plain.find(wanted) if wanted else -1
    while at >= 0:
        found.append(Span(places[at], places[at + len(wanted) - 1] + 1))
        at = plain.find(wanted, at + len(wanted))
    return found


def _only(text: str, part: str, words: str, now: Span | None, found: list[Span]) -> Span:
    if not found:
        raise Unclear("span_absent", part, words=words[:80])
    # What is moved a little lies where it lay; a word is rather a word than the end of another.
    near = [s for s in found if now and s.start < now.end and now.start < s.end]
    whole = [s for s in found if _is_whole(text, s)]
    for some in (found, near, whole):
        if len(some) == 1:
            return some[0]
    ordered = [*whole, *(s for s in found if s not in whole)] if len(found) <= _MOST_CHOICES * 5 else found
    raise Unclear("span_several", part, tuple(ordered[:_MOST_CHOICES]), n=len(found))


def _is_whole(text: str, span: Span) -> bool:
    return not text[span.start - 1 : span.start].isalnum() and not text[span.end : span.end + 1].isalnum()


def _places(given: Mapping[str, str], part: str, now: Span | None) -> Span | None:
    before = tuple(map(str, now)) if now else ("", "")
    ends = tuple(given.get(f"{part}_{end}", was).strip() for end, was in zip(("start", "end"), before, strict=True))
    if ends == before:
        return now
    if not any(ends):
        return None
    for end in ends:
        if not (end.isdecimal() and len(end) <= 9):
            raise Unclear("span_number", part, text=end[:20])
    return Span(int(ends[0]), int(ends[1]))


def _plain(text: str) -> tuple[str, list[int]]:
    """*text* without marks of direction, one blank for several, none at the ends; and the place of each character."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character == "\u2060" or _TURNING.match(character):
            continue
        if character.isspace():
            if not kept or kept[-1] == " ":
                continue
            character = " "
        kept.append(character)
        places.append(place)
    if kept and kept[-1] == " ":
        kept.pop()
        places.pop()
    return "".join(kept), places
