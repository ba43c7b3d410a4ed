"""The engines that ours is compared with: SQLite's FTS5, tantivy, Whoosh as it comes."""

# ruff: noqa: D102 (Engine says what the methods do)

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools.search_rows import TOP, Query, Row, batches, day_number, folder_size


class Fts5:
    """SQLite's own full-text search, with Porter stemming; no fuzzy operator: exact words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "fts5.db"

    def build(self, rows: Iterable[Row]) -> None:
        base = sqlite3.connect(self._file)
        base.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "CREATE TABLE article (id INTEGER PRIMARY KEY, outlet, day);"
            "CREATE VIRTUAL TABLE found USING fts5"
            "(title, body, content='', tokenize='porter unicode61');"
        )
        for batch in batches(rows):
            with base:
                base.executemany(
                    "INSERT INTO found (rowid, title, body) VALUES (:n, :title, :body)", batch
                )
                base.executemany(
                    "INSERT INTO article VALUES (?, ?, ?)",
                    [
                        (r["n"], r["outlet"], day_number(r["date"]) if r["date"] else 0)
                        for r in batch
                    ],
                )
        base.execute("CREATE INDEX outlets ON article (outlet, day)")
        base.close()

    def open(self) -> None:
        self._base = sqlite3.connect(self._file)

    def match(self, query: Query) -> str:
        words = [f'"{term}"' for term in query["terms"]]
        if query["kind"] == "phrase":
            words = ['"' + " ".join(query["terms"]) + '"']
        if query.get("prefix"):
            words.append(f'"{query["prefix"]}"*')
        return (" OR " if query["kind"] == "or" else " AND ").join(words)

    def ask(self, query: Query) -> list[int]:
        sql, values = "SELECT found.rowid FROM found", [self.match(query)]
        where = " WHERE found MATCH ?"
        if query.get("outlet") or query.get("d0") or query.get("sort"):
            sql += " JOIN article ON article.id = found.rowid"
        if query.get("outlet"):
            where += " AND article.outlet = ?"
            values.append(query["outlet"])
        if query.get("d0"):
            where += " AND article.day > ? AND article.day < ?"
            values += [day_number(query["d0"]), day_number(query["d1"])]
        order = "article.day DESC" if query.get("sort") == "date" else "rank"
        rows = self._base.execute(f"{sql}{where} ORDER BY {order} LIMIT {TOP}", values)
        return [row[0] for row in rows]

    def size(self) -> int:
        return self._file.stat().st_size


class Fts5Texts(Fts5):
    """The same with its texts in it, which its snippet function needs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._file = folder / "fts5_texts.db"

    def build(self, rows: Iterable[Row]) -> None:
        base = sqlite3.connect(self._file)
        base.execute(
            "CREATE VIRTUAL TABLE found USING fts5(title, body, tokenize='porter unicode61')"
        )
        for batch in batches(rows):
            with base:
                base.executemany(
                    "INSERT INTO found (rowid, title, body) VALUES (:n, :title, :body)", batch
                )
        base.close()

    def snippets(self, query: Query, ids: list[int], texts: sqlite3.Connection) -> None:
        marks = ",".join("?" * len(ids))
        self._base.execute(
            "SELECT snippet(found, 1, '[', ']', '…', 28) FROM found"  # noqa: S608
            f" WHERE found MATCH ? AND rowid IN ({marks})",
            [self.match(query), *ids],
        ).fetchall()


class Tantivy:
    """tantivy with English stemming; beginnings through its regular expressions."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tantivy"

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        for name in ("title", "body"):
            builder.add_text_field(name, tokenizer_name="en_stem", index_option="position")
        builder.add_text_field("outlet", tokenizer_name="raw", index_option="basic")
        builder.add_integer_field("day", indexed=True, fast=True)
        builder.add_integer_field("n", stored=True, indexed=True, fast=True)
        return builder.build()

    def build(self, rows: Iterable[Row]) -> None:
        import tantivy

        self._folder.mkdir()
        index = tantivy.Index(self._schema(), path=str(self._folder))
        writer = index.writer(128_000_000, 1)
        for batch in batches(rows):
            for row in batch:
                writer.add_document(
                    tantivy.Document(
                        title=row["title"],
                        body=row["body"],
                        outlet=row["outlet"] or "",
                        day=day_number(row["date"]) if row["date"] else 0,
                        n=row["n"],
                    )
                )
            writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        import tantivy

        self._index = tantivy.Index.open(str(self._folder))
        self._searcher = self._index.searcher()

    def ask(self, query: Query) -> list[int]:
        import tantivy

        how, schema = tantivy.Query, self._index.schema
        must, fields = tantivy.Occur.Must, ("title", "body")
        clauses = []
        if query["kind"] == "fuzzy":
            for term in query["terms"]:
                near = [
                    (tantivy.Occur.Should, how.fuzzy_term_query(schema, f, term)) for f in fields
                ]
                clauses.append((must, how.boolean_query(near)))
        elif query["terms"]:
            text = " ".join(query["terms"])
            text = f'"{text}"' if query["kind"] == "phrase" else text
            parsed = self._index.parse_query(
                text, list(fields), conjunction_by_default=query["kind"] != "or"
            )
            clauses.append((must, parsed))
        if query.get("prefix"):
            pattern = re.escape(query["prefix"]) + ".*"
            begins = [(tantivy.Occur.Should, how.regex_query(schema, f, pattern)) for f in fields]
            clauses.append((must, how.boolean_query(begins)))
        if query.get("outlet"):
            clauses.append((must, how.term_query(schema, "outlet", query["outlet"])))
        if query.get("d0"):
            low, high = day_number(query["d0"]), day_number(query["d1"])
            days = how.range_query(
                schema, "day", tantivy.FieldType.Integer, low, high, False, False
            )
            clauses.append((must, days))
        asked = clauses[0][1] if len(clauses) == 1 else how.boolean_query(clauses)
        if query.get("sort") == "date":
            found = self._searcher.search(asked, TOP, order_by_field="day")
        else:
            found = self._searcher.search(asked, TOP)
        return [self._searcher.doc(address)["n"][0] for _, address in found.hits]

    def size(self) -> int:
        return folder_size(self._folder)


class StockWhoosh:
    """Whoosh as it comes: TEXT fields, its stemming analyzer, writer and searcher."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "whoosh"

    def build(self, rows: Iterable[Row]) -> None:
        from whoosh import analysis, fields, index

        text = fields.TEXT(analyzer=analysis.StemmingAnalyzer())
        schema = fields.Schema(
            n=fields.STORED,
            title=text,
            body=text,
            outlet=fields.ID,
            day=fields.NUMERIC(sortable=True),
        )
        self._folder.mkdir()
        made = index.create_in(str(self._folder), schema)
        for batch in batches(rows):
            writer = made.writer(limitmb=256)
            for row in batch:
                writer.add_document(
                    n=row["n"],
                    title=row["title"],
                    body=row["body"],
                    outlet=row["outlet"] or "",
                    day=day_number(row["date"]) if row["date"] else 0,
                )
            writer.commit()

    def open(self) -> None:
        from whoosh import index

        self._searcher = index.open_dir(str(self._folder)).searcher()

    def ask(self, query: Query) -> list[int]:
        from whoosh.qparser import FuzzyTermPlugin, MultifieldParser, OrGroup, syntax

        group = OrGroup if query["kind"] == "or" else syntax.AndGroup
        parser = MultifieldParser(["title", "body"], self._searcher.schema, group=group)
        parser.add_plugin(FuzzyTermPlugin())
        text = " ".join(query["terms"])
        if query["kind"] == "phrase":
            text = f'"{text}"'
        elif query["kind"] == "fuzzy":
            text = " ".join(f"{term}~" for term in query["terms"])
        if query.get("prefix"):
            text += f" {query['prefix']}*"
        asked = parser.parse(text)
        sort = {"sortedby": "day", "reverse": True} if query.get("sort") == "date" else {}
        return [hit["n"] for hit in self._searcher.search(asked, limit=TOP, **sort)]

    def size(self) -> int:
        return folder_size(self._folder)
