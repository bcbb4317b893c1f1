"""The words of number, each with what it counts and how it may stand: the compiled form of ``numbers.yaml``."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from typing import NamedTuple

from musnad.lexicons import read_words, read_yaml

Value = int | Fraction

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")


class Atom(NamedTuple):
    """A word of number with what is written onto it.

    Attributes:
        kind: unit, one_of, ten, tens, hundred, hundreds, scale, dozen, zero, fraction, ordinal, relative,
            last, vague.
        value: what it counts; for a fraction its part, for a relative place its offset.
        form: the bare word.
        cut: how many characters of conjunction and preposition lie before the word.
        conj: whether a conjunction lies there.
        prep: whether a preposition lies there.
        definite: whether it has the article.
        many: 2 for a dual, 3 for a plural, else 1.
        part: what the word is as a fraction where it may be one («خمس»), else None.
        note: ``end`` or ``current`` of a relative place.
    """

    kind: str
    value: Value
    form: str
    cut: int = 0
    conj: bool = False
    prep: bool = False
    definite: bool = False
    many: int = 1
    part: Fraction | None = None
    note: str = ""


@cache
def atoms() -> dict[str, Atom]:
    """Every form of every word of number, with conjunctions, prepositions and article, to its reading."""
    barred = read_words("numbers", "not_numbers")
    only_definite = read_words("numbers", "ordinal_only_definite")
    indefinite = read_words("numbers", "vague_only_indefinite")
    out: dict[str, Atom] = {}
    for atom in _bare():
        for conj, prep, article in product(_CONJUNCTIONS, _PREPOSITIONS, ("", "ال")):
            if article and (atom.kind in ("zero", "last") or atom.form in indefinite):
                continue
            if not article and (atom.kind == "relative" or (atom.kind == "ordinal" and atom.form in only_definite)):
                continue
            written = "لل" if (prep, article) == ("ل", "ال") else prep + article
            form = conj + written + atom.form
            # The article merges with ل: «للمئة» shows no alif to keep with the word.
            cut = len(conj) + (0 if not prep else 1)
            if form not in barred:
                whole = atom._replace(cut=cut, conj=bool(conj), prep=bool(prep), definite=bool(article))
                out.setdefault(form, whole)
    return out


def _bare() -> Iterator[Atom]:
    """The words without anything written onto them; of two readings of one form the first holds."""
    words = read_yaml("numbers")
    parts = {form: Fraction(part) for part, forms in words["fractions"].items() for form in forms["one"]}
    price = read_words("numbers", "price")
    for value, forms in words["units"].items():
        if value != "note":
            yield from (Atom("unit", value, form, part=parts.get(form)) for form in forms)
    yield from (Atom("one_of", 1, form) for form in words["one_of"])
    yield from (Atom("zero", 0, form) for form in words["zero"])
    yield from (Atom("ten", 10, form, part=parts.get(form)) for form in words["ten"])
    for value, forms in words["tens"].items():
        yield from (Atom("tens", value, form) for form in forms)
    for value, forms in words["hundreds"].items():
        if value != "note":
            yield from (Atom("hundred", value, form) for form in forms)
    yield from _scales(words)
    for part, forms in words["fractions"].items():
        for many, key in ((1, "one"), (2, "two"), (3, "many")):
            value = Fraction(part) * (2 if many == 2 else 1)
            for form in forms[key]:
                yield Atom("price" if form in price else "fraction", value, form, many=many, part=Fraction(part))
    for value, forms in words["ordinals"].items():
        if value != "note":
            yield from (Atom("ordinal", value, form) for form in forms)
    for origin in ("end", "current"):
        for offset, forms in words["relative"][origin].items():
            yield from (Atom("relative", offset, form, note=origin) for form in forms)
    yield from (Atom("last", 0, form, note="end") for form in words["last"]["words"])
    # «مئات» after 3 to 9 is a hundred; the grammar tells that from «some hundreds».
    yield from (Atom("vague", entry["unit"], form) for form, entry in words["vague"]["words"].items())


def _scales(words: dict[str, dict[object, dict[str, list[str]]]]) -> Iterator[Atom]:
    for many, key in ((1, "one"), (2, "two"), (3, "many")):
        for value, forms in words["scales"].items():
            if isinstance(value, int):
                yield from (Atom("scale", value, form, many=many) for form in forms[key])
        forms_of_dozen: list[str] = words["dozens"][key]  # type: ignore[assignment]
        yield from (Atom("dozen", 12, form, many=many) for form in forms_of_dozen)
