"""Numbers written in digits: separators, decimals, simple fractions, powers, K and M."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from musnad.find.numbers.words import Value

# More digits than these are a serial number, a hash or an attack, not a count of anything.
LONGEST = 24
# Powers beyond this are not computed; a float could not hold them.
_LARGEST_EXPONENT = 300
# Atomic: a letter after the digits must not make a shorter number of them.
_CHUNK = r"(?>\d+(?:[.,،:/]\d+)*)"
_NUMBER = re.compile(
    rf"""
    (?P<sign>(?<=\d-)-|(?<![\w)\]%.,،/:^+-])[-+])?
    (?P<point>(?<![\w.])\.)?
    (?P<chunk>{_CHUNK})
    (?:
        [eE](?P<ten>[-+]?\d{{1,4}})(?![^\W\d_])
      | (?P<dashes>-{{0,2}})\^(?P<raised>[-+]{{0,2}})(?P<power>{_CHUNK})(?![^\W\d_])
      | (?P<suffix>[KkMGbBT])(?![^\W_])
    )?
    (?P<tail>[^\W\d_]*)
    """,
    re.VERBOSE,
)
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "g": 1_000_000_000, "b": 1_000_000_000, "t": 1_000_000_000_000}
_SEPARATOR = re.compile(r"[.,،:/]")


class Digits(NamedTuple):
    """A number in a run of characters.

    Attributes:
        start: where it starts in the run, sign included.
        end: where it ends.
        value: its value.
        plain: the digits alone, where it is no more than digits; else empty.
        composite: whether it is a piece of a date, a time of day or an address.
        slash: whether it is written with a slash.
        tail: letters written onto it («500قتيل»).
    """

    start: int
    end: int
    value: Value
    plain: str = ""
    composite: bool = False
    slash: bool = False
    tail: str = ""


def read_digits(run: str, eastern: bool) -> Iterator[Digits]:
    """The numbers in *run*, which has no white space. *eastern*: whether the raw digits are Arabic-Indic."""
    for match in _NUMBER.finditer(run):
        if match["power"]:
            value = _power(match)
            if value is not None:
                yield Digits(match.start(), match.end("power"), value, tail=match["tail"])
            continue
        found = list(_chunk(match["chunk"], eastern))
        for at, (start, end, value, slash) in enumerate(found):
            first, last = match.start("chunk") + start, match.start("chunk") + end
            plain = match["chunk"][start:end]
            alone = len(found) == 1
            if at == 0 and match["point"] and plain.isdigit():
                value, first, plain = Fraction(f"0.{plain}"), match.start("point"), ""
            if at == 0 and match["sign"] and alone:
                value, first, plain = (-value if match["sign"] == "-" else value), match.start("sign"), ""
            tail = match["tail"] if at == len(found) - 1 else ""
            if alone and match["ten"]:
                value, last, plain = _exact(value * Fraction(10) ** _bounded(match["ten"])), match.end("ten"), ""
            elif alone and match["suffix"]:
                value, last, plain = _exact(value * _SUFFIXES[match["suffix"].lower()]), match.end("suffix"), ""
            if last - first <= LONGEST:
                yield Digits(first, last, value, plain if plain.isdigit() else "", not alone, slash, tail)


def _chunk(chunk: str, eastern: bool) -> Iterator[tuple[int, int, Value, bool]]:
    """The numbers of digits with separators: one, or each part where the separators make no one number."""
    marks = _SEPARATOR.findall(chunk)
    if not marks:
        if len(chunk) <= LONGEST:
            yield 0, len(chunk), int(chunk), False
        return
    parts = _SEPARATOR.split(chunk)
    value = _one_number(parts, marks, eastern) if len(chunk) <= LONGEST else None
    if value is not None:
        yield 0, len(chunk), value, marks == ["/"]
        return
    at = 0
    for part in parts:
        if len(part) <= LONGEST:
            yield at, at + len(part), int(part), False
        at += len(part) + 1


def _one_number(parts: list[str], marks: list[str], eastern: bool) -> Value | None:
    """The value of parts and the marks between them as one number, or None."""
    kinds = {"," if mark == "،" else mark for mark in marks}
    if kinds <= {",", "."}:
        thousands = parts[0] != "0" and len(parts[0]) <= 3 and not (len(parts[0]) > 1 and parts[0][0] == "0")
        if len(marks) == 1:
            if kinds == {","} and thousands and len(parts[1]) == 3:
                return int(parts[0] + parts[1])
            return _exact(Fraction(f"{parts[0]}.{parts[1]}"))
        if not thousands:
            return None
        if len(set(marks)) == 1:
            return int("".join(parts)) if all(len(part) == 3 for part in parts[1:]) else None
        if len(set(marks[:-1])) == 1 and marks[-1] != marks[0] and all(len(part) == 3 for part in parts[1:-1]):
            return _exact(Fraction(f"{''.join(parts[:-1])}.{parts[-1]}"))
        return None
    if marks == ["/"] and int(parts[1]) and max(map(len, parts)) <= 4:
        above, below = int(parts[0]), int(parts[1])
        # Arabic-Indic halves are often typed as they look from the right: ٢/١ for one half.
        if eastern and above > below > 0:
            above, below = below, above
        return _exact(Fraction(above, below))
    return None


def _power(match: re.Match[str]) -> Value | None:
    """The value of «a^b». One typed from the right has its dashes before the caret: «-١-^٢٥٠٠» is -(2500^-1)."""
    parts = [list(_chunk(match[name], False)) for name in ("chunk", "power")]
    if any(len(part) != 1 for part in parts):
        return None
    base, exponent = Fraction(parts[0][0][2]), Fraction(parts[1][0][2])
    down = match["raised"].count("-") == 1
    if match["dashes"]:
        base, exponent, down = exponent, base, len(match["dashes"]) == 1
    try:
        value = float(base) ** float(-exponent if down else exponent)
    except (OverflowError, ZeroDivisionError):
        return None
    if abs(value) > 10.0**_LARGEST_EXPONENT:
        return None
    return _exact(Fraction(-value if match["sign"] == "-" else value))


def _bounded(exponent: str) -> int:
    return max(-_LARGEST_EXPONENT, min(_LARGEST_EXPONENT, int(exponent)))


def _exact(value: Value) -> Value:
    """The value as an int where it is whole."""
    return int(value) if value.denominator == 1 else value
