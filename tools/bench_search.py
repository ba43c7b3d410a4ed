"""Measure search against stock Whoosh, SQLite FTS5 and tantivy, on the same texts and queries.

    python -m tools.bench_search CORPUS.jsonl QUERIES.json [--sizes 10000,37000,100000]

CORPUS has an article a line: title, body, outlet, date. QUERIES is a list of objects: kind,
terms, and where wanted prefix (the word being typed), outlet, d0 and d1 (dates), sort. Needs
the "bench" extra. Every engine builds and answers in a process of its own. Times are CPU
time, so other work on the machine matters little. "First touch" is the first pass over the
queries in a fresh process; "warm" the better of two more.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from tools.search_engines import ENGINES
from tools.search_rows import read_rows

Measured = dict[str, Any]
STOCK_SIZE = 2_000
STOCK_SECONDS = 60.0


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("corpus", type=Path)
    reader.add_argument("queries", type=Path)
    reader.add_argument("--sizes", default="10000,37000,100000")
    reader.add_argument("--work", type=Path, default=Path("build/bench_search"))
    reader.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    asked = reader.parse_args()
    if asked.step:
        kind, engine, size = asked.step
        steps = {"build": build, "query": query, "cold": cold, "snippets": snippets, "more": more}
        print(json.dumps(steps[kind](asked, engine, int(size))))
        return
    sizes = [int(size) for size in asked.sizes.split(",")]
    shutil.rmtree(asked.work, ignore_errors=True)
    results = {size: run(asked, size, ("ours", "fts5", "tantivy")) for size in sizes}
    stock = run(asked, STOCK_SIZE, ("ours", "whoosh"))
    for size, measured in results.items():
        report(size, measured)
    report(STOCK_SIZE, stock)


def run(asked: argparse.Namespace, size: int, engines: tuple[str, ...]) -> dict[str, Measured]:
    """Everything measured at one size."""
    folder = asked.work / str(size)
    folder.mkdir(parents=True)
    keep_texts(asked.corpus, size, folder)
    measured: dict[str, Measured] = {}
    for engine in engines:
        measured[engine] = step(asked, "build", engine, size)
        measured[engine].update(step(asked, "query", engine, size))
        runs = []
        for _ in range(3):
            started = time.perf_counter()
            step(asked, "cold", engine, size)
            runs.append(time.perf_counter() - started)
        measured[engine]["cold_s"] = min(runs)
    if "fts5" in engines:
        step(asked, "build", "fts5_texts", size)
        for engine in ("ours", "fts5_texts"):
            found = step(asked, "snippets", engine, size)
            measured[engine.removesuffix("_texts")].update(found)
    measured["ours"].update(step(asked, "more", "ours", size))
    return measured


def step(asked: argparse.Namespace, kind: str, engine: str, size: int) -> Measured:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "tools.bench_search", str(asked.corpus), str(asked.queries)]
    command += ["--work", str(asked.work), "--step", kind, engine, str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    print(f"{size} {engine} {kind}", file=sys.stderr)
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


def keep_texts(corpus: Path, size: int, folder: Path) -> None:
    base = sqlite3.connect(folder / "texts.db")
    base.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, body)")
    with base:
        base.executemany("INSERT INTO article VALUES (:n, :body)", read_rows(corpus, size))
    base.close()


def build(asked: argparse.Namespace, engine: str, size: int) -> Measured:
    folder = asked.work / str(size)
    rows = list(read_rows(asked.corpus, size))
    text = sum(len(row["title"].encode()) + len(row["body"].encode()) for row in rows)
    made = ENGINES[engine](folder)
    cpu, wall = time.process_time(), time.perf_counter()
    made.build(rows)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {
        "docs_per_cpu_s": size / cpu,
        "docs_per_s": size / wall,
        "mb": made.size() / 1e6,
        "of_text": made.size() / text,
    }


def opened(asked: argparse.Namespace, engine: str, size: int) -> Any:
    made = ENGINES[engine](asked.work / str(size))
    made.open()
    return made


def query(asked: argparse.Namespace, engine: str, size: int) -> Measured:
    made, passes = opened(asked, engine, size), []
    queries = json.loads(asked.queries.read_text())
    stop = time.process_time() + (STOCK_SECONDS if engine == "whoosh" else 3600.0)
    for _ in range(3):
        times = []
        for one in queries:
            if time.process_time() > stop:
                break
            started = time.process_time()
            made.ask(one)
            times.append((time.process_time() - started) * 1000)
        passes.append(times)
    first, warm = passes[0], passes[0]
    if len(passes[2]) == len(first):
        warm = [min(pair) for pair in zip(passes[1], passes[2], strict=True)]
    kinds: dict[str, list[float]] = defaultdict(list)
    for one, took in zip(queries, warm, strict=False):
        kinds[one["kind"]].append(took)
    memory = {}
    for line in Path("/proc/self/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name in ("VmRSS", "RssAnon"):
            memory[name] = int(value.split()[0]) / 1000
    return {
        "answered": len(first),
        "first": [share(first, p) for p in (50, 95, 99)],
        "warm": [share(warm, p) for p in (50, 95, 99)],
        "kinds": {kind: [share(times, 50), share(times, 95)] for kind, times in kinds.items()},
        "memory_mb": memory["VmRSS"],
        "anonymous_mb": memory["RssAnon"],
    }


def cold(asked: argparse.Namespace, engine: str, size: int) -> Measured:
    opened(asked, engine, size).ask({"kind": "and", "terms": ["white", "house"]})
    return {}


def snippets(asked: argparse.Namespace, engine: str, size: int) -> Measured:
    """Twenty lines of the first twenty articles of each query."""
    made, times = opened(asked, engine, size), []
    texts = sqlite3.connect(asked.work / str(size) / "texts.db")
    for one in json.loads(asked.queries.read_text()):
        if one.get("outlet") or one.get("d0") or one.get("sort"):
            continue
        ids = made.ask(one)
        if len(ids) == 20:
            started = time.process_time()
            made.snippets(one, ids, texts)
            times.append((time.process_time() - started) * 1000)
    return {"snippets": [share(times, 50), share(times, 95)]}


def more(asked: argparse.Namespace, engine: str, size: int) -> Measured:
    """What only ours is asked: adding fifty articles, and more like this."""
    made = opened(asked, engine, size)
    index, rows = made._index, list(read_rows(asked.corpus, 50 * 8))
    adds, likes = [], []
    for start in range(0, len(rows), 50):
        batch = [
            made._document({**row, "n": row["n"] + 10_000_000}) for row in rows[start : start + 50]
        ]
        started = time.perf_counter()
        index.add(batch)
        index.search("white house")
        adds.append((time.perf_counter() - started) * 1000)
    index.settle()
    for number in range(1, 40):
        started = time.process_time()
        index.like(number)
        likes.append((time.process_time() - started) * 1000)
    return {
        "add_50_ms": [share(adds, 50), max(adds)],
        "like_ms": [share(likes, 50), share(likes, 95)],
    }


def share(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0


def report(size: int, measured: dict[str, Measured]) -> None:
    """Tables in Markdown; in brackets: how many times ours."""
    names = list(measured)
    print(f"\n## {size:,} articles\n\n| | {' | '.join(names)} |\n|---|{'---|' * len(names)}")

    def line(
        label: str, key: str, at: int | None = None, digits: int = 1, ratio: bool = True
    ) -> None:
        cells = []
        for name in names:
            value = measured[name].get(key)
            value = value[at] if value is not None and at is not None else value
            ours = measured["ours"].get(key)
            ours = ours[at] if ours is not None and at is not None else ours
            if value is None:
                cells.append("")
            elif name == "ours" or not ratio or not ours:
                cells.append(f"{value:,.{digits}f}")
            else:
                cells.append(f"{value:,.{digits}f} ({value / ours:.1f}x)")
        print(f"| {label} | {' | '.join(cells)} |")

    line("articles indexed a CPU second", "docs_per_cpu_s", digits=0)
    line("index, of the text", "of_text", digits=2)
    for key, label in (("warm", "warm"), ("first", "first touch")):
        for at, percent in enumerate(("p50", "p95", "p99")):
            line(f"{label} {percent}, ms", key, at, 2)
    line("20 snippets p50, ms", "snippets", 0, 2)
    line("20 snippets p95, ms", "snippets", 1, 2)
    line("cold process to first answer, s", "cold_s", digits=2)
    line("memory, MB", "memory_mb", digits=0)
    line("of it not mapped, MB", "anonymous_mb", digits=0)
    line("queries answered", "answered", digits=0, ratio=False)
    line("50 articles added and searchable, ms", "add_50_ms", 0, ratio=False)
    line("slowest of those, ms", "add_50_ms", 1, ratio=False)
    line("more like this p50, ms", "like_ms", 0, ratio=False)
    print(f"\n| warm p50 (p95), ms | {' | '.join(names)} |\n|---|{'---|' * len(names)}")
    for kind in measured["ours"]["kinds"]:
        cells = []
        for name in names:
            times = measured[name]["kinds"].get(kind)
            cells.append(f"{times[0]:.2f} ({times[1]:.2f})" if times else "")
        print(f"| {kind} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
