"""Many articles are made ready by a second process: the same, in order, whatever becomes of it."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from index import Library, ingest, preparing
from index.preparing import Prepared, Read, Ready, prepared
from index.reports import Refusal

BODY = "The council of Oslo met on Monday, Reuters reported. It meets again on 3 May 2024."


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker is worth it after two articles, and gets three at once."""
    for name, value in (("FEW", 2), ("MANY", 2), ("BATCH", 3), ("AHEAD", 2)):
        monkeypatch.setattr(preparing, name, value)


@pytest.fixture
def table(tmp_path: Path) -> str:
    """Forty articles with a bad row after each tenth."""
    path = tmp_path / "many.jsonl"
    rows = [json.dumps({"title": f"Row {at}", "text": f"{at} {BODY}"}) for at in range(40)]
    for at in range(40, 0, -10):
        rows.insert(at, "{broken")
    path.write_text("\n".join(rows), encoding="utf-8")
    return str(path)


def alone(table: str) -> list[Ready]:
    made = ingest.read([table])
    return [preparing.prepare(one) if isinstance(one, ingest.Draft) else one for one in made]


def test_a_worker_makes_the_same_in_the_same_order(table: str) -> None:
    marks: list[int] = []

    def items() -> Iterator[Read]:
        for at, item in enumerate(ingest.read([table])):
            yield partial(marks.append, at)
            yield item

    found: list[Ready] = []
    for one in prepared(items()):
        if isinstance(one, (Prepared, Refusal)):
            found.append(one)
            assert len(marks) == len(found)  # what is no draft keeps its place
        else:
            one()
    assert found == alone(table)
    assert multiprocessing.active_children() == []


def test_a_worker_that_dies_costs_nothing(table: str) -> None:
    def items() -> Iterator[Read]:
        for at, item in enumerate(ingest.read([table])):
            yield item
            if at in (15, 30):
                for child in multiprocessing.active_children():
                    child.kill()

    assert list(prepared(items())) == alone(table)


def test_few_articles_start_no_worker(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "MANY", 300)
    monkeypatch.setattr("index.workers.start", lambda *_, **__: pytest.fail("a worker was started"))
    assert list(prepared(ingest.read([table]), Path(table).stat().st_size)) == alone(table)


def test_a_run_cut_short_while_a_worker_is_ahead_loses_no_file(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.inputs.SETTLED_NS", -1)
    folder = tmp_path / "news"
    folder.mkdir()
    for at in range(30):
        (folder / f"{at:02}.txt").write_text(f"Title {at}\n\n{at} {BODY}\n", encoding="utf-8")
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 9

    first = library.add([str(folder)], cancelled=cancelled)
    assert (len(first.imported), first.cancelled) == (9, True)
    rest = library.add([str(folder)])
    assert (len(rest.imported), rest.unchanged + rest.count("already")) == (21, 9)
    assert library.search("council").total == 30


def test_a_worker_ends_with_the_process_that_started_it() -> None:
    killed = """if __name__ == "__main__":
        import os
        from index import workers
        executor = workers.start(1)
        print(executor.submit(os.getpid).result(), flush=True)
        os.kill(os.getpid(), 9)"""
    # The worker holds the pipe: reading ends when the worker has.
    done = subprocess.run(
        [sys.executable, "-c", killed], stdout=subprocess.PIPE, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip().isdigit()) == (-9, True)


def test_a_worker_runs_no_program_of_the_folder_one_is_in(tmp_path: Path) -> None:
    folder, ran = tmp_path / "news", tmp_path / "ran"
    folder.mkdir()
    for module in ("multiprocessing", "json", "pickle", "struct", "index"):
        (folder / f"{module}.py").write_text(f"open({str(ran)!r}, 'w').close()")
    program = tmp_path / "program.py"
    program.write_text("""if __name__ == "__main__":
        import os
        from index import workers
        executor = workers.start(1)
        assert executor.submit(os.getpid).result() != os.getpid()
        executor.shutdown()
        assert "PYTHONSAFEPATH" not in os.environ""")
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, str(program)],
        cwd=folder,
        env={"PYTHONPATH": root},
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert not ran.exists()
