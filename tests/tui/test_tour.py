"""The tour of the first start: six quiet steps over the live screen, gone with one key."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from index import Library
from tests.tui.screen import Driven, opened, presses
from tui.app import Reading
from tui.screens.touring import seen
from tui.tour import steps
from tui.widgets.listing import EventList
from tui.widgets.tour_pane import TourPane


@contextlib.asynccontextmanager
async def started(library: Library, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driven]:
    """The app as the command starts it, at rest."""
    app = Reading(library)
    app.greets = True
    async with app.run_test(size=size) as pilot:
        driven = Driven(app, pilot)
        await driven.settle()
        yield driven


def shown(driven: Driven) -> bool:
    return bool(driven.library_screen.query_one(TourPane).display)


async def test_the_first_start_tours_and_the_next_does_not(five: Library) -> None:
    async with started(five) as driven:
        assert shown(driven) and "1 of 6" in driven.glass
    async with started(five) as driven:
        assert not shown(driven)


async def test_space_goes_step_by_step_to_the_end(five: Library) -> None:
    async with started(five) as driven:
        for step in steps()[1:]:
            await driven.press("space")
            assert step.title in driven.glass
        await driven.press("space")
        assert not shown(driven)


async def test_one_key_ends_it(five: Library) -> None:
    async with started(five) as driven:
        await driven.press("escape")
        assert not shown(driven)
        assert driven.library_screen.query_one(EventList).has_focus


async def test_every_other_key_works_meanwhile(five: Library) -> None:
    async with started(five) as driven:
        await driven.press("j")
        assert driven.library_screen.query_one(EventList).cursor == 1
        await driven.press("enter")
        assert driven.library_screen.reader.has_focus
        assert shown(driven) and "1 of 6" in driven.glass


async def test_escape_gives_up_a_search_before_the_tour(five: Library) -> None:
    async with started(five) as driven:
        await driven.press("slash")
        await driven.type("pistorius")
        await driven.press("enter", "escape")
        assert shown(driven) and not driven.library_screen.searched()


@presses("library.tour")
async def test_shift_t_brings_it_back_and_takes_it_away(five: Library) -> None:
    async with opened(five) as driven:
        assert not shown(driven)
        await driven.press("T")
        assert shown(driven)
        await driven.press("T")
        assert not shown(driven)


@pytest.mark.parametrize("size", [(160, 48), (40, 15)])
async def test_every_step_is_whole_in_every_window(five: Library, size: tuple[int, int]) -> None:
    async with started(five, size) as driven:
        pane = driven.library_screen.query_one(TourPane)
        for step in steps():
            assert pane.size.height <= size[1] // 2 + 1
            drawn = " ".join(pane.render_line(y).text.strip() for y in range(pane.size.height))
            assert step.words in drawn
            await driven.press("space")


async def test_a_very_low_window_is_left_to_the_list(five: Library) -> None:
    async with started(five, (60, 12)) as driven:
        assert not shown(driven)
        await driven.press("T")
        assert shown(driven)


def test_keys_are_named_as_they_are_bound() -> None:
    told = " ".join(step.words for step in steps())
    assert "{" not in told and "(no key)" not in told
    assert "c lays the outlets" in told and "? tells the keys" in told


def test_who_saw_it_in_the_sample_does_not_see_it_again(tmp_path: Path) -> None:
    with Library.open(tmp_path) as own:
        assert not seen(own)
        with Library.open(tmp_path / "sample") as sample:
            assert not seen(own)
            sample.remember("tour", "seen")
        assert seen(own)


def test_the_keys_of_a_step_are_told_apart_from_its_words() -> None:
    for step in steps():
        named = [step.words[key.start : key.end] for key in step.keys]
        assert named and all(0 < len(key) < 12 for key in named), step.title
    assert [key.start for key in steps()[2].keys][:1] == [0], "“i shows how …”"
