"""Networks that answer together: the arrays of each by itself."""

from typing import Any


def members_of(arrays: Any) -> list[dict[str, Any]]:
    """The arrays of each network of a file, where those of network *n* begin with «n.»."""
    out: dict[str, dict[str, Any]] = {}
    for name in arrays:
        member, _, rest = name.partition(".")
        out.setdefault(member, {})[rest] = arrays[name]
    return list(out.values())
