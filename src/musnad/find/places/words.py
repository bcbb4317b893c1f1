"""The words around names of places, from the lexicon, with the clitics that may stand before them."""

from dataclasses import dataclass
from functools import cache

from musnad.lexicons import load_cues, read_words, read_yaml
from musnad.normalise import fold_key

_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
Forms = dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Each table maps a form, clitics and all, to the bare word; sets hold bare or finished forms.

    *classes* maps a bare class word to the classes it allows; the tables of directions map to letters.
    """

    class_words: Forms
    classes: dict[str, frozenset[str]]
    plural: frozenset[str]
    only_class: frozenset[str]
    facilities: Forms
    named_after: Forms
    government_verbs: frozenset[str]
    government_after: frozenset[str]
    government_nouns: Forms
    government_bodies: Forms
    masculine_verbs: frozenset[str]
    place_verbs: frozenset[str]
    locative: Forms
    inside: Forms
    owners: Forms
    determiners: Forms
    person_heads: Forms
    directions: Forms
    direction_letters: dict[str, str]
    direction_adjectives: dict[str, str]
    direction_nouns: Forms
    noun_letters: dict[str, str]
    countryside: Forms
    near: Forms
    near_pairs: frozenset[str]
    centre: Forms
    border: Forms
    units: frozenset[str]
    clause_openers: frozenset[str]
    routes: frozenset[str]
    lying_in: frozenset[str]
    borders: dict[str, tuple[float, float, float]]


@cache
def load_words() -> Words:
    """The words, read once in a process."""
    raw = read_yaml("places")
    classes = {fold_key(w): frozenset(kinds) for w, kinds in raw["class_words"]["words"].items()}
    letters = {fold_key(w): str(d) for w, d in raw["directions"]["words"].items()}
    adjectives = {fold_key(w): str(d) for w, d in raw["direction_adjectives"]["words"].items()}
    nouns = {fold_key(w): str(d) for w, d in raw["direction_nouns"]["words"].items()}
    place_verbs = read_words("places", "place_verbs")
    plurals = read_words("places", "plurals")
    return Words(
        class_words=_with_clitics(classes),
        classes=classes,
        plural=frozenset(w for w in classes if w in plurals),
        only_class=read_words("places", "only_class"),
        facilities=_table("facilities"),
        named_after=_table("named_after"),
        government_verbs=_government_verbs() - place_verbs,
        government_after=read_words("places", "government_after"),
        government_nouns=_table("government_nouns"),
        government_bodies=_table("government_bodies"),
        masculine_verbs=_masculine_verbs(place_verbs),
        place_verbs=place_verbs,
        locative=_table("locative"),
        inside=_table("inside"),
        owners=_table("owners"),
        determiners=_table("determiners"),
        person_heads=_table("person_heads"),
        directions=_with_clitics(letters),
        direction_letters=letters,
        direction_adjectives=adjectives,
        direction_nouns=_with_clitics(nouns),
        noun_letters=nouns,
        countryside=_table("countryside"),
        near=_table("near"),
        near_pairs=frozenset(fold_key(w) for w in raw["near"]["two_words"]),
        centre=_table("centre"),
        border=_table("border"),
        clause_openers=read_words("places", "clause_openers"),
        routes=read_words("places", "routes"),
        lying_in=read_words("places", "lying_in"),
        units=read_words("places", "distance_units"),
        borders={
            pair: (float(at[0]), float(at[1]), float(at[2])) for pair, at in raw["foreign_borders"]["pairs"].items()
        },
    )


def _table(section: str) -> Forms:
    return _with_clitics(read_words("places", section))


def _with_clitics(words: dict[str, object] | dict[str, frozenset[str]] | dict[str, str] | frozenset[str]) -> Forms:
    table = {}
    for word in words:
        for clitic in _CLITICS:
            table[clitic + word] = word
        if word.startswith("ال"):
            table.update({"لل" + word[2:]: word, "ولل" + word[2:]: word})
    # A word as it stands in the list goes before one with a clitic («بلدة» is no «ب» with «لدة»).
    table.update({word: word for word in words})
    return table


def _government_verbs() -> frozenset[str]:
    verbs = set(read_words("places", "government_verbs"))
    for entry in load_cues()[0]:
        if entry.pos == "verb":
            verbs.add(entry.past + "ت")
            verbs.add("ت" + entry.present[1:])
    return frozenset(clitic + verb for verb in verbs for clitic in ("", "و", "ف", "س"))


def _masculine_verbs(place_verbs: frozenset[str]) -> frozenset[str]:
    verbs = {form for entry in load_cues()[0] if entry.pos == "verb" for form in (entry.past, entry.present)}
    verbs -= place_verbs
    return frozenset(clitic + verb for verb in verbs for clitic in ("", "و", "ف", "س"))
