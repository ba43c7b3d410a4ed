"""Random input for whatever parses: no exception but the documented ones, and bounded time.

Each target takes the dice, makes its input, and answers it, so that a find can be kept in
``tests/trust/corpus``.
"""

# ruff: noqa: E501 - rows of pieces

from __future__ import annotations

import contextlib
import datetime
import functools
import io
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from index import entities, events
from index.article import Origin
from index.errors import QueryError
from index.feeds import opml
from index.ingest import Declared, Draft, Limits, describe, read
from index.search import Document, SearchIndex
from index.text import clean_line, clean_text, sentences, words
from index.wire import WireError, parse, shown
from index.wire.addresses import follow, plainly_private
from tests.hostile import foreign
from tests.index.ingest import everything
from tools.attacks.stories import dice
from tools.attacks.strings import WORDS, encoded, hostile
from tools.attacks.trial import Attack, demand
from tui.config import load
from tui.config_file import parse as parse_toml
from tui.driver.painter import Painter
from tui.opening import safe_address

MOST_SECONDS = 2.0
TODAY = datetime.date(2026, 11, 22)
SMALL = Limits(article=50_000, row=50_000, unpacked=500_000, members=50, hopeless_rows=20)
_DATES = (
    "On Monday last year 12 June 2023 2023-06-12 06/12/2023 yesterday next week 29 February 2023"
    " 31.11.2022 99:99 1 Jan 0001 Dec 31, 9999 two days ago since 1848 in the 1990s on the 5th"
    " midnight UTC+14 GMT -0000 T10:00:00Z Q3 2023 spring of 2024 0000-00-00 1e9 ²³ ٣ may March"
).split(" ")
_QUERY = 'AND OR NOT - + * ~ ^2 " “ ( ) [ ] { } : , \\ / title: outlet: date: is: tag: 2023-07 x~2'.split()
_TOML = ("theme", "width", "opener", "[keys]", "=", '"', "'", '"""', "[", "]", "{", "}", ".", "#",
         "\n", "1", "true", "night", "a.b.c", "\\u0000", "= [", "1979-05-27", "0x", "inf", "\r\n", " ")  # fmt: skip
_FRAME = ("\x1b[1;1H", "\x1b[0m", "\x1b[38;2;1;2;3m", "\x1b[5;9H", "\x1b[3C", "\n", "x", "漢", "e\u0301",
          "👩\u200d🔬", "\x1b[2J", "\x1b[999;999H", "\x1b[;H", "\x1b[7m", "\x1b]8;;http://e\x1b\\", " ")  # fmt: skip


def _mixed(rolled: random.Random, own: tuple[str, ...] | list[str], most: int) -> str:
    count, repeat = rolled.randrange(1, most), rolled.choice((1, 1, 1, 300))
    parts = [rolled.choice((rolled.choice(own), rolled.choice(own), hostile(rolled, 2)))
             for _ in range(count)]  # fmt: skip
    return (rolled.choice(("", " ")).join(parts) * repeat)[:60_000]


def cleaning(rolled: random.Random) -> str:
    """Cleaned text is clean, stays as it is when cleaned again, and divides into its parts."""
    text = hostile(rolled, 20) * rolled.choice((1, 1, 50))
    cleaned = clean_text(text)
    demand(not foreign(cleaned.replace("\n", "").replace("\t", "")), "not clean")
    demand(clean_text(cleaned) == cleaned, "another cleaning changes it")
    demand("\n" not in clean_line(text) and len(clean_line(text)) <= 2_000, "no line")
    for span in (*words(cleaned), *sentences(cleaned)):
        demand(0 <= span.start < span.end <= len(cleaned), f"{span} of {len(cleaned)}")
    return text


def dating(rolled: random.Random) -> str:
    """Whatever stands in a text, its dates, names and quotations are found or are not."""
    text = clean_text(_mixed(rolled, [*_DATES, *WORDS], 40))
    declared = Declared(title=hostile(rolled, 3), date=_mixed(rolled, _DATES, 4)[:200], outlet="A")
    draft = Draft(text.encode("utf-8", "replace"), text, declared, Origin(), len(text))
    article = describe(draft, TODAY)
    reading = entities.read_closely(article)
    for mention in reading.mentions:
        demand(0 <= mention.start < mention.end <= len(article.text), f"{mention}")
    trace = events.trace(article)
    demand(events.load(events.dump(trace)) == trace, "a trace that changes when it is kept")
    return text


def reading(rolled: random.Random) -> str:
    """A damaged file is read or refused with a reason."""
    name, (data, _) = rolled.choice([
        one for one in sorted(everything.good().items())
        if not one[0].endswith((".html", ".xml", ".zip")) and "misnamed" not in one[0]
    ])  # fmt: skip
    for _ in range(rolled.randrange(1, 6)):
        at, length = rolled.randrange(len(data) + 1), rolled.randrange(60)
        instead = rolled.choice(
            (rolled.randbytes(5), encoded(hostile(rolled, 3)), data[at : at + 90])
        )
        data = data[:at] + instead * rolled.choice((1, 1, 40)) + data[at + length :]
    for item in read(["-"], SMALL, stdin=io.BytesIO(data)):
        if isinstance(item, Draft):
            describe(item, TODAY)
        else:
            demand(item.reason and item.advice and not foreign(item.reason), f"{item}")
    return f"{name}: {data[:4_000]!r}"


@functools.cache
def _index() -> SearchIndex:
    index = SearchIndex(Path(tempfile.mkdtemp(prefix="fuzz-index-")) / "index")
    index.add(
        Document(n, "Harbor strike", " ".join(WORDS) * n, "A", TODAY, "en") for n in (1, 2, 3)
    )
    return index


def asking(rolled: random.Random) -> str:
    """Any string is a query or is refused with advice."""
    query = _mixed(rolled, [*_QUERY, *WORDS], 14)
    try:
        found = _index().search(query, typing=rolled.random() < 0.5)
        found.light.spans(query[:5_000])
    except QueryError as error:
        demand(error.advice and "\n" not in str(error), f"{error}")
    return query


def painting(rolled: random.Random) -> str:
    """Frames of any kind are followed or passed on, never an exception."""
    painter = Painter(rolled.choice((1, 7, 40)), rolled.choice((1, 3, 12)))
    frames = ["".join(rolled.choice(_FRAME) for _ in range(rolled.randrange(60))) for _ in range(6)]
    for frame in frames:
        painter.paint(frame)
    painter.paint(hostile(rolled))
    return repr(frames)


def configuring(rolled: random.Random) -> str:
    """Any file of settings applies as far as it can, with its mistakes told in clean lines."""
    text = "".join(rolled.choice((rolled.choice(_TOML), rolled.choice(_TOML), hostile(rolled, 1)))
                   for _ in range(rolled.randrange(60)))  # fmt: skip
    parse_toml(encoded(text))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_bytes(encoded(text))
        path.chmod(0o600)
        named = {
            f"RASHOMON_{name}": hostile(rolled, 2).replace("\0", "")
            for name in ("THEME", "WIDTH", "OPENER")
        }
        config = load({"RASHOMON_CONFIG": str(path), "HOME": folder, **named})
        for line in config.told():
            demand(clean_line(line), "a mistake without words")
    return text


def addressing(rolled: random.Random) -> str:
    """Any address is one that can be asked, or is refused; what is shown of it is clean."""
    parts = (
        "http://",
        "https://",
        "[",
        "]",
        "::1",
        "127.1",
        "a.b",
        "@",
        ":",
        "/",
        "?",
        "#",
        "%",
        "%zz",
    )
    parts += (
        "é",
        "ß",
        "①",
        "。",
        "xn--",
        "//",
        "\\",
        "user:pass@",
        "0x7f.1",
        "[v1.x]",
        "℀",
        ":0",
        "..",
    )
    url = "".join(
        rolled.choice((rolled.choice(parts), rolled.choice(parts), hostile(rolled, 1)))
        for _ in range(7)
    )
    url = rolled.choice(("", "http://", "http://a.example/")) + url
    demand(not foreign(shown(url)), "an address that is not clean")
    here = parse("http://here.example/")
    for reads in (parse, lambda text: follow(here, text)):
        with contextlib.suppress(WireError):
            found = reads(url)
            demand(
                found.url.isascii() and found.url.isprintable() and "@" not in found.origin,
                found.url,
            )
            plainly_private(found.host)
    safe = safe_address(url)
    demand(safe is None or (safe.isascii() and safe.startswith(("http://", "https://"))), f"{safe}")
    return url


def listing(rolled: random.Random) -> str:
    """Any list of feeds is read as far as it goes."""
    parts = ("<opml>", "<body>", "<outline ", "text=", "xmlUrl=", '"', "'", ">", "/>", "</outline>", "&amp;",
             "&x;", "<!--", "<![CDATA[", "http://e.example/f", "<?xml version='1.0'?>", "<!DOCTYPE x [", "]>")  # fmt: skip
    raw = encoded(
        "".join(rolled.choice((rolled.choice(parts), hostile(rolled, 1))) for _ in range(40))
    )
    if opml.is_opml(raw):
        opml.read(raw)
    opml.read(b"<opml><body>" + raw)
    return repr(raw)


TARGETS: tuple[Callable[[random.Random], str], ...] = (
    cleaning, dating, reading, asking, painting, configuring, addressing, listing,
)  # fmt: skip


def trial(seed: int, folder: Path) -> str:
    """Twenty-five inputs for each target."""
    rolled = dice(seed, "fuzz")
    for target in TARGETS:
        for number in range(25):
            state = rolled.getstate()
            began = time.process_time()
            try:
                target(rolled)
            except Exception as error:
                error.add_note(f"{target.__name__}, input {number} of seed {seed}; {hash(state)}")
                raise
            took = time.process_time() - began
            demand(took < MOST_SECONDS, f"{target.__name__}, input {number}: {took:.1f} s")
    return f"{25 * len(TARGETS)} inputs"


ATTACK = Attack("fuzz", "no undocumented exception, nothing unclean, bounded time", trial, 200)
