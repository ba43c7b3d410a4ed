"""Addresses in an article, made safe, and the program that opens them: no shell anywhere."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from urllib.parse import quote, urlsplit, urlunsplit

from index.article import Article
from index.dataclass import dataclass
from index.text import clean_text

LONGEST = 2_000
"""Letters of the longest address that is opened or copied."""
MOST = 300
"""Addresses of one article that are listed."""

_FOUND = re.compile(r"(?i)\b(?:https?://|www\.)[^\s<>\"“”«»\[\]{}|\\^`]{1,2000}+")
_TRAILING = ".,;:!?'’*_…)"
_KEPT = "/:@!&()*+,;=~-._%?"
_TEXT_BROWSERS = frozenset("w3m lynx links links2 elinks browsh carbonyl chawan cha".split())
_DESKTOP = ("xdg-open", "gio", "sensible-browser", "x-www-browser", "wslview")


@dataclass(frozen=True, slots=True)
class Link:
    """An address an article leads to; ``own`` marks its own page, ``aside`` page furniture."""

    address: str
    own: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Opener:
    """A command that opens an address; ``%s`` in it stands for the address.

    ``on_terminal`` tells that it needs the terminal for itself.
    """

    command: tuple[str, ...]
    on_terminal: bool = False

    def arguments(self, address: str) -> list[str]:
        """The command for one address, as a list for ``subprocess``."""
        if any("%s" in part for part in self.command):
            return [part.replace("%s", address) for part in self.command]
        return [*self.command, address]


def safe_address(text: str) -> str | None:
    """``text`` as an address that may be opened: http or https, ASCII, nothing to obey.

    Letters outside ASCII are percent-encoded, those of the host's name in Punycode; a name
    and a password before the host are dropped. None for anything else.
    """
    text = text.strip()
    if clean_text(text) != text or len(text) > LONGEST or re.search(r"\s", text):
        return None
    if text[:4].lower() == "www.":
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
        if not (":" in host or host.isascii()):
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not _is_host(host):
        return None
    place = f"[{host}]" if ":" in host else host
    place += "" if port is None else f":{port}"
    rest = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    address = urlunsplit((parts.scheme, place, *rest))
    return address if len(address) <= LONGEST else None


def _is_host(host: str) -> bool:
    if ":" in host:
        return bool(re.fullmatch(r"[0-9a-f:.]{2,45}", host))
    return len(host) <= 253 and bool(re.fullmatch(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?", host))


def own_page(article: Article) -> str | None:
    """The address an article came from, None where none is known that may be opened."""
    candidates = (article.url, *(origin.url for origin in article.origins))
    return next((safe for one in candidates if one and (safe := safe_address(one))), None)


def links(article: Article) -> list[Link]:
    """The article's own page, then the addresses in its text in their order, each once."""
    own = own_page(article)
    found = {own: Link(own, own=True)} if own else {}
    for link in islice(_in_text(article), MOST * 4):
        if len(found) < MOST and (link.address not in found or found[link.address].aside):
            found.setdefault(link.address, link)
    return list(found.values())


def _in_text(article: Article) -> Iterator[Link]:
    furniture = [zone for zone in article.zones if zone.kind == "boilerplate"]
    at = 0
    for match in _FOUND.finditer(article.text):
        while at < len(furniture) and furniture[at].end <= match.start():
            at += 1
        aside = at < len(furniture) and furniture[at].start <= match.start()
        if address := safe_address(_trimmed(match.group())):
            yield Link(address, aside=aside)


def _trimmed(words: str) -> str:
    """Without the punctuation of the sentence around it; ``(a)`` keeps its bracket."""
    end, spare = len(words), words.count(")") - words.count("(")
    while end and words[end - 1] in _TRAILING:
        if words[end - 1] == ")":
            if spare <= 0:
                break
            spare -= 1
        end -= 1
    return words[:end]


def opener(
    env: Mapping[str, str],
    find: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
    chosen: tuple[str, ...] = (),
) -> Opener | None:
    """The program that opens addresses here: the ``chosen`` one, else $BROWSER's, else the
    desktop's; None without one.

    A Linux session without a screen of windows (over SSH, on a console) has no desktop.
    """
    commands = [list(chosen)]
    for line in env.get("BROWSER", "").split(":"):
        with contextlib.suppress(ValueError):
            commands.append(shlex.split(line))
    for command in commands:
        if command and find(command[0]):
            name = command[0].rsplit("/", 1)[-1]
            return Opener(tuple(command), name in _TEXT_BROWSERS)
    if platform == "darwin":
        return Opener(("open",)) if find("open") else None
    if not (env.get("DISPLAY") or env.get("WAYLAND_DISPLAY") or env.get("WSL_DISTRO_NAME")):
        return None
    for name in _DESKTOP:
        if find(name):
            return Opener((name, "open") if name == "gio" else (name,))
    return None


def nothing_opens(env: Mapping[str, str]) -> str:
    """Why there is no program to open an address with, and what to do."""
    if env.get("SSH_CONNECTION") or env.get("SSH_TTY"):
        return "no browser on this side of SSH; $BROWSER names one"
    return "no browser found; $BROWSER names one"
