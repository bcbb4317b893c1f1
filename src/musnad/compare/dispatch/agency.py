"""Which agency a report says that its text came from: in its dateline, or in its signature."""

import re
from functools import cache

from musnad.lexicons import read_yaml
from musnad.normalise import fold_key

# A dateline stands within so many characters from the beginning of one of the first lines, a signature at the end.
_HEAD = 140
_TAIL = 60
_PLACE = r"[^\W\d_]+(?: [^\W\d_]+){0,4}"
_SPACES = re.compile(r"\s+")


def agency_of(text: str) -> str | None:
    """The id of the agency («b.reuters»), «agencies» where only «وكالات» is said, None where nothing is.

    The first dateline counts, then the last signature. Looks at the ends of the text only.
    """
    for line in fold_key(text[: _HEAD * 3]).split("\n"):
        found = _dateline().search(line[:_HEAD])
        if found:
            return _meant(found)
    found = _signature().search(fold_key(text[-_TAIL * 2 :].rstrip())[-_TAIL:])
    return _meant(found) if found else None


def _meant(found: re.Match[str]) -> str:
    form = next(group for group in found.groups() if group is not None)
    return _by_form()[_SPACES.sub("", form)]


@cache
def _by_form() -> dict[str, str]:
    """Agencies by their folded forms without spaces."""
    return {
        _SPACES.sub("", fold_key(form)): str(entry["id"]) for entry in read_yaml("agencies") for form in entry["forms"]
    }


@cache
def _named() -> str:
    forms = sorted(
        {fold_key(form) for entry in read_yaml("agencies") for form in entry["forms"]}, key=len, reverse=True
    )
    return "(" + "|".join(re.escape(form).replace(r"\ ", " ?") for form in forms) + ")"


@cache
def _dateline() -> re.Pattern[str]:
    """«دمشق – أ ف ب»، «(رويترز) -»، «القاهرة (أ ش أ)»، «واس - جدة»."""
    name, dash = _named(), r"[-–—]"
    return re.compile(
        rf"^\W*(?:{_PLACE}\s*[،,:/]?\s*{dash}?\s*)?[(\[«\"]\s*{name}\s*[)\]»\"]"
        rf"|^\W*{_PLACE}\s*[-–—،,/:]\s*{name}\s*(?:$|[-–—:،,.])"
        rf"|^\W*{name}\s*[-–—،,/]\s*{_PLACE}\s*(?:$|[-–—:،,.(])"
        rf"|^\W*{name}\s*(?:$|[-–—:])"
    )


@cache
def _signature() -> re.Pattern[str]:
    """«… (رويترز)»، «المصدر: وكالات»، «أ ف ب» alone on the last line."""
    name = _named()
    return re.compile(rf"(?:[(\[]\s*{name}\s*[)\]]|المصدر\s*:\s*{name}|\n\W*{name})\W*$")
