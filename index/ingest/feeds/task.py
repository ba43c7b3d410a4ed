"""Runs in the worker process: one feed's bytes to one answer that JSON can hold."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Any

from index.ingest.decode import guess, marked, wide_encoding
from index.ingest.feeds import json_feed, markup_feed
from index.ingest.feeds.entry import ParsedFeed, packed

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""Encodings as they are written, and the wider ones that are meant, as browsers have it."""


def read_feed(payload: bytes, options: Mapping[str, str]) -> dict[str, Any]:
    """The worker's task "feed": ``failed`` with a reason, or a packed feed."""
    text = decoded(payload, options.get("charset")).replace("\0", "")
    start = text.lstrip("\ufeff \t\r\n")
    url = options.get("url")
    if start.startswith("{"):
        feed: ParsedFeed | str = json_feed.read(start, url)
    else:
        feed = markup_feed.read(_DECLARATION.sub("", start, count=1), url)
    return {"failed": feed} if isinstance(feed, str) else packed(feed)


def decoded(data: bytes, charset: str | None = None) -> str:
    """A feed's text: by its byte order mark, else the first encoding that fits it.

    Tried are the server's word, the document's own, UTF-8 and a guess; the first three must
    fit without an error. Failing all, UTF-8 with gaps.
    """
    wide = wide_encoding(data)
    mark, skip = marked(data)
    if wide is not None:
        return data[skip:].decode(wide, "replace")
    declared = _DECLARED.match(data[skip : skip + 1_000])
    own = declared[1].decode("ascii") if declared else None
    for name in ("utf-8" if mark else None, charset, own, "utf-8"):
        text = _strictly(data[skip:], name)
        if text is not None:
            return text
    if mark or _known(own) == "utf-8" or _known(charset) == "utf-8":
        lenient = data[skip:].decode("utf-8", "replace")
        if lenient.count("\ufffd") <= len(lenient) // 2_000:
            return lenient
    return data[skip:].decode(guess(data[skip:]), "replace")


def _known(name: str | None) -> str | None:
    """An encoding that text is written in, under Python's name for it, else None."""
    try:
        found = codecs.lookup(name or "")
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _strictly(data: bytes, name: str | None) -> str | None:
    known = _known(name)
    if known is None or known.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode")):
        return None
    for encoding in dict.fromkeys((_WIDER.get(known, known), known)):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    return None
