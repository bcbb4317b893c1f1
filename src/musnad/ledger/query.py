"""What a person types into the search field, as an expression for FTS5 and as a marker of words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from musnad.ledger.tokenizer import Token, terms, tokens
from musnad.model import MusnadError, Span

# Far beyond any honest question; keeps the work for a hostile one small.
_MOST_CHARACTERS = 2_000
_MOST_WORDS = 64

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_QUOTED = r'"(?P<straight>[^"]*)"|«(?P<angled>[^»]*)»|“(?P<curled>[^”]*)”'
_PART = re.compile(rf'(?P<minus>-?)(?:(?:{_QUOTED})(?P<star>\*?)|(?P<bare>[^\s"«“]+)|\S)')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that must stand side by side; the last may be the beginning of a word only."""

    words: tuple[str, ...]
    prefix: bool

    def expression(self) -> str:
        """The phrase for FTS5. Words hold letters, digits and marks only, so quoting needs no care."""
        return f'"{" ".join(self.words)}"{" *" if self.prefix else ""}'

    def places(self, found: Sequence[Token]) -> Iterator[Token]:
        """The tokens of each occurrence in *found*."""
        for at in range(len(found) - len(self.words) + 1):
            if all(self._fits(n, found[at + n]) for n in range(len(self.words))):
                yield from found[at : at + len(self.words)]

    def _fits(self, n: int, token: Token) -> bool:
        word = self.words[n]
        if self.prefix and n == len(self.words) - 1:
            return any(form.startswith(word) for form in token.forms)
        return word in token.forms


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed question: every phrase of *required* and none of *excluded*."""

    required: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...]

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)

    def required_expression(self) -> str:
        """For FTS5; empty when nothing is required."""
        return _joined(self.required, " AND ")

    def excluded_expression(self) -> str:
        """For FTS5; matches what is to be left out. Empty when nothing is."""
        return _joined(self.excluded, " OR ")

    def words_in(self, text: str, start: int) -> tuple[Span, ...]:
        """Whole raw words of *text* that the required phrases match, shifted by *start*, in order."""
        if not self.required:
            return ()
        found = list(tokens(text))
        matched = {(token.start, token.end) for phrase in self.required for token in phrase.places(found)}
        return tuple(Span(start + first, start + last) for first, last in sorted(matched))


def parse(text: str) -> Query:
    """Read a question: words (all of them), "a phrase" (also in «» or “”), -without, beginn*.

    Anything else is a separator. A word that the index splits («كوفيد-19») is a phrase.

    Raises:
        MusnadError: the question is longer than anyone could mean.
    """
    required: list[Phrase] = []
    excluded: list[Phrase] = []
    if len(text) > _MOST_CHARACTERS:
        raise MusnadError(f"The question is longer than {_MOST_CHARACTERS} characters. Ask for a few words of it.")
    for part in _PART.finditer(_INVISIBLE.sub("", text)):
        quoted = part["straight"] or part["angled"] or part["curled"]
        raw = quoted or part["bare"] or ""
        words = terms(raw)
        if words:
            phrase = Phrase(words, prefix=bool(part["star"]) or raw.rstrip().endswith("*"))
            (excluded if part["minus"] else required).append(phrase)
    if sum(len(phrase.words) for phrase in required + excluded) > _MOST_WORDS:
        raise MusnadError(f"The question has more than {_MOST_WORDS} words. Ask for fewer.")
    return Query(tuple(required), tuple(excluded))


def name_terms(name: str) -> list[str]:
    """The folded words of a name that is looked for, each once. Raises MusnadError if no name has so many."""
    words = list(dict.fromkeys(terms(name)))
    if len(words) > _MOST_WORDS:
        raise MusnadError(f"The name has more than {_MOST_WORDS} words. Ask for fewer.")
    return words


def _joined(phrases: Iterable[Phrase], operator: str) -> str:
    return operator.join(phrase.expression() for phrase in phrases)
