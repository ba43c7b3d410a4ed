"""Putting in what addresses hold: fetched side by side, stored some at a time.

Who else wants to write does not wait for servers: nothing is held but while articles are stored.
"""

from __future__ import annotations

import contextlib
import datetime
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import BinaryIO

from index import ingest, wire
from index.importing import Choices, Import, is_address, keep_report
from index.numbers import Numbers
from index.pulling import pull
from index.reports import ImportReport, Progress, Refusal
from index.search import SearchIndex
from index.store import Connections

AT_ONCE, AT_LATEST_S = 32, 2.0
"""What came is stored when there is so much of it, or after so long."""
_PATIENCE_S = 60.0
_NAMED = 2_000


def add(
    connections: Connections,
    open_index: Callable[[], SearchIndex],
    sources: Sequence[str],
    stdin: BinaryIO | None,
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool] | None,
    choices: Choices,
) -> ImportReport:
    """Puts files and addresses in, the files first, and keeps one report of both. Raises
    LibraryBusy."""
    began = datetime.datetime.now(datetime.UTC)
    index, stop = open_index(), cancelled or (lambda: False)
    report = None
    if files := [source for source in sources if not is_address(source)]:
        with connections.only_writer("adding articles"):
            index.refresh()
            once = replace(choices, remember=False)
            report = Import(connections, index, progress, cancelled, once).run(files, stdin)
    if report is None or not report.cancelled:
        addresses = list(dict.fromkeys(filter(is_address, sources)))
        fetched = _fetched(connections, index, addresses, progress, stop, choices)
        report = fetched if report is None else together(report, fetched)
    named = [wire.shown(one, _NAMED) if is_address(one) else one for one in sources]
    keep_report(connections, began, named, report, choices)
    return report


def _fetched(
    connections: Connections,
    index: SearchIndex,
    addresses: Sequence[str],
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool],
    choices: Choices,
) -> ImportReport:
    storing = Import(connections, index, choices=choices)
    held: list[ingest.Draft | Refusal] = []
    since = time.monotonic()

    def store() -> None:
        with connections.only_writer("storing what addresses brought", _PATIENCE_S):
            for item in held:
                if isinstance(item, Refusal):
                    storing.refuse(item)
                else:
                    storing.take(item)
        held.clear()

    def tell(done: int) -> None:
        if progress is not None:
            progress(Progress("fetching", done, len(addresses), "addresses"))

    with contextlib.closing(pull(addresses, choices.allow_private, None, cancelled, tell)) as items:
        for item in items:
            held.append(item)
            if len(held) >= AT_ONCE or time.monotonic() - since > AT_LATEST_S:
                store()
                since = time.monotonic()
    if held:
        store()
    with connections.only_writer("indexing what addresses brought", _PATIENCE_S):
        index.refresh()
        return storing.finish(cancelled())


def together(one: ImportReport, other: ImportReport) -> ImportReport:
    """The report of two imports as if they had been one."""
    return ImportReport(
        Numbers((*one.imported, *other.imported)),
        (*one.already, *other.already),
        (*one.refused, *other.refused),
        (*one.skipped, *other.skipped),
        one.cancelled or other.cancelled,
        one.unchanged + other.unchanged,
        Numbers((*one.brought_back, *other.brought_back)),
        one.left_out + other.left_out,
        dict((Counter(one.cautions) + Counter(other.cautions)).most_common()),
        dict(Counter(one.more) + Counter(other.more)),
    )
