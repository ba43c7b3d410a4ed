"""Articles as references: BibTeX, and the CSL-JSON that reference managers read.

An outlet nobody knows, a day that is not known and an author who is not named are left out. A
day is cited as the one written on the article; where its content contradicts that or nothing
is written, as the days the content proves, marked as such. A day that is known to be wrong,
while no other is known, stands in the note alone.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable

from index.article import Article, Dates
from index.dataclass import dataclass
from index.text import clean_line, fold, paragraphs
from tui import phrases
from tui.authors import authors
from tui.json_values import Record, dumps
from tui.opening import own_page

_TITLE = 300
_FIRST_WORDS = 100
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True, slots=True)
class Reference:
    """What is cited of an article. Days are ``(year, month, day)`` as far as they are known.

    ``last`` is the last day of the days that its content proves, None where a day is stated;
    ``accessed`` the day on which the text came into the library (ISO).
    """

    key: str
    title: str
    titled: bool
    outlet: str | None
    authors: tuple[str, ...]
    url: str | None
    first: tuple[int, ...]
    last: tuple[int, ...] | None
    accessed: str | None
    language: str | None
    note: str


def reference(article: Article, accessed: str | None) -> Reference:
    """What to cite of ``article``, which came into the library on the day ``accessed``."""
    title = clean_line(article.title.value, _TITLE) if article.title else first_words(article)
    outlet = clean_line(article.outlet.value, 200) if article.outlet else None
    first, last = _days(article)
    credits = ", ".join(dict.fromkeys(credit.value for credit in article.credits))
    remarks = [
        f"text: {clean_line(credits, 200)}" if credits and credits != outlet else "",
        _told(article.dates),
        "" if article.title else "no headline; its first words are given",
    ]
    return Reference(
        _key(outlet, first, title, article.id),
        title,
        article.title is not None,
        outlet,
        authors(clean_line(article.byline.value, 200)) if article.byline else (),
        own_page(article),
        first,
        last,
        accessed,
        article.language,
        "; ".join(filter(None, remarks)),
    )


def _told(dates: Dates) -> str:
    if not dates.stated and not dates.implied:
        return "date unknown"
    said = f"date: {phrases.dates(dates).removesuffix(' !')}"
    return f"{said} (these conflict)" if dates.conflict else said


def first_words(article: Article) -> str:
    """What stands for the title of an article without a headline: how it begins."""
    told = paragraphs(article.text, article.zones)
    line = clean_line(article.text[told[0].start : told[0].end]) if told else ""
    if len(line) > _FIRST_WORDS:
        line = line[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"
    return line or f"article {article.id}"


def _days(article: Article) -> tuple[tuple[int, ...], tuple[int, ...] | None]:
    dates = article.dates
    if dates.stated and not dates.conflict:
        found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", dates.stated.value)
        if found:
            return tuple(int(part) for part in found.groups() if part), None
    if dates.implied:
        return _parts(dates.implied.first), _parts(dates.implied.last)
    return (), None


def _parts(day: datetime.date) -> tuple[int, ...]:
    return day.year, day.month, day.day


def _key(outlet: str | None, first: tuple[int, ...], title: str, number: int) -> str:
    """A key of ASCII letters and digits, the same every time, and no other article's."""
    word = next((w for w in re.findall(r"[a-z0-9]+", _ascii(title)) if len(w) > 3), "text")
    name = "".join(re.findall(r"[a-z0-9]+", _ascii(outlet or "anon")))[:24] or "anon"
    return f"{name}{first[0] if first else ''}{word[:24]}-{number}"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode()


def bibtex(references: Iterable[Reference]) -> str:
    """A BibTeX file, as UTF-8: ``@article`` of an outlet, ``@misc`` where none is known.

    Every value is escaped, so that no text can end its field or run a command of TeX.
    """
    return "\n".join(_entry(one) for one in references)


def _entry(one: Reference) -> str:
    fields: list[tuple[str, str]] = [("title", f"{{{{{_tex(one.title)}}}}}")]
    if one.authors:
        names = " and ".join(_braced(name) for name in one.authors)
        fields.append(("author", f"{{{names}}}"))
    if one.outlet:
        fields.append(("journal", _braced(one.outlet)))
    if one.first:
        last = one.last or one.first
        if one.first[0] == last[0]:
            fields.append(("year", f"{{{one.first[0]:04}}}"))
        if len(one.first) > 1 and one.first[:2] == last[:2] and 1 <= one.first[1] <= 12:
            fields.append(("month", _MONTHS[one.first[1] - 1]))
        fields.append(("date", f"{{{'/'.join(map(_iso, _ends(one)))}}}"))
    if one.url:
        fields.append(("url", f"{{{_tex_url(one.url)}}}"))
    if one.accessed:
        fields.append(("urldate", f"{{{one.accessed}}}"))
    if one.language:
        fields.append(("langid", _braced(one.language)))
    fields.append(("note", _braced(one.note)))
    kind = "article" if one.outlet else "misc"
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@{kind}{{{one.key},\n{lines}\n}}\n"


def _braced(text: str) -> str:
    return f"{{{_tex(text)}}}"


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in clean_line(text))


def _tex_url(url: str) -> str:
    """An address as a url field holds it: percent signs stay, braces and backslashes do not."""
    return re.sub(r"[{}\\^~|\s\"<>]", lambda found: f"%{ord(found[0]):02X}", url)


def _ends(one: Reference) -> list[tuple[int, ...]]:
    """The first day and the last, or the only one."""
    return [one.first, one.last] if one.last and one.last != one.first else [one.first]


def _iso(parts: tuple[int, ...]) -> str:
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def csl(references: Iterable[Reference]) -> str:
    """CSL-JSON: one list of items, as Zotero, Pandoc and others read it."""
    items = ",\n".join(dumps(_item(one), indent=2) for one in references)
    return f"[\n{items}\n]\n" if items else "[]\n"


def _item(one: Reference) -> Record:
    item: Record = {
        "id": one.key,
        "type": "article-newspaper" if one.outlet else "document",
        "title": one.title,
    }
    if one.authors:
        item["author"] = [{"literal": name} for name in one.authors]
    if one.outlet:
        item["container-title"] = one.outlet
    if one.first:
        days = [list(day) for day in _ends(one)]
        item["issued"] = {"date-parts": days} | ({"circa": True} if one.last else {})
    if one.accessed:
        item["accessed"] = {"date-parts": [[int(part) for part in one.accessed.split("-")]]}
    if one.url:
        item["URL"] = one.url
    if one.language:
        item["language"] = one.language
    item["note"] = one.note
    return item
