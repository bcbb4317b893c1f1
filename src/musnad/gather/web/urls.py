"""Addresses of pages: checked, in one spelling, and which belong together."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from musnad.gather.web.failures import Failure

# Longer ones are no addresses of articles; servers refuse them from 8 KB on.
_LONGEST = 4096
_LONGEST_HOST = 253
_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]")
# A name or a number, IPv6 without its brackets.
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
_TRIPLET = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# All that may stand in a path or a query as it is.
_PLAIN = re.compile(r"[^A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]")
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What campaigns hang on an address without changing the page.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|yclid|igshid|mc_cid|mc_eid|at_(?:medium|campaign|custom\d))=.*")
# Hosts that differ only by these show the same pages.
_VARIANTS = ("www.", "m.", "amp.", "mobile.")


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address, taken apart.

    Attributes:
        url: in one spelling: lower-case scheme and host, no default port, no fragment, all in ASCII.
        scheme, host, port: the host in ASCII, without brackets.
        target: what the server is asked for: path and query.
    """

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what has one robots.txt."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host, in brackets if need be, and port unless it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return self.url


def address(text: str, base: str | None = None) -> Address:
    """The address that *text* is, on a page at *base*.

    Raises:
        Failure: it is none, or none of http and https.
    """
    text = text.strip("\t\n\r\f ")
    if base is not None:
        # Browsers drop line ends inside links.
        text = re.sub(r"[\t\n\r]", "", text).replace(" ", "%20")
    if len(text) > _LONGEST:
        raise Failure(f"This address has more than {_LONGEST} characters. Check it.")
    if _CONTROL.search(text):
        raise Failure("This is no address: it has blanks or control characters in it. Check it.")
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Failure(f"This is no address ({error}). Check it.") from error
    if parts.scheme not in _PORTS:
        what = f"«{parts.scheme}:»" if parts.scheme else "without «http://» or «https://»"
        raise Failure(f"Only http and https addresses are fetched, and this one is {what}.")
    if not host:
        raise Failure("This address names no host. Check it.")
    if parts.username is not None or parts.password is not None:
        raise Failure("This address holds a user name or password, which would be kept. Leave it out.")
    if port == 0:
        raise Failure("This address names no port that there is. Check it.")
    host = _ascii_host(host)
    target = normal(parts.path) or "/"
    if parts.query:
        target += f"?{normal(parts.query)}"
    plain = Address("", parts.scheme, host, port or _PORTS[parts.scheme], target)
    return Address(plain.site + target, plain.scheme, plain.host, plain.port, target)


def normal(text: str) -> str:
    """A path or query in one spelling: what may stand plainly does, all else as ``%XX`` in capitals."""
    text = _LOOSE_PERCENT.sub("%25", text)
    text = _PLAIN.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), text)
    return _TRIPLET.sub(_triplet, text)


def page_address(url: str) -> str:
    """*url* without what campaigns hang on it: the address of the page whichever way one came."""
    parts = urlsplit(url)
    query = "&".join(each for each in parts.query.split("&") if each and not _TRACKING.fullmatch(each))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def canonical(stated: str | None, final: str) -> str:
    """The address of a page that answered at *final* and calls itself *stated*.

    Its own word counts only inside its own site, and not when it names the site's front page, as many a
    broken template does: a page could pass for another's, or all pages of a site for versions of one.
    """
    own = page_address(final)
    if not stated:
        return own
    try:
        claimed = address(stated, final)
    except Failure:
        return own
    front = claimed.target == "/" and urlsplit(final).path not in ("", "/")
    return page_address(claimed.url) if same_site(claimed.url, final) and not front else own


def named_page(stated: str | None) -> str | None:
    """The address of a page saved in a file, which calls itself *stated*; None if that is no address of one page."""
    try:
        url = address(stated or "").url
    except Failure:
        return None
    return page_address(url) if urlsplit(url).path != "/" or urlsplit(url).query else None


def page_of(stated: str | None, url: str | None) -> str | None:
    """The address by which versions of a page are recognised, in a file or an archive: the page calls itself *stated*
    and came from *url*, as far as that is known. None if neither is the address of one page."""
    try:
        return canonical(stated, address(url).url) if url else named_page(stated)
    except Failure:
        return named_page(stated)


def same_site(first: str, second: str) -> bool:
    """Whether two addresses are of one site: of the same host, but for «www.», «m.» and the like, or one of a
    host below the other's."""
    a, b = (_bare(urlsplit(url).hostname or "") for url in (first, second))
    if a == b:
        return bool(a)
    shorter, longer = sorted((a, b), key=len)
    # «sy» is no site that «sana.sy» could belong to.
    return "." in shorter and longer.endswith(f".{shorter}")


def host_name(url: str) -> str:
    """The host of *url* as people write it, without «www.»; empty if it has none."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def _bare(host: str) -> str:
    for variant in _VARIANTS:
        host = host.removeprefix(variant)
    return host


def _ascii_host(host: str) -> str:
    host = host.rstrip(".")
    if len(host) > _LONGEST_HOST or not host:
        raise Failure("This address names no host that there can be. Check it.")
    try:
        found = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Failure("The host in this address cannot be written in ASCII. Check it.") from error
    if not _HOST.fullmatch(found):
        raise Failure("The host in this address has letters that no host has. Check it.")
    return found.lower()


def _triplet(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if letter in _UNRESERVED else f"%{found[1].upper()}"
