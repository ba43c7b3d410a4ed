"""The same text at several outlets, on screen: its copies, and what each cut or added."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import Library
from tests.tui.copied import OWN
from tests.tui.screen import NORMAL, SMALL, WIDE, Driven, opened, presses
from tui.screens.compare import CompareScreen
from tui.screens.families import FamilyScreen, PassagesScreen
from tui.screens.library import LibraryScreen
from tui.screens.read import ReadScreen
from tui.widgets.reader import Reader


async def listed(driven: Driven, article: int = 1) -> FamilyScreen:
    """The copies of an article's text, from the library."""
    driven.library_screen.open_article(article)
    await driven.settle()
    await driven.press("s")
    assert isinstance(driven.app.screen, FamilyScreen)
    return driven.app.screen


def told(driven: Driven) -> str:
    return " ".join(driven.glass.split())


@presses("library.copies")
async def test_s_lists_who_prints_the_text_shown_and_what_each_changed(
    five_copies: Library,
) -> None:
    async with opened(five_copies) as driven:
        await listed(driven, 3)
        assert "same text at 5 outlets, counts as one" in driven.glass
        assert "AFP credited by 2 of 5" in driven.glass
        for outlet in ("Agence France-Presse", "Harbour Post", "Morning Ledger", "City Voice"):
            assert outlet in driven.glass
        assert "own headline: Thursday without trains" in driven.glass
        assert "cut 1 passage (20 words)" in driven.glass
        assert "added 1 (16 words)" in driven.glass
        assert "100 % of its words in common" in driven.glass
        await driven.press("q")
        assert isinstance(driven.app.screen, LibraryScreen)


@presses("comparison.copies")
async def test_s_in_a_comparison_leads_there_and_back(five_copies: Library) -> None:
    async with opened(five_copies) as driven:
        driven.app.push_screen(CompareScreen(five_copies, (6, 2, 3)))
        await driven.settle()
        await driven.press("s")
        assert isinstance(driven.app.screen, FamilyScreen)
        assert "same text at 5 outlets" in driven.glass
        await driven.press("escape")
        assert isinstance(driven.app.screen, CompareScreen)


async def test_a_text_of_its_own_is_said_to_be_one(five_copies: Library) -> None:
    async with opened(five_copies) as driven:
        driven.app.push_screen(CompareScreen(five_copies, (6,)))
        await driven.settle()
        await driven.press("s")
        assert "no other article here prints this text" in driven.told[-1]


async def test_enter_opens_passages_marked_without_color(five_copies: Library) -> None:
    async with opened(five_copies) as driven:
        await listed(driven)
        await driven.press("G", "enter")
        assert isinstance(driven.app.screen, PassagesScreen)
        marks = [line[2] for line in driven.lines if line[1:2] == " " and line[2:3] in "−+"]
        assert {"−", "+"} <= set(marks)
        assert OWN[:40] in driven.glass
        assert "own headline: On the square" in driven.glass
        await driven.press("q")
        assert isinstance(driven.app.screen, FamilyScreen)
        assert driven.app.screen.pane.cursor == 4


async def test_changed_words_are_lit_with_more_than_color(five_copies: Library) -> None:
    async with opened(five_copies) as driven:
        await listed(driven)
        await driven.press("j", "j", "j", "enter")
        assert "reworded, 3 words" in driven.glass
        lit = [
            segment.text
            for strip in driven.strips
            for segment in strip
            if segment.style and segment.style.underline and segment.style.bold
        ]
        assert lit == ["will raise", "plans to lift"]


async def test_enter_on_a_passage_opens_the_text_that_has_it(five_copies: Library) -> None:
    async with opened(five_copies) as driven:
        await listed(driven)
        await driven.press("j", "enter", "enter")
        assert isinstance(driven.app.screen, ReadScreen)
        reader = driven.app.screen.query_one(Reader)
        assert reader.article is not None
        assert reader.article.id == 1, "what was cut stands in the reference"
        (lit,) = reader.matches
        assert reader.article.text[lit.start : lit.end].startswith("The last reform")


async def test_enter_on_the_reference_opens_it(five_copies: Library) -> None:
    async with opened(five_copies) as driven:
        await listed(driven)
        await driven.press("g", "enter")
        assert isinstance(driven.app.screen, ReadScreen)


@pytest.mark.parametrize("size", [WIDE, NORMAL, SMALL])
async def test_both_screens_fit_every_window(five_copies: Library, size: tuple[int, int]) -> None:
    async with opened(five_copies, size) as driven:
        await listed(driven)
        assert all(strip.cell_length == size[0] for strip in driven.strips)
        await driven.press("G", "enter")
        assert all(strip.cell_length == size[0] for strip in driven.strips)
        assert "City Voice" in driven.glass


async def test_of_many_copies_those_in_sight_are_compared(library: Library, tmp_path: Path) -> None:
    body = " ".join(f"On day {day} the dockers of pier {day * 7} struck." for day in range(12))
    rows = [
        {"title": "Strike", "outlet": f"Outlet {number}", "text": f"{body} Seen by {number}."}
        for number in range(60)
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    library.add([str(path)])
    library.analyse()
    async with opened(library, NORMAL) as driven:
        screen = await listed(driven)
        assert 3 <= len(screen.pane.known) < 20
        assert screen.pane.lines[-1].id not in screen.pane.known
        await driven.press("G")
        assert screen.pane.lines[-1].id in screen.pane.known
        assert len(screen.pane.known) < 40
