"""Lines such as "Author: Ada Quill" above or below a text, and front matter, in many languages."""

from __future__ import annotations

import datetime
import re
from typing import Literal

from index.dataclass import dataclass
from index.ingest.draft import Declared
from index.ingest.stated import declared_day, stamp
from index.text import clean_line

Role = Literal["title", "byline", "outlet", "source", "date", "url", "language", "about", "body"]

_LABELS: dict[Role, str] = {
    "title": """title, headline, article title, titel, überschrift, schlagzeile, titre, título,
    titulo, titular, titolo, kop, rubrik, tytuł, заголовок""",
    "byline": """author, authors, byline, written by, writer, reporter, journalist, autor,
    autorin, autoren, verfasser, auteur, auteurs, autora, autores, autore, autori, författare,
    автор""",
    "outlet": """publisher, publication, publication title, publication name, outlet, newspaper,
    site, website, source name, journal, zeitung, medium, medio, periódico, diario, testata,
    krant, tidning, издание, газета""",
    "source": """source, quelle, fuente, fonte, bron, källa, źródło, источник""",
    "date": """date, published, publication date, published on, publish date, load-date, load
    date, datum, veröffentlicht, veröffentlicht am, erschienen am, publié, publié le, date de
    publication, fecha, publicado, publicado el, fecha de publicación, data, pubblicato,
    pubblicato il, publicado em, gepubliceerd, publicerad, opublikowano, дата, опубликовано""",
    "url": """url, link, address, web address, permalink, original url, source url, document url,
    adresse, enlace, lien, ссылка""",
    "language": """language, lang, language of publication, sprache, langue, idioma, lingua, taal,
    язык""",
    "about": """section, category, length, word count, words, document type, publication type,
    graphic, edition, page, pages, issn, copyright, database, proquest document id, last updated,
    keywords, tags, subject, subjects, location, people, industry, geographic, organization,
    classification, publication info, publication subject, place of publication, country of
    publication, dateline, company / organization, name, correction-date, publication-type,
    journal code, document id, rubrique, ressort, sección, sezione, categoria, categoría,
    kategorie, рубрика""",
    "body": """body, full text, text, article, story, content, volltext, texte intégral""",
}  # fmt: skip
_ROLE_OF: dict[str, Role] = {
    " ".join(label.split()): role for role, labels in _LABELS.items() for label in labels.split(",")
}
_FIELD = re.compile(r"(?P<name>[^\W\d_][\w /-]{1,28}[^\W_])\s?[:：]\s{0,12}(?P<value>\S.{0,400})")
_HEAD_ALONE = re.compile(r"(?P<name>[^\W\d_][\w ]{1,20}[^\W_])\s?:?")
_END = re.compile(
    r"(?:end of document|document [a-z]{2,12}0{2,}\w{6,30}|-{3,}|\*{3,}|#{3,}|-?30-?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled line: its label as printed, what that stands for, and the value's place in it."""

    name: str
    role: Role
    value: str
    at: int


def label_of(line: str) -> Label | None:
    """The label of a whole line ("Autor: Ada Quill"), where it is one of the known ones."""
    found = _FIELD.fullmatch(line) if len(line) <= 440 else None
    if found is None:
        return None
    role = _ROLE_OF.get(" ".join(found["name"].lower().split()))
    if role is None:
        return None
    return Label(found["name"], role, clean_line(found["value"]), found.start("value"))


def heads_body(line: str) -> bool:
    """Whether a line is only the heading over a text in a database's export ("Body")."""
    found = _HEAD_ALONE.fullmatch(line) if len(line) <= 24 else None
    return found is not None and _ROLE_OF.get(found["name"].lower()) == "body"


def ends_document(line: str) -> bool:
    """Whether a line says that a document is over."""
    return len(line) <= 60 and _END.fullmatch(line) is not None


def day_of(value: str, today: datetime.date) -> datetime.date | None:
    """The day in a labelled date, in many languages, else None."""
    day = declared_day(value, today) if len(value) <= 120 else None
    if day is not None or not any(letter.isdigit() for letter in value) or len(value) > 60:
        return day
    if stamp(value, today)[0]:
        return None  # understood, and ambiguous or impossible
    from index.ingest.pages.dating import read_date  # it knows the months of many languages

    found = read_date(value, None, today)
    return datetime.date.fromisoformat(found[:10]) if found else None


_YAML = re.compile(
    r"\A---[ \t]*\n(?P<block>(?:(?!---|\.\.\.)[^\n]*\n){1,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_TOML = re.compile(
    r"\A\+\+\+[ \t]*\n(?P<block>(?:(?!\+\+\+)[^\n]*\n){1,200}?)\+\+\+[ \t]*(?:\n|\Z)"
)
_PAIR = re.compile(r"(?P<name>[A-Za-z][\w .-]{0,40}?)\s*[:=]\s*(?P<value>.*)")
_MOST_BLOCK = 20_000
_ROLE_FIELDS: dict[str, str] = {
    "title": "title", "byline": "byline", "outlet": "outlet", "source": "outlet",
    "date": "date", "url": "url", "language": "language",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A block above a Markdown text: where it ends, and what it declares."""

    end: int
    declared: Declared


def front_matter(text: str) -> FrontMatter | None:
    """The YAML ("---") or TOML ("+++") block that a text opens with, else None.

    Only plain keys, strings and lists of strings are understood; the rest is passed over.
    """
    head = text[:_MOST_BLOCK]
    found = _YAML.match(head) or _TOML.match(head)
    values = _pairs(found["block"]) if found else {}
    if found is None or not values:
        return None
    fields: dict[str, str] = {}
    for name, items in values.items():
        role = _ROLE_OF.get(name) or ("byline" if name in ("by", "creator") else None)
        field = _ROLE_FIELDS.get(role or "")
        if field and items:
            fields.setdefault(field, clean_line(", ".join(items)))
    hows = dict.fromkeys(("title", "outlet", "date", "url", "author", "language"), "front matter")
    return FrontMatter(found.end(), Declared(**fields, hows=hows))


def _pairs(block: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    last: list[str] | None = None
    for line in block.split("\n"):
        bare = line.strip()
        pair = _PAIR.fullmatch(bare) if line[:1].strip() and not bare.startswith("#") else None
        if pair is not None:
            name = pair["name"].lower().replace("_", " ").strip()
            last = values.setdefault(name, [])
            last.extend(_items(pair["value"]))
        elif last is not None and bare.startswith(("- ", '"', "'")):
            last.extend(_items(bare.removeprefix("- ").rstrip(",")))
        elif last is not None and line[:1].isspace() and bare.startswith("name:"):
            last.extend(_items(bare.removeprefix("name:")))
    return values


def _items(value: str) -> list[str]:
    value = value.strip()
    listed = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else [value]
    bare = [item.strip().strip("\"'").strip() for item in listed]
    return [item for item in bare if item and item not in ("|", ">", "null", "~", "[", "]")]
