"""Who publishes under which host."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

# Parts of a host that say nothing of who publishes there.
_IDLE = ("www.", "m.", "amp.", "mobile.", "web.")
# Where many publish, each under the first part of the path.
_SHARED = ("t.me", "telegram.me", "facebook.com", "x.com", "twitter.com", "youtube.com", "instagram.com", "tiktok.com")
_SHARED_PATHS = ("s", "c", "channel", "user", "pages", "groups")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet; the fields but *id* are empty for one that is in no table.

    Attributes:
        id: stable: of an outlet in the table its id there, of another its registered domain («example.com.lb»), or the
            host where that is shared by many («name.blogspot.com») or no name at all (an address in digits).
        hosts: domains under which it publishes; with a path where it shares the domain («bbc.com/arabic»).
        arabic, english: its names.
        country: where it is edited, ISO 3166-1 alpha-2; empty if it is not one country's.
        kind: agency, newspaper, magazine, tv, radio, site or monitor.
        agency: whether others carry its dispatches.
        ownership: as it is commonly described, in a few words.
    """

    id: str
    hosts: tuple[str, ...] = ()
    arabic: str = ""
    english: str = ""
    country: str = ""
    kind: str = ""
    agency: bool = False
    ownership: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names it has."""
        return tuple(each for each in (self.arabic, self.english) if each)


@cache
def outlets() -> dict[str, Outlet]:
    """All outlets of the table, by id."""
    lines = files(__package__).joinpath("outlets.tsv").read_text("utf-8").split("\n")
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    next(rows)
    made = (
        Outlet(id, tuple(hosts.split()), arabic, english, country, kind, agency == "yes", ownership)
        for id, hosts, arabic, english, country, kind, agency, ownership in rows
    )
    return {each.id: each for each in made}


def outlet_of(url: str) -> Outlet | None:
    """The outlet that publishes at *url* (a host alone will do); None if that is no address.

    No network: public suffixes are those that the library ``tld`` brings along.
    """
    try:
        parts = urlsplit(url if ":" in url.partition("/")[0] else f"//{url}")
        host = (parts.hostname or "").strip(".").lower() if parts.scheme in ("", "http", "https") else ""
    except ValueError:
        return None
    if not host:
        return None
    path = [each for each in parts.path.lower().split("/") if each]
    labels = host.split(".")
    for start in range(len(labels) - 1):
        domain = ".".join(labels[start:])
        for depth in range(min(len(path), 2), -1, -1):
            known = _by_host().get("/".join((domain, *path[:depth])))
            if known:
                return known
    shared = next((each for each in _SHARED if host == each or host.endswith(f".{each}")), None)
    own = [each.lstrip("@") for each in path if each not in _SHARED_PATHS]
    return Outlet(f"{shared}/{own[0]}" if shared and own else _registered(host))


@cache
def _by_host() -> dict[str, Outlet]:
    return {host: outlet for outlet in outlets().values() for host in outlet.hosts}


def _registered(host: str) -> str:
    # Here and not above: it reads a long list.
    from tld import get_fld

    found = get_fld(f"http://{host}", fail_silently=True, search_private=True)
    if found:
        return str(found)
    for idle in _IDLE:
        host = host.removeprefix(idle)
    return host
