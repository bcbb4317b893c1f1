"""Evidence and changes, which the library tells in English, in the reader's language. Words of reports stay."""

import re
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from musnad.model import FORCES
from musnad.web.language import Reading, words

# Some characters, and whether they are a report's words, to be kept apart from ours.
Piece = tuple[str, bool]

# What the library writes → the key of our own words for it. What is in brackets is shown as it is.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        ("same speaker", "evidence_same_speaker"),
        ("another speaker", "evidence_another_speaker"),
        ("same words|the same words", "evidence_same_words"),
        ("same day", "evidence_same_day"),
        ("in one report", "evidence_in_one_report"),
        (r"within (?P<n>\d+) days?", "evidence_within"),
        ("same names: (?P<text>.*)", "evidence_names"),
        ("same figure: (?P<text>.*)", "evidence_figure"),
        ("shares (?P<text>.*)", "evidence_shares"),
        (r"likeness (?P<text>[\d.]+)", "evidence_likeness"),
        ("denial: (?P<text>.*)", "evidence_denial"),
        ("opposites: (?P<text>.*)", "evidence_opposites"),
        ("(?P<text>.*) for (?P<other>.*)", "evidence_instead"),
        ("set against it: (?P<text>.*)", "evidence_against"),
        ("told as a bare fact", "change_bare"),
        ("became a bare fact(?:: (?P<text>.*))?", "change_became_bare"),
        ("hardened: (?P<text>.*)", "change_hardened"),
        ("softened: (?P<text>.*)", "change_softened"),
        ("speaker lost: (?P<text>.*)", "change_lost"),
        ("became anonymous: (?P<text>.*)", "change_anonymous"),
        ("became anonymous", "change_anonymous_bare"),
        (r"force(?: hardened| softened)?: (?P<before>\w+) → (?P<after>\w+)", "change_force"),
    )
)


def told(evidence: str, reading: Reading) -> list[Piece]:
    """*evidence* in the reader's language, in pieces; as it is where we have no words for it. Linear in its length."""
    for pattern, key in _PATTERNS:
        if found := pattern.fullmatch(evidence):
            return list(_filled(reading.say(key), found.groupdict(), reading))
    return [(evidence, True)]


def all_told(evidence: Iterable[str], reading: Reading) -> list[list[Piece]]:
    """Each piece of *evidence* in the reader's language, once."""
    single = (each for several in evidence for each in several.split("; "))
    return list({str(pieces): pieces for pieces in (told(each, reading) for each in single)}.values())


def label(name: str, value: str | None, reading: Reading) -> str:
    """Our word for a *value* of the library's, such as what is counted; the value itself where we have none."""
    if value is None:
        return ""
    key = f"{name}_{value}".replace(" ", "_")
    return reading.say(key) if key in words() else value


def _filled(words_: str, given: Mapping[str, str | None], reading: Reading) -> Iterator[Piece]:
    for text, name, _, _ in Formatter().parse(words_):
        if text:
            yield text, False
        if name:
            yield _value(name, given[name] or "", reading), True


def _value(name: str, text: str, reading: Reading) -> str:
    if name == "n":
        return reading.number(int(text[:6]))
    if name in ("before", "after") and text in FORCES:
        return reading.say(f"force_{text}")
    return text.replace(", ", "، ") if reading.language == "ar" else text
