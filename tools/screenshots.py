"""Draws the pictures of the README: ``python tools/screenshots.py [FOLDER]``.

Every picture is a state of the screens on the bundled articles, reached by keys, with
nothing in it that changes from run to run; a test draws them again and compares.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from index import Article, Library, Results
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


SUMMIT = _keys("2 / 'vilnius enter c")
"""To the comparison of the event of which an article was found."""

PICTURES = (
    Picture("library-wide", WIDE),
    Picture("library", USUAL),
    Picture("library-normal", NORMAL),
    Picture("library-small", SMALL),
    Picture("library-small-reading", SMALL, _keys("enter")),
    Picture("events-found", USUAL, _keys("/ 'pistorius")),
    Picture("search", USUAL, _keys("2 / 'membership")),
    Picture("names", USUAL, _keys("3")),
    Picture("name", USUAL, _keys("3 / 'kyiv enter enter")),
    Picture("name-normal", NORMAL, _keys("3 / 'kyiv enter enter tab")),
    Picture("merge-names", USUAL, _keys("3 / 'kyiv enter enter M")),
    Picture("merge-events", USUAL, _keys("M")),
    Picture("evidence", USUAL, _keys("/ 'pistorius enter enter i")),
    Picture("comparison-text", USUAL, SUMMIT),
    Picture("comparison-wide", WIDE, SUMMIT),
    Picture("comparison-normal", NORMAL, (*SUMMIT, *_keys("j j x"))),
    Picture("comparison-wording", USUAL, (*SUMMIT, "2")),
    Picture("comparison-voices", USUAL, (*SUMMIT, "3")),
    Picture("comparison-sources", USUAL, (*SUMMIT, "4")),
    Picture("comparison-only-here", USUAL, (*SUMMIT, "5")),
    Picture("comparison-shared", USUAL, (*SUMMIT, "6")),
    Picture("comparison-contradictions", USUAL, (*SUMMIT, "7")),
    Picture("sentences", USUAL, (*SUMMIT, *_keys("2 enter"))),
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
            replace(origin, path=str(Path(origin.path or "").relative_to(ROOT)))
            for origin in found.origins
        )
        return replace(found, origins=origins)

    def search(self, query: str, **options: Any) -> Results:
        """The answer, in two milliseconds."""
        return replace(super().search(query, **options), took_ms=2.0)


@contextlib.contextmanager
def bundled() -> Iterator[Library]:
    """The bundled articles in a library of their own."""
    with tempfile.TemporaryDirectory() as folder, StillLibrary.open(Path(folder)) as library:
        library.add(sorted(str(path) for path in (ROOT / "seeds").glob("*.txt")))
        library.analyse()
        yield library


async def draw(library: Library, picture: Picture) -> str:
    """The picture as SVG, of a library that nobody has read in yet."""
    os.environ["TERM"] = "xterm-256color"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(library.path, folder, dirs_exist_ok=True)
        with StillLibrary.open(Path(folder)) as untouched:
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
