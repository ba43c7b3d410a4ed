"""A page's headline, and the site it stands on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from index.dataclass import dataclass
from index.ingest.outlets import by_domain, by_name
from index.ingest.pages.head import Head
from index.ingest.pages.linked import Linked, plain
from index.ingest.web import host_of
from index.text import clean_line

_SEPARATOR = re.compile(r"\s+(?:[|•·»›‹«:]|[-–—]{1,2}|::|//)\s+|\s*[|｜_]\s*|(?<=\S):\s+(?=\S+\Z)")
_NOT_LETTERS = re.compile(r"[\W_]+")
_CUT = ("…", "...")
_LONGEST_TITLE = 400
_LONGEST_SITE = 60
_MOST_WORDS = 4
_LONGEST_UNSPACED = 24
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A value and how it was found."""

    value: str
    how: str


def site_of(linked: Linked | None, head: Head, url: str | None) -> Named | None:
    """The outlet: by its domain in the table; else the name that fits its domain; else a name.

    A name that has nothing of its domain in it, nor is known, may be that of a company or a
    software: it counts only where the page comes from nowhere.
    """
    host = host_of(url) if url else None
    known = by_domain(host) if host else None
    if known is not None:
        return Named(known.name, "address")
    names = [
        Named(name, how)
        for value, how in _site_names(linked, head)
        for name in _SEPARATOR.split(clean_line(plain(value), _LONGEST_TITLE))
        if name and len(name) <= _LONGEST_SITE and not _ADDRESS.match(name)
    ]
    for named in names:
        found = by_name(named.value)
        if found is not None and found.kind != "agency":
            return Named(found.name, named.how)
    if host is None:
        return names[0] if names else None
    label = _label(host)
    fitting = [
        named
        for named in names
        if _fits(named.value, host) and named.value != label
        if "title" not in named.how
        or (len(named.value.split()) < _MOST_WORDS and _LATIN.search(named.value))
    ]
    if fitting:
        return next((named for named in fitting if _is_name(named.value)), fitting[0])
    declared = [named for named in names if named.how == "meta og:site_name"]
    if len(declared) == 1 and len(declared[0].value.split()) <= _MOST_WORDS:
        return declared[0] if declared[0].value != label else None
    return None


def _is_name(value: str) -> bool:
    return " " in value or ("." not in value and not value.islower())


def _label(host: str) -> str:
    """The part of a host that stands for the site: "example" of news.example.co.uk."""
    return max(host.split(".")[:-1], key=len, default="")


def _site_names(linked: Linked | None, head: Head) -> Iterator[tuple[str, str]]:
    for name in ("og:site_name", "application-name", "dc.publisher", "twitter:app:name:iphone"):
        if name in head.meta:
            yield head.meta[name], f"meta {name}"
    if linked is not None:
        publisher = linked.get("publisher")
        for item in publisher if isinstance(publisher, list) else [publisher]:
            if isinstance(item, dict) and isinstance(item.get("name"), str):
                yield item["name"], "JSON-LD publisher"
    pieces = _SEPARATOR.split(head.title[:_LONGEST_TITLE])
    if len(pieces) > 1:
        yield pieces[-1], "end of the page's title"
        yield pieces[0], "beginning of the page's title"


def _fits(name: str, host: str) -> bool:
    """The name is in the host's, or the host's in it, or its initials are.

    A name in another script than hosts are written in is not asked.
    """
    letters, own = letters_of(name), _label(host)
    own = letters_of(own)
    initials = "".join(word[0] for word in _ascii(name).split() if word[0].isalnum()).lower()
    if len(own) < 2 or not letters:
        return False
    if not _LATIN.search(letters):
        return len(letters) <= _LONGEST_UNSPACED
    return own in letters or (len(letters) > 3 and letters in own) or initials == own


def headline(linked: Linked | None, head: Head, own: frozenset[str]) -> Named | None:
    """The headline, without the site's name.

    Of those that JSON-LD, meta tags, headings and title give, the one that most of them
    agree on; on a tie the first. One that breaks off is completed by another.
    """
    candidates = list(_titles(linked, head, own))
    if not candidates:
        return None
    votes = dict.fromkeys(map(_key, (named.value for named in candidates)), 0.0)
    seen: set[tuple[str, str]] = set()
    for named in candidates:
        if (_key(named.value), named.how) not in seen:
            seen.add((_key(named.value), named.how))
            votes[_key(named.value)] += _WEIGHT[named.how]
    best = max(candidates, key=lambda named: votes[_key(named.value)])
    bare = best.value
    for cut in _CUT:
        bare = bare.removesuffix(cut).rstrip()
    if bare != best.value or len(bare) >= 100:
        whole = [
            named
            for named in candidates
            if named.value.startswith(bare) and len(named.value) > len(best.value)
        ]
        best = whole[0] if whole else best
    return best


_WEIGHT = {
    "JSON-LD headline": 1.3, "meta og:title": 1.2, "meta twitter:title": 0.8, "heading": 1.1,
    "microdata headline": 0.8, "title": 0.9, "meta title": 0.6, "meta dc.title": 0.6,
    "meta parsely-title": 0.8, "meta sailthru.title": 0.6,
}  # fmt: skip


def _titles(linked: Linked | None, head: Head, own: frozenset[str]) -> Iterator[Named]:
    raw: list[tuple[str | None, str]] = []
    if linked is not None:
        raw.append((linked.text("headline"), "JSON-LD headline"))
    for name in ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title"):
        raw.append((head.meta.get(name), f"meta {name}"))
    raw += [(value, "microdata headline") for value in head.properties.get("headline", [])[:1]]
    if len(head.headings) <= 3:
        raw += [(value, "heading") for value in head.headings]
    raw += [(head.meta.get("title"), "meta title"), (head.title, "title")]
    for value, how in raw:
        title = _bare(clean_line(plain(value or ""), _LONGEST_TITLE), own)
        if title:
            yield Named(title, how)


def _bare(title: str, own: frozenset[str]) -> str:
    """A title without the site's names and the section at its ends; empty if nothing is left."""
    pieces = list(_SEPARATOR.finditer(title))
    if letters_of(title) in own:
        return ""
    end = len(title)
    for mark in reversed(pieces[-3:]):
        rest = title[mark.end() : end]
        if not _is_site(rest, own) or len(title[: mark.start()]) < 3:
            break
        end = mark.start()
    title = title[:end].strip()
    for mark in pieces[:1]:
        if mark.end() < len(title) and _is_site(title[: mark.start()], own):
            title = title[mark.end() :]
    before, colon, rest = title.partition(": ")
    if colon and len(rest) > len(before) and _is_site(before, own):
        title = rest
    return title.strip()


def _is_site(piece: str, own: frozenset[str]) -> bool:
    letters = letters_of(piece)
    known = by_name(piece.strip())
    return letters in own or (known is not None and known.kind != "agency" and len(letters) > 3)


def own_names(
    linked: Linked | None, head: Head, site: Named | None, url: str | None
) -> frozenset[str]:
    """The letters of all names that the site goes by."""
    names = [value for value, how in _site_names(linked, head) if "title" not in how]
    host = host_of(url) if url else None
    if site is not None:
        names.append(site.value)
        known = by_name(site.value)
        names += [known.name, *known.aliases] if known else []
    if host is not None:
        names += [host, host.rpartition(".")[0], _label(host)]
        pieces = _SEPARATOR.split(head.title[:_LONGEST_TITLE])
        names += [piece for piece in (pieces[-1], pieces[0]) if _fits(piece, host)]
    handle = head.meta.get("twitter:site", "")
    return frozenset(filter(None, map(letters_of, (*names, handle)))) - {""}


def letters_of(name: str) -> str:
    """A name down to its letters and digits, so that spellings of one name are equal."""
    return _NOT_LETTERS.sub("", _ascii(name)).lower().removeprefix("the").removeprefix("www")


def _ascii(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name[:_LONGEST_TITLE])
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _key(title: str) -> str:
    return _NOT_LETTERS.sub("", title).lower()
