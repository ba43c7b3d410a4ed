"""When a page was published: to the day, by the surest statement, or not at all."""

from __future__ import annotations

import datetime
import functools
import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

from index.dataclass import dataclass
from index.ingest.pages.head import Head, text_of
from index.ingest.pages.linked import Linked
from index.ingest.stated import declared_day

_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ]{1,2}(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)"
    r"\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?.{0,12})?"
)
_META = (
    "article:published_time", "og:article:published_time", "article:published",
    "og:published_time", "article.published", "datepublished", "publish-date", "publish_date",
    "publishdate", "published_time", "published-date", "pubdate", "publication_date",
    "publicationdate", "date.published", "bt:pubdate", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "rnews:datepublished",
    "article:post_date", "article_date_original", "originalpublicationdate",
    "iso-8601-publish-date", "displaydate", "citation_publication_date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date",
    "dc:date", "date",
)  # fmt: skip
_URL_DAY = re.compile(
    r"[/_-](20\d{2}|19\d{2})([/_-]?)(\d{1,2}|[a-z]{3})\2(\d{1,2})(?=[/_.-]|\Z)", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"publish|posted|entry-date|pub-?date|date-?line|article-?date|post-?date|erschien|publicad|"
    r"publié|pubblicat|veröffentlich|опублик|дата",
    re.IGNORECASE,
)
_ASIDE = frozenset("aside footer nav".split())
_RELATED = re.compile(
    r"related|recommend|comment|sidebar|latest|popular|teaser|promo|trending|more-|most-|footer|"
    r"widget|card",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_]+(?:[ _][^\W\d_]+)?"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.|-)?\.?\s{{0,2}}(?:de |of |d['’])?({_WORD})\.?,?"
    r"\s{0,2}(?:de |del )?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s?(?:年|년|\.|/|-)\s?(\d{1,2})\s?(?:月|월|\.|/|-)\s?(\d{1,2})(?:日|일|(?!\d))"
)
_HUNGARIAN = re.compile(rf"(?<!\d)(\d{{4}})\.\s({_WORD})\.?\s(\d{{1,2}})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_UPDATED = re.compile(
    r"updat|modif|aktualis|actualiz|mis à jour|aggiorn|обновл|оновл|edited|güncel|更新|수정",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day as ISO text, the time and zone after it where given, and how it was found."""

    value: str
    how: str


def published(
    linked: Linked | None, head: Head, addresses: tuple[str, ...], language: str | None
) -> Dated | None:
    """The date of publication.

    Metadata goes first: JSON-LD, meta tags, microdata. Where two of them differ, the one
    that the address confirms is right. Then the address, then one date printed as the
    publication's; that one is called a guess. Two that differ are none.
    """
    today = datetime.datetime.now(datetime.UTC).date()
    in_address = _of_addresses(addresses, today)
    stated = [
        Dated(value, how)
        for raw, how in _metadata(linked, head)
        if (value := read_date(raw, language, today)) is not None
    ]
    if stated:
        confirmed = [date for date in stated if in_address and date.value[:10] == in_address]
        return (confirmed or stated)[0]
    if in_address:
        return Dated(in_address, "address")
    printed = {
        value[:10]: Dated(value, how)
        for raw, how in _printed(head)
        if (value := read_date(raw, language, today)) is not None
    }
    return next(iter(printed.values())) if len(printed) == 1 else None


def _metadata(linked: Linked | None, head: Head) -> Iterator[tuple[str, str]]:
    if linked is not None:
        value = linked.text("datePublished")
        if value:
            yield value, "JSON-LD datePublished"
    for name in _META:
        if name in head.meta:
            yield head.meta[name], f"meta {name}"
    values = dict.fromkeys(head.properties.get("datepublished", []))
    if len({value[:10] for value in values}) == 1:
        yield next(iter(values)), "microdata datePublished"


def _printed(head: Head) -> Iterator[tuple[str, str]]:
    """Times marked as the publication's; else all times that stand in no list or margin."""
    main = [node for node in head.times if not _in_margin(node)]
    marked = [node for node in main if _says_published(node)]
    for node in marked or main:
        text = text_of(node, 120)
        if _UPDATED.search(node.get("class") or "") or _UPDATED.search(text):
            continue
        yield (node.get("datetime") or text), "time printed on the page, not certain"


def _says_published(node: Any) -> bool:
    return node.get("pubdate") is not None or bool(
        _PUBLISHED.search(f"{node.get('class')} {node.get('itemprop')} {node.get('id')}")
    )


def _in_margin(node: Any) -> bool:
    for depth, outer in enumerate(node.iterancestors()):
        if outer.tag in _ASIDE or (outer.tag == "li" and depth < 4):
            return True
        if depth < 8 and _RELATED.search(f"{outer.get('class')} {outer.get('id')}"[:300]):
            return outer.tag not in ("body", "html", "main", "article")
    return False


def _of_addresses(addresses: tuple[str, ...], today: datetime.date) -> str | None:
    """The one day that stands in the page's addresses."""
    days: set[str] = set()
    for address in addresses:
        path = address.split("//", 1)[-1].partition("/")[2]
        for found in _URL_DAY.finditer("/" + re.split(r"[?#]", path, maxsplit=1)[0]):
            month = _month(found[3].lower(), "en") if found[3].isalpha() else int(found[3])
            if len(found[3]) == 1 and not found[2]:
                continue
            day = _day(int(found[1]), month, int(found[4]), today)
            if day is not None:
                days.add(day)
    return days.pop() if len(days) == 1 else None


def read_date(raw: str, language: str | None, today: datetime.date) -> str | None:
    """A date as printed, in one of many languages, as ISO day (with time and zone, if ISO).

    Complete and unambiguous, or None: 3/4/2024 is read only where the language tells which
    number is the day.
    """
    raw = " ".join(raw.split())[:120]
    iso = _ISO.fullmatch(raw)
    if iso is not None:
        day = declared_day(iso[1], today)
        rest = "".join(("T" + iso[2] if iso[2] else "", iso[3] or ""))
        return f"{day.isoformat()}{rest}" if day else None
    plain = declared_day(raw, today)
    if plain is not None:
        return plain.isoformat()
    days = {day for day in _readings(raw, language, today) if day is not None}
    return days.pop() if len(days) == 1 else None


def _readings(raw: str, language: str | None, today: datetime.date) -> Iterator[str | None]:
    for found in _DAY_FIRST.finditer(raw):
        yield _day(int(found[3]), _month(found[2], language), int(found[1]), today)
    for found in _MONTH_FIRST.finditer(raw):
        yield _day(int(found[3]), _month(found[1], language), int(found[2]), today)
    for found in _HUNGARIAN.finditer(raw):
        yield _day(int(found[1]), _month(found[2], language), int(found[3]), today)
    for found in _YEAR_FIRST.finditer(raw):
        yield _day(int(found[1]), int(found[2]), int(found[3]), today)
    for found in _NUMERIC.finditer(raw):
        yield _numeric(found, language, today)


def _numeric(found: re.Match[str], language: str | None, today: datetime.date) -> str | None:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if second > 12:
        return _day(year, first, second, today)
    if first > 12 or first == second or found[2] == "." or language not in (None, "en"):
        return _day(year, second, first, today)
    return None


def _day(year: int, month: int | None, day: int, today: datetime.date) -> str | None:
    if month is None:
        return None
    found = declared_day(f"{year:04}-{month:02}-{day:02}", today)
    return found.isoformat() if found else None


def _month(name: str, language: str | None) -> int | None:
    """The month of a name: in the page's language, else where all languages agree."""
    name = name.lower()
    months = _months().get(name.replace(" ", "_")) or _months().get(name.split(" ")[0], {})
    if language in months:
        return months[language]
    return next(iter(months.values())) if len(set(months.values())) == 1 else None


@functools.cache
def _months() -> dict[str, dict[str, int]]:
    source = resources.files(__package__).joinpath("months.toml").read_text("utf-8")
    table: dict[str, dict[str, int]] = {}
    for language, names in tomllib.loads(source).items():
        for number, forms in enumerate(names.split(), start=1):
            for form in forms.split("/"):
                table.setdefault(form, {})[language] = number
    return table
