"""A table's row, under whatever usual column names, as text and what was declared of it."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from index.dataclass import dataclass
from index.ingest.draft import Declared
from index.ingest.layout import unwrapped
from index.text import clean_line, clean_text

_NAMES: dict[str, str] = {
    "text": """text body content article_text full_text maintext main_text content_text text_content
    body_text article_body article_content full_content news_text news_content story_text
    article_fulltext raw_text plain_text clean_text cleaned_text content_rendered transcript
    volltext artikeltext inhalt texte contenu texte_integral corps texto contenido cuerpo conteudo
    conteúdo testo contenuto corpo tekst inhoud innehåll treść текст содержание 正文 内容
    story article artikel noticia""",
    "id": "id _id key guid uid uuid article_id doc_id",
    "title": """title headline headline_text head heading news_title article_title web_title
    title_rendered headline_main subject titel überschrift schlagzeile titre título titulo titular
    titolo kop rubrik tytuł заголовок 标题""",
    "outlet": """outlet publisher publication source source_name publisher_name publication_name
    site_name site newspaper news_source news_outlet media_name media_outlet provider journal
    website domain source_domain feed_title quelle zeitung medium fuente medio periódico periodico
    diario fonte testata bron krant källa źródło источник 来源""",
    "date": """date published published_at publish_date publication_date published_date
    date_published date_publish pub_date datetime publish_time published_time published_on
    publication_time date_of_publication article_date news_date web_publication_date date_time
    datum erscheinungsdatum veröffentlicht veröffentlichungsdatum date_publication
    date_de_publication fecha fecha_publicación fecha_publicacion fecha_de_publicación
    data_pubblicazione data_publicação data_publicacao дата 日期""",
    "url": """url link permalink web_url article_url article_link canonical_url source_url page_url
    news_url external_url href adresse lien enlace collegamento ссылка 链接""",
    "byline": """author authors byline creator author_name authors_name writer journalist reporter
    autor autorin verfasser auteur auteurs autora autores autore auteur_s författare автор 作者""",
    "language": "language lang language_code sprache langue idioma lingua taal språk язык",
}
_LONGEST_NAME = 60
_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|blockquote|article)>", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\W_]+")


def _plain(column: str) -> str:
    """A column's name without case and separators: "publishedAt" is "published_at"."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFC", column).lower())


_FIELD_OF = {_plain(name): field for field, names in _NAMES.items() for name in names.split()}
_RANK = {_plain(name): rank for names in _NAMES.values() for rank, name in enumerate(names.split())}
_WRAPPERS = ("_source", "source", "fields", "attributes", "article", "item", "data", "doc")
_VALUES = ("name", "rendered", "main", "value", "#text")


class BadRow(Exception):
    """A row that is no article: ``reason`` and ``advice``; ``skipped`` where it is just blank."""

    def __init__(self, reason: str, advice: str, skipped: bool = False) -> None:
        self.reason, self.advice, self.skipped = reason, advice, skipped
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Row:
    """One row's cleaned text, its key, and what its other columns declare."""

    text: str
    key: str | None
    declared: Declared


def field_of(column: str) -> str | None:
    """The field that a column of this name holds, else None."""
    return _FIELD_OF.get(_key(column))


@functools.lru_cache(maxsize=4096)
def _key(column: str) -> str:
    return _plain(column) if len(column) <= _LONGEST_NAME else ""


def recognised(header: Iterable[str]) -> int:
    """How many of the column names are usual ones."""
    return sum(1 for column in header if field_of(column) is not None)


def row_of(cells: Mapping[str, object]) -> Row:
    """Sorts the cells of a row by field; raises ``BadRow`` where there is no text in it.

    Where two columns serve one field ("outlet" and "source") the first that is filled
    counts, in the order of ``_NAMES``. Cells may lie one object deeper, as search engines
    and interfaces of newspapers give them ("_source", "fields", "attributes").
    """
    cells = _laid_open(cells)
    chosen: dict[str, tuple[int, str, object]] = {}
    for column, value in cells.items():
        field = field_of(column)
        if field is None or value is None or (isinstance(value, str) and not value.strip()):
            if field == "text":
                chosen.setdefault("text", (99, column, ""))
            continue
        rank = _RANK[_key(column)]
        if field not in chosen or rank < chosen[field][0]:
            chosen[field] = (rank, column, value)
    text = _text(chosen.pop("text", None))
    values: dict[str, Any] = {
        field: _value(column, value) for field, (_, column, value) in chosen.items()
    }
    key = values.pop("id", None)
    return Row(text, key, Declared(**values))


def holds_text(cells: Mapping[str, object]) -> bool:
    """Whether one of the columns, or of those an object deeper, holds a text."""
    return any(
        field_of(column) == "text" and isinstance(_inner(value), str)
        for column, value in _laid_open(cells).items()
    )


def _laid_open(cells: Mapping[str, object]) -> Mapping[str, object]:
    if any(
        field_of(column) == "text" and isinstance(_inner(cells[column]), str) for column in cells
    ):
        return cells
    for wrapper in _WRAPPERS:
        held = cells.get(wrapper)
        if isinstance(held, dict) and any(field_of(str(name)) == "text" for name in held):
            rest = {name: value for name, value in cells.items() if name != wrapper}
            return {**rest, **held}
    return cells


def _inner(value: object) -> object:
    """The words in an object that is only there to hold them: {"rendered": "..."}."""
    if isinstance(value, dict):
        return next((value[key] for key in _VALUES if isinstance(value.get(key), str)), value)
    return value


def _text(found: tuple[int, str, object] | None) -> str:
    if found is None:
        raise BadRow("no text", "name the column text, body or content")
    _, column, value = found
    value = _inner(value)
    if not isinstance(value, str):
        raise BadRow(f"{clean_line(column, 40)} is {_kind(value)}, not text", "write it as text")
    text = unwrapped(clean_text(_unmarked(value)))
    if not text.strip():
        raise BadRow("the text is empty", "nothing to do", skipped=True)
    return text


def _unmarked(value: str) -> str:
    """The words of a cell that holds markup, as exports of sites do."""
    if "</" not in value or not _MARKUP.search(value):
        return value
    from index.ingest.pages import plain_of  # most tables have none

    return plain_of(value)


def _value(column: str, value: object) -> str | None:
    if isinstance(value, str):
        return clean_line(value) or None
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        raise BadRow(f"{clean_line(column, 40)} is {_kind(value)}, not text", "write it as text")
    if isinstance(value, (int, float)):
        return str(value)
    names = _names(value)
    if names is None:
        raise BadRow(f"{clean_line(column, 40)} is {_kind(value)}, not text", "write it as text")
    return clean_line(", ".join(names)) or None


def _names(value: object) -> list[str] | None:
    """The names in a list of strings, or in objects that hold one; else None."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = _inner(item)
        if not isinstance(name, str) or (item is value and not isinstance(item, dict)):
            return None
        found.append(name)
    return found


def _kind(value: object) -> str:
    kinds = ((bool, "true or false"), (list, "a list"), (dict, "an object"), (str, "text"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "a number")
