"""A process of the previous version reads a library that one of this version brings up.

This one goes on writing to it. The previous version is taken from the history of the checkout:
the last state of the tree whose libraries had an older format. Without a history there is nothing
to try, and that is said.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from index import Library, NotFound
from index.store.schema import SCHEMA_VERSION
from tools.attacks.picture import agree, opened, well
from tools.attacks.stories import HELD, dice, stories, table
from tools.attacks.trial import Attack, demand

HERE = Path(__file__).parents[2]
SECONDS = 6.0
_OLD = """
import json, pathlib, sys, time
from index import Library, RashomonError
place, rows, seconds = pathlib.Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
rounds = 0
with Library.open(place) as library:
    if rows:
        library.add([rows]); library.analyse()
        library.mark_read(2); library.remember("place", "here")
    print(json.dumps(["ready", 0]), flush=True)
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            lines = library.articles()
            for line in lines[:4]:
                assert library.article(line.id).text
            assert len(library.search("portville", limit=500).hits) <= len(library.articles())
            for event in library.events():
                assert event.articles
            assert library.counts().articles >= len(lines), "articles are gone"
            rounds += 1
    except RashomonError as error:
        print(json.dumps(["refused", str(error)]), flush=True)
print(json.dumps(["rounds", rounds]), flush=True)
"""


def trial(seed: int, folder: Path) -> str:
    """A library that the previous version made and reads, brought up and written to meanwhile."""
    tree = previous()
    if tree is None:
        return "no history of the previous version here"
    place = folder / "library"
    rows = table(stories(0, HELD), folder / "rows.jsonl")
    with _old(tree, place, str(rows), 0.0) as made:
        demand(_said(made).get("ready") is not None, "the previous version makes no library")
    chance = dice(seed, "previous")
    with _old(tree, place, "", SECONDS) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        time.sleep(chance.uniform(0.0, 1.0))
        written = _write(place, folder, time.monotonic() + SECONDS - 1.5)
        said = _said(reader)
    demand("rounds" in said, f"the older reader ends with a fault: {said.get('fault')}")
    refused = str(said.get("refused", ""))
    demand(not refused or "newer" in refused, f"the older reader is refused: {refused}")
    with opened(place) as library:
        library.analyse()
        agree(library)
        well(library)
        texts = {line.label for line in library.articles()}
        demand({row["title"] for row in stories(0, HELD + written)} <= texts, "articles are lost")
        read = {line.id for line in library.articles() if line.read}
        demand(2 in read and library.recall("place") == "here", "what the reader did is lost")
    some = "often" if int(str(said["rounds"])) > 9 else "some times"
    return f"brought up under an older reader, which read {some}" + (", then told" * bool(refused))


def _write(place: Path, folder: Path, until: float) -> int:
    """Brings the library up and adds to it; answers how many articles."""
    written = 0
    with Library.open(place) as library:
        while time.monotonic() < until:
            file = table(stories(HELD + written, 1), folder / f"new-{written}.jsonl")
            library.add([str(file)])
            library.analyse()
            written += 1
            with contextlib.suppress(NotFound):
                library.kept.star([written])
    return written


@contextlib.contextmanager
def _old(tree: Path, place: Path, rows: str, seconds: float) -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, "-W", "ignore", "-c", _OLD, str(place), rows, str(seconds)]
    env = os.environ | {"PYTHONPATH": str(tree), "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(
        words, cwd=tree, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def _said(process: subprocess.Popen[str]) -> dict[str, object]:
    """What an older process said, and the last of its faults."""
    out, errors = process.communicate(timeout=120)
    return {"fault": errors[-600:]} | dict(json.loads(line) for line in out.splitlines())


@cache
def previous() -> Path | None:
    """The tree of the last state whose libraries were of an older format; None without one."""
    sign = f"SCHEMA_VERSION = {SCHEMA_VERSION}"
    found = _git("log", "--format=%H", "-S", sign, "--", "index/store/schema.py").split()
    packed = _git("archive", f"{found[-1].decode()}^", "index", "seeds") if found else b""
    if not packed:
        return None
    folder = Path(tempfile.mkdtemp(prefix="torture-previous-"))
    import atexit

    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _git(*words: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(HERE), *words], capture_output=True, timeout=60, check=False
        )
    except OSError:
        return b""
    return done.stdout if not done.returncode else b""


ATTACK = Attack("previous", "an older version reads beside a newer that writes", trial, 4)
