"""How well and how fast articles are grouped into events.

    python tools/bench_events.py GOLD.jsonl[.xz] [--stream 100000] [--stored TABLE.jsonl]

GOLD has one article a line: id, event, outlet, date (ISO day or null), title, text. Printed
are B-cubed, pairwise F1, V-measure and articles a CPU second (after tracing), in one batch
and as a stream that is placed day by day; with the dates, with a quarter of them removed,
with none. ``--stream N`` then places N articles, 1,000 a day, made by mixing the terms of
the articles given, and prints speed and memory as the library grows. ``--stored TABLE``
puts a table of articles into a library file, as ``rashomon add`` reads it, and prints the same
by 10,000 placed, oldest first.
"""

from __future__ import annotations

import argparse
import datetime
import json
import lzma
import math
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from index import Library, events, placing
from index.article import Article, Dates, Finding
from index.locations import FILE
from index.reports import Progress
from index.store import Connections, articles, placements

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def main() -> None:
    """Reads the arguments and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--stream", type=int, default=0, metavar="N")
    parser.add_argument("--stored", metavar="TABLE")
    chosen = parser.parse_args()
    if chosen.stored:
        _place_stored(chosen.stored)
        return
    rows = _read(chosen.gold)
    traces = _traced(rows)
    dated = [at for at, row in enumerate(rows) if row["date"]]
    print(f"{len(dated)} dated articles, {len({rows[at]['event'] for at in dated})} events")
    print("dates            way     B3 P   B3 R   B3 F1  pair F1  V      articles/CPU s")
    chance = random.Random(5)
    for name, kept in (("all", 1.0), ("a quarter gone", 0.75), ("none", 0.0)):
        has_date = {at for at in dated if chance.random() < kept}
        _report(name, "batch", rows, dated, *_batch(rows, traces, dated, has_date))
        _report(name, "stream", rows, dated, *_stream(rows, traces, dated, has_date))
    if chosen.stream:
        _grow(traces, chosen.stream)


def _read(path: Path) -> list[dict[str, Any]]:
    packed = path.read_bytes()
    text = lzma.decompress(packed) if path.suffix == ".xz" else packed
    return [json.loads(line) for line in text.splitlines()]


def _traced(rows: Sequence[dict[str, Any]]) -> list[events.Trace]:
    begun = time.process_time()
    made = [events.trace(_article(at, row)) for at, row in enumerate(rows)]
    each = (time.process_time() - begun) / len(rows) * 1000
    print(f"tracing: {each:.1f} CPU ms an article")
    return made


def _article(at: int, row: dict[str, Any], dated: bool = True) -> Article:
    title = Finding(row["title"], "bench", "") if row["title"] else None
    stated = Finding(row["date"], "bench", "") if row["date"] and dated else None
    outlet = Finding(row["outlet"], "bench", "") if row["outlet"] else None
    return Article(at + 1, row["text"], title=title, outlet=outlet, dates=Dates(stated))


Outcome = tuple[dict[int, str], float, str]


def _batch(
    rows: Sequence[dict[str, Any]],
    traces: Sequence[events.Trace],
    chosen: Sequence[int],
    dated: set[int],
) -> Outcome:
    """All that there is in one import."""
    with tempfile.TemporaryDirectory() as folder:
        connections = Connections(Path(folder) / "library.db")
        number = {
            at: _store(connections, _article(at, rows[at], at in dated), traces[at], str(at))
            for at in chosen
        }
        begun = time.process_time()
        placing.place_waiting(connections, lambda progress: None, lambda: False)
        spent = time.process_time() - begun
        placed = _events_of(connections)
        connections.close()
    return {at: placed[number[at]] for at in chosen}, spent, ""


def _stream(
    rows: Sequence[dict[str, Any]],
    traces: Sequence[events.Trace],
    chosen: Sequence[int],
    dated: set[int],
) -> Outcome:
    """Day by day through a real library file, in the order of publication."""
    order = sorted(chosen, key=lambda at: (rows[at]["date"], at))
    days: dict[str, list[int]] = {}
    for at in order:
        days.setdefault(rows[at]["date"], []).append(at)
    spent = 0.0
    seen: dict[int, set[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        connections = Connections(Path(folder) / "library.db")
        number: dict[int, int] = {}
        for members in days.values():
            for at in members:
                article = _article(at, rows[at], at in dated)
                number[at] = _store(connections, article, traces[at], str(at))
            begun = time.process_time()
            placing.place_waiting(connections, lambda progress: None, lambda: False)
            spent += time.process_time() - begun
            _watch(connections, seen)
        placed = _events_of(connections)
        connections.close()
    changed = sum(len(ids) > 1 for ids in seen.values())
    note = f"{changed / len(chosen):.1%} ever changed event"
    return {at: placed[number[at]] for at in chosen}, spent, note


def _store(connections: Connections, article: Article, trace: events.Trace, key: str) -> int:
    with connections.writing() as connection:
        unlike = replace(article, text=f"{key}\n{article.text[:200]}")
        number, _ = articles.save(connection, unlike, b"", NOW)
        placements.save_trace(connection, number, events.VERSION, events.dump(trace))
    return number


def _events_of(connections: Connections) -> dict[int, str]:
    with connections.reading() as connection:
        return placements.event_of_each(connection)


def _watch(connections: Connections, seen: dict[int, set[str]]) -> None:
    for number, event in _events_of(connections).items():
        seen.setdefault(number, set()).add(event)


def _report(
    name: str,
    way: str,
    rows: Sequence[dict[str, Any]],
    chosen: Sequence[int],
    found: dict[int, str],
    spent: float,
    note: str,
) -> None:
    made, gold = [found[at] for at in chosen], [str(rows[at]["event"]) for at in chosen]
    precision, recall, f1 = b_cubed(made, gold)
    pairs, v = pairwise(made, gold), v_measure(made, gold)
    speed = f"{len(chosen) / spent:,.0f}"
    print(
        f"{name:<16} {way:<7} {precision:.3f}  {recall:.3f}  {f1:.3f}  {pairs:.3f}    {v:.3f}"
        f"  {speed}  {note}",
        flush=True,
    )


def b_cubed(made: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 by article (Bagga and Baldwin 1998)."""
    both, ours, theirs = Counter(zip(made, gold, strict=True)), Counter(made), Counter(gold)
    precision = sum(n * n / ours[one] for (one, _), n in both.items()) / len(made)
    recall = sum(n * n / theirs[other] for (_, other), n in both.items()) / len(made)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pairwise(made: Sequence[Hashable], gold: Sequence[Hashable]) -> float:
    """F1 over pairs of articles that stand in one event."""

    def pairs(of: Counter[Any]) -> float:
        return sum(n * (n - 1) / 2 for n in of.values())

    both = pairs(Counter(zip(made, gold, strict=True)))
    return 2 * both / (pairs(Counter(made)) + pairs(Counter(gold)))


def v_measure(made: Sequence[Hashable], gold: Sequence[Hashable]) -> float:
    """The harmonic mean of homogeneity and completeness (Rosenberg and Hirschberg 2007)."""

    def entropy(of: Counter[Any]) -> float:
        return -sum(n / len(made) * math.log(n / len(made)) for n in of.values())

    both = entropy(Counter(zip(made, gold, strict=True)))
    ours, theirs = entropy(Counter(made)), entropy(Counter(gold))
    homogeneity = 1 - (both - ours) / theirs if theirs else 1.0
    completeness = 1 - (both - theirs) / ours if ours else 1.0
    return 2 * homogeneity * completeness / (homogeneity + completeness)


def _grow(traces: Sequence[events.Trace], size: int) -> None:
    """A growing library: each article takes four fifths of its terms from one given article
    and the rest from another, so that about three tell the same thing on one day."""
    print(f"\na stream of {size:,} articles, 1,000 a day, through a library file")
    print("articles  articles/CPU s  peak MB  events")
    chance = random.Random(7)
    first = datetime.date(2020, 1, 1)
    with tempfile.TemporaryDirectory() as folder:
        connections = Connections(Path(folder) / "library.db")
        spent, since = 0.0, 0
        for done in range(0, size, 1000):
            day = (first + datetime.timedelta(done // 1000)).isoformat()
            topics = chance.sample(range(len(traces)), 333)
            for at in range(1000):
                trace = _mixed(traces[topics[at % 333]], chance.choice(traces), chance)
                article = Article(0, f"{done + at}", dates=Dates(Finding(day, "bench", "")))
                _store(connections, article, trace, "")
            begun = time.process_time()
            placing.place_waiting(connections, lambda progress: None, lambda: False)
            spent += time.process_time() - begun
            since += 1000
            if (done + 1000) % max(1000, size // 20) == 0:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                with connections.reading() as connection:
                    count = connection.execute("SELECT count(*) FROM event").fetchone()[0]
                speed = f"{since / spent:,.0f}"
                print(f"{done + 1000:>8,}  {speed:>14}  {peak:>7}  {count:,}", flush=True)
                spent, since = 0.0, 0
        connections.close()


def _place_stored(table: str) -> None:
    """Imports a table, traces it in this process, and places it."""
    with tempfile.TemporaryDirectory() as folder:
        with Library.open(Path(folder)) as library:
            library.add([table])
        connections = Connections(Path(folder) / FILE)
        with connections.reading() as connection:
            wanted = placements.untraced(connection, events.VERSION)
        begun = time.process_time()
        for start in range(0, len(wanted), 500):
            with connections.writing() as connection:
                for number in wanted[start : start + 500]:
                    article = articles.load(connection, number)
                    if article is not None:
                        data = events.dump(events.trace(article))
                        placements.save_trace(connection, number, events.VERSION, data)
        print(f"traced: {(time.process_time() - begun) / len(wanted) * 1000:.1f} CPU ms an article")
        print("articles  articles/CPU s  MB of memory", flush=True)
        _place_by_ten_thousand(connections)
        connections.close()


def _place_by_ten_thousand(connections: Connections) -> None:
    begun = since = time.process_time()
    told = 0

    def report(progress: Progress) -> None:
        nonlocal since, told
        if progress.done - told >= 10_000 or progress.done == progress.total:
            now = time.process_time()
            speed = (progress.done - told) / (now - since)
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            memory = pages * resource.getpagesize() >> 20
            print(f"{progress.done:>8,}  {speed:>14,.0f}  {memory:>12,}", flush=True)
            since, told = now, progress.done

    placing.place_waiting(connections, report, lambda: False)
    print(f"placed in {time.process_time() - begun:.0f} CPU seconds")


def _mixed(one: events.Trace, other: events.Trace, chance: random.Random) -> events.Trace:
    kept = [term for term in one.terms if chance.random() < 0.8]
    terms = dict([*chance.sample(other.terms, min(len(other.terms), 30)), *kept])
    return replace(
        one,
        terms=tuple(terms.items()),
        sketch=tuple(sorted(chance.sample(range(1 << 48), min(60, len(one.sketch))))),
        digest=chance.getrandbits(64),
        clues=(),
    )


if __name__ == "__main__":
    main()
