"""A table's row, under whatever usual column names, as text and what was declared of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from index.ingest.draft import Declared
from index.text import clean_line, clean_text

_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article_text", "full_text", "fulltext", "maintext"),
    "id": ("id", "key", "guid", "uid", "uuid"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "publication", "source", "site_name", "sitename"),
    "date": (
        "date",
        "published",
        "published_at",
        "publishedat",
        "publish_date",
        "publication_date",
        "date_published",
        "date_publish",
        "pubdate",
        "datetime",
    ),
    "url": ("url", "link", "permalink"),
    "byline": ("author", "authors", "byline", "creator"),
    "language": ("language", "lang"),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
_RANK = {name: rank for names in _NAMES.values() for rank, name in enumerate(names)}


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
    return _FIELD_OF.get(column.strip().lower().replace(" ", "_").replace("-", "_"))


def recognised(header: Iterable[str]) -> int:
    """How many of the column names are usual ones."""
    return sum(1 for column in header if field_of(column) is not None)


def row_of(cells: Mapping[str, object]) -> Row:
    """Sorts the cells of a row by field; raises ``BadRow`` where there is no text in it.

    Where two columns serve one field ("outlet" and "source") the first that is filled
    counts, in the order of ``_NAMES``.
    """
    chosen: dict[str, tuple[int, str, object]] = {}
    for column, value in cells.items():
        field = field_of(column)
        if field is None or value is None or (isinstance(value, str) and not value.strip()):
            if field == "text":
                chosen.setdefault("text", (99, column, ""))
            continue
        rank = _RANK[column.strip().lower().replace(" ", "_").replace("-", "_")]
        if field not in chosen or rank < chosen[field][0]:
            chosen[field] = (rank, column, value)
    text = _text(chosen.pop("text", None))
    values: dict[str, Any] = {
        field: _value(column, value) for field, (_, column, value) in chosen.items()
    }
    key = values.pop("id", None)
    return Row(text, key, Declared(**values))


def _text(found: tuple[int, str, object] | None) -> str:
    if found is None:
        raise BadRow("no text", "name the column text, body or content")
    _, column, value = found
    if not isinstance(value, str):
        raise BadRow(f"{clean_line(column, 40)} is {_kind(value)}, not text", "write it as text")
    text = clean_text(value)
    if not text.strip():
        raise BadRow("the text is empty", "nothing to do", skipped=True)
    return text


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
    """The names in a list of strings, or in objects that have a ``name``; else None."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if not isinstance(name, str) or (item is value and not isinstance(item, dict)):
            return None
        found.append(name)
    return found


def _kind(value: object) -> str:
    kinds = ((bool, "true or false"), (list, "a list"), (dict, "an object"), (str, "text"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "a number")
