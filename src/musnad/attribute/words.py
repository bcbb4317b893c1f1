"""What the words of a report are, as far as finding who speaks needs it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from musnad.lexicons import read_table, read_words, read_yaml
from musnad.model import Kind
from musnad.normalise import fold_key

_NISBA = ("ي", "يه", "يون", "يين", "يتين", "يان", "يات", "يا")
# A clitic is taken off only where this many letters remain; «به» and «له» are words, not clitics.
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class Words:
    """Word classes in folded spelling; heads are without the article."""

    complementisers: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    openers: frozenset[str]
    pronouns: frozenset[str]
    demonstratives: frozenset[str]
    adverbs: frozenset[str]
    labels: frozenset[str]
    media: frozenset[str]
    things: frozenset[str]
    turns: tuple[tuple[str, ...], ...]
    times: frozenset[str]
    descriptors: frozenset[str]
    honorifics: frozenset[str]
    heads: dict[str, Kind]
    titles: frozenset[str]
    names: dict[tuple[str, ...], tuple[Kind, str]]
    name_lengths: dict[str, tuple[int, ...]]
    capitals: dict[str, str]
    nisba: dict[str, str]
    vocabulary: dict[str, str]

    def is_verb(self, word: str) -> bool:
        """Whether *word*, with or without a conjunction, is a finite verb of the vocabulary."""
        classes = self.vocabulary.get(word)
        if classes is not None:
            return "v" in classes
        if len(word) > _SHORTEST_STEM and word[0] in "وفس" and self.is_verb(word[1:]):
            return True
        if len(word) > _SHORTEST_STEM and word[0] in "ان" and "v" in self.vocabulary.get("ي" + word[1:], ""):
            return True
        for suffix in ("هما", "هم", "ها", "نا", "ه"):
            stem = word[: -len(suffix)]
            if word.endswith(suffix) and len(stem) >= _SHORTEST_STEM and "v" in self.vocabulary.get(stem, ""):
                return True
        return len(word) > _SHORTEST_STEM and word[0] == "ي" and (word,) not in self.names

    def is_name(self, word: str) -> bool:
        """Whether *word* may be part of a person's name: listed, or not known to be anything else."""
        classes = self.vocabulary.get(word)
        if classes is not None:
            return "p" in classes
        if word.startswith("ال") or word in self.prepositions or len(word) < 2:
            return False
        if len(word) > _SHORTEST_STEM and word[0] in "وفبلك":
            rest = word[1:]
            if rest in self.vocabulary or rest.startswith(("ال", "ل")) or (rest,) in self.names:
                return False
        if len(word) > 4 and word.endswith("نا") and (word[:-2] in self.vocabulary or word[:-1] in self.vocabulary):
            return False
        return not self.is_verb(word)

    def is_listed_name(self, word: str) -> bool:
        """Whether *word* is listed as part of names and is nothing else."""
        return self.vocabulary.get(word) == "p"

    def is_common(self, word: str) -> bool:
        """Whether *word* is a common noun or adjective without its article."""
        return "n" in self.vocabulary.get(word, "")

    def head_kind(self, word: str) -> Kind | None:
        """The kind of source that a phrase headed by *word* is, with or without article or conjunction."""
        for form in stems(word):
            kind = self.heads.get(form)
            if kind is None and form[-1:] in "يو" and len(form) > _SHORTEST_STEM:
                kind = self.heads.get(form + "ن")  # «مسؤولو»، «مسؤولي» before a genitive
            if kind is not None:
                return kind
        return None

    def is_title(self, word: str) -> bool:
        """Whether *word* names an office or a calling, with or without article or conjunction."""
        return any(form in self.titles for form in stems(word))


def stems(word: str) -> tuple[str, ...]:
    """*word* and what is left of it without the article, or without a conjunction and the article."""
    if word.startswith("ال") and len(word) > 4:
        return word, word[2:]
    if word.startswith("لل") and len(word) > 4:
        return word, word[2:]
    if word.startswith(("وال", "فال")) and len(word) > 5:
        return word, word[1:], word[3:]
    if word[:1] == "و" and len(word) > _SHORTEST_STEM:
        return word, word[1:]
    return (word,)


def bare(form: str) -> str:
    """*form* without its article, also where a conjunction or ل stands before it."""
    if form.startswith(("وال", "فال")) and len(form) > 5:
        return form[3:]
    if form.startswith("لل") and len(form) > 4:
        return form[2:]
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


def without_pronoun(w: Words, word: str) -> str | None:
    """*word* without the pronoun of its owner («عناصرها»، «حكومته»); None where it bears none."""
    if word in w.vocabulary or (word,) in w.names or word.startswith("ال") or w.head_kind(word):
        return None
    for suffix in ("هما", "هم", "ها", "نا", "ه"):
        stem = word[: -len(suffix)]
        if not word.endswith(suffix) or len(stem) < _SHORTEST_STEM:
            continue
        for known in (stem, stem[:-1] + "ه" if stem.endswith("ت") else stem):
            if known in w.vocabulary or w.head_kind(known):
                return known
    return None


def is_nisba(word: str) -> bool:
    """Whether *word* has the shape of a relative adjective (روسي، روسية، روسيون)."""
    return len(word) > 3 and word.endswith(_NISBA)


def _section(name: str) -> frozenset[str]:
    return read_words("closed_class", name)


def _sources(name: str) -> frozenset[str]:
    return read_words("sources", name)


@cache
def load_words() -> Words:
    """The word classes, read once in a process when first asked for."""
    heads: dict[str, Kind] = {}
    kinds: tuple[tuple[str, Kind], ...] = (
        ("group_heads", "group"),
        ("organisation_heads", "organisation"),
        ("state_heads", "state"),
        ("outlet_heads", "outlet"),
        ("document_heads", "document"),
        ("titles", "role"),
        ("anonymous_heads", "anonymous"),
    )
    for section, kind in kinds:
        for word in _sources(section):
            heads[word] = kind
    names, capitals, nisba = _proper_names()
    return Words(
        complementisers=_section("complementisers"),
        prepositions=_section("prepositions"),
        relatives=_section("relatives"),
        openers=_section("clause_openers"),
        pronouns=_section("pronouns"),
        demonstratives=_section("demonstratives"),
        adverbs=_section("adverbs"),
        labels=_section("headline_labels"),
        media=_section("media_nouns"),
        things=_section("things"),
        turns=tuple(sorted((tuple(t.split()) for t in _section("narrator_turns")), key=len, reverse=True)),
        times=_sources("months") | _sources("weekdays") | _sources("time_words"),
        descriptors=_sources("anonymous_descriptors"),
        honorifics=_sources("honorifics"),
        heads=heads,
        titles=_sources("titles"),
        names=names,
        name_lengths=_lengths(names),
        capitals=capitals,
        nisba=nisba,
        vocabulary=_vocabulary(),
    )


def _vocabulary() -> dict[str, str]:
    """The derived vocabulary without function words, which the counts also hold."""
    function = frozenset().union(*(_section(name) for name in _FUNCTION_SECTIONS))
    return {word: classes for word, classes in read_table("vocabulary").items() if word not in function}


_FUNCTION_SECTIONS = (
    "complementisers",
    "prepositions",
    "relatives",
    "clause_openers",
    "pronouns",
    "demonstratives",
)


def _proper_names() -> tuple[dict[tuple[str, ...], tuple[Kind, str]], dict[str, str], dict[str, str]]:
    """Names of outlets, bodies and states: words → (kind, name as cited); capital → state; nisba → state."""
    data = read_yaml("sources")
    names: dict[tuple[str, ...], tuple[Kind, str]] = {}
    capitals: dict[str, str] = {}
    nisba: dict[str, str] = {}
    for name in _items(data["outlet_names"]):
        names[tuple(fold_key(str(name)).split())] = ("outlet", str(name))
    for body in _items(data["bodies"]):
        for form in (body["name"], *body.get("aliases", ())):
            names[tuple(fold_key(str(form)).split())] = (body["kind"], str(body["name"]))
    for state in _items(data["states"]):
        for form in (state["name"], *state.get("aliases", ())):
            names[tuple(fold_key(str(form)).split())] = ("state", str(state["name"]))
        if state.get("capital"):
            key = fold_key(str(state["capital"]))
            capitals[key] = str(state["name"])
            names.setdefault(tuple(key.split()), ("state", str(state["name"])))
        for adjective in state.get("nisba", ()):
            nisba[fold_key(str(adjective))] = str(state["name"])
    return names, capitals, nisba


def _lengths(names: dict[tuple[str, ...], tuple[Kind, str]]) -> dict[str, tuple[int, ...]]:
    """First word of the names of several words → how many words they have, longest first."""
    lengths: dict[str, set[int]] = {}
    for words in names:
        if len(words) > 1:
            lengths.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}


def _items(entry: Any) -> list[Any]:
    if isinstance(entry, dict):
        for key in ("items", "words", "list", "entries"):
            if key in entry:
                return list(entry[key])
        return []
    return list(entry)
