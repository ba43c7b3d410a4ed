"""Drafts made ready to be stored and indexed; where there are many, on a second core, too.

Making ready needs nothing of the library: describing, counting, packing. So a worker process
does it while this one reads, stores and indexes; what the worker is too slow for is done
here. The order stays, and so does the result.
"""

from __future__ import annotations

import contextlib
import datetime
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import field
from typing import TYPE_CHECKING

from index import ingest
from index.article import Article, Origin
from index.dataclass import dataclass
from index.inputs import Mark
from index.reports import Refusal
from index.store import articles
from index.store.shown import sorting_day
from index.text import paragraphs, words_in

if TYPE_CHECKING:
    from index.search import Document

Read = ingest.Draft | ingest.Seen | Refusal | Mark

FEW = 32
MANY = 300
MUCH = 2_000_000
"""A worker is started after so many drafts, if there are as many bytes left to read; or after
so many more: what is little is done before a worker has started."""
BATCH = 32
BATCH_BYTES = 262_144
AHEAD = 24
AHEAD_BYTES = 3_000_000
MOST_BYTES = 4_000_000
"""What goes to the worker at once, and how much of it at most is under way: enough to keep
the worker busy while the index is written; and how much may wait for it, made ready here or
not."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready to be stored and indexed. ``size``: bytes as it came in; ``done`` as in
    and ``print`` as in the draft; ``cautions``: their values, each once."""

    row: articles.Row
    title: str
    body: str
    day: datetime.date | None
    cautions: frozenset[str]
    origin: Origin
    size: int
    done: int
    print: bytes | None = None

    def document(self, number: int) -> Document:
        """What the index is given of it, once it has a number."""
        from index.search import Document  # a worker needs no index

        return Document(
            number, self.title, self.body, self.row.outlet or "", self.day, self.row.language
        )


Ready = Prepared | ingest.Seen | Refusal | Mark


def prepare(draft: ingest.Draft, today: datetime.date | None = None) -> Prepared:
    """Describes a draft and packs what is to be stored of it."""
    article = ingest.describe(draft, today or datetime.datetime.now(datetime.UTC).date())
    body = body_of(article)
    return Prepared(
        row=articles.row_of(article, draft.raw, words_in(body)),
        title=article.title.value if article.title else "",
        body=body,
        day=sorting_day(article.dates)[0],
        cautions=frozenset(found.value for found in article.cautions),
        origin=draft.origin,
        size=len(draft.raw),
        done=draft.done,
        print=draft.print,
    )


def body_of(article: Article) -> str:
    """An article's text without title, furniture and other zones, a paragraph a line."""
    text = article.text
    return "\n".join(text[span.start : span.end] for span in paragraphs(text, article.zones))


def prepared(items: Iterable[Read], total: int = 0) -> Generator[Ready, None, None]:
    """Every draft made ready, in order; what is no draft keeps its place among them.

    ``total``: bytes that will be read, if known. To be closed where it is not read to its end.
    """
    line = iter(items)
    yield from _alone(line, total)
    with contextlib.closing(_Ahead()) as ahead:
        for item in line:
            ahead.take(item)
            yield from ahead.ready()
        yield from ahead.rest()


def _alone(line: Iterator[Read], total: int) -> Iterator[Ready]:
    """Makes ready one by one, in this process, until it is worth a worker."""
    number = 0
    for item in line:
        if not isinstance(item, ingest.Draft):
            yield item
            continue
        yield prepare(item)
        number += 1
        if number >= MANY or (number >= FEW and total - item.done >= MUCH):
            return


def _all(drafts: Sequence[ingest.Draft], today: datetime.date) -> list[Prepared]:
    return [prepare(draft, today) for draft in drafts]


@dataclass(slots=True)
class _Batch:
    """Some items in a row: gathered, then given to the worker or made ready here."""

    items: list[Read] = field(default_factory=list)
    drafts: list[ingest.Draft] = field(default_factory=list)
    size: int = 0
    today: datetime.date = field(default_factory=lambda: datetime.datetime.now(datetime.UTC).date())
    future: Future[list[Prepared]] | None = None
    made: list[Prepared] | None = None

    def here(self) -> None:
        """Makes ready in this process."""
        self.future, self.made = None, _all(self.drafts, self.today)

    def results(self) -> Iterator[Ready]:
        """The items with their drafts made ready; waits for the worker, and does without it
        where it has died or not begun."""
        if self.future is not None and not self.future.cancel():
            with contextlib.suppress(BrokenProcessPool, CancelledError):
                self.made = self.future.result()
        if self.made is None:
            self.here()
        made = iter(self.made or ())
        for item in self.items:
            yield next(made) if isinstance(item, ingest.Draft) else item


class _Ahead:
    """A worker process, and the batches under way in the order they came."""

    def __init__(self) -> None:
        self._executor: Executor | None = None
        self._started: Future[list[Prepared]] | None = None
        self._batch = _Batch()
        self._line: deque[_Batch] = deque()

    def take(self, item: Read) -> None:
        """Takes the next item."""
        batch = self._batch
        batch.items.append(item)
        if isinstance(item, ingest.Draft):
            batch.drafts.append(item)
            batch.size += len(item.raw)
        if len(batch.items) >= BATCH or batch.size >= BATCH_BYTES:
            self._send()

    def ready(self) -> Iterator[Ready]:
        """The items that are ready; waits for some where too much is under way."""
        while self._line and (self._is_much() or self._is_ready(self._line[0])):
            yield from self._line.popleft().results()

    def rest(self) -> Iterator[Ready]:
        """All that was taken."""
        if self._batch.items:
            self._send()
        while self._line:
            yield from self._line.popleft().results()

    def close(self) -> None:
        """Ends the worker; what is under way is dropped."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def _send(self) -> None:
        batch, self._batch = self._batch, _Batch()
        self._line.append(batch)
        with contextlib.suppress(BrokenProcessPool, OSError):
            if batch.drafts and self._is_free():
                batch.future = self._submit(batch)
        if batch.future is None:
            batch.here()

    def _is_free(self) -> bool:
        """Whether the worker has come up and is not far behind."""
        if self._started is None:
            self._started = self._submit(_Batch())
        under_way = [one for one in self._line if one.future and not one.future.done()]
        return (
            self._started.done()
            and len(under_way) < AHEAD
            and sum(one.size for one in under_way) < AHEAD_BYTES
        )

    def _submit(self, batch: _Batch) -> Future[list[Prepared]]:
        if self._executor is None:
            from index import workers

            self._executor = workers.start(1, modesty=0)
        return self._executor.submit(_all, batch.drafts, batch.today)

    def _is_much(self) -> bool:
        return len(self._line) > 2 * AHEAD or sum(b.size for b in self._line) > MOST_BYTES

    @staticmethod
    def _is_ready(batch: _Batch) -> bool:
        return batch.future is None or batch.future.done()
