"""Where there is nothing: keys say what is so and what to do, and none is hinted at in vain."""

from __future__ import annotations

import pytest

from index import Library
from tests.tui.screen import ARTICLES, EVENTS, Driven, opened
from tui.actions import ACTIONS
from tui.screens.library import LibraryScreen

OF_TEXTS = [
    action
    for action in ACTIONS
    if action.scope in ("reading", "outward", "keeping", "correcting")
    or action.name
    in (
        "compare", "coverage", "copies", "pick", "like", "hits", "forget", "mark", "to_mark",
        "zen", "next_article", "prior_article", "next_hit", "prior_hit", "earlier", "later",
    )
]  # fmt: skip
"""What is about articles."""
EMPTY = "no articles yet; a adds some"


async def told_by(driven: Driven, *keys: str) -> str:
    """What is said after these keys; nothing where nothing is."""
    driven.app.clear_notifications()
    await driven.press(*keys)
    return driven.told[-1] if driven.told else ""


@pytest.mark.parametrize("pane", ["list", "text"])
async def test_in_an_empty_library_every_key_about_articles_says_that_there_are_none(
    library: Library, pane: str
) -> None:
    async with opened(library) as driven:
        pressed = 0
        for tab in (EVENTS, ARTICLES):
            await driven.press(*tab, *(["tab"] if pane == "text" else []))
            here = driven.app.screen.active_bindings
            for action in OF_TEXTS:
                for key in action.keys[:1]:
                    if key in here and here[key].binding.id == action.id:
                        assert await told_by(driven, key) == EMPTY, action.id
                        assert isinstance(driven.app.screen, LibraryScreen)
                        pressed += 1
        assert pressed > 40


async def test_a_command_of_the_palette_says_it_too(library: Library) -> None:
    async with opened(library) as driven:
        await driven.press("colon", *"side by side", "enter")
        assert driven.told[-1:] == [EMPTY]


async def test_what_is_added_can_be_compared(library: Library, seeds: list[str]) -> None:
    async with opened(library) as driven:
        assert await told_by(driven, "c") == EMPTY
        await driven.press("a")
        await driven.answer(seeds[0])
        await driven.press("c")
        assert not isinstance(driven.app.screen, LibraryScreen)


@pytest.mark.parametrize("tab", [EVENTS, ARTICLES], ids=["events", "articles"])
async def test_where_a_search_finds_nothing_no_other_text_is_promised(
    five: Library, tab: tuple[str, ...]
) -> None:
    async with opened(five) as driven:
        await driven.press(*tab, "slash")
        await driven.type("zzqqxx")
        await driven.press("enter")
        assert "open" not in driven.lines[-1] and "? help" in driven.lines[-1]
        for key in "nNJK":
            assert "nothing is found" in await told_by(driven, key)
        await driven.press("escape")
        assert "enter open" in driven.lines[-1]


@pytest.mark.parametrize(
    ("key", "vain"), [("S", ("open", "write", "drop")), ("F", ("open", "about")), ("O", ("open",))]
)
async def test_an_empty_list_hints_at_nothing_that_is_about_what_it_holds(
    library: Library, key: str, vain: tuple[str, ...]
) -> None:
    async with opened(library) as driven:
        await driven.press(key)
        assert "? help" in driven.lines[-1]
        assert not [word for word in vain if word in driven.lines[-1]]
        assert "enter" not in driven.lines[0] and "q back" in driven.lines[0]


async def test_a_list_that_holds_something_says_what_enter_does(five: Library) -> None:
    async with opened(five) as driven:
        for key, does in (("O", "opens one"), ("I", "opens its report")):
            await driven.press(key)
            assert f"enter {does}   q back" in driven.lines[0] and "open" in driven.lines[-1]
            await driven.press("q")


async def test_to_drop_what_is_picked_says_that_nothing_is(five: Library) -> None:
    async with opened(five) as driven:
        assert await told_by(driven, ";") == "nothing is picked"
        await driven.press(",")
        assert await told_by(driven, ";") == ""
