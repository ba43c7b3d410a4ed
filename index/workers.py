"""Worker processes for heavy work: gone with the process that started them.

Spawned, not forked: a screen's threads must not be copied half-way.
"""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process


def start(number: int, modesty: int = 10) -> ProcessPoolExecutor:
    """So many worker processes, started at once; to be shut down by the caller.

    They yield to whoever reads at the screen, by so much ``modesty`` (a niceness): none where
    somebody waits for what they do. They start with Ctrl-C blocked: it is for this process, and
    must not kill one that has not come to ignore it yet.
    """
    executor = ProcessPoolExecutor(number, get_context("spawn"), _begin, (modesty,))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        for _ in range(number):
            executor.submit(os.getpid)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return executor


def _begin(modesty: int) -> None:
    """A worker ends when its starter is killed."""
    os.nice(modesty)
    threading.Thread(target=_end_with_starter, name="watching the starter", daemon=True).start()


def _end_with_starter() -> None:
    starter = parent_process()
    if starter is not None:
        starter.join()
        os._exit(1)
