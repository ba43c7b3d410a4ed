"""Keys mashed at random: nothing crashes, nothing gets stuck, nothing is lost.

Seeded, so that a failure can be repeated: it tells its seed and the keys up to it. More of
it by hand: ``MONKEY_SEEDS=7:40 MONKEY_KEYS=600 pytest tests/tui/test_monkey.py``.
"""

from __future__ import annotations

import os
import random
import string
import subprocess
from pathlib import Path
from typing import Any

import pytest

from index import Library
from tests.tui.screen import ARTICLES, Driven, opened
from tui.actions import ACTIONS
from tui.screens.library import LibraryScreen
from tui.screens.prompt import PromptScreen
from tui.widgets.lines import LinePane
from tui.widgets.listing import ArticleList

_FIRST, _, _LAST = os.environ.get("MONKEY_SEEDS", "1:3").partition(":")
SEEDS = range(int(_FIRST), int(_LAST or int(_FIRST) + 1))
KEYS = int(os.environ.get("MONKEY_KEYS", "90"))
SIZES = [(120, 40), (160, 48), (80, 24), (40, 15), (30, 8), (29, 7), (300, 60), (1, 1)]
ENDS = {"ctrl+q", "ctrl+c", "ctrl+z"}
COMMANDS = sorted({key for action in ACTIONS for key in action.keys} - ENDS)
OTHERS = [
    *string.ascii_letters, *string.digits, "up", "down", "left", "right", "home", "end", "delete",
    "enter", "enter", "escape", "tab", "shift+tab", "space", "backspace", "é", "漢", "f1", "ctrl+a",
    "less_than_sign", "left_square_bracket", "quotation_mark", "minus", "asterisk",
]  # fmt: skip
AFAR = {"slash", "full_stop", "tilde"}
"""In a question these could name a file elsewhere: they are not typed there."""


class Monkey:
    """Presses keys on an open app as they come, and remembers them."""

    def __init__(self, driven: Driven, seed: int) -> None:
        self.driven, self.random = driven, random.Random(seed)
        self.pressed: list[str] = []
        self.left = 0

    async def mash(self, keys: int) -> None:
        """Press so many keys, now and then after another, now and then at another size."""
        for _ in range(keys):
            key = self.random.choice(COMMANDS if self.random.random() < 0.75 else OTHERS)
            if key in AFAR and isinstance(self.driven.app.screen, PromptScreen):
                continue
            self.pressed.append(key)
            await self.driven.app._press_keys([key])
            if self.random.random() < 0.03:
                size = self.random.choice(SIZES)
                self.pressed.append(f"<{size[0]}x{size[1]}>")
                await self.driven.pilot.resize_terminal(*size)
            if self.random.random() < 0.2:
                await self.driven.settle()

    async def go_home(self) -> None:
        """Escape and q lead back to the first screen and out of it."""
        await self.driven.settle()
        for _ in range(60):
            if self.left:
                return
            await self.driven.press("escape", "q")
        raise AssertionError(f"stuck on {self.driven.app.screen} at {self.driven.app.focused}")


def kept(library: Library) -> list[tuple[int, str]]:
    """What must never be lost."""
    return [(line.id, library.article(line.id).text) for line in library.articles()]


@pytest.fixture
def caged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Nothing is written outside the test's folder, no other program is started."""
    started: list[Any] = []

    def refuse(command: Any, *_: object, **__: object) -> None:
        started.append(command)
        raise FileNotFoundError(2, "no such program")

    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setattr(subprocess, "Popen", refuse)
    return started


@pytest.mark.parametrize("seed", SEEDS)
async def test_mashed_keys_crash_nothing_stick_nowhere_and_lose_nothing(
    five: Library, seed: int, caged: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(five)
    async with opened(five) as driven:
        monkey = Monkey(driven, seed)

        def leave(*_: object, **__: object) -> None:
            monkey.left += 1

        monkeypatch.setattr(driven.app, "exit", leave)
        try:
            await monkey.mash(KEYS)
            monkey.left = 0
            await driven.pilot.resize_terminal(120, 40)
            await monkey.go_home()
            assert isinstance(driven.app.screen, LibraryScreen)
            await driven.press(*ARTICLES, "g", "j")
            assert isinstance(driven.app.focused, LinePane)
        except BaseException as error:
            error.add_note(f"seed {seed}: {' '.join(monkey.pressed)}")
            raise
    assert kept(five) == before


async def test_the_palette_can_be_paged_in_a_window_too_small_for_it(five: Library) -> None:
    async with opened(five) as driven:
        for small in ((1, 1), (29, 7)):
            await driven.pilot.resize_terminal(120, 40)
            await driven.press("colon")
            await driven.pilot.resize_terminal(*small)
            await driven.press("o", "pagedown", "pageup", "escape")
            assert driven.app.screen is driven.library_screen
            await driven.pilot.resize_terminal(*small)
            await driven.press("ctrl+p", "a", "down", "pagedown", "pageup", "down", "escape")
            assert driven.app.screen is driven.library_screen


async def test_a_list_drawn_at_a_new_height_before_it_counted_its_lines_draws_what_is_there(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(five, (120, 60)) as driven:
        await driven.press(*ARTICLES, "slash")
        await driven.type("nato")
        articles = driven.library_screen.listing
        lines = articles.virtual_size.height
        articles.redraw()
        monkeypatch.setattr(ArticleList, "tall", 1)
        for line in range(lines):
            assert articles.render_line(line).cell_length
