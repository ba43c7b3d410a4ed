"""A parser that hangs, eats memory, crashes or lies takes nothing down but itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.ingest.worker import WorkerFailed, Workshop, workshop

ROOT = Path(__file__).parents[3]
MODULE = "tests.index.ingest.workers"


@pytest.fixture(scope="module")
def shared() -> Iterator[Workshop]:
    with Workshop(deadline=20, module=MODULE) as shop:
        yield shop


@pytest.fixture
def hurried() -> Iterator[Workshop]:
    with Workshop(deadline=0.7, module=MODULE) as shop:
        yield shop


def process_of(shop: Workshop) -> int:
    return int(shop.ask("echo", b"")["process"])


def test_a_task_gets_its_payload_and_options_and_may_print(shared: Workshop) -> None:
    answer = shared.ask("echo", "Zürich".encode(), {"url": "https://example.org/"})
    assert answer["text"] == "Zürich"
    assert answer["options"] == {"url": "https://example.org/"}


def test_one_worker_does_many_tasks(shared: Workshop) -> None:
    assert process_of(shared) == process_of(shared) != os.getpid()


def test_megabytes_go_through(shared: Workshop) -> None:
    assert len(shared.ask("echo", b"a" * 3_000_000)["text"]) == 3_000_000


@pytest.mark.parametrize("task", ["hang", "spin"])
def test_a_task_that_takes_too_long_is_killed(hurried: Workshop, task: str) -> None:
    with pytest.raises(WorkerFailed, match=r"takes more than 0\.7 s to read"):
        hurried.ask(task, b"")


def test_after_each_kind_of_failure_the_next_task_is_done(shared: Workshop) -> None:
    for task, said in {
        "bomb": "needs too much memory",
        "crash": "crashed",
        "garbage": "crashed",
        "stumble": r"cannot be read \(ValueError\)$",
        "no such task": "cannot be read",
    }.items():
        with pytest.raises(WorkerFailed, match=said):
            shared.ask(task, b"\xff\xff\xff\xff no frame")
        assert shared.ask("echo", b"still here")["text"] == "still here"


def test_a_payload_beyond_all_limits_is_not_even_sent(shared: Workshop) -> None:
    with pytest.raises(WorkerFailed, match="more than 64 MB"):
        shared.ask("echo", bytes(64_000_001))


def test_a_worker_killed_between_two_tasks_is_replaced(shared: Workshop) -> None:
    first = process_of(shared)
    os.kill(first, signal.SIGKILL)
    assert shared._process is not None
    shared._process.wait()
    assert process_of(shared) != first


def test_closing_leaves_no_process_behind() -> None:
    with Workshop(module=MODULE) as shop:
        process = process_of(shop)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_forgotten_workshop_ends_its_worker() -> None:
    shop = Workshop(module=MODULE)
    process = process_of(shop)
    del shop
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_every_thread_has_a_workshop_of_its_own() -> None:
    seen = [workshop()]
    thread = threading.Thread(target=lambda: seen.append(workshop()))
    thread.start()
    thread.join()
    assert seen[0] is workshop()
    assert seen[0] is not seen[1]


@pytest.mark.parametrize(
    "doing", ["", "threading.Thread(target=shop.ask, args=('spin', b'')).start()"]
)
def test_a_worker_is_out_of_reach_of_ctrl_c_and_ends_with_its_owner(doing: str) -> None:
    """The owner dies without a word, between two tasks or in the middle of one."""
    code = (
        "import os, signal, threading\n"
        "from index.ingest.worker import Workshop\n"
        f"shop = Workshop(module={MODULE!r})\n"
        "process = shop.ask('echo', b'')['process']\n"
        f"{doing}\n"
        "print(process, os.getsid(process) != os.getsid(0), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    process, apart = done.stdout.split()
    assert apart == "True"
    assert ended(int(process))


def ended(process: int) -> bool:
    """Waits until a process that is not our child is gone, or is only waiting to be buried."""
    for _ in range(1_000_000):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
    return False


def test_the_working_folder_is_no_place_to_load_a_program_from(tmp_path: Path) -> None:
    trap = tmp_path / "index"
    trap.mkdir()
    (trap / "__init__.py").write_text("raise SystemExit('taken over')")
    (tmp_path / "lxml.py").write_text("raise SystemExit('taken over')")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "import os, index.ingest.worker as worker\n"
        f"os.chdir({str(tmp_path)!r})\n"
        f"print(worker.Workshop(module={MODULE!r}).ask('echo', b'safe')['text'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "safe\n", done.stderr
