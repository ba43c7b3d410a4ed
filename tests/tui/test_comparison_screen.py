"""The comparison as a reader uses it: lenses, columns, and from every count to its sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import Library
from tests.tui.screen import NORMAL, SMALL, WIDE, Driven, opened, presses
from tui.screens.compare import CompareScreen
from tui.screens.lenses import LENSES
from tui.screens.places import SentencesScreen
from tui.screens.read import ReadScreen
from tui.widgets.reader import Reader

COMPARED = (3, 4, 5)


async def compared(driven: Driven) -> CompareScreen:
    """Three of the bundled articles, side by side."""
    screen = CompareScreen(driven.app.library, COMPARED)
    driven.app.push_screen(screen)
    await driven.settle()
    return screen


@pytest.mark.parametrize("size", [WIDE, (120, 40), NORMAL, SMALL])
async def test_every_lens_fits_every_window(five: Library, size: tuple[int, int]) -> None:
    async with opened(five, size) as driven:
        await compared(driven)
        for _ in LENSES:
            assert all(strip.cell_length == size[0] for strip in driven.strips)
            assert "next lens" in driven.lines[-1]
            await driven.press("tab")


async def test_wide_windows_show_texts_side_by_side_narrow_ones_one(five: Library) -> None:
    async with opened(five, (120, 40)) as driven:
        screen = await compared(driven)
        assert screen.pane.grid.shown == 3
        assert "nothing close" in driven.glass
    for width, texts in ((80, 2), (60, 1)):
        async with opened(five, (width, 24)) as driven:
            screen = await compared(driven)
            assert screen.pane.grid.shown == texts


@presses("comparison.next_lens", "comparison.prior_lens")
async def test_tab_walks_the_lenses_and_after_a_number_goes_to_that_one(five: Library) -> None:
    async with opened(five) as driven:
        screen = await compared(driven)
        await driven.press("tab")
        assert LENSES[screen.at_lens] == "Wording"
        await driven.press("shift+tab", "shift+tab")
        assert LENSES[screen.at_lens] == "Coverage"
        for number, lens in enumerate(LENSES, 1):
            await driven.press(str(number), "tab")
            assert LENSES[screen.at_lens] == lens
            assert f"{number} {lens}" in driven.lines[1]
        await driven.press("1", "2", "tab", "3", "shift+tab")
        assert screen.at_lens == len(LENSES) - 4


async def test_wording_counts_the_forms_of_each_text(five: Library) -> None:
    async with opened(five) as driven:
        await compared(driven)
        await driven.press("tab")
        kiev = next(line for line in driven.lines if line.split()[:1] == ["Kiev"])
        assert kiev.split() == ["Kiev", "·", "·", "1"]


@presses("comparison.right", "comparison.left")
async def test_enter_on_a_count_opens_its_sentence_and_back_keeps_the_place(five: Library) -> None:
    async with opened(five) as driven:
        screen = await compared(driven)
        await driven.press("tab")
        while screen.query_one("#table").row().label != "Kiev":  # type: ignore[attr-defined]
            await driven.press("j")
        row = screen.pane.cursor
        await driven.press("enter")
        assert "nothing to open" in driven.told[-1]
        await driven.press("l", "l", "l", "h", "l", "enter")
        assert isinstance(driven.app.screen, SentencesScreen)
        assert "Kiev" in driven.glass
        await driven.press("enter")
        assert isinstance(driven.app.screen, ReadScreen)
        reader = driven.app.screen.query_one(Reader)
        assert reader.article is not None
        lit = [reader.article.text[span.start : span.end] for span in reader.matches]
        assert lit == ["Kiev"]
        await driven.press("q", "q")
        assert driven.app.screen is screen
        assert (screen.at_lens, screen.pane.cursor, screen.pane.column) == (1, row, 2)


async def test_enter_on_a_passage_opens_the_text_there(five: Library) -> None:
    async with opened(five) as driven:
        screen = await compared(driven)
        while screen.pane.cursor < 2 or screen.pane.passage() is None:  # type: ignore[union-attr]
            await driven.press("j")
        await driven.press("enter")
        assert isinstance(driven.app.screen, ReadScreen)
        await driven.press("escape")
        assert isinstance(driven.app.screen, CompareScreen)


@presses("comparison.write")
async def test_w_writes_a_report_and_says_where(five: Library, tmp_path: Path) -> None:
    async with opened(five) as driven:
        await compared(driven)
        path = tmp_path / "report.md"
        await driven.press("w")
        await driven.answer(str(path))
        assert str(path) in driven.told[-1]
        assert "Kiev" in path.read_text(encoding="utf-8")
        await driven.press("w")
        await driven.answer(str(path))
        assert "is there already" in driven.told[-1]


@presses("sentences.next_text", "sentences.prior_text")
async def test_capital_j_goes_to_the_next_texts_sentences(five: Library) -> None:
    from tui.screens.name import NameScreen

    async with opened(five) as driven:
        screen = NameScreen(five, "nato")
        driven.app.push_screen(screen)
        await driven.settle()
        await driven.press("J")
        pane = screen.pane
        assert pane.cursor > 0 and pane.heads(pane.cursor)
        await driven.press("K")
        assert pane.cursor == 0


async def test_who_published_when_stands_above_the_texts(five: Library) -> None:
    async with opened(five) as driven:
        screen = await compared(driven)
        line = driven.lines[2]
        marks = line.partition("2023 ")[2].partition(" ~")[0]
        assert [mark for mark in marks if mark != "─"] == ["●", "~", "~"]
        days = [found.day for found in five.lines(COMPARED) if found.day]
        assert str(min(days).year) in line
        await driven.press("l")
        assert driven.lines[2] != line
        assert screen.laid is not None
        outlet = screen.laid.lines[COMPARED[1]].outlet
        assert outlet is not None and outlet in driven.lines[2]


async def test_the_same_text_at_several_outlets_counts_as_one_and_says_so(
    library: Library, tmp_path: Path
) -> None:
    body = "\n\n".join(
        f"The dockers of Rotterdam voted on day {day} to strike until wages rise by {day} percent,"
        f" their union said, and {day * 7} ships waited off the coast while talks went on."
        for day in range(3, 14)
    )
    for outlet in ("The Post", "Harbour News"):
        row = {"title": "Dockers strike", "outlet": outlet, "date": "2024-05-02"}
        path = tmp_path / f"{outlet}.jsonl"
        path.write_text(json.dumps({**row, "text": f"{body}\n\nRead more at {outlet}."}) + "\n")
    library.add([str(tmp_path / "The Post.jsonl"), str(tmp_path / "Harbour News.jsonl")])
    library.analyse()
    (event,) = library.events()
    assert event.independent_texts == 1
    async with opened(library) as driven:
        await driven.press("c")
        assert "one text, printed 2 times" in driven.glass
        assert "same text at 2 outlets, counts as one" in driven.glass
        assert any("words" in line and "same text at 2" in line for line in driven.lines)
        assert "Harbour News" in driven.glass
        screen = driven.app.screen
        assert isinstance(screen, CompareScreen) and len(screen.standing.shown) == 1


async def test_lenses_begin_below_the_title(five: Library) -> None:
    for size in ((120, 40), NORMAL):
        async with opened(five, size) as driven:
            await compared(driven)
            title, lenses = driven.lines[0], driven.lines[1]
            assert len(title) - len(title.lstrip()) == len(lenses) - len(lenses.lstrip()) == 1


async def test_the_smallest_window_shows_the_row_one_is_on(five: Library) -> None:
    async with opened(five, (30, 8)) as driven:
        screen = await compared(driven)
        for _ in LENSES[1:]:
            await driven.press("tab")
            assert any(line.startswith("▌") for line in driven.lines), LENSES[screen.at_lens]


async def test_a_narrow_title_line_leaves_out_what_it_cannot_tell_whole(five: Library) -> None:
    async with opened(five, NORMAL) as driven:
        await driven.press("c")
        title = driven.lines[0].rstrip()
        assert "… " in title and not title.endswith("…")
