"""The page of an outlet, on screen and printed: figures beside figures, each one key from proof."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from tests.harbor import library_of
from tests.index.test_profiling import rows
from tests.tui.running import run
from tests.tui.screen import NORMAL, SMALL, WIDE, Driven, opened, presses
from tui.actions import in_scope
from tui.outlet_rows import rows as profile_rows
from tui.screens.compare import CompareScreen
from tui.screens.outlet import BehindScreen, OutletScreen, OutletsScreen
from tui.screens.read import ReadScreen
from tui.widgets.outlet_pane import OutletPane


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two dozen events told by two outlets. Only look at it."""
    with library_of(rows(), tmp_path_factory.mktemp("two")) as library:
        yield library


@pytest.fixture
def named(two: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The same, as the library of commands."""
    monkeypatch.setenv("RASHOMON_LIBRARY", str(two.path))
    return two


async def page(driven: Driven, name: str) -> OutletPane:
    """The page of an outlet in front."""
    driven.app.push_screen(OutletScreen(driven.app.library, name))
    await driven.settle()
    return driven.app.screen.query_one(OutletPane)


@presses("anywhere.outlets")
async def test_o_lists_the_outlets_and_enter_opens_one(two: Library) -> None:
    async with opened(two) as driven:
        await driven.press("O")
        assert isinstance(driven.app.screen, OutletsScreen)
        assert "also Portville Gazette - News" in driven.glass
        await driven.press("enter")
        assert isinstance(driven.app.screen, OutletScreen)
        assert "texts compared" in driven.glass
        await driven.press("q", "q")
        assert driven.app.screen is driven.library_screen


async def test_in_a_comparison_o_opens_the_outlet_of_the_column(two: Library) -> None:
    event = next(event for event in two.events() if len(event.articles) > 1)
    async with opened(two, WIDE) as driven:
        driven.app.push_screen(CompareScreen(two, event.id))
        await driven.settle()
        screen = driven.app.screen
        assert isinstance(screen, CompareScreen)
        (line,) = two.lines([screen.article_here() or 0])
        await driven.press("O")
        assert isinstance(driven.app.screen, OutletScreen)
        assert driven.app.screen.named == (line.outlet or "").removesuffix(" - News")


async def test_enter_opens_the_sentences_behind_a_figure_and_they_their_text(two: Library) -> None:
    async with opened(two) as driven:
        pane = await page(driven, "Harbor Times")
        at = next(at for at, row in enumerate(pane.rows) if row.label.strip() == "Bo Lund")
        pane.move_to(at)
        await driven.press("enter")
        assert isinstance(driven.app.screen, BehindScreen)
        assert "Nobody mentioned" in driven.glass and "2019" in driven.glass
        await driven.press("enter")
        assert isinstance(driven.app.screen, ReadScreen)


@presses("outlet.beside")
async def test_c_puts_it_beside_another_outlet_and_back(two: Library) -> None:
    async with opened(two) as driven:
        await page(driven, "Harbor Times")
        assert "the others" in driven.glass
        await driven.press("c")
        await driven.answer("portville")
        assert "beside Portville Gazette" in driven.glass
        await driven.press("c")
        await driven.answer("")
        assert "beside the others" in driven.glass


@presses("outlet.label")
async def test_l_writes_a_label_that_is_shown_as_ones_own(tmp_path: Path) -> None:
    with library_of(rows()[:4], tmp_path) as library:
        async with opened(library) as driven:
            await page(driven, "Harbor Times")
            await driven.press("L")
            await driven.answer("owned by the port")
            assert "you say: owned by the port (outlets.toml)" in driven.glass
            await driven.press("u")
            assert "you say" not in driven.glass
            assert driven.told[-1] == "undone: label of Harbor Times: owned by the port"
            await driven.press("U")
            assert "you say: owned by the port (outlets.toml)" in driven.glass


@pytest.mark.parametrize("size", [SMALL, NORMAL, WIDE])
async def test_every_width_shows_both_figures(two: Library, size: tuple[int, int]) -> None:
    async with opened(two, size) as driven:
        pane = await page(driven, "Harbor Times")
        assert all(len(line) <= size[0] for line in driven.lines)
        row = next(row for row in pane.rows if row.label == "texts compared")
        shown = next(line for line in driven.lines if "texts co" in line)
        assert shown.split()[-2:] == [row.here, row.there]


async def test_the_cursor_walks_figures_only(two: Library) -> None:
    async with opened(two) as driven:
        pane = await page(driven, "Harbor Times")
        for _ in range(30):
            await driven.press("j")
            assert pane.chosen() is not None


async def test_in_the_smallest_window_a_figure_has_what_it_is_about_in_sight(
    two: Library,
) -> None:
    async with opened(two, (30, 8)) as driven:
        pane = await page(driven, "Harbor Times")
        above = 0
        for key in ("j",) * 30 + ("k",) * 30 + ("G", "b", "b", "b"):
            await driven.press(key)
            about, top = pane.chosen(), pane.scroll_offset.y
            seen = range(top, top + pane.seen.height)
            first = pane.cursor
            while about and pane.rows[first - 1].kind == "words":
                first -= 1
            above += first < pane.cursor
            assert first in seen and pane.cursor in seen, (key, about)
        assert above > 10


def test_every_figure_can_be_opened(two: Library) -> None:
    page = profile_rows(two.outlets.profile("Harbor Times"))
    told = [row for row in page if row.kind == "figure"]
    assert told and all(row.texts for row in told)


def test_the_page_promises_no_verdict(two: Library) -> None:
    page = profile_rows(two.outlets.profile("Harbor Times"))
    words = " ".join(row.label for row in page).casefold()
    assert not any(one in words for one in ("bias", "score", "left-", "right-", "omitted"))


def test_the_command_lists_outlets_and_profiles(named: Library) -> None:
    listed = run("outlets")
    assert listed.code == 0 and "Harbor Times" in listed.out
    told = run("outlets", "harbor", "--beside", "portville gazette")
    assert told.code == 0
    assert "Bo Lund" in told.out and "Ada Poe" in told.out
    assert all(len(line) <= 80 for line in told.out.splitlines())


def test_the_command_prints_what_is_documented(named: Library) -> None:
    found = run("outlets", "Harbor Times", "--json").json
    assert {"outlet", "beside", "shared", "here", "there", "measures", "lines"} <= set(found)
    assert {"part", "key", "label", "here", "there", "group", "z"} == set(found["lines"][0])
    (first, _) = run("outlets", "--json").json["outlets"]
    assert {"name", "spellings", "texts", "events", "shared", "facts"} == set(first)


def test_what_is_not_there_or_not_meant_is_said_in_one_line(named: Library) -> None:
    assert "no outlet named" in run("outlets", "Nobody").error
    assert run("outlets", "--beside", "CNN").code == 2


def test_a_label_is_written_by_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with library_of(rows()[:2], tmp_path) as library:
        monkeypatch.setenv("RASHOMON_LIBRARY", str(library.path))
        assert run("outlets", "label", "harbor times", "owned by the port").code == 0
        assert "you say: owned by the port" in run("outlets", "Harbor Times").out
        assert run("outlets", "label", "x", " ").code == 1
        assert run("correct", "undo").out == "undone: label of Harbor Times: owned by the port\n"
        assert "owned by the port" not in run("outlets", "harbor times").out
        assert run("correct", "redo").code == 0
        (tmp_path / "library" / "outlets.toml").write_text("# mine now\n", "utf-8")
        left = run("correct", "undo")
        assert left.code == 1
        assert "was changed by hand since" in left.err


def test_the_keys_of_the_page_are_in_the_table() -> None:
    assert {action.name for action in in_scope("outlet")} == {"beside", "label"}
