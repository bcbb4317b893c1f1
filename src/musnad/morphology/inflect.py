"""Inflect Arabic verbs and verbal nouns by rule, in folded spelling.

Folding (see ``musnad.normalise``) writes every hamza on its seat as that seat and ى as ي, so the rules
need to know only where a root is weak: a middle ا (hollow) or a final ا or ي (defective).
First and second persons are left out: a speaker's own «نؤكد» is content, not an act reported.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

Part = Literal["perfect", "imperfect", "participle", "masdar", "noun"]
Gender = Literal["m", "f", ""]
Number = Literal["s", "d", "p", ""]


class Form(NamedTuple):
    """One inflected form: its folded spelling and what it says about its subject.

    *suffix* is the attached pronoun («ه», «ها», «هم», «هما»), empty for none: an object on a verb,
    the speaker on a masdar («قوله»). Gender and number are empty where the form does not
    tell; a *jussive* stands after «لم» and «لا» only.
    """

    spelling: str
    part: Part
    gender: Gender = ""
    number: Number = ""
    suffix: str = ""
    future: bool = False
    definite: bool = False
    jussive: bool = False


_SUFFIXES = ("ه", "ها", "هم", "هما", "هن")
_AGENT_OF_MASDAR: dict[str, tuple[Gender, Number]] = {
    "ه": ("m", "s"),
    "ها": ("f", "s"),
    "هم": ("m", "p"),
    "هما": ("", "d"),
    "هن": ("f", "p"),
}


def verb_forms(past: str, present: str, form: int, *, hamza: bool = False) -> Iterator[Form]:
    """Third-person forms and active participles of a verb.

    *past* and *present* are its folded third-person masculine singular (قال, يقول), *form* the
    derived form from 1 to 10. A verb that ends with a *hamza* (هنأ) looks defective when folded and is not.
    """
    for item in _perfect(past, hamza):
        yield item
        yield from _with_object(item)
    for item in _imperfect(present, hamza):
        yield item
        if item.jussive:
            continue
        yield from _with_object(item)
        if item.spelling[-1] not in "او" or item.number == "s":
            yield item._replace(spelling="س" + item.spelling, future=True)
    yield from _participle(active_participle(past, present, form))


def active_participle(past: str, present: str, form: int) -> str:
    """The active participle in folded spelling, with the ي of a defective root written (نافي)."""
    if form != 1:
        return "م" + present[1:]
    if len(past) == 2:
        return past[0] + "ا" + past[1]
    if past[1] == "ا":
        return past[0] + "اي" + past[2]
    if past[-1] in "اي":
        return past[0] + "ا" + past[1] + "ي"
    return past[0] + "ا" + past[1:]


def masdar_forms(masdar: str, part: Part = "masdar") -> Iterator[Form]:
    """A verbal noun bare, with the article, with ب and with a pronoun that names the speaker."""
    yield Form(masdar, part)
    yield Form("ال" + masdar, part, definite=True)
    if not masdar.startswith("ب"):
        yield Form("ب" + masdar, part)
        yield Form("بال" + masdar, part, definite=True)
    if masdar.endswith("اء") or not masdar.endswith(("ه", "ا", "ي")):
        yield Form(masdar + "ا", part)
    stem = masdar[:-1] + "ت" if masdar.endswith("ه") else masdar
    stems = {stem}
    if stem.endswith("اء"):
        # نداء → ندائه, نداؤه: the hamza takes a seat
        stems |= {stem[:-1] + "ي", stem[:-1] + "و"}
    for base in sorted(stems):
        for suffix in _SUFFIXES:
            gender, number = _AGENT_OF_MASDAR[suffix]
            yield Form(base + suffix, part, gender, number, suffix)
            yield Form("ب" + base + suffix, part, gender, number, suffix)


def _perfect(past: str, hamza: bool) -> Iterator[Form]:
    if len(past) > 2 and past[-1] in "اي" and not hamza:
        stem = past[:-1]
        yield Form(past, "perfect", "m", "s")
        yield Form(stem + "ت", "perfect", "f", "s")
        yield Form(stem + "تا", "perfect", "f", "d")
        yield Form(stem + "وا", "perfect", "m", "p")
        yield Form(stem + ("وا" if past[-1] == "ا" and len(past) == 3 else "يا"), "perfect", "m", "d")
        yield Form(stem + "ين", "perfect", "f", "p")
        return
    yield Form(past, "perfect", "m", "s")
    yield Form(past + "ت", "perfect", "f", "s")
    yield Form(past + "ا", "perfect", "m", "d")
    yield Form(past + "تا", "perfect", "f", "d")
    yield Form(past + "وا", "perfect", "m", "p")
    if len(past) > 2 and past[-2] == "ا":
        yield Form(past[:-2] + past[-1] + "ن", "perfect", "f", "p")
    else:
        yield Form(past + "ن", "perfect", "f", "p")


def _imperfect(present: str, hamza: bool) -> Iterator[Form]:
    defective = present[-1] in "ايو" and not hamza
    stem = present[1:]
    bare = stem[:-1] if defective else stem
    for letter, gender in (("ي", "m"), ("ت", "f")):
        assert gender in ("m", "f")
        sex: Gender = "m" if gender == "m" else "f"
        yield Form(letter + stem, "imperfect", sex, "s")
        if defective:
            yield Form(letter + bare, "imperfect", sex, "s", jussive=True)
        elif len(stem) > 2 and stem[-2] in "وي" and len(stem) <= 4:
            yield Form(letter + stem[:-2] + stem[-1], "imperfect", sex, "s", jussive=True)
        dual = stem if not stem.endswith("ا") else bare + "ي"
        yield Form(letter + dual + "ان", "imperfect", sex, "d")
    yield Form("ي" + bare + "ون", "imperfect", "m", "p")
    yield Form("ي" + bare + "وا", "imperfect", "m", "p")
    yield Form("ي" + (bare + "ين" if defective else stem + "ن"), "imperfect", "f", "p")


def _with_object(item: Form) -> Iterator[Form]:
    stem = item.spelling
    if item.number not in ("s", "p") or (item.number == "p" and not stem.endswith(("وا", "ون"))):
        return
    if stem.endswith("وا"):
        stem = stem[:-1]
    stems = [stem]
    if stem.endswith("ي") and item.number == "s":
        # Before a pronoun ى is written ا («نفاه», «تراها»); folded, a present in ي may be one in ى.
        stems = [stem[:-1] + "ا"] if item.part == "perfect" else [stem, stem[:-1] + "ا"]
    for base in stems:
        for suffix in _SUFFIXES:
            # «رآها»: two of them are written as one.
            yield item._replace(spelling=base.replace("اا", "ا") + suffix, suffix=suffix)


def _participle(base: str) -> Iterator[Form]:
    part: Part = "participle"
    defective = base.endswith(("ي", "ا"))
    stem = base[:-1] if defective else base
    full = stem + "ي" if defective else stem
    table: list[tuple[str, Gender, Number]] = [
        (full, "m", "s"),
        (full + "ا", "m", "s"),
        (full + "ه", "f", "s"),
        (stem + "ون", "m", "p"),
        (stem + "ين", "m", "p"),
        (full + "ان", "m", "d"),
        (full + "تين", "f", "d"),
        (full + "ات", "f", "p"),
    ]
    if defective:
        table.append((stem, "m", "s"))
    for spelling, gender, number in table:
        yield Form(spelling, part, gender, number)
        yield Form("ال" + spelling, part, gender, number, definite=True)
