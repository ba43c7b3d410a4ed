"""How quickly whole tables come in, and in how much memory: "articles" of ``bench_ingest``."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

MEGABYTE = 1024  # ru_maxrss counts kilobytes


_ADD = """if __name__ == "__main__":
    import json, sys, time
    from pathlib import Path
    from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
    from index import Library
    began = time.perf_counter()
    with Library.open(Path(sys.argv[2])) as library:
        number = len(library.add([sys.argv[1]]).imported)
    wall = time.perf_counter() - began
    both = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    with open(sys.argv[1], "ab") as grown:
        grown.write(b"\\n" + sys.argv[3].encode() + b"\\n")
    began = time.perf_counter()
    with Library.open(Path(sys.argv[2])) as library:
        passed = library.add([sys.argv[1]]).count("already")
    again = passed / (time.perf_counter() - began)
    found = [(u.ru_utime + u.ru_stime, u.ru_maxrss) for u in both]
    print(json.dumps([number, wall, *found, again]))
"""


_ROW = json.dumps({"text": "One more row, that was not in the table when it was read at first."})


def articles(table: Path, rows: int | None) -> tuple[int, float]:
    """Puts the first rows of a table into a new library, and tells how quickly.

    Answers how many articles that were, and the megabytes this took at most.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        copy = Path(folder) / table.name
        with table.open("rb") as source, copy.open("wb") as sink:
            sink.writelines(source if rows is None else itertools.islice(source, rows))
        command = [sys.executable, "-c", _ADD, str(copy), str(Path(folder) / "library"), _ROW]
        told = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    number, wall, (own, own_most), (worker, worker_most), again = json.loads(told.stdout)
    print(
        f"{table.name}: {number:,} articles in {wall:.0f} s, {number / wall:.0f} a second; "
        f"CPU {own:.1f} s + {worker:.1f} s in the worker, {number / (own + worker):.0f} a CPU "
        f"second; at most {own_most / MEGABYTE:.0f} MB + {worker_most / MEGABYTE:.0f} MB; "
        f"put in again {again:,.0f} rows a second",
        flush=True,
    )
    return number, own_most / MEGABYTE


def tables(paths: list[Path], rows: list[int]) -> None:
    """Puts tables in, and sets side by side how much memory that took."""
    most = [articles(path, first) for path in paths for first in rows or [None]]
    numbers = " / ".join(f"{number:,}" for number, _ in most)
    sizes = " / ".join(f"{size:.0f}" for _, size in most)
    ratio = max(size for _, size in most) / min(size for _, size in most)
    print(f"memory at {numbers} articles: {sizes} MB, largest to smallest {ratio:.2f}")
