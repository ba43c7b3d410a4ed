"""Which entries of a feed are new: by guid, else by address, else by their words.

Guids change, are used twice, or are missing; and texts are edited. An entry is known where
its guid was seen in this feed, or, under a new guid, its address or its very words were. A
known entry whose words have changed is let be while most of either text is in the other;
where it says something else by now, or has grown by half, it becomes another article
beside the first, since an article is what was printed at a time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Sequence

from index.dataclass import dataclass
from index.ingest.feeds import Entry
from index.store import articles, feeds
from index.store.feeds import Seen
from index.text import fold, words

SAME = 0.6
GROWN = 1.5
_RUN = 3
_FEWEST = 8
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry with the key and the digest it is noted under.

    ``fresh``: it is to become an article. Else ``article`` is the one it belongs to (None:
    it never became one), and ``noted`` tells whether the note about it is as it should be.
    """

    entry: Entry
    key: str
    print: bytes
    fresh: bool
    article: int | None = None
    noted: bool = False

    def seen(self, article: int | None) -> Seen:
        """What is noted of it."""
        return Seen(self.key, article, self.entry.url, self.print)


def print_of(entry: Entry) -> bytes:
    """A digest of an entry's words; case and white space do not count."""
    said = " ".join(fold(f"{entry.title or ''} \0 {entry.text}").split())
    return hashlib.sha256(said.encode("utf-8", "replace")).digest()[:16]


def sort_out(connection: sqlite3.Connection, feed: int, entries: Sequence[Entry]) -> list[Arrival]:
    """Every entry of a feed once, in order, judged by what was seen of the feed before."""
    prints = [print_of(entry) for entry in entries]
    keys = _keys(entries, prints)
    shared = Counter(entry.url for entry in entries)
    by_guid, by_url = feeds.seen(connection, feed, set(keys), {e.url for e in entries if e.url})
    found: dict[str, Arrival] = {}
    here: dict[bytes, str] = {}
    for entry, key, words_print in zip(entries, keys, prints, strict=True):
        if key in found or words_print in here:
            continue
        here[words_print] = key
        before = by_guid.get(key)
        if before is None and entry.url and shared[entry.url] == 1:
            before = by_url.get(entry.url)
        if before is None:
            before = feeds.with_print(connection, feed, words_print)
        found[key] = _judged(connection, entry, key, words_print, before)
    return list(found.values())


def _keys(entries: Sequence[Entry], prints: Sequence[bytes]) -> list[str]:
    """Guids, told apart by address or words where a feed gives one to several entries."""
    times: dict[str, set[bytes]] = {}
    for entry, words_print in zip(entries, prints, strict=True):
        times.setdefault(entry.guid, set()).add(words_print)
    return [
        entry.guid
        if len(times[entry.guid]) == 1
        else f"{entry.guid} {entry.url if entry.url != entry.guid else ''} {words_print.hex()}"
        for entry, words_print in zip(entries, prints, strict=True)
    ]


def _judged(
    connection: sqlite3.Connection, entry: Entry, key: str, words_print: bytes, before: Seen | None
) -> Arrival:
    if before is None:
        return Arrival(entry, key, words_print, fresh=True)
    same = before.print == words_print
    fresh = not same and before.article is not None and _says_else(connection, entry, before)
    noted = same and before.guid == key and before.url == entry.url
    return Arrival(entry, key, words_print, fresh, None if fresh else before.article, noted)


def _says_else(connection: sqlite3.Connection, entry: Entry, before: Seen) -> bool:
    """Whether an entry's text is another than its article's; never where that is forgotten."""
    known = articles.load(connection, before.article) if before.article is not None else None
    if known is None or not entry.text:
        return False
    return differs(known.text, entry.text)


def differs(old: str, new: str) -> bool:
    """Whether a text says something else than an earlier one, or has grown by half."""
    before, after = _runs(old), _runs(new)
    if len(after) > GROWN * max(len(before), _FEWEST):
        return True
    fewer = min(len(before), len(after))
    return bool(fewer) and len(before & after) / fewer < SAME


def _runs(text: str) -> set[str]:
    """All runs of three words in a text, folded."""
    told = fold(text[:_LONGEST])
    each = [told[span.start : span.end] for span in words(told)]
    if len(each) < _RUN:
        return {" ".join(each)} if each else set()
    return {" ".join(each[at : at + _RUN]) for at in range(len(each) - _RUN + 1)}
