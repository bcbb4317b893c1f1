"""What list formats have in common: ids, Arabic names first, states by their codes."""

import hashlib
import re
from functools import cache
from typing import Any

from musnad.lexicons.knowledge import load_knowledge

Made = tuple[str, dict[str, Any]]
_ARABIC = re.compile("[\u0620-\u064a]")
_UNSAFE = re.compile(r"[^a-z0-9-]+")
# A name list can carry hundreds of transliterations of one name.
MOST_FORMS = 40
_LONGEST_NAME = 200


class Unfit(ValueError):
    """An entry that cannot be taken; the message says why and what to do."""


def own_id(prefix: str, foreign: str) -> str:
    """The id of ours for an entry of another list: its own in lower case, with a hash where that could clash."""
    slug = _UNSAFE.sub("-", foreign.lower()).strip("-")[:60]
    if slug != foreign and slug.upper() != foreign:
        slug = f"{slug}-{hashlib.sha256(foreign.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return f"{prefix}.{slug}"


def named(names: list[str]) -> dict[str, Any]:
    """The fields name, english and forms of *names*, an Arabic one first if there is one.

    Raises:
        Unfit: there is no name.
    """
    clean = list(dict.fromkeys(" ".join(n.split()) for n in names if isinstance(n, str) and n.strip()))
    clean = [name for name in clean if len(name) <= _LONGEST_NAME]
    if not clean:
        raise Unfit("has no name. Give it one")
    arabic = [name for name in clean if _ARABIC.search(name)]
    other = [name for name in clean if not _ARABIC.search(name)]
    name = (arabic or other)[0]
    fields: dict[str, Any] = {"name": name, "english": (other or [name])[0]}
    if forms := [n for n in (*arabic, *other) if n not in (name, fields["english"])][:MOST_FORMS]:
        fields["forms"] = forms
    return fields


@cache
def states_by_code() -> dict[str, str]:
    """Ids of the packaged states by their ISO 3166 codes in lower case."""
    return {state.iso.lower(): id_ for id_, state in load_knowledge().states.items() if state.iso}
