"""Draws the pictures of the README: ``python tools/screenshots.py [FOLDER]``.

Every picture is a state of the screens on the bundled articles, reached by keys, with
nothing in it that changes from run to run; a test draws them again and compares.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from index import Article, ImportReport, Library, Origin, PastImport, Results
from index.feeds.subscription import State, dump
from index.locations import FILE
from index.store import Connections, feeds
from tui.app import Reading
from tui.widgets.query_bar import QueryBar

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "screenshots"
MADE_WITH = "made-with.json"
WIDE, USUAL, NORMAL, SMALL = (160, 48), (120, 40), (80, 24), (40, 15)


@dataclass(frozen=True, slots=True)
class Picture:
    """A name, a window, the keys that lead there; ``"…"`` types a word."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()


def _keys(keys: str) -> tuple[str, ...]:
    return tuple(keys.split())


SUMMIT = _keys("l / 'vilnius enter c")
"""To the comparison of the event of which an article was found."""

PICTURES = (
    Picture("library-wide", WIDE),
    Picture("library", USUAL),
    Picture("library-normal", NORMAL),
    Picture("library-small", SMALL),
    Picture("library-small-reading", SMALL, _keys("enter")),
    Picture("events-found", USUAL, _keys("/ 'pistorius")),
    Picture("search", USUAL, _keys("l / 'membership")),
    Picture("names", USUAL, _keys("2 l")),
    Picture("name", USUAL, _keys("2 l / 'kyiv enter enter")),
    Picture("name-normal", NORMAL, _keys("2 l / 'kyiv enter enter tab")),
    Picture("merge-names", USUAL, _keys("2 l / 'kyiv enter enter M")),
    Picture("merge-events", USUAL, _keys("M")),
    Picture("evidence", USUAL, _keys("/ 'pistorius enter enter i")),
    Picture("comparison-text", USUAL, SUMMIT),
    Picture("comparison-wide", WIDE, SUMMIT),
    Picture("comparison-normal", NORMAL, (*SUMMIT, *_keys("j j x"))),
    Picture("comparison-wording", USUAL, (*SUMMIT, "tab")),
    Picture("comparison-voices", USUAL, (*SUMMIT, "3", "tab")),
    Picture("comparison-sources", USUAL, (*SUMMIT, "4", "tab")),
    Picture("comparison-only-here", USUAL, (*SUMMIT, "5", "tab")),
    Picture("comparison-shared", USUAL, (*SUMMIT, "6", "tab")),
    Picture("comparison-contradictions", USUAL, (*SUMMIT, "7", "tab")),
    Picture("sentences", USUAL, (*SUMMIT, *_keys("tab enter"))),
    Picture("feeds", USUAL, _keys("F")),
    Picture("feeds-normal", NORMAL, _keys("F")),
    Picture("import", USUAL, _keys("I enter")),
    Picture("forget", NORMAL, _keys("l d")),
    Picture("help", USUAL, _keys("?")),
    Picture("light", USUAL, _keys("t")),
)
_NAMES = {"/": "slash", "?": "question_mark", " ": "space"}


class StillLibrary(Library):
    """A library that always takes the same time and lies at the same place."""

    def article(self, id: int) -> Article:
        """The article, its origin told from the root of the project."""
        found = super().article(id)
        origins = tuple(
            replace(origin, path=_told(Path(origin.path or ""))) for origin in found.origins
        )
        return replace(found, origins=origins)

    def search(self, query: str, **options: Any) -> Results:
        """The answer, in two milliseconds."""
        return replace(super().search(query, **options), took_ms=2.0)

    def imports(self, limit: int = 20) -> tuple[PastImport, ...]:
        """The imports, all of one moment, of files told by their names."""
        return tuple(
            replace(
                one,
                began="2026-11-20T09:00:00+00:00",
                sources=tuple(Path(source).name for source in one.sources),
                report=_named(one.report),
            )
            for one in super().imports(limit)
        )


def _told(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def _named(report: ImportReport) -> ImportReport:
    return replace(
        report,
        refused=tuple(replace(one, path=Path(one.path).name) for one in report.refused),
        skipped=tuple(replace(one, path=Path(one.path).name) for one in report.skipped),
        already=tuple(
            replace(one, origin=Origin(path=Path(one.origin.path or "").name))
            for one in report.already
        ),
    )


_DAY = 86_400
FOLLOWED: tuple[tuple[str, str, int, State], ...] = (
    ("Valley News", "World/Europe", 3 * 3600, State()),
    ("The Hill Post", "World/Europe", 25 * 60, State()),
    ("Harbor Weekly", "Local", 4 * _DAY,
     State(error="nothing is there (404)", advice="look for its address on its site", failures=3)),
    ("River Courier", "Local", 2 * 3600, State()),
)  # fmt: skip
"""Feeds of the pictures: title, folder, seconds since the last answer, state."""


def _follow(library: Library) -> None:
    """Let articles of the library have come by feeds."""
    connections = Connections(library.path / FILE)
    numbers = [line.id for line in library.articles()]
    now = datetime.datetime.now(datetime.UTC)
    with connections.writing() as connection:
        for at, (title, folder, ago, state) in enumerate(FOLLOWED):
            good = now - datetime.timedelta(seconds=ago + 5)
            url, told = f"https://feeds.example/{at}", dump(replace(state, good=good))
            feed = feeds.add(
                connection, url, title=title, folder=folder, full_text=at == 1, added="", state=told
            )
            for number in numbers[at : at + 2]:
                entry = feeds.Seen(str(number), number, None, bytes([number]))
                feeds.see(connection, feed, entry, "")
    connections.close()


def _add_mixed() -> Iterator[tuple[str, bytes]]:
    """Files of which nothing goes in, one for each reason."""
    seed = min((ROOT / "seeds").glob("*.txt"))
    yield "saved-twice.txt", seed.read_bytes()
    yield "report.pdf", b"%PDF-1.4"
    yield "table.jsonl", b"{"
    yield "empty.txt", b""


@contextlib.contextmanager
def bundled() -> Iterator[Library]:
    """The bundled articles in a library of their own."""
    with tempfile.TemporaryDirectory() as folder, StillLibrary.open(Path(folder)) as library:
        library.add(sorted(str(path) for path in (ROOT / "seeds").glob("*.txt")))
        library.analyse()
        mixed = Path(folder) / "saved"
        mixed.mkdir()
        for name, raw in _add_mixed():
            (mixed / name).write_bytes(raw)
        library.add([str(mixed)])
        yield library


async def draw(library: Library, picture: Picture) -> str:
    """The picture as SVG, of a library that nobody has read in yet."""
    os.environ["TERM"], os.environ["TZ"] = "xterm-256color", "UTC"
    time.tzset()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(library.path, folder, dirs_exist_ok=True)
        with StillLibrary.open(Path(folder)) as untouched:
            _follow(untouched)  # only now: the pictures tell how long ago feeds answered
            return await _drawn(untouched, picture)


async def _drawn(library: Library, picture: Picture) -> str:
    app = Reading(library)
    async with app.run_test(size=picture.size) as pilot:
        await _settle(app, pilot)
        for key in picture.keys:
            if key.startswith("'"):
                await pilot.press(*(_NAMES.get(letter, letter) for letter in key[1:]))
                await _answered(app)
            else:
                await pilot.press(_NAMES.get(key, key))
            await _settle(app, pilot)
        return app.export_screenshot(title="rashomon", simplify=True) + "\n"


async def _settle(app: Reading, pilot: Pilot[Any]) -> None:
    await pilot.pause()
    while any(not worker.is_finished for worker in app.workers):
        while any(not worker.is_finished for worker in app.workers):
            await asyncio.sleep(0.002)
        await pilot.pause()


async def _answered(app: Reading) -> None:
    bar = app.screen.query_one(QueryBar)
    while bar.asked != bar.query_text:
        await asyncio.sleep(0.002)


def versions() -> dict[str, str]:
    """What the drawing depends on."""
    return {name: version(name) for name in ("textual", "rich")}


def main(folder: Path, told: Callable[[str], None] = print) -> None:
    """Draw every picture into ``folder``."""
    folder.mkdir(exist_ok=True)
    with bundled() as library:
        for picture in PICTURES:
            path = folder / f"{picture.name}.svg"
            path.write_text(asyncio.run(draw(library, picture)), encoding="utf-8", newline="\n")
            told(path.name)
    made = json.dumps(versions(), indent=2) + "\n"
    (folder / MADE_WITH).write_text(made, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
