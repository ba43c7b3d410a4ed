"""A window of any size, however small: each kind of screen fits it, answers, and comes back."""

from __future__ import annotations

import random

from rich.cells import cell_len

from index import Library
from tests.tui.screen import ARTICLES, EVENTS, NAMES, Driven, opened

UP_TO = ((30, 10), (130, 50))
"""Of each kind one size of a window that hardly is one, and one of any."""
KINDS = {
    "a text": (*ARTICLES, "enter"),
    "words to be found": (*ARTICLES, "enter", "/", "n"),
    "a comparison": (*EVENTS, "c"),
    "a lens": (*EVENTS, "c", "4", "tab"),
    "coverage": (*EVENTS, "v"),
    "a name": (*NAMES, "enter"),
    "outlets": ("O",),
    "kept": ("S",),
    "help": ("?",),
    "the palette": (":",),
    "a question": ("a",),
    "choices": (*ARTICLES, "#"),
    "the tour": ("T",),
}


async def test_every_kind_of_screen_fits_a_window_of_any_size_and_answers_there(
    five: Library,
) -> None:
    rnd = random.Random(4)
    async with opened(five) as driven:
        for kind, keys in KINDS.items():
            await driven.press(*keys)
            there = driven.app.screen
            for width, height in UP_TO:
                size = rnd.randint(1, width), rnd.randint(1, height)
                await driven.pilot.resize_terminal(*size)
                await driven.press(rnd.choice(("down", "up", "pagedown", "pageup")))
                told = f"{kind} at {size[0]} x {size[1]}"
                assert driven.app.screen is there, told
                assert len(driven.lines) == size[1], told
                assert max(map(cell_len, driven.lines)) <= size[0], told
            await driven.pilot.resize_terminal(120, 40)
            await back_home(driven, kind)


async def back_home(driven: Driven, kind: str) -> None:
    """Escape leads back to the list of articles, which answers as ever."""
    screen = driven.library_screen
    for _ in range(6):
        if driven.app.focused is not screen.listing:
            await driven.press("escape")
    assert driven.app.focused is screen.listing, kind
    await driven.press(*ARTICLES, "g", "j")
    assert screen.listing.cursor == 1, kind
    assert "▌" in driven.glass, kind


async def test_the_palette_is_laid_out_in_a_window_too_narrow_for_a_letter_of_it(
    five: Library,
) -> None:
    async with opened(five) as driven:
        await driven.press(":")
        for width in range(4, 9):
            for size in ((32, 20), (width, 5)):
                await driven.pilot.resize_terminal(*size)
                await driven.settle()
                assert len(driven.lines) == size[1]
