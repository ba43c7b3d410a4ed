"""Undoing that moves many articles: the progress line tells how far it is, and x stops it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.widgets import Input

from index import Library, Progress, removing
from index.removing import Step
from tests.index.test_library import write_rows
from tests.tui.screen import ARTICLES, opened
from tui.screens import forgetting, undoing
from tui.widgets.one_line import ProgressLine


@pytest.fixture
def eight(five: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The five and three that were added since; three are many here."""
    five.add([str(write_rows(tmp_path / "a.jsonl", 3, "The harbor council of Portville met,"))])
    for module in (undoing, forgetting):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    return five


async def test_much_that_was_added_goes_and_comes_back_at_length(eight: Library) -> None:
    async with opened(eight) as driven:
        await driven.press("u")
        await driven.answer("yes")
        assert driven.told[-1].startswith("undone: added 3 articles from ")
        assert eight.counts().articles == 5
        await driven.press("U")
        assert driven.told[-1].startswith("redone: added 3 articles from ")
        assert eight.counts().articles == 8
        assert "8 articles" in driven.lines[0]
        assert not driven.app.screen.query_one(ProgressLine).display


async def test_x_stops_it_and_nothing_is_changed(
    eight: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def till_stopped(_: sqlite3.Connection, numbers: Sequence[int], __: int, step: Step) -> int:
        while True:
            step("forgetting", 1, len(numbers))
            time.sleep(0.002)

    monkeypatch.setattr(removing, "take_out", till_stopped)
    async with opened(eight) as driven:
        await driven.press("u")
        driven.app.screen.query_one("#answer", Input).value = "yes"
        await driven.pilot.press("enter")
        assert "x stops" in driven.lines[-2]
        await driven.pilot.press("j")
        await driven.press("x")
        assert driven.told[-1] == "stopped; nothing was changed"
        assert eight.counts().articles == 8
        await driven.press("u")
        assert "Undo “added 3 articles" in driven.glass, "it can be undone still"


async def test_forgetting_many_is_told_how_far_it_is(eight: Library) -> None:
    told: list[str] = []
    async with opened(eight) as driven:
        follow = driven.library_screen._follow

        def hear(progress: Progress | None, advice: str = "", left: str = "") -> None:
            told.append(progress.stage if progress else "")
            follow(progress, advice, left)

        driven.library_screen._follow = hear  # type: ignore[method-assign]
        await driven.press(*ARTICLES, "slash")
        await driven.type("portville")
        await driven.press("enter", "d")
        await driven.answer("all")
        assert "forgot 3 articles" in driven.told[-1]
        assert "forgetting" in told
