"""Spell whole numbers in Arabic words, in either gender and case, for round trips."""

from typing import NamedTuple

_MASCULINE = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
_FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"]
_TENS = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
_SCALES = [
    (10**9, ("مليار", "ملياران", "مليارين", "مليارات")),
    (10**6, ("مليون", "مليونان", "مليونين", "ملايين")),
    (1000, ("ألف", "ألفان", "ألفين", "آلاف")),
]


class Style(NamedTuple):
    """How to spell: gender of what is counted, case, spelling of the hundred, «و» on its own or not."""

    feminine: bool = False
    oblique: bool = False
    old_hundred: bool = False
    fused_hundred: bool = True
    apart: bool = False


def spell(value: int, style: Style = Style()) -> str:  # noqa: B008
    """The words for *value*, from 0 to below 10**12."""
    if value == 0:
        return "صفر"
    parts: list[str] = []
    for scale, (one, two, two_oblique, many) in _SCALES:
        count, value = divmod(value, scale)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(two_oblique if style.oblique else two)
        elif count:
            counted = " ".join(_join(_below_thousand(count, style._replace(feminine=False)), style))
            parts.append(f"{counted} {many if 3 <= count % 100 <= 10 else one}")
    parts += _below_thousand(value, style)
    return " ".join(_join(parts, style))


def _join(parts: list[str], style: Style) -> list[str]:
    joint = "و " if style.apart else "و"
    return [part if at == 0 else joint + part for at, part in enumerate(parts)]


def _below_thousand(value: int, style: Style) -> list[str]:
    hundreds, rest = divmod(value, 100)
    out = []
    hundred = "مائة" if style.old_hundred else "مئة"
    if hundreds == 1:
        out.append(hundred)
    elif hundreds == 2:
        out.append(hundred[:-1] + ("تين" if style.oblique else "تان"))
    elif hundreds:
        unit = "ثمان" if hundreds == 8 else _FEMININE[hundreds]
        out.append(unit + ("" if style.fused_hundred else " ") + hundred)
    return out + (_below_hundred(rest, style) if rest else [])


def _below_hundred(value: int, style: Style) -> list[str]:
    units = _FEMININE if style.feminine else _MASCULINE
    tens, unit = divmod(value, 10)
    name = units[unit]
    if unit == 2 and style.oblique:
        name = "اثنتين" if style.feminine else "اثنين"
    if tens == 0:
        return [name]
    if value == 10:
        return ["عشر" if style.feminine else "عشرة"]
    if tens == 1:
        return [_teen(unit, name, style)]
    ending = "ين" if style.oblique else "ون"
    return [*([name] if unit else []), _TENS[tens] + ending]


def _teen(unit: int, name: str, style: Style) -> str:
    ten = "عشرة" if style.feminine else "عشر"
    if unit == 1:
        return f"{'إحدى' if style.feminine else 'أحد'} {ten}"
    return f"{name[:-1] if unit == 2 else name} {ten}"
