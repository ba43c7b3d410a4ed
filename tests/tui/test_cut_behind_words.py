"""What there is no room for is left out word by word, and what counts is said in full."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from index import Column, Dates, Library
from tests.tui.screen import ARTICLES, opened
from tui.drawing import cut
from tui.screens.compare import CompareScreen
from tui.screens.outlet import OutletScreen
from tui.screens.read import ReadScreen
from tui.screens.writing import name_for
from tui.widgets.grid import Grid, Heads
from tui.widgets.outlet_pane import OutletPane, heading


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (30, "The Washington Times"),
        (20, "The Washington Times"),
        (18, "The Washington…"),
        (15, "The Washington…"),
        (9, "The Wash…"),  # else a short word would stand for all
        (1, "…"),
        (0, ""),
    ],
)
def test_words_are_cut_off_whole_where_enough_is_left(width: int, said: str) -> None:
    assert cut("The Washington Times", width) == said


@pytest.mark.parametrize(
    "words", ["日本語の見出し" * 3, "x" * 40, "a 日本語の見出し", "  ", "a\u0301 b"]
)
@pytest.mark.parametrize("width", range(12))
def test_what_is_cut_always_fits(words: str, width: int) -> None:
    assert cell_len(cut(words, width)) <= width


def column(number: int, heading: str) -> Column:
    return Column(number, heading, None, None, Dates(), 100, 0, ())


async def test_a_long_outlet_heads_its_column_whole(five: Library) -> None:
    names = ["SGP", "International Business Times", "Christian Science Monitor"]
    async with opened(five, (120, 36)) as driven:
        driven.app.push_screen(CompareScreen(five, (3, 4)))
        await driven.settle()
        heads = driven.app.screen.query_one(Heads)
        heads.show([column(at, name) for at, name in enumerate(names)], Grid(60, 16, 0, 3), 0, True)
        await driven.settle()
        lines = driven.lines[heads.region.y : heads.region.bottom]
        for at, name in enumerate(names):
            left = 60 + 16 * at
            told = " ".join(line[left : left + 16] for line in lines).split()
            assert told[: len(name.split())] == name.split()


async def test_of_an_outlet_each_figure_says_what_it_counts_in_the_smallest_window(
    five: Library,
) -> None:
    async with opened(five, (30, 8)) as driven:
        shared = next(one.name for one in five.outlets.every() if one.shared)
        driven.app.push_screen(OutletScreen(five, shared))
        await driven.settle()
        pane = driven.app.screen.query_one(OutletPane)
        told = " ".join(row.label for row in pane.rows)
        assert "in quotation marks, of all words" in told
        before = pane.chosen()
        await driven.press("j")
        assert before and (after := pane.chosen()) and after.label != before.label != ""


def test_figures_are_headed_by_words_that_fit() -> None:
    assert heading("The Washington Times", "the others", 80).split() == [
        "this", "one", "the", "others"
    ]  # fmt: skip
    assert heading("The Washington Times", "the others", 28).split() == ["it", "others"]


async def test_the_place_in_a_list_leaves_room_for_the_key_of_help(five: Library) -> None:
    async with opened(five, (30, 8)) as driven:
        await driven.press(*ARTICLES)
        assert driven.lines[-1].split() == ["?", "help", "article", "1", "of", "5"]
        status = driven.app.screen.query_one("#status")
        status.tell(driven.app.screen._hints, "article 2,821 of 10,000")
        await driven.settle()
        assert driven.lines[-1].split() == ["?", "help", "2,821", "of", "10,000"]


async def test_a_text_in_which_nothing_was_sought_tells_of_no_matches(five: Library) -> None:
    async with opened(five) as driven:
        driven.app.push_screen(ReadScreen(five, 1, 0))
        await driven.settle()
        assert "match" not in driven.lines[-1] and "%" in driven.lines[-1]


def test_a_report_is_named_by_whole_words() -> None:
    name = name_for("Al Qaeda Yemen Takes Responsibility: We Financed, Planned and Carried Out It")
    assert name == "al-qaeda-yemen-takes-responsibility-we-financed-planned-and.md"
    assert name_for("x" * 90) == "x" * 60 + ".md" and name_for("日") == "comparison.md"
