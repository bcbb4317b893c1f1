"""Number words added up: «ألفين وثمانية عشر» is 2018, «الحادي والعشرين» the 21st."""

from __future__ import annotations

from musnad.find.times import tags
from musnad.find.times.items import Item, Number
from musnad.find.times.lexicon import Word

# «يوم اثنين», «كل أحد»: numbers that are weekdays after a day.
_WEEKDAYS = {
    Word(tags.NUMBER, 2, form="اثنين"): Word(tags.WEEKDAY, 1, form="اثنين"),
    Word(tags.NUMBER, 1, form="احد"): Word(tags.WEEKDAY, 7, form="احد"),
}


def add_up(items: list[Item]) -> list[Item]:
    """The items with each run of number words made one number. Linear."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.tag == tags.NUMBER and item.word in _WEEKDAYS and _names_a_day(items, at, out):
            weekday = _WEEKDAYS[item.lex]
            out.append(Item(tags.WEEKDAY, item.start, item.end, item.text, word=weekday))
            at += 1
        elif item.tag == tags.NUMBER and item.word is None and _thousand(items, at + 1):
            number = Number(item.num.value * 1000, digits=True)
            out.append(Item(tags.NUMBER, item.start, items[at + 1].end, number=number))
            at += 2
        elif item.tag in (tags.NUMBER, tags.ORDINAL) and item.word is not None:
            made, at = _number(items, at)
            out.append(made)
        else:
            if item.tag not in (tags.THOUSANDS,):
                out.append(item)
            else:
                out.append(Item(tags.OTHER, item.start, item.end, item.text))
            at += 1
    return out


def _names_a_day(items: list[Item], at: int, out: list[Item]) -> bool:
    """Whether «اثنين» or «أحد» is a weekday here: «كل اثنين», «آخر أحد من آذار»."""
    if not out:
        return False
    if out[-1].tag in (tags.DAY, tags.EVERY):
        return True
    after = [item.tag for item in items[at + 1 : at + 3]]
    return (
        out[-1].tag in (tags.EDGE, tags.ORDINAL) and after[:1] == [tags.FROM] and after[-1] in (tags.MONTH, tags.HIJRI)
    )


def _number(items: list[Item], at: int) -> tuple[Item, int]:
    first = items[at]
    if first.tag == tags.ORDINAL:
        return _ordinal(items, at)
    value, end, parts = _term(items, at)
    while end + 1 < len(items) and items[end].tag == tags.AND:
        nxt = items[end + 1]
        if nxt.tag != tags.NUMBER or nxt.word is None:
            break
        more, more_end, more_parts = _term(items, end + 1)
        units = value % 100 if value >= 100 else value
        if (0 < units < 10 and 20 <= more <= 90 and more % 10 == 0) or (
            value >= 100 and units == 0 and (more < 100 or (value % 1000 == 0 and more < 1000))
        ):
            pass
        else:
            break
        value += more
        parts += more_parts
        end = more_end
    number = Number(value, tuple(parts), definite=first.lex.definite)
    return Item(tags.NUMBER, first.start, items[end - 1].end, number=number), end


def _term(items: list[Item], at: int) -> tuple[int, int, list[int]]:
    """One term of a sum: a word, a teen, hundreds or thousands written in two words."""
    value = items[at].lex.number
    parts = [value]
    end = at + 1
    if value < 10 and _is(items, end, 10):
        value, end, parts = value + 10, end + 1, [value + 10]
    elif 3 <= value < 10 and _is(items, end, 100):
        value, end, parts = value * 100, end + 1, [value * 100]
    if (end < len(items) and items[end].tag == tags.THOUSANDS and 3 <= value <= 10) or (
        11 <= value < 1000 and _is(items, end, 1000)
    ):
        value, end, parts = value * 1000, end + 1, [value * 1000]
    return value, end, parts


def _is(items: list[Item], at: int, value: int) -> bool:
    return (
        at < len(items)
        and items[at].tag == tags.NUMBER
        and items[at].word is not None
        and items[at].lex.number == value
        and not items[at].lex.definite
    )


def _thousand(items: list[Item], at: int) -> bool:
    """Whether «ألف» or «آلاف» stands here, as after digits: «7 آلاف»."""
    return _is(items, at, 1000) or (at < len(items) and items[at].tag == tags.THOUSANDS)


def _ordinal(items: list[Item], at: int) -> tuple[Item, int]:
    first = items[at].lex
    value, end = first.number % 100, at + 1
    feminine = first.unit == "f"
    if _is(items, end, 10):
        value, end = value + 10, end + 1
    elif (
        end + 1 < len(items)
        and items[end].tag == tags.AND
        and items[end + 1].tag == tags.NUMBER
        and items[end + 1].word is not None
        and items[end + 1].lex.definite
        and items[end + 1].lex.number in range(20, 100, 10)
    ):
        value, end = value + items[end + 1].lex.number, end + 2
    number = Number(value, (value,), ordinal=True, feminine=feminine, definite=first.definite)
    return Item(tags.ORDINAL, items[at].start, items[end - 1].end, number=number), end
