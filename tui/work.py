"""Work in threads: the screen stays usable, late answers are dropped, errors become one line."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Set
from multiprocessing import resource_tracker
from typing import TypeVar

from textual.dom import DOMNode
from textual.worker import Worker, WorkerError, get_current_worker

from index import RashomonError
from index.workers import trusting_no_folder

T = TypeVar("T")


def fetch(
    node: DOMNode,
    group: str,
    get: Callable[[], T],
    then: Callable[[T], None],
    wrong: Callable[[RashomonError], None],
) -> Worker[None]:
    """Run ``get`` in a thread and hand what it answers to ``then``, or its error to ``wrong``.

    Both run where widgets may be touched, and neither runs when a newer ``fetch`` of the
    same ``group`` was begun or the screen is gone.
    """

    def work() -> None:
        worker = get_current_worker()
        try:
            found = get()
        except RashomonError as error:
            _deliver(node, worker, wrong, error)
        except Exception as error:  # a fault in the background must not end reading
            if os.environ.get("RASHOMON_DEBUG"):
                raise
            fault = f"this is a fault in rashomon: {type(error).__name__}: {error}"
            _deliver(
                node, worker, wrong, RashomonError(fault, advice="go on reading, and report it")
            )
        else:
            _deliver(node, worker, then, found)

    return node.run_worker(work, thread=True, exclusive=True, group=group)


async def came(node: DOMNode, groups: Set[str], most: float) -> None:
    """Wait until what was fetched last in ``groups`` came, for ``most`` seconds at most."""
    workers = [each for each in node.workers if each.node is node and each.group in groups]
    if coming := [_over(each) for each in workers if not each.is_finished]:
        await asyncio.wait([asyncio.ensure_future(each) for each in coming], timeout=most)


async def _over(worker: Worker[None]) -> None:
    """Whether it answered, failed or was given up."""
    with contextlib.suppress(WorkerError):
        await worker.wait()


def _deliver(node: DOMNode, worker: Worker[None], receive: Callable[[T], None], found: T) -> None:
    def hand_over() -> None:
        if not worker.is_cancelled and _is_open(node):
            receive(found)

    if not worker.is_cancelled:
        with contextlib.suppress(RuntimeError):  # the app left meanwhile
            node.app.call_from_thread(hand_over)


def _is_open(node: DOMNode) -> bool:
    """Whether the screen of ``node`` is still there: one that is left loses its panes first."""
    return node.is_attached and node.screen in node.app.screen_stack


def ready_for_processes() -> None:
    """Let worker processes start while Textual stands in for standard error, which has no file."""
    with contextlib.redirect_stderr(sys.__stderr__), trusting_no_folder():
        resource_tracker.ensure_running()


def cancelled() -> Callable[[], bool]:
    """What long work asks, in its thread, to know whether it is still wanted."""
    worker = get_current_worker()
    return lambda: worker.is_cancelled
