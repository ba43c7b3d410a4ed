"""Sizes that come faster than a screen is laid out: it comes to rest at the last of them."""

from __future__ import annotations

import pytest
from textual import events
from textual.geometry import Size

from index import Library
from tests.tui.screen import opened
from tui.screens.library import LibraryScreen

MANY = 20


@pytest.mark.parametrize("keys", [(), ("S",)], ids=["in front", "behind another"])
async def test_a_size_of_before_is_passed_over(
    five: Library, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    laid = 0
    lay = LibraryScreen._refresh_layout

    def counted(screen: LibraryScreen, size: Size | None = None, scroll: bool = False) -> None:
        nonlocal laid
        laid += 1
        if laid < MANY:  # else the two sizes follow each other for ever
            lay(screen, size, scroll)

    async with opened(five, (115, 39)) as driven:
        await driven.press(*keys)
        screen, old, new = driven.library_screen, Size(85, 14), driven.app.size
        monkeypatch.setattr(LibraryScreen, "_refresh_layout", counted)
        for size in (old, new):
            screen.post_message(events.Resize(size, size))
            for _ in range(3):
                screen.post_message(events.Idle())
        await driven.settle()
        assert screen.size == new
        assert laid < MANY
