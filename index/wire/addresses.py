"""Addresses on the web: which can be asked, how they are shown, and which are private."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from index.dataclass import dataclass
from index.text import clean_line
from index.wire.errors import WireError

LONGEST = 4000
_PORTS = {"http": 80, "https": 443}
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]")
_KEPT = "/:;,?@&=+$!*'()~%[]|-._"
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_HOST = re.compile(r"[A-Za-z0-9_.-]+\.?|\[[0-9A-Fa-f:.]+(?:%25[\w.~-]+)?\]")


@dataclass(frozen=True, slots=True)
class Address:
    """One thing to ask for. ``url`` is ASCII, without credentials and without a fragment.

    ``host`` is lower case, without brackets; ``origin`` is scheme, host and port.
    ``credentials`` are "user:password" as they stood in the address, decoded.
    """

    url: str
    scheme: str
    host: str
    port: int
    credentials: str | None = None

    @property
    def origin(self) -> str:
        """Scheme, host and port, as ``https://host:port``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def parse(url: str) -> Address:
    """A typed or linked address, checked. Raises WireError for what cannot be fetched.

    Only http and https; a host name in another script is put into ASCII; whatever else is
    not ASCII is percent-encoded.
    """
    text = url.strip()
    if len(text) > LONGEST:
        raise WireError("address", f"an address of more than {LONGEST:,} characters")
    if _CONTROLS.search(text):
        raise WireError("address", "blank or control characters in the address", shown(text))
    try:
        parts = urlsplit(text)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        raise WireError("address", "not a web address", shown(text)) from None
    if scheme not in _PORTS:
        said = f"{scheme}: addresses are not fetched" if scheme else "not a web address"
        raise WireError("address", said, shown(text), "give one that begins with https://")
    ascii_host = _ascii(host, text)
    port = _PORTS[scheme] if port is None else port
    netloc = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    if port != _PORTS[scheme]:
        netloc += f":{port}"
    path = quote(parts.path or "/", safe=_KEPT)
    clean = urlunsplit((scheme, netloc, path, quote(parts.query, safe=_KEPT + "/"), ""))
    return Address(clean, scheme, ascii_host, port, _credentials(parts.netloc))


def _ascii(host: str, whole: str) -> str:
    """The host's name as DNS takes it."""
    literal = host.partition("%")[0]
    if ":" in literal:
        try:
            return str(ipaddress.IPv6Address(literal))
        except ValueError:
            raise WireError("address", "no valid host in the address", shown(whole)) from None
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not name or not _HOST.fullmatch(name):
        raise WireError("address", "no valid host in the address", shown(whole))
    return name


def _credentials(netloc: str) -> str | None:
    userinfo, at, _ = netloc.rpartition("@")
    return unquote(userinfo) if at and userinfo else None


def follow(address: Address, location: str) -> Address:
    """Where a redirect leads; credentials go on to the same origin only. Raises WireError."""
    try:
        target = parse(urljoin(address.url, location.strip()))
    except ValueError:  # brackets that are no address, letters that change what the host is
        raise WireError("address", "redirects to what is no address", shown(location)) from None
    if target.credentials is None and target.origin == address.origin:
        return Address(
            target.url, target.scheme, target.host, target.port, address.credentials
        )  # fmt: skip
    return target


def shown(url: str, limit: int = 300) -> str:
    """An address as it may be printed or logged: one clean line, without a password."""
    line = clean_line(url, limit)
    scheme, slashes, rest = line.partition("://")
    if not slashes:
        return line
    authority, slash, tail = rest.partition("/")
    userinfo, at, host = authority.rpartition("@")
    if not at:
        return line
    user = userinfo.partition(":")[0]
    return f"{scheme}://{user}@{host}{slash}{tail}" if user else f"{scheme}://{host}{slash}{tail}"


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the whole internet's.

    Looks through IPv4 addresses wrapped in IPv6 (mapped, 6to4, Teredo, NAT64).
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in _NAT64:
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if any(each is not None and not _global(each) for each in inner):
            return False
        if found.ipv4_mapped is not None:
            return True
    return _global(found)


def _global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_global and not address.is_multicast


def plainly_private(host: str) -> bool:
    """Whether a host is private by its very name: a private number, or this machine's name."""
    name = host.rstrip(".")
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return _short_private(name)
    return not is_public(name)


def _short_private(name: str) -> bool:
    """Whether a name is a private number as resolvers read it: 127.1, 0x7f000001, 0177.0.0.1."""
    try:
        return not is_public(socket.inet_ntoa(socket.inet_aton(name)))
    except OSError:
        return False
