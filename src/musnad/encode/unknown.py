"""Words that nobody knows, read by what they are in the report and not by their letters.

The encoder reads a word that it has no vector for by its first and last letters. That helps with a rare form of a
common verb, and makes two names that nobody knows read differently where they stand in the same words. A name's
letters say nothing, so each word that may be such a name is read as one *stand-in* for all of its kind: a name by
itself, an adjective of origin, each with its article and the preposition or conjunction written onto it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from musnad.lexicons import read_table, read_words
from musnad.segment import Token, TokenKind

# Words in nobody's vocabulary, in whose place the readers see all others of their kind.
NAME, ADJECTIVE = "ارزولنيا", "ارزلان"
_ADJECTIVES = ("يين", "يون", "يه", "ي")
_ARTICLES = ("ال", "لل", "بال", "كال")
# What the name of a state has after the root that its adjective shows («أرزانيا»، «سندارا»، «الأرزاني»).
_STATES = ("يا", "ا", "ه")
# What may be written before a known word, with the fewest letters that prove it one, and after it.
_BEFORE = (("", 0), ("و", 4), ("ف", 4), ("ب", 5), ("ل", 5), ("ك", 5), ("س", 4), ("وس", 4), ("فس", 4),
           ("ول", 4), ("فل", 4))  # fmt: skip
_AFTER = ("هما", "ها", "هم", "كم", "نا", "ني", "وا", "وه", "وها", "وهم", "ون", "ين", "ان", "ات",
          "ه", "ت", "ن", "ا", "و", "ي", "")  # fmt: skip
_DASHES, _PREPOSITIONS = frozenset("-–—"), "بلك"
_CLITICS, _MOST_CLITICS, _SHORTEST, _SHORTEST_STEM = "وفبلك", 2, 4, 2


class Unknown(NamedTuple):
    """An unknown word that may be a name, or an adjective of origin where it has an *ending*.

    Attributes:
        before: the letters before its stem: preposition or conjunction, and an adjective's article.
        stem: a whole name, or an adjective without its ending.
        ending: an adjective's; empty for a name.
        proven: whether the report has an adjective with article of the same root, or shows it where a noun must stand.
    """

    before: str
    stem: str
    ending: str = ""
    proven: bool = False

    @property
    def stand_in(self) -> str:
        """The word that readers see in its place."""
        return self.before + (ADJECTIVE + self.ending if self.ending else NAME)


def unknown_names(tokens: Sequence[Token], knows: Callable[[str], bool]) -> dict[str, Unknown]:
    """The forms among *tokens* that may be names which nobody knows.

    *knows* tells whether the encoder has a vector of a folded word. A word that known letters make up around a known
    word is none, unless an adjective of the same root stands with its article in the report. Linear in the number of
    tokens.
    """
    vocabulary, clusters = read_table("vocabulary"), read_table("clusters")

    def known(form: str) -> bool:
        return knows(form) or form in vocabulary or form in clusters

    forms = {token.form for token in tokens if token.kind == TokenKind.WORD}
    unknown = {f for f in forms if len(f) >= _SHORTEST and f.isalpha() and f > "ء" and not known(f)}
    defined = {f for f in unknown if (a := _adjective(f)) and a.before and not known("ال" + a.stem + a.ending)}
    roots = {root_of(f) for f in defined}
    names = {f for f in unknown if f in defined or root_of(f) in roots or not _inflected(f, known, vocabulary)}
    whole = _whole(tokens, names)
    return {form: found for form in names if (found := _parts(form, names, whole, roots))}


def _whole(tokens: Sequence[Token], names: set[str]) -> set[str]:
    """The *names* that stand where a noun must: after a preposition or a verb, or at the head of a line as the place
    of its news. The letter that they begin with is their own."""
    prepositions, vocabulary = read_words("closed_class", "prepositions"), read_table("vocabulary")
    found = {name for name in names if any(letter + name in names for letter in _PREPOSITIONS)}
    for i, token in enumerate(tokens):
        if token.form in names and token.form not in found:
            before = tokens[i - 1].form if i and tokens[i - 1].kind != TokenKind.BREAK else ""
            placed = not before and i + 1 < len(tokens) and tokens[i + 1].form in _DASHES
            verb = before[1:] if before[:1] in ("و", "ف") and before not in vocabulary else before
            if placed or before in prepositions or vocabulary.get(verb) == "v":
                found.add(token.form)
    return found


def root_of(form: str) -> str:
    """A bare name or adjective without the ending of either."""
    adjective = _adjective(form)
    if adjective:
        return adjective.stem
    ending = next((e for e in _STATES if form.endswith(e)), "")
    return form[: len(form) - len(ending)]


def _adjective(form: str) -> Unknown | None:
    article = next((a for a in _ARTICLES if form.startswith(a) and len(form) > len(a) + _SHORTEST_STEM), "")
    ending = next((e for e in _ADJECTIVES if form.endswith(e) and len(form) > len(article + e) + 1), "")
    return Unknown(article, form[len(article) : len(form) - len(ending)], ending) if ending else None


def _inflected(form: str, known: Callable[[str], bool], listed: Mapping[str, str]) -> bool:
    """Whether letters before and after a known word make up *form*. What is left of a name may be a word by chance:
    the less there was to take off, the longer it must be."""
    for prefix, shortest in _BEFORE:
        if not form.startswith(prefix):
            continue
        rest = form[len(prefix) :]
        if prefix and (rest in listed or (len(rest) >= shortest and known(rest))):
            return True
        for ending in _AFTER:
            stem = rest[: len(rest) - len(ending)]
            if not rest.endswith(ending) or len(stem) < (3 if (len(ending) > 1 or ending == "ت") and not prefix else 4):
                continue
            if (ending and known(stem)) or (stem[-1] == "ت" and known(stem[:-1] + "ه")):
                return True
            if stem[0] in "تنا" and known("ي" + stem[1:]):
                return True
    return False


def _parts(form: str, names: set[str], whole: set[str], roots: set[str]) -> Unknown | None:
    """What *form* is made of; None for a noun with article."""
    cut = 0
    while cut < _MOST_CLITICS and _has_clitic(form[cut:], names, whole):
        cut += 1
    rest = form[cut:]
    found = _adjective(rest) or (None if rest.startswith(_ARTICLES) else Unknown("", rest))
    if found is None:
        return None
    proven = rest in whole or root_of(found.stem + found.ending) in roots
    return found._replace(before=form[:cut] + found.before, proven=proven)


def _has_clitic(form: str, names: set[str], whole: set[str]) -> bool:
    """Whether the first letter is a preposition or conjunction: the report has the rest by itself, or the letter is a
    «و», with which few names begin, and the report does not show the *whole* to be a name."""
    if form[0] in _CLITICS and form[1:] in names:
        return True
    if len(form) <= _SHORTEST or form[0] not in "وف":
        return False
    return form[1:].startswith(_ARTICLES) or (form[0] == "و" and form not in whole)
