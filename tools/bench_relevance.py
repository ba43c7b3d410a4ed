"""Score search against FTS5, tantivy and bm25s on a judged collection.

    python -m tools.bench_relevance FOLDER

FOLDER holds corpus.jsonl (_id, title, text), queries.jsonl (_id, text) and qrels.jsonl (q, d,
r). Needs the "bench" extra. Every engine gets the words of a query joined by OR, ours also
the query as a reader would type it. Prints nDCG@10 and MAP.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index.search import Document, SearchIndex
from index.search.words import STOP_WORDS, analyzer

DEPTH = 1_000
Rows = Sequence[dict[str, Any]]
Search = Callable[[str], Sequence[int]]


def main() -> None:
    folder = Path(sys.argv[1])
    corpus, queries, judged = (read(folder / f"{n}.jsonl") for n in ("corpus", "queries", "qrels"))
    numbers = {row["_id"]: number for number, row in enumerate(corpus, 1)}
    wanted: dict[str, dict[int, float]] = defaultdict(dict)
    for row in judged:
        if row["d"] in numbers and row["r"] > 0:
            wanted[row["q"]][numbers[row["d"]]] = float(row["r"])
    with tempfile.TemporaryDirectory() as scratch:
        for name, make in ENGINES.items():
            search = make(corpus, Path(scratch))
            runs = [
                (search(row["text"]), wanted[row["_id"]]) for row in queries if wanted[row["_id"]]
            ]
            gain = sum(ndcg(found, good) for found, good in runs) / len(runs)
            mean = sum(precision(found, good) for found, good in runs) / len(runs)
            print(f"{name:12} nDCG@10 {gain:.3f}  MAP {mean:.3f}  ({len(runs)} queries)")


def read(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word not in STOP_WORDS]


def ndcg(found: Sequence[int], good: dict[int, float]) -> float:
    got = sum(good.get(n, 0.0) / math.log2(at + 2) for at, n in enumerate(found[:10]))
    best = sorted(good.values(), reverse=True)[:10]
    return got / sum(gain / math.log2(at + 2) for at, gain in enumerate(best))


def precision(found: Sequence[int], good: dict[int, float]) -> float:
    hits, total = 0, 0.0
    for at, number in enumerate(found, 1):
        if number in good:
            hits += 1
            total += hits / at
    return total / len(good)


def ours(corpus: Rows, scratch: Path) -> SearchIndex:
    index = SearchIndex(scratch / "ours")
    if not index.count():
        index.add(
            Document(n, row["title"], row["text"], "", None, "en")
            for n, row in enumerate(corpus, 1)
        )
    return index


def ours_any(corpus: Rows, scratch: Path) -> Search:
    index = ours(corpus, scratch)
    return lambda text: index.search(" OR ".join(words(text)), limit=DEPTH).ids


def ours_typed(corpus: Rows, scratch: Path) -> Search:
    index = ours(corpus, scratch)
    return lambda text: index.search(text, limit=DEPTH).ids


def fts5(corpus: Rows, scratch: Path) -> Search:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE found USING fts5(title, body, tokenize='porter unicode61')")
    rows = [(n, row["title"], row["text"]) for n, row in enumerate(corpus, 1)]
    base.executemany("INSERT INTO found (rowid, title, body) VALUES (?, ?, ?)", rows)
    sql = f"SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT {DEPTH}"  # noqa: S608
    return lambda text: [
        row[0] for row in base.execute(sql, (" OR ".join(f'"{w}"' for w in words(text)),))
    ]


def tantivy(corpus: Rows, scratch: Path) -> Search:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_integer_field("n", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for number, row in enumerate(corpus, 1):
        writer.add_document(tantivy.Document(text=f"{row['title']}\n{row['text']}", n=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> list[int]:
        asked = index.parse_query(" ".join(words(text)), ["text"])
        return [searcher.doc(at)["n"][0] for _, at in searcher.search(asked, DEPTH).hits]

    return search


def bm25s(corpus: Rows, scratch: Path) -> Search:
    import bm25s

    terms = analyzer(("en",)).terms
    texts = [[t.stems[0] for t in terms(f"{r['title']}\n{r['text']}") if t.stems] for r in corpus]
    model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    model.index(texts, show_progress=False)

    def search(text: str) -> list[int]:
        asked = [t.stems[0] for t in terms(text) if t.stems]
        depth = min(DEPTH, len(corpus))
        found, _ = model.retrieve([asked], k=depth, show_progress=False)
        return [int(n) + 1 for n in found[0]]

    return search


ENGINES: dict[str, Callable[[Rows, Path], Search]] = {
    "ours": ours_any,
    "ours, typed": ours_typed,
    "fts5": fts5,
    "tantivy": tantivy,
    "bm25s": bm25s,
}

if __name__ == "__main__":
    main()
