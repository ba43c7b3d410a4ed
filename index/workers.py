"""Worker processes for heavy work: gone with the process that started them.

Spawned, not forked: a screen's threads must not be copied half-way.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process

_SAFE_PATH = "PYTHONSAFEPATH"
_ENVIRONMENT = threading.RLock()


def start(number: int, modesty: int = 10) -> ProcessPoolExecutor:
    """So many worker processes, started at once; to be shut down by the caller.

    They yield to whoever reads at the screen, by so much ``modesty`` (a niceness): none where
    somebody waits for what they do. They start with Ctrl-C blocked: it is for this process, and
    must not kill one that has not come to ignore it yet.
    """
    with trusting_no_folder():
        executor = ProcessPoolExecutor(number, get_context("spawn"), _begin, (modesty,))
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            for _ in range(number):
                executor.submit(os.getpid)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return executor


@contextlib.contextmanager
def trusting_no_folder() -> Iterator[None]:
    """Python processes started meanwhile load nothing from the directory one is in.

    ``multiprocessing`` starts its own with ``python -c``, which looks for modules there first:
    in a folder of articles a file named ``json.py`` would be run.
    """
    with _ENVIRONMENT:
        before = os.environ.get(_SAFE_PATH)
        os.environ[_SAFE_PATH] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ[_SAFE_PATH]
            else:
                os.environ[_SAFE_PATH] = before


def _begin(modesty: int) -> None:
    """A worker ends when its starter is killed."""
    os.nice(modesty)
    threading.Thread(target=_end_with_starter, name="watching the starter", daemon=True).start()


def _end_with_starter() -> None:
    starter = parent_process()
    if starter is not None:
        starter.join()
        os._exit(1)
