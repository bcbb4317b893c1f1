"""Known states, their adjectives and capitals, read as one of each, so that no side's words are read by its name.

The encoder knows some states better than others, and knows them in the company that they keep in the news. What a
sentence says is not to hang on that: each is read as the same state, in the same gender and with the same letters
written onto it. Names that are common words too stay what they are.
"""

from collections.abc import Iterator
from functools import cache

from musnad.lexicons import read_words
from musnad.lexicons.knowledge import load_knowledge
from musnad.model.entity import State
from musnad.normalise import fold_key

# The state as which all others are read; and one for each way in which the grammar of a state may differ.
_COMMON, _MASCULINE, _DEFINITE, _MASCULINE_DEFINITE = "s.iran", "s.lebanon", "s.saudi-arabia", "s.iraq"
_DEFINITE_CAPITAL = "s.egypt"
_ENDINGS = ("", "ه", "ون", "ين", "ان", "ات", "تان", "تين", "ا")
_BEFORE = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
_ARTICLE = "ال"


@cache
def state_stand_ins() -> dict[str, str]:
    """Folded form → the form that readers see in its place."""
    out: dict[str, str] = {}
    for state in load_knowledge().states.values():
        for form, other in _pairs(state):
            for before in _BEFORE:
                if form.startswith(_ARTICLE) and before.endswith("ل"):
                    out.setdefault(f"{before}ل{form[2:]}", f"{before}ل{other[2:]}")
                else:
                    out.setdefault(before + form, before + other)
    return out


@cache
def seen_states() -> frozenset[str]:
    """All forms that stand in for those of a known state."""
    return frozenset(state_stand_ins().values())


def _pairs(state: State) -> Iterator[tuple[str, str]]:
    """The words of one state, and what stands in for each."""
    states, masculine = load_knowledge().states, read_words("sources", "masculine_states")
    if state.homograph:
        return
    for name in map(fold_key, (state.name, *state.forms)):
        if " " not in name:
            definite = name.startswith(_ARTICLE)
            kinds = (_MASCULINE_DEFINITE, _DEFINITE) if definite else (_MASCULINE, _COMMON)
            yield name, fold_key(states[kinds[name not in masculine]].name)
    capital = fold_key(state.capital or "")
    if capital and " " not in capital:
        kind = _DEFINITE_CAPITAL if capital.startswith(_ARTICLE) else _COMMON
        yield capital, fold_key(states[kind].capital or "")
    adjectives = states[_COMMON].adjectives
    if state.adjectives and adjectives:
        adjective, other = fold_key(state.adjectives[0]), fold_key(adjectives[0])
        for ending in _ENDINGS:
            yield adjective + ending, other + ending
            yield _ARTICLE + adjective + ending, _ARTICLE + other + ending
