"""What stays as it is on the screen is not drawn again, whatever changes beside it."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.strip import Strip

from index import Library
from tests.tui.screen import ARTICLES, opened
from tui.theme import themes
from tui.widgets.still import Still


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The widgets that made their lines, by id."""
    made: list[str] = []

    def make(self: Still, crop: Region) -> list[Strip]:
        made.append(self.id or "")
        return given(self, crop)

    given = Still.make_lines
    monkeypatch.setattr(Still, "make_lines", make)
    return made


async def test_a_move_in_a_text_draws_no_other_line_but_the_status(
    five: Library, drawn: list[str]
) -> None:
    async with opened(five, (120, 40)) as driven:
        await driven.press(*ARTICLES, "enter")
        drawn.clear()
        await driven.press("j", "j", "space")
        assert set(drawn) <= {"status", "reader"}


async def test_other_colors_draw_everything(five: Library, drawn: list[str]) -> None:
    async with opened(five, (120, 40)) as driven:
        await driven.press(*ARTICLES)
        drawn.clear()
        driven.app.theme = next(theme.name for theme in themes() if theme.name != driven.app.theme)
        await driven.settle()
        assert {"top", "status", "tabs"} <= set(drawn)


async def test_another_size_draws_everything(five: Library, drawn: list[str]) -> None:
    async with opened(five, (120, 40)) as driven:
        await driven.press(*ARTICLES)
        drawn.clear()
        await driven.pilot.resize_terminal(100, 30)
        await driven.settle()
        assert {"top", "status"} <= set(drawn)
        assert all(strip.cell_length == 100 for strip in driven.strips)


_WALK = [
    *ARTICLES, "j", "enter", "space", "3", "j", "tab", "z", "N", "z", "m", "a", "q", "/",
    "escape", "9", "h", "l", "o", "c", "j", "space", "l", "2", "tab", "j", "k", "f", "q", "?",
    "escape", "t", "t", "enter", "G", "i", "escape", "*", "b", "g", "q",
]  # fmt: skip


async def test_what_is_kept_is_what_would_be_drawn_now(five: Library) -> None:
    async with opened(five, (100, 32)) as driven:
        for at, key in enumerate(_WALK):
            await driven.press(key)
            if at % 12 == 11:
                await driven.pilot.resize_terminal(*((120, 40), (70, 24))[at % 2])
                await driven.settle()
            kept = driven.lines, [list(strip) for strip in driven.strips]
            for widget in (driven.app.screen, *driven.app.screen.query("*")):
                widget.refresh()
            await driven.settle()
            assert (driven.lines, [list(strip) for strip in driven.strips]) == kept, key
