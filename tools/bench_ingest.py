"""Measures reading: ``python -m tools.bench_ingest {pages,boilerplate} FOLDER | articles TABLE``.

"articles": each TABLE is put into a library of its own, in a process of its own, as
``rashomon add --later`` does it: stored and searchable. Told are articles a second of wall
clock and of processor time (this process's and its worker's), the most memory each had, and
how many rows a second are passed over when the table has grown by one and is put in again.
``--rows 10000,30000,100000`` takes so many first rows of a JSONL table, one after the other.
At the end the memory for each is set side by side.

"pages": FOLDER holds ``ground-truth.json`` ({key: {articleBody, url}}) and pages as
``html/KEY.html.gz``, as in the article-extraction benchmark. The body is scored as there: by
shingles of four words, F1 of the sums of each page's shares of true and false ones, with the
standard deviation over resampled pages. The set has no headlines and dates, so those are
held against what a reader sees: a headline against the page's own headings, a day against
the day in the page's address. readability-lxml is measured in the same run. Times are
processor time a page, in one process, without the pipe to the worker.

"boilerplate": the same pages as plain text, as somebody gets it who copies a whole page. Told
is how well the lines that are left are those of the known body, by length: alone; with the
outlet's other page (hosts with two pages); and with five, three of which are made of what
those two share around other outlets' bodies, so that they prove little more than two.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import logging
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

from index import printed_lines, repetition
from index.article import Origin, Zone
from index.ingest import Declared, Draft, describe
from index.ingest.pages.chapters import letters_key
from index.ingest.pages.page import NoArticle
from index.ingest.pages.task import page_in
from tools.bench_tables import tables
from tools.plain_pages import PlainPage, by_outlet, made, pages_in

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"/(20\d{2})/(\d{2})/(\d{2})/")
_LENGTH = 4
_RESAMPLED = 200

Share = tuple[float, float, float]


@dataclass(frozen=True)
class Got:
    """What a program made of a page."""

    text: str = ""
    title: str | None = None
    day: datetime.date | None = None
    how: str = ""
    refused: str = ""


@dataclass
class Tally:
    """The scores of one program."""

    shares: list[Share] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    titles: int = 0
    seen: int = 0
    days: int = 0
    far: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: float = 0.0


def ours(data: bytes, url: str) -> Got:
    try:
        page = page_in(data, url, None)
    except NoArticle as none:
        return Got(refused=none.reason)
    day = datetime.date.fromisoformat(page.date[:10]) if page.date else None
    return Got(page.text, page.title, day, page.hows.get("date", ""))


def readability(data: bytes, url: str) -> Got:
    from readability import Document

    document = Document(data.decode("utf-8", "replace"), url=url)
    summary = html.fromstring(document.summary())
    return Got(" ".join(summary.itertext()), document.short_title())


PROGRAMS: dict[str, Callable[[bytes, str], Got]] = {
    "rashomon": ours,
    "readability-lxml": readability,
}


def share(gold: str, got: str) -> Share:
    """Shares of the true positive, false positive and false negative shingles of a page."""
    wanted, found = shingles(gold), shingles(got)
    both = sum((wanted & found).values())
    extra, lost = sum((found - wanted).values()), sum((wanted - found).values())
    whole = both + extra + lost or 1
    return both / whole, extra / whole, lost / whole


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    count = max(1, len(words) - _LENGTH + 1) if words else 0
    return Counter(tuple(words[at : at + _LENGTH]) for at in range(count))


def f1(shares: Iterable[Share]) -> tuple[float, float, float]:
    """F1, precision and recall over pages."""
    true, false, lost = (sum(column) for column in zip(*shares, strict=True))
    precision = true / (true + false) if true else 0.0
    recall = true / (true + lost) if true else 0.0
    both = precision + recall
    return (2 * precision * recall / both if both else 0.0), precision, recall


def deviation(shares: list[Share]) -> float:
    chance = random.Random(7)
    values = [f1(chance.choices(shares, k=len(shares)))[0] for _ in range(_RESAMPLED)]
    mean = sum(values) / len(values)
    return float((sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5)


def headings(data: bytes) -> set[str]:
    tree = html.fromstring(
        data.decode("utf-8", "replace").encode(), parser=html.HTMLParser(encoding="utf-8")
    )
    return {letters_key("".join(node.itertext())) for node in tree.iter("h1")}


def measure(folder: Path, names: Iterable[str]) -> dict[str, Tally]:
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    tallies = {name: Tally() for name in names}
    for key in sorted(gold):
        data = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        url, visible = gold[key]["url"], headings(data)
        for name, tally in tallies.items():
            start = time.process_time()
            got = PROGRAMS[name](data, url)
            tally.seconds += time.process_time() - start
            _count(tally, got, gold[key]["articleBody"], url, visible)
    return tallies


def _count(tally: Tally, got: Got, body: str, url: str, visible: set[str]) -> None:
    tally.shares.append(share(body, got.text))
    if f1(tally.shares[-1:])[0] < 0.5:
        tally.low.append(url)
    if got.refused:
        tally.refused.append(f"{url}: {got.refused}")
    tally.titles += got.title is not None
    tally.seen += got.title is not None and letters_key(got.title) in visible
    tally.days += got.day is not None
    told = _DAY.search(url)
    if got.day is not None and told is not None and got.how != "address":
        day = datetime.date(int(told[1]), int(told[2]), int(told[3]))
        if abs((got.day - day).days) > 1:
            tally.far.append(f"{url}: {got.day}")


def pages(folder: Path) -> None:
    logging.disable(logging.CRITICAL)
    for name, tally in measure(folder, PROGRAMS).items():
        count = len(tally.shares)
        score, precision, recall = f1(tally.shares)
        print(
            f"{name:18} n={count} body F1 {score:.3f}±{deviation(tally.shares):.3f} "
            f"P {precision:.3f} R {recall:.3f}, {len(tally.low)} under .5; "
            f"{1000 * tally.seconds / count:.0f} ms a page, {count / tally.seconds:.0f} a second"
        )
        print(
            f"{'':18} titles {tally.titles}, equal to a heading {tally.seen}; "
            f"dates {tally.days}, off the day in the address {len(tally.far)}; "
            f"refused {len(tally.refused)}"
        )
        for line in (*tally.far, *tally.refused):
            print(f"{'':18} {line}")


def boilerplate(folder: Path) -> None:
    """Tells how well page furniture is told in plain text, by how many texts of an outlet."""
    every = [page for page in pages_in(folder) if any(page.body)]
    looks = {page.url: _look(page.text) for page in every}
    several = by_outlet(every)
    pairs = [page for some in several.values() for page in some]
    further = {
        outlet: [_look(text) for text in made(some, every, 3)] for outlet, some in several.items()
    }
    scores: dict[str, list[Share]] = {
        "1 article, all outlets": [_kept(page, looks[page.url].article.zones) for page in every],
        "1 article of an outlet": [_kept(page, looks[page.url].article.zones) for page in pairs],
        "2 articles of an outlet": [
            _kept(page, _beside(looks[page.url], _others(page, several, looks))) for page in pairs
        ],
        "5 articles of an outlet": [
            _kept(
                page,
                _beside(looks[page.url], [*_others(page, several, looks), *further[page.outlet]]),
            )
            for page in pairs
        ],
    }
    for name, shares in scores.items():
        score, precision, recall = (
            sum(column) / len(shares) for column in zip(*shares, strict=True)
        )
        together = 2 * precision * recall / (precision + recall)
        print(
            f"boilerplate, {name:24} n={len(shares)} mean F1 {score:.3f}; "
            f"P {precision:.3f} R {recall:.3f}, F1 of these {together:.3f}"
        )


def _look(text: str) -> printed_lines.Look:
    draft = Draft(text.encode(), text, Declared(), Origin(), 0)
    return printed_lines.Look(describe(draft, datetime.date.today()))


def _others(
    page: PlainPage, several: dict[str, list[PlainPage]], looks: dict[str, printed_lines.Look]
) -> list[printed_lines.Look]:
    return [looks[other.url] for other in several[page.outlet] if other is not page]


def _beside(look: printed_lines.Look, others: Iterable[printed_lines.Look]) -> tuple[Zone, ...]:
    """The zones of an article when others of its outlet are known."""
    bodies: Counter[int] = Counter()
    for other in others:
        if not printed_lines.same_body(look, other):
            bodies.update(look.prints & other.prints)
    return repetition.amended(look, {print: count + 1 for print, count in bodies.items()})


def _kept(page: PlainPage, zones: Iterable[Zone]) -> Share:
    """F1, precision and recall of the lines outside the zones, by length."""
    places = [(zone.start, zone.end) for zone in zones]
    kept = right = 0
    for line, of_body in zip(page.lines, page.body, strict=True):
        inside = sum(max(0, min(end, line.end) - max(at, line.start)) for at, end in places)
        if 2 * inside < line.end - line.start:
            kept += len(line.text)
            right += len(line.text) if of_body else 0
    body = sum(len(line.text) for line, of in zip(page.lines, page.body, strict=True) if of)
    precision, recall = (right / kept if kept else 0.0), right / body
    both = precision + recall
    return (2 * precision * recall / both if both else 0.0), precision, recall


PARTS: dict[str, Callable[[Path], None]] = {
    "pages": pages,
    "boilerplate": boilerplate,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("part", choices=sorted([*PARTS, "articles"]))
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--rows", default="", help="so many first rows each, as 10000,30000")
    arguments = parser.parse_args()
    if arguments.part == "articles":
        tables(arguments.paths, [int(one) for one in arguments.rows.split(",") if one])
        return
    for path in arguments.paths:
        PARTS[arguments.part](path)


if __name__ == "__main__":
    main()
