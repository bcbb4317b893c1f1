"""Which agency a report says that its text came from: in its dateline, or in its signature."""

import re
from functools import cache

from musnad.lexicons import read_yaml
from musnad.normalise import fold_key

# A dateline stands within so many characters from the beginning of one of the first lines, a signature at the end.
_HEAD = 140
_LINES = 3
_TAIL = 90
_WORD = r"[^\W\d_]+"
_PLACE = rf"{_WORD}(?: {_WORD}){{0,4}}"
_OUTLET = rf"[«\"(]{_PLACE}[»\")]"
_DASH = r"[-–—]"
# «دمشق – البعث – », «غزة «الخليج»، », «القاهرة: »: what may stand before the agency.
_BEFORE = rf"(?:{_PLACE}|{_OUTLET})(?: ?{_OUTLET})?"
_LOOSE = re.compile(r"[\s.]+")
# Before brackets at the end: then the agency is one that is spoken of («بحسب وكالة الأنباء الألمانية (د.ب.أ)»).
_SPOKEN_OF = re.compile(rf"\b(?:[وبل]?(?:ال)?وكال[هة]|[وبل]?صحيفه|[وبل]?قناه)(?: {_WORD}){{0,5}}\s*$")


def agency_of(text: str) -> str | None:
    """The id of the agency («b.reuters»), «agencies» where only «وكالات» is said, None where nothing is.

    The first dateline counts, then the last signature; of several agencies the one named first. Looks at the ends of
    the text only.
    """
    head, more = text[: _HEAD * _LINES], len(text) > _HEAD * _LINES
    lines = fold_key(head).split("\n")
    if more and len(lines) > 1:
        # Cut off in the middle: «واع» is the agency, and the beginning of «واعتبر».
        lines.pop()
    for line in lines:
        found = _dateline().search(line[:_HEAD])
        if found and (len(line) <= _HEAD or found.end() < _HEAD):
            return _meant(found)
    tail = fold_key(text[-_TAIL * 2 :].rstrip())[-_TAIL:]
    found = _signature().search(tail)
    return _meant(found) if found and not _SPOKEN_OF.search(tail[: found.start()]) else None


def agency_id(name: str) -> str | None:
    """The id of the agency that *name* means, in any spelling, or that it is; None if none is known."""
    loose = _LOOSE.sub("", fold_key(name))
    return _by_form().get(loose) or (name if name in _names() else None)


def agency_name(id_: str) -> str:
    """The usual short name of the agency («رويترز»); *id_* itself where it is not known."""
    return _names().get(id_, id_)


def _meant(found: re.Match[str]) -> str:
    form = next(group for group in found.groups() if group is not None)
    return _by_form()[_LOOSE.sub("", form)]


@cache
def _names() -> dict[str, str]:
    return {str(entry["id"]): str(entry["forms"][0]) for entry in read_yaml("agencies")}


@cache
def _by_form() -> dict[str, str]:
    """Agencies by their folded forms without spaces and full stops."""
    return {
        _LOOSE.sub("", fold_key(form)): str(entry["id"]) for entry in read_yaml("agencies") for form in entry["forms"]
    }


def _named(words: bool) -> str:
    """Any form, as a group; without those that are common words unless *words*."""
    entries = [entry for entry in read_yaml("agencies") if words or not entry.get("word")]
    forms = sorted({fold_key(form) for entry in entries for form in entry["forms"]}, key=len, reverse=True)
    return "(" + "|".join(map(_loosely, forms)) + r")(?!\w)"


def _loosely(form: str) -> str:
    parts = form.split(" ")
    if max(map(len, parts)) <= 2:
        # Letters said one by one: «أ ف ب», «يو بي آي». Two of them without a break are a word: «أب».
        return rf"[ .]{{{int(len(parts) == 2)},2}}".join(parts) + r"\.?"
    return " ?".join(map(re.escape, parts))


@cache
def _dateline() -> re.Pattern[str]:
    """«دمشق – أ ف ب»، «(رويترز) -»، «القاهرة (أ ش أ) -»، «واس - جدة:»، «غزة «الخليج»، وكالات:»، «… 2015 م واس»."""
    name, sure = _named(words=True), _named(words=False)
    ends = rf"\s*(?:$|{_DASH}|[:،,])"
    return re.compile(
        rf"^\W*(?:{_PLACE}\s*[،,:/]?\s*{_DASH}?\s*)?[(\[]\s*{name}[^()\[\]]{{0,30}}[)\]]\s*(?:$|{_DASH}|:)"
        rf"|^\W*(?:{_BEFORE}\s*(?:{_DASH}|[،,/:])[،, ]*){{1,3}}{name}{ends}"
        rf"|^\W*{_BEFORE}\s*و{sure}\s*:"
        rf"|^\W*{sure}\s*(?:{_DASH}|[،,/])\s*{_PLACE}\s*(?:$|{_DASH}|[:(])"
        rf"|^\W*{sure}\s*(?:$|{_DASH}|:)"
        rf"|^\W*{_WORD}[^:.\"«(]{{3,70}}(?:\bم|/)\s*{name}\s*(?:$|/)"
    )


@cache
def _signature() -> re.Pattern[str]:
    """«… (رويترز)»، «… . «واس»»، «المصدر: وكالات»، «… . وام»، «– وكالات», «أ ف ب» alone on the last line."""
    name, sure = _named(words=True), _named(words=False)
    others = r"[^()\[\]\n]{0,30}"
    return re.compile(
        rf"(?:[(\[]\s*{name}{others}[)\]]|[.!؟]\s*[«\"“]\s*{name}\s*[»\"”]|المصدر\s*[:(]?\s*[(]?\s*{name}"
        rf"|[.!؟»]\s*{sure}|{_DASH} ?{name}|\n\W*{sure})\W*$"
    )
