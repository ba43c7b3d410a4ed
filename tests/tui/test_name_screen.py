"""The page of a name: its sentences in parts, figures about it, and putting names right."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Library, Share
from index.article import MentionType
from tests.tui.screen import NAMES, NORMAL, SMALL, WIDE, Driven, opened, presses
from tui.screens import named
from tui.screens.name import NameScreen
from tui.screens.named import Named
from tui.screens.read import ReadScreen
from tui.widgets import chart
from tui.widgets.chart import bars, fillings, series
from tui.widgets.figures import Figures
from tui.widgets.listing import NameList


async def page(driven: Driven, name: str) -> NameScreen:
    """The page of ``name``, at rest."""
    screen = NameScreen(driven.app.library, name)
    driven.app.push_screen(screen)
    await driven.settle()
    return screen


@pytest.mark.parametrize("size", [WIDE, (120, 40), NORMAL, SMALL])
async def test_every_layout_shows_the_sentences_within_its_width(
    five: Library, size: tuple[int, int]
) -> None:
    async with opened(five, size) as driven:
        await page(driven, "nato")
        assert all(strip.cell_length == size[0] for strip in driven.strips)
        assert "text 1 of 5" in driven.lines[-1]
        assert driven.lines[3].startswith(" SGP · ~11 May 2023 !"[: size[0] - 2])
        await driven.press("tab")
        assert all(strip.cell_length == size[0] for strip in driven.strips)
        assert "Named when" in driven.glass


async def test_a_long_page_comes_in_parts_as_one_reads_on(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named, "PART", 1)
    monkeypatch.setattr(named, "_NEAR", 1)
    asked: list[int] = []
    entity = five.entity
    whole = [place.text for place in entity("nato").places]

    def ask(
        name: str, *, type: MentionType | None, limit: int, offset: int, by: Share | None
    ) -> object:
        asked.append(offset)
        return entity(name, type=type, limit=limit, offset=offset, by=by)

    monkeypatch.setattr(five, "entity", ask)
    async with opened(five) as driven:
        screen = await page(driven, "nato")
        assert asked == [0]
        for _ in range(5):
            await driven.press("G")
        assert asked == [0, 1, 2, 3, 4]
        assert [one.text for one in screen.pane.sentences] == whole
        assert "text 5 of 5" in driven.lines[-1]


async def test_names_of_like_letters_have_a_page_each(five: Library, tmp_path: Path) -> None:
    person = "Mr. Boris Jordan said so. Jordan left. Jordan came. Jordan went."
    for at, told in enumerate((person, "He was in Jordan, he said. Amman is in Jordan.")):
        (tmp_path / f"{at}.txt").write_text(f"A day in May\n\n{told} {'So it went on. ' * 9}")
    five.add([str(tmp_path)])
    five.analyse()
    alike = five.entities("jordan")
    assert {one.type for one in alike} == {"PER", "LOC"}
    async with opened(five) as driven:
        for entity in alike:
            driven.library_screen.open_name(entity.type, entity.name)
            await driven.settle()
            screen = driven.app.screen
            assert isinstance(screen, NameScreen) and screen.page is not None
            assert (screen.page.entity.name, screen.page.entity.type) == (entity.name, entity.type)
            await driven.press("q")


@presses("name.turn")
async def test_tab_goes_to_the_figures_and_enter_opens_a_name_found_beside(five: Library) -> None:
    async with opened(five) as driven:
        screen = await page(driven, "kyiv")
        await driven.press("tab")
        figures = screen.query_one(Figures)
        assert figures.has_focus
        assert "Kiev" in driven.glass and "How it is spelt" in driven.glass
        await driven.press("enter")
        assert "further down" in driven.told[-1]
        while (chosen := figures.chosen()) is None or chosen.kind != "beside":
            await driven.press("j")
        await driven.press("enter")
        assert isinstance(driven.app.screen, NameScreen)
        assert driven.app.screen.named == chosen.label
        await driven.press("q", "tab")
        assert screen.pane.has_focus


async def test_enter_on_an_outlet_shows_where_it_names_them_and_q_leads_back(
    five: Library,
) -> None:
    async with opened(five) as driven:
        screen = await page(driven, "kyiv")
        await driven.press("tab")
        figures = screen.query_one(Figures)
        while (chosen := figures.chosen()) is None or chosen.label != "SGP":
            await driven.press("j")
        await driven.press("enter")
        theirs = driven.app.screen
        assert isinstance(theirs, Named) and theirs is not screen
        assert f"{int(chosen.number)} times in 1 text of SGP" in driven.glass
        lit = [span for one in theirs.pane.sentences for span in one.lit]
        assert len(lit) == int(chosen.number)
        assert {one.heading.split(" · ")[0] for one in theirs.pane.sentences} == {"SGP"}
        assert "text 1 of 1" in driven.lines[-1]
        await driven.press("enter")
        assert isinstance(driven.app.screen, ReadScreen)
        await driven.press("q", "q")
        assert driven.app.screen is screen and figures.has_focus


def test_texts_of_no_known_outlet_are_told_apart_too(five: Library) -> None:
    whole = five.entity("kyiv")
    (unknown,) = (share for share in whole.by_outlet if share.label is None)
    page = five.entity("kyiv", by=unknown)
    assert len(page.articles) == unknown.articles < len(whole.articles)
    assert {line.outlet for line in five.lines(page.articles)} == {None}
    assert sum(len(place.mentions) for place in page.places) == unknown.mentions


async def test_in_a_small_window_figures_take_the_place_of_the_sentences(five: Library) -> None:
    async with opened(five, NORMAL) as driven:
        screen = await page(driven, "kyiv")
        assert "Named when" not in driven.glass
        await driven.press("tab")
        assert not screen.pane.region.width
        await driven.press("q")
        assert driven.app.screen is screen and screen.pane.has_focus


@presses("name.merge_name", "anywhere.undo")
async def test_capital_m_merges_a_name_into_another_and_u_takes_it_back(five: Library) -> None:
    async with opened(five) as driven:
        screen = await page(driven, "Jake Sullivan")
        await driven.press("M")
        await driven.answer("Jens Stoltenberg")
        assert "Jake Sullivan is Jens Stoltenberg from now on" in driven.told[-1]
        assert screen.named == "Jens Stoltenberg"
        assert "Jake Sullivan" in five.entity("Jens Stoltenberg").entity.variants
        await driven.press("u")
        assert "undone" in driven.told[-1]
        assert five.entity("Jake Sullivan").entity.name == "Jake Sullivan"
        await driven.press("u")
        assert "nothing to undo" in driven.told[-1]


@presses("name.split_name")
async def test_capital_x_splits_a_spelling_off(five: Library) -> None:
    async with opened(five) as driven:
        five.corrections.merge_names("Jake Sullivan", "Jens Stoltenberg")
        await page(driven, "Jens Stoltenberg")
        await driven.press("X")
        await driven.answer("Jake Sullivan")
        assert "Jake Sullivan is not Jens Stoltenberg" in driven.told[-1]
        assert five.entity("Jake Sullivan").entity.name == "Jake Sullivan"


async def test_a_name_spelt_in_one_way_cannot_be_split(five: Library) -> None:
    single = next(name for name in five.entities() if len(name.variants) == 1)
    async with opened(five) as driven:
        screen = await page(driven, single.name)
        await driven.press("X")
        assert "spelt in one way only" in driven.told[-1]
        assert driven.app.screen is screen


async def test_names_are_merged_from_their_list_too(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*NAMES, "slash")
        await driven.type("sullivan")
        await driven.press("enter", "M")
        await driven.answer("Jens Stoltenberg")
        assert "Jake Sullivan is Jens Stoltenberg" in driven.told[-1]
        await driven.press("X")
        await driven.answer("Sullivan")
        assert driven.told[-1]
        assert driven.app.screen.query_one(NameList).has_focus


def months(*counted: tuple[str | None, int]) -> list[Share]:
    return [Share(label, number, 1) for label, number in counted]


def test_months_without_any_mention_are_shown_as_such() -> None:
    found = series(months(("2023-06", 2), ("2023-09", 5), (None, 3)), 40)
    assert found.values == (2, 0, 0, 5)
    assert (found.first, found.last, found.peak) == ("Jun 2023", "Sep 2023", "Sep 2023")
    assert found.undated == 3


def test_many_months_are_counted_by_years_and_many_years_by_more() -> None:
    years = series(months(("2015-01", 1), ("2020-12", 4)), 40)
    assert years.values == (1, 0, 0, 0, 0, 4)
    assert (years.first, years.last) == ("2015", "2020")
    far = series(months(("0001-01", 1), ("9999-12", 1)), 40)
    assert 1 < len(far.values) <= 40 and sum(far.values) == 2


def test_what_is_no_month_counts_as_undated() -> None:
    found = series(months(("soon", 1), ("2023", 1), ("٢٠٢٣-٠١", 1), ("", 1)), 40)
    assert found.values == () and found.undated == 4


def test_the_highest_bar_fills_its_height_and_no_bar_vanishes() -> None:
    drawn = bars((800, 1, 0), 2, 3)
    assert drawn == ["█  ", "█▁ "]
    assert bars((), 4, 10) == bars((0, 0), 4, 10) == []


def test_poor_consoles_get_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    fillings.cache_clear()
    try:
        assert chart.bars((8, 1), 1, 2) == ["#."]
    finally:
        fillings.cache_clear()
