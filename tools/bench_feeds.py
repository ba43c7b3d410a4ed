"""Feeds measured: what is read against feedparser's own cases, and feeds fetched a second.

    python -m tools.bench_feeds cases DIR      its test files, unpacked (one feed a file)
    python -m tools.bench_feeds fetch          200 feeds from this machine, 100 ms away

Of the cases only those are counted where feedparser itself finds entries; a value agrees
where both say the same once markup, entities and white space are put aside.
"""

from __future__ import annotations

import argparse
import re
import sys
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
    began = time.process_time()
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
    del began


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=["cases", "fetch"])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--show", type=int, default=0, help="lines of what differs")
    asked = parser.parse_args()
    if asked.what == "cases":
        if asked.folder is None:
            sys.exit("name the folder of the cases")
        run_cases(asked.folder, asked.show)
    else:
        sys.exit("not yet")


if __name__ == "__main__":
    main()
