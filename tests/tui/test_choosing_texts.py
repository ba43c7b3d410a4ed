"""Which texts and which rows of a comparison are seen: swapped, chosen, ordered, filtered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from index import Library
from tests.tui.screen import ARTICLES, NORMAL, Driven, opened, presses
from tui.screens.compare import CompareScreen
from tui.screens.texts import TextsScreen
from tui.standing import copies
from tui.widgets.columns import ABOVE, Columns

ALL = (1, 2, 3, 4, 5)


async def compared(driven: Driven, what: str | tuple[int, ...] = ALL) -> CompareScreen:
    """A comparison on the screen."""
    screen = CompareScreen(driven.app.library, what)
    driven.app.push_screen(screen)
    await driven.settle()
    return screen


def passage(screen: CompareScreen) -> dict[int, int]:
    """Where the passages of the row under the cursor begin, by article."""
    columns = screen.query_one(Columns)
    row = columns.rows[columns.cursor - ABOVE]
    return {
        number: cell.start
        for number, cell in zip(screen.stood.articles, row.cells, strict=True)
        if cell is not None
    }


def told(library: Library, tmp_path: Path, rows: Sequence[dict[str, str]]) -> None:
    """Add articles, read closely."""
    path = tmp_path / "told.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    library.add([str(path)])
    library.analyse()


HARBOR = (
    {
        "title": "Dockers strike in Rotterdam",
        "outlet": "The Post",
        "date": "2024-05-02",
        "text": "Dockers in Rotterdam walked out on Thursday over their pay.\n\n"
        "Both sides meet again on Monday in The Hague.\n\n"
        "The port handles 14 million containers a year.\n\n"
        "Shipping lines sent 12 vessels to Antwerp instead.",
    },
    {
        "title": "Rotterdam dockers down tools",
        "outlet": "Harbour News",
        "date": "2024-05-03",
        "text": "Dockers in Rotterdam walked out on Thursday over their pay.\n\n"
        "Both sides meet again on Monday in The Hague.\n\n"
        "The port handles 13 million containers a year.\n\n"
        "A baker near the quay gave them bread.",
    },
)


async def test_headlines_stand_on_top_and_the_ledes_begin_on_one_line(five: Library) -> None:
    async with opened(five) as driven:
        await compared(driven, (3, 4, 5))
        lines = driven.lines
        headline = next(at for at, line in enumerate(lines) if "NATO aims to strengthen" in line)
        assert "NATO Divided On How" in lines[headline] and "(no headline)" in lines[headline]
        lede = next(at for at, line in enumerate(lines) if "According to the The North" in line)
        assert "As the North Atlantic" in lines[lede] and "Some members of the" in lines[lede]
        rows = next(at for at, line in enumerate(lines) if "closest passages" in line)
        assert headline < lede < rows


@presses("comparison.swap")
async def test_x_puts_the_next_text_into_the_column_and_comes_round(five: Library) -> None:
    async with opened(five) as driven:
        screen = await compared(driven)
        assert (screen.standing.shown, screen.pane.grid.shown) == (ALL, 3)
        await driven.press("l", "x")
        assert screen.standing.shown[:3] == (1, 4, 3)
        await driven.press("x")
        assert screen.standing.shown[:3] == (1, 5, 3)
        await driven.press("x")
        assert screen.standing.shown[:3] == (1, 2, 3)
    async with opened(five) as driven:
        await compared(driven, (3, 4, 5))
        await driven.press("x")
        assert "every text is in sight" in driven.told[-1]


@presses("comparison.single")
async def test_one_text_at_a_time_x_flips_and_keeps_the_passage(five: Library) -> None:
    async with opened(five, NORMAL) as driven:
        screen = await compared(driven, (3, 4, 5))
        columns = screen.query_one(Columns)
        shared = next(at for at, row in enumerate(columns.rows) if all(row.cells[:2]))
        columns.move_to(shared + ABOVE)
        await driven.press("z")
        assert columns.grid.shown == 1
        here = passage(screen)
        await driven.press("x")
        assert (columns.column, passage(screen)) == (1, here)
        await driven.press("x", "x")
        assert (columns.column, passage(screen)) == (0, here)
        await driven.press("z")
        assert (columns.grid.shown, passage(screen)) == (2, here)


async def test_a_row_that_only_texts_out_of_sight_tell_takes_no_room(five: Library) -> None:
    async with opened(five) as driven:
        screen = await compared(driven)
        columns = screen.query_one(Columns)
        assert all(any(row.cells[:3]) for row in columns.rows)
        assert len(columns.rows) < len(screen.stood.rows)


async def test_signs_beside_the_count_say_where_texts_stand_out_of_sight(five: Library) -> None:
    async with opened(five) as driven:
        await compared(driven)
        assert driven.lines[1].rstrip().endswith("1 of 5 texts ›")
        await driven.press("2", "l")
        assert driven.lines[1].rstrip().endswith("‹ 3 of 5 texts ›")
        await driven.press("2", "l")
        assert driven.lines[1].rstrip().endswith("‹ 5 of 5 texts")
        await compared(driven, (3, 4))
        assert driven.lines[1].rstrip().endswith("  1 of 2 texts"), "all are in sight"


@presses("comparison.texts", "choosing.pick", "choosing.later", "choosing.earlier", "choosing.all")
async def test_texts_are_chosen_and_ordered_from_a_list_and_remembered(
    five: Library,
) -> None:
    event = five.article(3).event
    assert event is not None
    there = five.event(event).articles
    async with opened(five) as driven:
        screen = await compared(driven, event)
        assert screen.standing.shown == there
        await driven.press("p")
        assert isinstance(driven.app.screen, TextsScreen)
        await driven.press("a", "enter")
        assert "no text is chosen" in driven.told[-1]
        await driven.press("G", "comma", "g", "comma", "g", "K", "J", "K", "enter")
        assert driven.app.screen_stack[-1] is screen
        assert screen.standing.shown == (there[0], there[-1])
        await driven.press("p", "comma", "q")
        assert screen.standing.shown == (there[0], there[-1])
        await driven.press("q")
        again = await compared(driven, event)
        assert again.standing.shown == (there[0], there[-1])
        await driven.press("p", "a", "enter")
        assert set(again.standing.shown) == set(there)


@presses("comparison.differences")
async def test_o_leaves_out_rows_that_say_the_same_and_counts_them(
    library: Library, tmp_path: Path
) -> None:
    told(library, tmp_path, HARBOR)
    async with opened(library) as driven:
        screen = await compared(driven, (1, 2))
        columns = screen.query_one(Columns)
        whole = len(columns.rows)
        columns.move_to(ABOVE + 1)
        here = passage(screen)
        await driven.press("o")
        assert "1 row without a lit word hidden" in driven.glass
        assert passage(screen) == here
        assert len(columns.rows) == whole - 1
        below = driven.glass.partition("closest passages")[2]
        assert "meet again on Monday" not in below
        assert "14 million" in below and "13 million" in below and "gave them bread" in below
        await driven.press("o")
        assert len(columns.rows) == whole


@presses("comparison.aligned")
async def test_a_leaves_out_what_one_text_alone_has(library: Library, tmp_path: Path) -> None:
    told(library, tmp_path, HARBOR)
    async with opened(library) as driven:
        screen = await compared(driven, (1, 2))
        columns = screen.query_one(Columns)
        lone = [row for row in columns.rows if not all(row.cells)]
        await driven.press("a")
        assert lone and f"{len(lone)} rows of one text alone hidden" in driven.glass
        assert columns.rows and all(all(row.cells) for row in columns.rows)
        await driven.press("a")
        assert any(not all(row.cells) for row in columns.rows)


@presses("comparison.farthest")
async def test_f_lays_the_farthest_texts_side_by_side_and_says_why(five: Library) -> None:
    async with opened(five, NORMAL) as driven:
        screen = await compared(driven)
        await driven.press("f")
        shown = screen.standing.shown
        assert len(shown) == 2
        assert "farthest apart: " in driven.glass
        assert "passages close" in driven.told[-1]
        await driven.press("f")
        assert screen.standing.shown == ALL


async def test_enter_on_a_headline_and_a_lede_opens_them_and_back_is_the_same_cell(
    five: Library,
) -> None:
    from tui.screens.read import ReadScreen
    from tui.widgets.reader import Reader

    async with opened(five) as driven:
        screen = await compared(driven, (3, 4, 5))
        for key, words in (("g", "NATO Divided On How"), ("j", "As the North Atlantic")):
            await driven.press(key, "l" if key == "g" else "g", key, "enter")
            assert isinstance(driven.app.screen, ReadScreen)
            reader = driven.app.screen.query_one(Reader)
            assert reader.article is not None
            lit = reader.matches[0]
            assert reader.article.text[lit.start : lit.end].startswith(words)
            await driven.press("q")
            assert driven.app.screen_stack[-1] is screen and screen.pane.column == 1


@presses("comparison.more")
async def test_one_text_says_what_is_missing_and_m_lays_another_beside_it(five: Library) -> None:
    async with opened(five) as driven:
        await compared(driven, (3,))
        assert driven.glass.count("nothing to compare") == 1
        await driven.press("m", "escape")
        assert isinstance(driven.app.screen, CompareScreen)
        await driven.press("m", "down", "enter")
        screen = driven.app.screen
        assert isinstance(screen, CompareScreen)
        assert len(screen.standing.shown) == 2 and screen.standing.shown[0] == 3


async def test_of_many_texts_some_stand_in_columns_with_the_reason(
    library: Library, tmp_path: Path
) -> None:
    rows = [
        {**HARBOR[0], "outlet": f"Paper {at}", "text": f"{HARBOR[0]['text']}\n\n" + " ".join(
            f"The {word} of pier {at} spoke of {at * 7 + 3} {word}s in the {at} o'clock wind."
            for word in ("cook", "mate", "pilot", "clerk", "diver", "guard")[: 2 + at % 5])}
        for at in range(14)
    ]  # fmt: skip
    told(library, tmp_path, rows)
    async with opened(library) as driven:
        screen = await compared(driven, tuple(range(1, 15)))
        assert screen.laid is not None
        shown = screen.standing.shown
        assert len(shown) == min(4, screen.laid.comparison.independent_texts)
        stands_for = copies(screen.laid.comparison, shown)
        assert sum(stands_for.values()) <= 14


@pytest.mark.parametrize("size", [(120, 40), NORMAL])
async def test_odd_texts_still_make_a_sensible_screen(
    library: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    german = (
        "Die Hafenarbeiter in Rotterdam haben am Donnerstag die Arbeit niedergelegt, weil sie"
        " mehr Lohn fordern, sagte ein Sprecher der Gewerkschaft. Der Hafen steht still."
    )
    rows = [
        {**HARBOR[0]},
        {**HARBOR[1], "outlet": "The Post"},
        {"title": "Hafen steht still", "outlet": "Kurier", "text": german, "language": "de"},
        {"title": "Only a headline", "outlet": "Kurier", "text": "Only a headline"},
    ]
    told(library, tmp_path, rows)
    async with opened(library, size) as driven:
        await compared(driven, (1, 2))
        assert "from The Post" in driven.glass
        for what in ((1, 3), (1, 4), (4,), (1, 2, 3, 4)):
            await compared(driven, what)
            await driven.press("j", "l", "G", "x", "o", "g", "8", "tab")
            assert "published" in driven.glass
            assert all(strip.cell_length == size[0] for strip in driven.strips)


async def test_a_text_of_very_many_words_opens_beside_a_short_one(
    library: Library, tmp_path: Path
) -> None:
    long = "\n\n".join(
        f"Ship {at} left pier {at % 40} at dawn, and {at * 3} men waved from the deck."
        for at in range(3_500)
    )
    told(library, tmp_path, [HARBOR[0], {**HARBOR[1], "text": long}])
    async with opened(library) as driven:
        screen = await compared(driven, (1, 2))
        await driven.press("G", "l", "z", "g")
        assert screen.pane.cursor == 0
        assert "Ship 0 left pier 0" in driven.glass


async def test_a_comparison_that_takes_long_tells_how_far_it_is_and_can_be_left(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from index import Comparison, Progress, RashomonError

    stopped = threading.Event()

    def compare(what: object, *, progress: object, cancelled: object, **_: object) -> Comparison:
        assert callable(progress) and callable(cancelled)
        progress(Progress("laying side by side", 3, 400, "articles", 3))
        while not cancelled():
            stopped.wait(0.01)
        stopped.set()
        raise RashomonError("stopped")

    async with opened(five) as driven:
        monkeypatch.setattr(five, "compare", compare)
        screen = CompareScreen(five, ALL)
        driven.app.push_screen(screen)
        while "3 of 400 articles" not in driven.glass:
            await driven.pilot.pause(0.01)
        await driven.pilot.press("q")
        await driven.settle()
        assert driven.app.screen is not screen
        assert stopped.is_set()


@presses("library.pick", "library.unpick")
async def test_articles_picked_in_the_list_are_compared(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "comma")
        assert "1 text picked" in driven.lines[0]
        await driven.press("c")
        assert "picks another" in driven.told[-1]
        first = driven.library_screen.picked
        await driven.press("j", "j", "comma")
        assert "2 texts picked" in driven.lines[0]
        await driven.press("c")
        screen = driven.app.screen
        assert isinstance(screen, CompareScreen)
        assert screen.standing.shown == driven.library_screen.picked
        assert screen.standing.shown[0] == first[0]
        await driven.press("q", "comma", "semicolon")
        assert driven.library_screen.picked == ()
        assert "picked" not in driven.lines[0]
