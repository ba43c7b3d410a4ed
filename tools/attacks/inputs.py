"""Hostile files, all at once and each alone: bombs, deep nests, lying archives, entities.

Every one is read in a process of its own, with its memory measured and its time limited; and
all of them lie in one folder with good files, whose articles must come in as if alone.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.hostile import foreign
from tests.index.ingest import everything
from tools.attacks.hostile_files import MORE, damaged
from tools.attacks.stories import dice
from tools.attacks.trial import Attack, demand

MOST_SECONDS = 10.0
MOST_KB = 500_000


def measured(sources: list[Path]) -> dict[str, object]:
    """What a process of its own made of the sources, its seconds and its kilobytes."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tools.attacks.inputs", *map(str, sources)],
        capture_output=True, cwd=Path(__file__).parents[2], timeout=300, check=False,
    )  # fmt: skip
    demand(
        done.returncode == 0, f"{sources[0].name}: {done.stderr.decode('utf-8', 'replace')[-900:]}"
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def _read(sources: list[str]) -> dict[str, object]:
    """Reads sources as an import does, in this process."""
    import datetime

    from index.ingest import Draft, describe, read

    began, slowest, last = time.monotonic(), 0.0, time.monotonic()
    texts, reasons, bad = [], [], []
    for item in read(sources):
        if isinstance(item, Draft):
            article = describe(item, datetime.date(2026, 11, 22))
            texts.append(item.origin.path or "")
            bad += (
                [] if not foreign(article.text.replace("\n", "").replace("\t", "")) else texts[-1:]
            )
            bad += texts[-1:] if "root:" in article.text else []
        else:
            reasons.append(item.path)
            said = f"{item.path}{item.reason}{item.advice}"
            bad += [] if item.reason and item.advice and not foreign(said) else [said]
        now = time.monotonic()
        slowest, last = max(slowest, now - last), now
    status = Path("/proc/self/status").read_text("ascii")
    own = int(status.partition("VmHWM:")[2].split()[0])  # ru_maxrss counts what forked us, too
    return {
        "texts": texts, "reasons": reasons, "bad": bad, "seconds": time.monotonic() - began,
        "slowest": slowest, "kb": own,
        "worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
    }  # fmt: skip


def one_alone(name: str, data: bytes, folder: Path) -> str:
    """One hostile file in a process of its own. Raises Broken."""
    path = folder / name
    path.write_bytes(data)
    found = measured([path])
    demand(not found["bad"], f"{name}: {found['bad']}")
    for what, most in (("seconds", MOST_SECONDS), ("kb", MOST_KB)):
        value = found[what]
        assert isinstance(value, (int, float))
        demand(value < most, f"{name}: {value:.0f} {what}")
    path.unlink()
    return name


def all_at_once(folder: Path, rolled: random.Random) -> str:
    """All of it in one folder, in any order. Raises Broken where a good file is not read."""
    articles, _ = everything.write(folder)
    more = folder / "hostile" / "more"
    more.mkdir()
    for name in rolled.sample(sorted(MORE), 25):
        (more / name).write_bytes(MORE[name]())
    for number in range(10):
        name, data = damaged(rolled)
        (more / f"{number}-{name}").write_bytes(data)
    found = measured([folder])
    good = [path for path in _paths(found["texts"]) if "/hostile/" not in path]
    demand(len(good) == articles, f"{len(good)} of {articles} good articles were read")
    strange = [path for path in _paths(found["reasons"]) if "/hostile/" not in path]
    demand(not strange, f"good files were refused: {strange[:3]}")
    demand(not found["bad"], f"{found['bad']}")
    kilobytes, slowest = found["kb"], found["slowest"]
    assert isinstance(kilobytes, int) and isinstance(slowest, float)
    demand(kilobytes < MOST_KB, f"{kilobytes} KB for all")
    demand(slowest < 3 * MOST_SECONDS, f"{slowest:.0f} s until the next article or reason")
    return f"{articles} good articles among hostile ones"


def _paths(value: object) -> list[str]:
    assert isinstance(value, list)
    return value


def trial(seed: int, folder: Path) -> str:
    """Some files alone, or all of them at once (every fourth seed)."""
    rolled = dice(seed, "inputs")
    if seed % 4 == 0:
        return all_at_once(folder, rolled)
    names = sorted(MORE)
    done = [
        one_alone(name, MORE[name](), folder)
        for name in (names[(seed * 4 + at) % len(names)] for at in range(4))
    ]
    done += [one_alone(*damaged(rolled), folder) for _ in range(2)]
    return f"{len(done)} hostile files"


ATTACK = Attack(
    "inputs",
    f"text or reason within {MOST_SECONDS:.0f} s and {MOST_KB // 1000} MB; good files as if alone",
    trial,
    60,
)

if __name__ == "__main__":
    print(json.dumps(_read(sys.argv[1:])))
    sys.stdout.flush()
    os._exit(0)
