"""The engines that bench_search compares, each behind the same few methods."""

# ruff: noqa: D102 (Engine says what the methods do)

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from index.search import Document, SearchIndex, snippet
from index.text import paragraphs
from tools.search_rivals import Fts5, Fts5Texts, StockWhoosh, Tantivy
from tools.search_rows import TOP, Engine, Query, Row, batches, folder_size


class Ours:
    """index.search"""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "ours"

    def build(self, rows: Iterable[Row]) -> None:
        index = SearchIndex(self._folder)
        for batch in batches(rows):
            index.add(map(self._document, batch))
        index.settle()
        index.close()

    def _document(self, row: Row) -> Document:
        day = datetime.date.fromisoformat(row["date"][:10]) if row["date"] else None
        return Document(row["n"], row["title"], row["body"], row["outlet"] or "", day, "en")

    def open(self) -> None:
        self._index = SearchIndex(self._folder)

    def text(self, query: Query) -> str:
        joiner = " OR " if query["kind"] == "or" else " "
        text = joiner.join(query["terms"])
        if query["kind"] == "phrase":
            text = f'"{text}"'
        elif query["kind"] == "fuzzy":
            text = " ".join(f"{term}~" for term in query["terms"])
        if query.get("prefix"):
            text = f"{text} {query['prefix']}".strip()
        if query.get("outlet"):
            text += f' outlet:"{query["outlet"]}"'
        if query.get("d0"):
            text += f" after:{query['d0']} before:{query['d1']}"
        return text

    def ask(self, query: Query) -> list[int]:
        found = self._index.search(
            self.text(query),
            limit=TOP,
            typing=bool(query.get("prefix")),
            sort=query.get("sort") or "relevance",
        )
        self._light = found.light
        return list(found.ids)

    def snippets(self, query: Query, ids: list[int], texts: sqlite3.Connection) -> None:
        for number in ids:
            row = texts.execute("SELECT body FROM article WHERE id = ?", (number,)).fetchone()
            snippet(row[0], self._light, 160, paragraphs(row[0]))

    def size(self) -> int:
        return folder_size(self._folder)


ENGINES: dict[str, Callable[[Path], Engine]] = {
    "ours": Ours,
    "fts5": Fts5,
    "fts5_texts": Fts5Texts,
    "tantivy": Tantivy,
    "whoosh": StockWhoosh,
}
