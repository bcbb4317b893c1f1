"""Unknown names of places and bodies under a mask, so that no rule takes their letters for something else.

«لبينة» begins with a preposition for a reader who does not know it, «يلماريا» with a verb's prefix, and «ميرفا» with
nothing. Such a name is as good as any other; the grammar reads all of them alike.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from musnad.attribute.cue_index import load_index
from musnad.attribute.words import Words
from musnad.encode import Encoded, Unknown, root_of
from musnad.segment import Token

# A letter that stands in no Arabic word, so that no clitic, ending or lexicon entry begins or ends with it.
MASK = "گ"
_KINDS = ("B-LOC", "B-ORG")
# Endings that only a people's name has.
_VERBAL, _PEOPLES = "ي", ("يون", "يين")
# Letters of an article: an adjective that only stands with it may be a family name.
_ARTICLE = 2


def masked(tokens: list[Token], labels: Sequence[str], unknown: Mapping[str, Unknown], words: Words) -> list[Token]:
    """*tokens* in whose unknown names, and the adjectives of these, the first and the last letter are masks.

    Letters written onto them stay, and so does a name that would have the same mask as another. Linear in the number
    of tokens.
    """
    if not unknown:
        return tokens
    told = _told(tokens, labels, unknown)
    roots = {_root(found) for found in unknown.values() if found.proven and len(found.before) < _ARTICLE}
    named = {form: found for form, found in unknown.items() if _is_name(found, told, roots)}
    masks = Counter(_mask(stem) for stem in {found.stem for found in named.values()})
    forms = {
        form: found.before + _mask(found.stem) + found.ending
        for form, found in named.items()
        if masks[_mask(found.stem)] == 1 and not _means_something(found.stem + found.ending, words)
    }
    return [token._replace(form=forms[token.form]) if token.form in forms else token for token in tokens]


def _told(tokens: Sequence[Token], labels: Sequence[str], unknown: Mapping[str, Unknown]) -> dict[str, bool]:
    """The stems that are told to be names, and whether of a place or a body somewhere."""
    told: dict[str, bool] = {}
    for token, label in zip(tokens, labels, strict=True):
        if label != "O" and (found := unknown.get(token.form)):
            told[found.stem] = told.get(found.stem, False) or label in _KINDS
    return told


def _means_something(form: str, words: Words) -> bool:
    return (form,) in words.names or form in load_index().words or words.head_kind(form) is not None


def _is_name(found: Unknown, told: Mapping[str, bool], roots: set[str]) -> bool:
    """Whether an unknown word is the name of a place or a body, or such a name's adjective.

    Told to be a person and nothing else it is left as it is: persons are known again by the words of their mentions.
    Any word that nobody knows and nobody tells is as good as a name, unless it has the shape of a verb or adjective.
    """
    if found.ending:
        return _root(found) in roots or found.ending in _PEOPLES
    return told.get(found.stem, found.proven or found.stem[0] != _VERBAL)


def _root(found: Unknown) -> str:
    return root_of(found.stem + found.ending)


def _mask(stem: str) -> str:
    return f"{MASK}{stem[1:-1]}{MASK}"


def readable(tokens: Sequence[Token], labels: Sequence[str], encoded: Encoded) -> list[str]:
    """The form of each token that serves as a feature: the stand-in of a known state, of what is told to be a name, and
    of what is proven to be one; the word itself of any other."""
    out = []
    for token, label, seen in zip(tokens, labels, encoded.seen, strict=True):
        found = encoded.unknown.get(token.form)
        out.append(token.form if found and label == "O" and not found.proven else seen)
    return out
