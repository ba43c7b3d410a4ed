"""A question that is given up leaves without a word: nothing came of it, and one knows that."""

from __future__ import annotations

import pytest

from index import Library
from tests.tui.screen import ARTICLES, opened
from tui.screens.library import LibraryScreen


@pytest.mark.parametrize(
    "keys", ["a", "e", "#", "D", "M", "V", "d", "+", "B", ":", "/", "'", '"', "F a"]
)
@pytest.mark.parametrize("out", ["escape", "ctrl+c"])
async def test_a_question_in_the_library_is_left_quietly(
    five: Library, keys: str, out: str
) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "/")
        await driven.type("membership")
        await driven.press("enter", "h", "l")
        driven.app.clear_notifications()
        *way, asks = keys.split()
        await driven.press(*way)
        before = driven.told
        await driven.press(asks, out)
        assert driven.told == before
        assert five.corrections.log() == () and not five.kept.notes()


@pytest.mark.parametrize("keys", ["e", "#", "A", "w", "D", "M", "V", "m"])
async def test_so_is_one_in_a_comparison(five: Library, keys: str) -> None:
    async with opened(five) as driven:
        await driven.press("c", keys, "escape")
        assert not driven.told
        assert not isinstance(driven.app.screen, LibraryScreen)


async def test_a_note_left_empty_is_none_and_nothing_is_said(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("e", "enter")
        assert not driven.told and not five.kept.notes()
