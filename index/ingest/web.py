"""Addresses: only what a browser would open over http."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LONGEST = 2000
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’]+", re.IGNORECASE)


def web_address(text: str | None) -> str | None:
    """The text as an http or https address, or None where it is none."""
    if text is None or len(text) > _LONGEST or not _ADDRESS.fullmatch(text):
        return None
    return text if host_of(text) is not None else None


def host_of(address: str) -> str | None:
    """The host of an address, lower case and without "www.", or None."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    if host is None or "." not in host.strip("."):
        return None
    return host.removeprefix("www.")
