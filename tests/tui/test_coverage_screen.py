"""Who told an event, who first, and who has no article here: said, and each one key from proof."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from tests.harbor import OTHER, elsewhere, library_of, strikes
from tests.tui.running import run
from tests.tui.screen import ARTICLES, EVENTS, NORMAL, SMALL, WIDE, Driven, opened, presses
from tui.screens.compare import CompareScreen
from tui.screens.coverage import CoverageScreen
from tui.screens.read import ReadScreen
from tui.widgets.entries import Entries
from tui.widgets.listing import EventList
from tui.widgets.one_line import OneLine


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Seven rounds of a strike, the fourth outlet without an article on one. Only look at it."""
    rows = [*strikes(7, without=3), elsewhere("2019-03-31")]
    rows[0]["date"] = "2019-03-01T15:00:00Z"
    rows[1]["date"] = "2019-03-01T09:00:00Z"
    rows[2]["date"] = "2019-03-01T12:00:00Z"
    rows[3]["date"] = "2019-03-01T18:00:00Z"
    with library_of(rows, tmp_path_factory.mktemp("told")) as library:
        yield library


def about(library: Library, words: str) -> str:
    """The event whose label has ``words``."""
    (found,) = [event.id for event in library.events() if words in event.label]
    return found


async def go_to(driven: Driven, event: str) -> None:
    """Put the cursor of the library's list on an event."""
    events = driven.app.screen.query_one(EventList)
    events.move_to([one.id for one in events.events].index(event))
    await driven.settle()


async def covered(driven: Driven, event: str) -> Entries:
    """The coverage of an event, on a screen of its own."""
    driven.app.push_screen(CoverageScreen(driven.app.library, event))
    await driven.settle()
    return driven.app.screen.query_one(Entries)


async def test_the_library_says_below_the_list_who_has_no_article_here(told: Library) -> None:
    async with opened(told, WIDE) as driven:
        line = driven.app.screen.query_one("#absent", OneLine)
        assert not line.left or not line.left[0][0].strip()
        await go_to(driven, about(told, "overtime"))
        assert f"no article here: {OTHER}"[:30] in driven.glass
        await driven.press(*ARTICLES)
        assert not line.left
        await driven.press(*EVENTS)
        assert f"no article here: {OTHER}"[:30] in driven.glass
        await go_to(driven, about(told, "cranes"))
        assert not line.left or not line.left[0][0].strip()


@presses("library.coverage")
async def test_v_leads_to_the_numbers_and_enter_to_what_was_counted(told: Library) -> None:
    async with opened(told) as driven:
        await go_to(driven, about(told, "overtime"))
        await driven.press("v")
        assert isinstance(driven.app.screen, CoverageScreen)
        assert f"No article here from {OTHER}: told 6 of 6 events like it" in driven.glass
        entries = driven.app.screen.query_one(Entries)
        assert [entry.mark for entry in entries.entries if entry.event] == ["+"] * 6
        at = next(at for at, entry in enumerate(entries.entries) if entry.event)
        entries.move_to(at)
        await driven.press("enter")
        assert isinstance(driven.app.screen, CompareScreen)
        assert driven.app.screen.what == entries.entries[at].event
        await driven.press("q")
        assert isinstance(driven.app.screen, CoverageScreen)


async def test_the_articles_that_prove_the_library_holds_the_outlet_open(told: Library) -> None:
    async with opened(told) as driven:
        entries = await covered(driven, about(told, "overtime"))
        assert "Sundials" in entries.entries[-1].words
        await driven.press("G", "enter")
        assert isinstance(driven.app.screen, ReadScreen)
        assert "museum of clocks" in driven.glass


@presses("comparison.coverage")
async def test_a_comparison_says_it_above_its_columns_and_v_shows_why(told: Library) -> None:
    async with opened(told) as driven:
        driven.app.push_screen(CompareScreen(told, about(told, "overtime")))
        await driven.settle()
        assert f"no article here: {OTHER} (told 6 of 6 events like it)" in driven.glass
        await driven.press("v")
        assert isinstance(driven.app.screen, CoverageScreen)
    async with opened(told) as driven:
        driven.app.push_screen(CompareScreen(told, tuple(told.event("e1").articles)))
        await driven.settle()
        await driven.press("v")
        assert "picked by hand" in driven.told[-1]


async def test_texts_stand_in_the_order_of_their_hours_the_first_marked(told: Library) -> None:
    async with opened(told) as driven:
        entries = await covered(driven, about(told, "cranes"))
        outlets = ["Daily Wire", "Evening Post", "Morning Star", OTHER]
        assert [entry.mark for entry in entries.entries[:4]] == ["*", "", "", ""]
        for entry, outlet in zip(entries.entries, outlets, strict=False):
            assert outlet in entry.words
        assert "1 Mar 2019 09:00 UTC  Daily Wire" in driven.glass
        assert "1 Mar 2019 09:00 ●" in driven.glass
        await driven.press("j")
        assert "1 Mar 2019 09:00 ○" in driven.glass
        assert "first: Daily Wire" in driven.glass


async def test_where_nothing_can_be_said_that_is_said(five: Library) -> None:
    async with opened(five) as driven:
        for event in five.events():
            entries = await covered(driven, event.id)
            assert "Who has no article here cannot be told" in " ".join(driven.glass.split())
            assert all(entry.article or not entry.event for entry in entries.entries)
            await driven.press("G", "enter")
            assert "nothing behind this line" in driven.told[-1]


@pytest.mark.parametrize("size", [WIDE, NORMAL, SMALL])
async def test_every_window_holds_it(told: Library, size: tuple[int, int]) -> None:
    async with opened(told, size) as driven:
        await covered(driven, about(told, "overtime"))
        assert all(strip.cell_length == size[0] for strip in driven.strips)
        assert "Who published when" in driven.glass


def test_the_command_tells_it_with_numbers_and_ids(told: Library) -> None:
    event = about(told, "overtime")
    ran = run("--library", str(told.path), "events", event)
    assert ran.code == 0
    (missing,) = told.coverage(event).missing
    words = " ".join(ran.out.split())
    assert f"No article here from {OTHER}: told 6 of 6 events like it; 1 article of" in words
    assert " ".join(missing.covered) in words
    first = run("--library", str(told.path), "events", about(told, "cranes"))
    assert "first  1 Mar 2019 09:00 UTC  Daily Wire" in first.out


def test_its_json_has_the_same_numbers(told: Library) -> None:
    event = about(told, "overtime")
    record = run("--library", str(told.path), "events", event, "--json").json
    (missing,) = record["coverage"]["missing"]
    assert (missing["outlet"], len(missing["covered"]), len(missing["of"])) == (OTHER, 6, 6)
    assert record["coverage"]["unclear"] is None
    cranes = run("--library", str(told.path), "events", about(told, "cranes"), "--json").json
    assert "2019-03-01T09:00:00+00:00" in [one["at"] for one in cranes["published"]]


def test_an_event_that_is_not_there_is_wrong_use(told: Library) -> None:
    ran = run("--library", str(told.path), "events", "e999")
    assert "no event e999" in ran.error


def test_the_bundled_articles_are_too_few_to_tell(path_of_five: Path) -> None:
    ran = run("--library", str(path_of_five), "events", "e1")
    assert "Who has no article here cannot be told" in " ".join(ran.out.split())


@pytest.fixture
def path_of_five(five: Library) -> Path:
    """The directory of a library with the bundled articles."""
    return five.path
