"""From folded text to stretches of words and marks that may speak of time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from musnad.find.times import tags
from musnad.find.times.items import Item, Number
from musnad.find.times.lexicon import Entry, Lexicon, Phrases, Word, load
from musnad.lexicons import read_words

_TOKEN = re.compile(
    r"(?P<clock>(?:(?<![\d.:/+])|(?<=\d)(?=T))T?\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<date>(?<![\d/.\-])\d{1,4}(?P<mark>[/.\-])\d{1,2}(?P=mark)\d{1,4}(?![\d/\-]|\.\d))"
    r"|(?P<pair>(?<![\d/.\-])\d{1,4}[/.\-]\d{1,4}(?![\d/\-]|[.,]\d))"
    r"|(?P<share>\d[\d.,]*(?:\s?%| +(?:في ?|ب)الما?يه(?!\w))|%\s?\d[\d.,]*)"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<sign>[^\w\s]|\n)"
)
_SIGNS = {
    ",": tags.COMMA, "،": tags.COMMA, "/": tags.SLASH, "-": tags.DASH, "–": tags.DASH, "—": tags.DASH,
    ".": tags.DOT, "(": tags.OPEN, ")": tags.CLOSE, "[": tags.OPEN, "]": tags.CLOSE,
}  # fmt: skip
_GAP = re.compile(r"(?:[ \t]*[-–]?[ \t]*|\.)(?=\w)")
_PARTICLES = {
    tags.AND: Word(tags.AND, form="و"),
    tags.IN: Word(tags.IN, form="ب"),
    tags.TO: Word(tags.TO, form="ل"),
}
# The article before digits: «الـ27», «للـ27».
_ARTICLES = {"ال": (), "وال": (tags.AND,), "لل": (tags.TO,), "بال": (tags.IN,), "ل": (tags.TO,), "ب": (tags.IN,)}
_DIGIT = re.compile(r" ?\d")
# A stretch with none of these says no time.
_ANCHORS = frozenset(
    tags.MONTH + tags.HIJRI + tags.WEEKDAY + tags.DAY + tags.UNIT + tags.DUAL + tags.UNITS + tags.THE_UNIT + tags.OWN
    + tags.CLOCK + tags.CLOCK_DIGITS + tags.DATE_DIGITS + tags.PAIR_DIGITS + tags.RELATIVE + tags.PART + tags.THE_PART
    + tags.SEASON + tags.FEAST + tags.WEEKEND + tags.DECADE + tags.SET + tags.NOON + tags.NOW + tags.SOON + tags.LUNCH
    + tags.REST + tags.FRACTION
)  # fmt: skip
# Numbers say a time by themselves only where one is looked for, or as years.
_NUMBERS = frozenset(tags.NUMBER + tags.ORDINAL)
# No expression is longer; a longer stretch is cut, so that the work stays linear whatever is written.
_LONGEST = 48


def stretches(text: str) -> Iterator[list[Item]]:
    """Stretches of items between words that have nothing to do with time, each with the item before and after."""
    lexicon = load()
    out: list[Item] = []
    anchored = False
    for item in _items(text, lexicon):
        if item.tag in (tags.OTHER, tags.END):
            if anchored:
                yield [*out, item]
            out, anchored = [item], False
            continue
        if len(out) >= _LONGEST:
            edge = Item(tags.END, item.start, item.start)
            if anchored:
                yield [*out, edge]
            out, anchored = [edge], False
        out.append(item)
        anchored = anchored or item.tag in _ANCHORS or (item.tag in _NUMBERS and _may_be_time(item, out[0]))
    if anchored:
        yield [*out, Item(tags.END, len(text), len(text))]


def is_whole(items: list[Item], text: str) -> bool:
    """Whether a stretch is all that there is: a time by itself («13-15 تموز», a field of a table)."""
    first, last = items[0], items[-1]
    return first.tag == last.tag == tags.END and not text[: items[1].start].strip() and not text[last.start :].strip()


def _may_be_time(item: Item, before: Item) -> bool:
    if item.number is not None and item.number.digits:
        return 1900 <= item.number.value <= 2100 or before.tag == tags.END or is_loose(before)
    # A year in two numbers («تسعة عشر ثمانية وعشرون») is looked for where a sentence begins.
    return item.lex.number >= 1000 or before.tag == tags.END or is_loose(before)


def is_loose(before: Item) -> bool:
    """Whether a bare number is a day or an hour: after verbs of coming and going, and the like."""
    words = read_words("times", "loose")
    form = before.text
    if not form or form in words:
        return bool(form)
    stem = form.removeprefix("و").removeprefix("ف")
    return stem in words or (stem.startswith("س") and stem[1:] in words)


def _items(text: str, lexicon: Lexicon) -> Iterator[Item]:
    words, phrases = lexicon.words, lexicon.phrases
    yield Item(tags.END, 0, 0)
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < at:
            continue
        kind = match.lastgroup
        if kind == "word":
            form = match.group()
            if form in _ARTICLES and _DIGIT.match(text, end):
                at = end
                for tag in _ARTICLES[form]:
                    yield Item(tag, start, start + 1, form, word=_PARTICLES[tag])
                continue
            if form in phrases:
                found = _phrase(text, match, phrases[form])
                if found is not None:
                    entry, at = found
                    yield from _with_clitics(entry, form, start, at)
                    continue
            known = words.get(form)
            if known is None:
                yield Item(tags.OTHER, start, end, form)
            else:
                yield from _with_clitics(known, form, start, end)
        else:
            yield _mark(match, kind)


def _with_clitics(entry: Entry, form: str, start: int, end: int) -> Iterator[Item]:
    at = start
    for tag, letters in entry.clitics:
        if tag:
            yield Item(tag, at, at + letters, form, word=_PARTICLES[tag])
        at += letters
    yield Item(entry.word.tag, at, end, form, word=entry.word)


def _phrase(text: str, match: re.Match[str], options: Phrases) -> tuple[Entry, int] | None:
    """The longest phrase that goes on as the text does, over spaces and dashes."""
    for rest, entry in options:
        at = match.end()
        for word in rest:
            gap = _GAP.match(text, at)
            if gap is None or not text.startswith(word, gap.end()):
                break
            at = gap.end() + len(word)
        else:
            if at >= len(text) or not text[at].isalpha():
                return entry, at
    return None


def _mark(match: re.Match[str], kind: str | None) -> Item:
    start, end = match.span()
    shown = match.group()
    if kind == "share":
        return Item(tags.OTHER, start, end, shown)
    if kind == "number":
        whole = shown.replace(",", "")
        number = Number(float(whole), digits=True) if len(whole) < 16 else Number(-1.0, digits=True)
        return Item(tags.NUMBER, start, end, shown, number=number)
    if kind == "clock":
        clock = tuple(int(part) for part in shown.lstrip("T").split(":"))
        if clock[0] > 24 or any(part > 59 for part in clock[1:]):
            return Item(tags.OTHER, start, end, shown)
        clock = (clock[0] % 24, *clock[1:])
        return Item(tags.CLOCK_DIGITS, start, end, shown, number=Number(clock[0], digits=True, pair=clock))
    if kind in ("date", "mark", "pair"):
        sign = next(c for c in shown if not c.isdigit())
        pair = tuple(int(part) for part in shown.split(sign))
        value = float(shown) if sign == "." and len(pair) == 2 else -1.0
        tag = tags.DATE_DIGITS if len(pair) == 3 else tags.PAIR_DIGITS
        return Item(tag, start, end, shown, number=Number(value, digits=True, pair=pair, mark=sign))
    return Item(_SIGNS.get(shown, tags.END), start, end, shown)
