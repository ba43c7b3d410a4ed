"""Keys that come in one burst, before the screen they close is gone."""

from __future__ import annotations

import asyncio
import threading

import pytest
from textual.command import CommandPalette
from textual.events import Key
from textual.widgets import Input

from index import Library
from tests.tui.screen import ARTICLES, NAMES, opened
from tui.screens.choose import Choice, ChooseScreen
from tui.screens.library import LibraryScreen
from tui.screens.palette import Palette
from tui.screens.prompt import PromptScreen
from tui.screens.read import ReadScreen
from tui.work import fetch


async def test_enter_twice_in_the_palette_leaves_the_first_screen_where_it_is(
    five: Library,
) -> None:
    async with opened(five) as driven:
        await driven.press(":")
        assert isinstance(driven.app.screen, Palette)
        palette = driven.app.screen
        palette.post_message(CommandPalette.Closed(option_selected=False))
        palette.dismiss()
        palette.dismiss()
        await driven.settle()
        assert isinstance(driven.app.screen, LibraryScreen)


async def test_enter_twice_in_a_question_answers_it_once(five: Library) -> None:
    answers: list[str | None] = []
    async with opened(five) as driven:
        screen = PromptScreen("Which?", "this one", "a")
        driven.app.push_screen(screen, answers.append)
        await driven.settle()
        screen.submit("a")
        screen.submit("a")
        await driven.settle()
        assert isinstance(driven.app.screen, LibraryScreen)
    assert answers == ["a"]


async def test_a_key_a_pane_hands_back_waits_for_the_screen_it_opened(five: Library) -> None:
    async with opened(five) as driven:
        first = five.articles()[0]
        key = Key("Y", "Y")
        key._forwarded = True
        driven.app.push_screen(ReadScreen(five, first.id, 0))
        await driven.app.on_event(key)
        await driven.settle()
        assert isinstance(driven.app.screen, ReadScreen)
        assert driven.app._exception is None


async def test_the_first_screen_is_never_taken_away(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("S")
        driven.app.pop_screen()
        driven.app.pop_screen()
        await driven.settle()
        assert driven.app.screen is driven.library_screen


async def test_an_answer_for_a_question_that_was_given_up_is_dropped(five: Library) -> None:
    arrived: list[str] = []
    async with opened(five) as driven:
        screen = ChooseScreen("Which?", "one of these", lambda words: [Choice("a", "a")])
        driven.app.push_screen(screen)
        await driven.settle()
        worker = fetch(screen, "late", lambda: "late", arrived.append, lambda error: None)
        screen.dismiss(None)
        while not worker.is_finished:
            await asyncio.sleep(0.002)
        await driven.settle()
    assert arrived == []


@pytest.mark.parametrize(
    ("first", "burst"),
    [
        (NAMES, ("enter", "q", "enter")),
        ((*ARTICLES, "enter", "n"), ("enter", "enter")),
        ((*ARTICLES, "enter"), ("slash", "n", "a", "t", "o")),
        (("S",), ("enter", "enter")),
        (("O",), ("enter", "q", "enter")),
        (("c", "p"), ("enter", "enter")),
        ((*ARTICLES, "enter"), ("i", "q", "i")),
    ],
    ids=lambda keys: " ".join(keys[-3:]),
)
async def test_keys_of_one_burst_lead_where_they_lead_one_by_one(
    five: Library, first: tuple[str, ...], burst: tuple[str, ...]
) -> None:
    five.kept.star([1])
    led = []
    for strike in (True, False):
        async with opened(five) as driven:
            await driven.press(*first)
            if strike:
                driven.strike(*burst)
                await driven.settle()
            else:
                await driven.press(*burst)
            stack = [type(screen).__name__ for screen in driven.app.screen_stack]
            led.append((stack, driven.app.focused and driven.app.focused.id))
    assert led[0] == led[1]


async def test_while_choices_are_looked_for_only_what_was_typed_last_waits(five: Library) -> None:
    asked: list[str] = []
    go_on = threading.Event()

    def find(words: str) -> list[Choice]:
        asked.append(words)
        go_on.wait(20)
        return [Choice(words, words)]

    answers: list[str | None] = []
    async with opened(five) as driven:
        driven.app.push_screen(ChooseScreen("Which?", "one of these", find), answers.append)
        driven.strike("n", "a", "t", "o", "enter")
        while not any(line.value == "nato" for line in driven.app.screen.query(Input)):
            await driven.pilot.pause(0)
        assert asked == [""]
        go_on.set()
        await driven.settle()
    assert asked == ["", "nato"]
    assert answers == ["nato"]
