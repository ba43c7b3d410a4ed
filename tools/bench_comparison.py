"""How long a comparison takes: few articles cold and again, forty, hundreds, copies of one text.

    python tools/bench_comparison.py                      # the bundled articles
    python tools/bench_comparison.py NEWS.jsonl           # and forty, 500 and 1,000 copies of these

Libraries are made in a temporary directory. "cold" is a process of its own, from opening the
library to the comparison done, without starting Python and importing ``index``; "again" is
the same question once more. CPU tells of the work where the machine has other things to do.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from index import Library, Progress
from index.locations import bundled_articles

COLD = """
import json, sys, time
from pathlib import Path
from index import Library
wall, cpu = time.perf_counter(), time.process_time()
Library.open(Path(sys.argv[1])).compare(json.loads(sys.argv[2]))
print(time.perf_counter() - wall, time.process_time() - cpu)
"""
RUNS = 5
CHANGED = 8


def main() -> None:
    """Makes the libraries and prints the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("news", nargs="?", type=Path, help="a JSONL table of news articles")
    arguments.add_argument("--articles", type=int, default=500, help="how many of them (500)")
    arguments.add_argument("--copies", type=int, default=1000, help="copies of one text (1,000)")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="rashomon-bench-") as folder:
        few(Path(folder) / "few")
        if given.news is not None:
            rows = [json.loads(line) for line in given.news.open(encoding="utf-8")]
            many(Path(folder) / "many", rows[: given.articles])
            many(Path(folder) / "copies", copies(rows[0], given.copies))


def few(folder: Path) -> None:
    """Four of the bundled articles, cold and again."""
    with Library.open(folder) as library:
        library.add(bundled_articles())
        library.analyse()
        numbers = sorted(line.id for line in library.articles())[-4:]
        runs = sorted(cold(folder, numbers) for _ in range(RUNS))
        tell("4 articles, cold", *runs[RUNS // 2])
        library.compare(numbers[:3])
        timed("4 articles, warm", library, numbers)
        timed("4 articles, again", library, numbers)


def cold(folder: Path, numbers: Sequence[int]) -> tuple[float, float]:
    """Seconds and CPU seconds in a process of its own."""
    command = [sys.executable, "-c", COLD, str(folder), json.dumps(list(numbers))]
    wall, cpu = subprocess.run(command, capture_output=True, check=True).stdout.split()
    return float(wall), float(cpu)


def many(folder: Path, rows: Sequence[dict[str, str]]) -> None:
    """All articles of a table as if they were one event, and forty of them."""
    table = folder.with_suffix(".jsonl")
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with Library.open(folder) as library:
        library.add([str(table)])
        library.analyse()
        numbers = sorted(line.id for line in library.articles())
        timed(f"40 of {folder.name}", library, numbers[:40])
        timed(f"{len(numbers):,} of {folder.name}", library, numbers)
        timed("again", library, numbers)


def copies(row: dict[str, str], count: int) -> list[dict[str, str]]:
    """Copies of one article, in each some words changed."""
    chance = random.Random(1)
    made = []
    for number in range(count):
        words = row["body"].split()
        for at in chance.sample(range(len(words)), min(CHANGED, len(words))):
            words[at] = f"word{number}"
        made.append({**row, "id": f"copy{number}", "outlet": f"Outlet {number % 200}",
                     "body": " ".join(words)})  # fmt: skip
    return made


def timed(name: str, library: Library, numbers: Sequence[int]) -> None:
    """One comparison, with how many texts were compared and how often progress was told."""
    told: list[Progress] = []
    wall, cpu = time.perf_counter(), time.process_time()
    found = library.compare(numbers, progress=told.append)
    spent = time.perf_counter() - wall, time.process_time() - cpu
    texts = f"{len(found.articles)} of {found.independent_texts} texts, progress {len(told)} times"
    tell(name, *spent, texts)


def tell(name: str, wall: float, cpu: float, more: str = "") -> None:
    """One line of figures."""
    print(f"{name:22} {1000 * wall:9,.1f} ms {1000 * cpu:9,.1f} ms CPU  {more}", flush=True)


if __name__ == "__main__":
    main()
