"""Feeds measured: what is read against feedparser's own cases, and feeds fetched a second.

    python -m tools.bench_feeds cases DIR      its test files, unpacked (one feed a file)
    python -m tools.bench_feeds fetch          200 feeds from this machine, 100 ms away

Of the cases only those are counted where feedparser itself finds entries; a value agrees
where both say the same once markup, entities and white space are put aside.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import socketserver
import sys
import tempfile
import threading
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.ingest.feeds.entry import ParsedFeed, unpacked
from index.ingest.feeds.task import read_feed
from index.ingest.pages.markup import plain_of

_HEADER = re.compile(rb"^Header:\s+([\w-]+):\s*(.*?)\s*$", re.MULTILINE)
_CHARSET = re.compile(r"charset=[\"']?([\w:-]+)", re.IGNORECASE)
_BASE = "http://127.0.0.1:8097/"


def cases(folder: Path) -> Iterator[tuple[Path, bytes, dict[str, str]]]:
    """Each case's file, its bytes, and the headers that it asks to be served with."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            found = _HEADER.findall(raw[:2_000])
            headers = {name.decode().lower(): value.decode("latin-1") for name, value in found}
            yield path, raw, headers


def reference(raw: bytes, headers: dict[str, str]) -> Any:
    """What feedparser says by itself."""
    import io

    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(
            io.BytesIO(raw), response_headers={"content-location": _BASE} | headers
        )


def ours(raw: bytes, headers: dict[str, str]) -> ParsedFeed | str:
    """What this program says; raises whatever its parser raises."""
    charset = _CHARSET.search(headers.get("content-type", ""))
    options = {"url": headers.get("content-location", _BASE)}
    answer = read_feed(raw, options | ({"charset": charset[1]} if charset else {}))
    return str(answer["failed"]) if "failed" in answer else unpacked(answer)


def same(mine: str | None, theirs: Any) -> bool:
    """Whether two values say the same."""
    return _bare(mine or "") == _bare(theirs if isinstance(theirs, str) else "")


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", plain_of(plain_of(text))).lower().split())


def run_cases(folder: Path, show: int) -> None:
    counts: Counter[str] = Counter()
    differing: list[str] = []
    spent = 0.0
    for path, raw, headers in cases(folder):
        counts["files"] += 1
        start = time.process_time()
        try:
            found = ours(raw, headers)
        except Exception as error:  # noqa: BLE001 - counted, and shown
            counts["exceptions"] += 1
            differing.append(f"{path}: {type(error).__name__}: {error}")
            continue
        finally:
            spent += time.process_time() - start
        wanted = reference(raw, headers)
        if isinstance(found, str) or not wanted.entries:
            counts["without entries"] += not wanted.entries
            if wanted.entries:
                counts["refused with entries"] += 1
                differing.append(f"{path}: {found}")
            continue
        compare(path, found, wanted, counts, differing)
    print(f"{counts['files']} files, {counts['exceptions']} exceptions, {spent:.1f} s CPU")
    print(f"{counts['without entries']} without entries, {counts['refused with entries']} refused")
    for name in ("entries", "title", "link", "id", "date", "text"):
        print(f"{name:8} {counts[name]:5} of {counts[name + ' in all']:5} agree")
    print(f"{counts['dates withheld']} dates of feedparser's not taken over")
    for line in differing[:show]:
        print(line)


def compare(
    path: Path, found: ParsedFeed, wanted: Any, counts: Counter[str], differing: list[str]
) -> None:
    """Counts what agrees between two readings of one file."""
    counts["entries in all"] += 1
    counts["entries"] += len(found.entries) == len(wanted.entries)
    for mine, theirs in zip(found.entries, wanted.entries, strict=False):
        content = [each.get("value", "") for each in theirs.get("content", [])]
        longest = max([*content, theirs.get("summary", "")], key=len)
        link = theirs.get("link", "")
        pairs = [
            ("title", mine.title, theirs.get("title")),
            ("link", mine.url, link if link.startswith("http") else None),
            ("id", mine.guid, theirs.get("id")),
            ("text", mine.text, longest),
        ]
        for name, own, other in pairs:
            if other:
                counts[f"{name} in all"] += 1
                counts[name] += same(own, other)
                if not same(own, other):
                    differing.append(f"{path} {name}: {own!r} / {other!r}")
        date(path, mine, theirs, counts, differing)


def date(path: Path, mine: Any, theirs: Any, counts: Counter[str], differing: list[str]) -> None:
    """Counts a moment that agrees with feedparser's, or was rightly or wrongly withheld."""
    for name in ("published", "created", "updated"):
        parsed = dict.get(theirs, f"{name}_parsed")
        if dict.get(theirs, name):
            break
    if not parsed:
        return
    counts["date in all"] += 1
    said = time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed)
    if mine.moment is None:
        counts["dates withheld"] += 1
        differing.append(f"{path} date withheld: {mine.date!r}, theirs {said}")
    elif mine.moment == said:
        counts["date"] += 1
    else:
        differing.append(f"{path} date: {mine.moment} / {said}")


class _Distant(socketserver.BaseRequestHandler):
    """One feed, after a pause; 304 to whoever knows it."""

    def handle(self) -> None:
        asked = self.request.recv(65_536)
        number = int(self.request.getsockname()[0].rpartition(".")[2])
        time.sleep(self.server.latency)  # type: ignore[attr-defined]
        if b"If-None-Match" in asked:
            self.request.sendall(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
            return
        body = self.server.feeds[number]  # type: ignore[attr-defined]
        head = f'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: {len(body)}\r\n\r\n'
        self.request.sendall(head.encode() + body)


class _Far(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads, request_queue_size = True, True, 512
    latency = 0.1
    feeds: dict[int, bytes]


def made_feed(number: int, entries: int, words: int) -> bytes:
    """A feed of distinct texts."""
    dice = random.Random(number)
    vocabulary = [f"{dice.choice('bdfgklmnprst')}{dice.choice('aeiou')}" * 2 for _ in range(400)]
    items = []
    for entry in range(entries):
        said = " ".join(dice.choice(vocabulary) for _ in range(words))
        items.append(
            f"<item><title>Story {number} {entry}</title><guid>{number}-{entry}</guid>"
            f"<link>https://site{number}.example/{entry}</link>"
            "<pubDate>Tue, 11 Jul 2023 10:00:00 GMT</pubDate>"
            f"<description><![CDATA[<p>{said}.</p>]]></description></item>"
        )
    head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Site {number}</title>'
    return f"{head}{''.join(items)}</channel></rss>".encode()


def run_fetch(feeds: int, entries: int, words: int, latency: float) -> None:
    """Follows feeds on as many hosts of this machine (127.0.0.1 and on) and fetches them."""
    from index import Library
    from index.feeds.asking import Settings

    server = _Far(("0.0.0.0", 0), _Distant)
    server.latency = latency
    server.feeds = {number: made_feed(number, entries, words) for number in range(1, feeds + 1)}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    size = sum(map(len, server.feeds.values())) / feeds / 1e3
    print(f"{feeds} feeds of {size:.0f} kB, {entries} entries each, {latency * 1e3:.0f} ms away")
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "feeds.opml")
        urls = [f"http://127.0.0.{number}:{port}/feed" for number in server.feeds]
        outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in urls)
        listed.write_text(f"<opml><body>{outlines}</body></opml>", "utf-8")
        with Library.open(Path(folder, "library")) as library:
            library.feeds.subscribe(str(listed), allow_private=True)
            alone(urls)
            for what in ("all new", "again, nothing new"):
                began, cpu = time.perf_counter(), time.process_time()
                report = library.feeds.fetch(force=True, settings=Settings())
                wall = time.perf_counter() - began
                print(
                    f"{what:20} {wall:6.2f} s wall {time.process_time() - cpu:6.2f} s CPU "
                    f"{feeds / wall:6.0f} feeds/s {len(report.imported):6} articles, "
                    f"{len(report.failed)} failed"
                )
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")
    server.shutdown()


def alone(urls: list[str]) -> None:
    """Times asking alone, and asking with reading, without a library."""
    from index.feeds.lanes import Lanes
    from index.ingest.feeds import parse
    from index.wire import Response, fetch

    for what, readers in (("asked", 0), ("asked and read", 2)):
        lanes, shops, done = Lanes(16), Lanes(max(readers, 1)), threading.Semaphore(0)
        began, cpu = time.perf_counter(), time.process_time()

        def read(found: Response, done: threading.Semaphore = done) -> None:
            parse(found.body, found.url)
            done.release()

        def ask(
            url: str, shops: Lanes = shops, readers: int = readers,
            done: threading.Semaphore = done,
        ) -> None:  # fmt: skip
            found = fetch(url, allow_private=True)
            if readers:
                shops.put(url, lambda: read(found))
            else:
                done.release()

        for url in urls:
            lanes.put(url, lambda url=url: ask(url))  # type: ignore[misc]
        for _ in urls:
            done.acquire()
        wall = time.perf_counter() - began
        print(f"{what:20} {wall:6.2f} s wall {time.process_time() - cpu:6.2f} s CPU")
        lanes.close()
        shops.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=["cases", "fetch"])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--show", type=int, default=0, help="lines of what differs")
    parser.add_argument("--feeds", type=int, default=200, help="at most 254")
    parser.add_argument("--entries", type=int, default=10)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--latency", type=float, default=0.1, help="seconds")
    asked = parser.parse_args()
    if asked.what == "fetch":
        run_fetch(min(asked.feeds, 254), asked.entries, asked.words, asked.latency)
    elif asked.folder is None:
        sys.exit("name the folder of the cases")
    else:
        run_cases(asked.folder, asked.show)


if __name__ == "__main__":
    main()
