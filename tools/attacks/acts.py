"""What a reader and the program do with a library, step by step, to be disturbed in it.

Every step may be done again without harm, so that an act that was cut short can be finished.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from index import Library
from index.feeds.asking import Settings
from index.search import keeper
from tools.attacks.acts_beside import asking, dabbling, examining, looking, take_back
from tools.attacks.picture import facts
from tools.attacks.stage import Act, Say
from tools.attacks.stories import HELD, Row, stories, table

Step = Callable[[Library], object]
Options = Mapping[str, Any]


def _walk(library: Library, say: Say, options: Options, todo: Sequence[Step]) -> None:
    """Takes the steps from ``options["from"]`` on, and says after each that it is done."""
    if options.get("facts"):
        say("facts", sorted(facts(library), key=str))
    for at, step in list(enumerate(todo, 1))[options.get("from", 0) :]:
        step(library)
        say("step", at)
        if options.get("facts"):
            say("facts", sorted(facts(library), key=str))


def _act(steps: Callable[[Path], Sequence[Step]]) -> Act:
    def act(place: Path, say: Say, options: Options) -> None:
        with Library.open(place) as library:
            _walk(library, say, options, steps(place.parent))

    return act


def _add(folder: Path, first: int, count: int) -> Step:
    file = table(stories(first, count), folder / f"new-{first}.jsonl")
    return lambda library: library.add([str(file)])


def importing(folder: Path) -> Sequence[Step]:
    """Three files, one after the other, and the first again."""
    first = _add(folder, HELD, 4)
    return [first, _add(folder, HELD + 4, 2), _add(folder, HELD + 6, 6), first]


def analysing(folder: Path) -> Sequence[Step]:
    """New articles, read closely and placed."""
    return [_add(folder, HELD, 6), Library.analyse, _add(folder, HELD + 6, 1), Library.analyse]


def merging(folder: Path) -> Sequence[Step]:
    """Many small additions, each a part of the search index, which are merged."""

    def wait(library: Library) -> None:
        keeper.MOST_ALIKE = 2
        library._index.open().settle()

    return [step for at in range(5) for step in (_add(folder, HELD + at, 1), wait)]


def reindexing(_: Path) -> Sequence[Step]:
    """The index made anew, twice."""
    reindex: Step = lambda library: library.care.reindex()  # noqa: E731
    return [reindex, reindex]


def marking(_: Path) -> Sequence[Step]:
    """Stars, tags, notes, marks, searches and places."""
    return [
        lambda library: library.kept.star([2, 3]),
        lambda library: library.kept.tag([1, 2, 3], "to quote"),
        lambda library: library.kept.note(6, "who is the baker?"),
        lambda library: library.kept.read([5, 6, 7]),
        lambda library: library.kept.save_search("pensions", "money"),
        lambda library: library.remember("place", "article 7"),
        lambda library: library.kept.star([1], on=False),
        lambda library: library.mark_read(8),
    ]


def correcting(_: Path) -> Sequence[Step]:
    """Names, dates and events put right."""
    return [
        lambda library: library.corrections.set_date(1, datetime.date(2019, 3, 4)),
        lambda library: library.corrections.split_name("Peter Holm"),
        lambda library: _move(library, 2, 4),
        lambda library: library.corrections.set_date(8, None),
        lambda library: _move(library, 7, None),
    ]


def _move(library: Library, article: int, beside: int | None) -> None:
    event = library.lines([beside])[0].event if beside else None
    lines = {line.id: line for line in library.articles()}
    here = [n for n, line in lines.items() if line.event == lines[article].event]
    if lines[article].event != event and (event or len(here) > 1):
        library.corrections.move(article, event)


def forgetting(_: Path) -> Sequence[Step]:
    """Articles taken out, and thrown away for good."""

    def without(numbers: Sequence[int]) -> Step:
        def step(library: Library) -> None:
            there = [line.id for line in library.lines(numbers)]
            if there:
                library.forgetting.forget(there, even_kept=True)

        return step

    compact: Step = lambda library: library.forgetting.compact()  # noqa: E731
    return [without([1, 7]), compact, without([2]), without([8]), compact]


def undoing(_: Path) -> Sequence[Step]:
    """What was done taken back and done again. Cannot be gone on with."""
    back: Step = take_back
    again: Step = lambda library: library.corrections.redo()  # noqa: E731
    return [back, back, back, again, back, back, again, again]


def backing_up(folder: Path) -> Sequence[Step]:
    """A backup, and another in its place."""
    file = folder / "backup.rashomon"
    star: Step = lambda library: library.kept.star([6])  # noqa: E731
    backup: Step = lambda library: library.care.backup(file)  # noqa: E731
    return [backup, star, backup]


def restoring(place: Path, say: Say, options: Options) -> None:
    """The library replaced by a backup that lies beside it."""
    if options.get("facts"):
        with Library.open(place) as library:
            say("facts", sorted(facts(library), key=str))
    Library.restore(place.parent / "whole.rashomon", place, replace=True)
    say("step", 1)
    if options.get("facts"):
        with Library.open(place) as library:
            say("facts", sorted(facts(library), key=str))


@contextmanager
def feed_of(rows: list[Row]) -> Iterator[str]:
    """A feed of these texts, served on this machine by this process; its address."""
    items = "".join(
        f"<item><guid>{at}</guid><title>{escape(row['title'])}</title>"
        f"<link>https://example.org/{at}</link><dc:creator>{row['outlet']}</dc:creator>"
        f"<pubDate>{row['date']}T10:00:00Z</pubDate>"
        f"<description>{escape(row['text'])}</description></item>"
        for at, row in enumerate(rows)
    )
    feed = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Harbor feed</title><link>https://example.org/</link>{items}</channel></rss>"
    ).encode()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/feed" else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(feed)))
            self.end_headers()
            self.wfile.write(feed)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/feed"
        finally:
            server.shutdown()


def fetching(place: Path, say: Say, options: Options) -> None:
    """A feed taken up and fetched; then fetched again with more in it."""
    settings = Settings(spacing=0.0)
    with Library.open(place) as library:

        def fetch(library: Library, count: int) -> None:
            with feed_of(stories(HELD, count)) as address:
                before = library.feeds.every()
                subscribed = library.feeds.subscribe(address, allow_private=True)
                for feed in before:
                    library.feeds.unsubscribe(str(feed.id))
                library.feeds.fetch(force=True, subscribed=subscribed, settings=settings)

        _walk(library, say, options, [partial(fetch, count=4), partial(fetch, count=7)])


ACTS: dict[str, Act] = {
    "look": looking,
    "examine": examining,
    "import": _act(importing),
    "analyse": _act(analysing),
    "merge": _act(merging),
    "reindex": _act(reindexing),
    "mark": _act(marking),
    "correct": _act(correcting),
    "forget": _act(forgetting),
    "undo": _act(undoing),
    "back up": _act(backing_up),
    "restore": restoring,
    "fetch": fetching,
    "dabble": dabbling,
    "ask": asking,
}
"""Every act by its name."""
