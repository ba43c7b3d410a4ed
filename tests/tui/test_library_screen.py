"""The library screen as a reader uses it, key by key."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from index import ImportReport, Library, QueryError, Results
from tests.tui.screen import NORMAL, SMALL, WIDE, Driven, opened, presses
from tui.screens.compare import CompareScreen
from tui.screens.help import HelpScreen
from tui.screens.library import LibraryScreen
from tui.screens.name import NameScreen
from tui.screens.report import ImportScreen
from tui.widgets.listing import ArticleList, EventList, NameList
from tui.widgets.name_pane import NamePane
from tui.widgets.query_bar import QueryBar


def listed(driven: Driven) -> list[int]:
    return [line.id for line in driven.app.screen.query_one(ArticleList).lines]


async def test_it_opens_on_the_events_with_the_first_article_shown(five: Library) -> None:
    async with opened(five) as driven:
        first = five.events()[0]
        screen = driven.library_screen
        assert screen.focused is screen.query_one(EventList)
        assert screen.reader.article is not None
        assert screen.reader.article.id == first.articles[0]
        assert first.label[:20] in driven.glass
        assert "5 articles" in driven.lines[0]


@pytest.mark.parametrize("size", [WIDE, NORMAL, SMALL])
async def test_every_layout_shows_list_and_status_within_its_width(
    five: Library, size: tuple[int, int]
) -> None:
    async with opened(five, size) as driven:
        assert len(driven.lines) == size[1]
        assert all(strip.cell_length == size[0] for strip in driven.strips)
        assert "Events" in driven.glass
        assert "compare" in driven.lines[-1]


async def test_a_wide_window_shows_list_reader_and_names_side_by_side(five: Library) -> None:
    async with opened(five, WIDE) as driven:
        screen = driven.library_screen
        regions = [screen.query_one(f"#{name}").region for name in ("lists", "reader", "named")]
        assert all(region.width and region.y == regions[0].y for region in regions)


async def test_a_small_window_shows_one_thing_at_a_time(five: Library) -> None:
    async with opened(five, SMALL) as driven:
        screen = driven.library_screen
        assert screen.listing.region.width == 40 and not screen.reader.region.width
        await driven.press("enter")
        assert screen.reader.region.width == 40 and not screen.listing.region.width
        await driven.press("q")
        assert screen.listing.region.width == 40


async def test_a_tiny_window_says_so(five: Library) -> None:
    async with opened(five, (29, 7)) as driven:
        assert "too small" in driven.glass
        assert "Events" not in driven.glass


@presses("library.events", "library.articles", "library.names")
async def test_1_2_3_choose_the_list(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("2")
        assert sorted(listed(driven)) == [1, 2, 3, 4, 5]
        await driven.press("3")
        names = [entity.name for entity in driven.app.screen.query_one(NameList).names]
        assert "NATO" in names
        await driven.press("1")
        assert driven.library_screen.tab == "events"


@presses("library.search")
async def test_results_narrow_while_typing_with_matches_lit(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("2", "slash")
        await driven.type("pistorius")
        assert len(listed(driven)) == 1
        assert "1 article ·" in driven.lines[1]
        screen = driven.library_screen
        assert screen.reader.matches
        assert screen.query_one(ArticleList).hits[0].snippet.matches


async def test_a_late_answer_is_dropped(five: Library) -> None:
    async with opened(five) as driven:
        screen = driven.library_screen
        await driven.press("2", "slash")
        screen._ask("nato")
        screen._ask("pistorius")
        await driven.settle()
        assert len(listed(driven)) == 1
        assert screen.lit_query() == "pistorius"


async def test_a_query_that_cannot_be_read_keeps_the_results(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(five) as driven:
        await driven.press("2", "slash")
        await driven.type("pistorius")
        before = listed(driven)

        def refuse(*_: object, **__: object) -> Results:
            raise QueryError("no field [bold]foo", "foo:x", "did you mean outlet:x")

        monkeypatch.setattr(five, "search", refuse)
        await driven.type("x")
        assert "no field [bold]foo; did you mean outlet:x" in driven.lines[2]
        assert listed(driven) == before


async def test_escape_empties_the_query_and_shows_all_events_again(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("slash")
        await driven.type("pistorius")
        screen = driven.library_screen
        assert screen.query_one(EventList).items() < len(five.events())
        await driven.press("escape")
        assert screen.tab == "events" and not screen.searched()
        assert screen.query_one(EventList).items() == len(five.events())
        assert not screen.reader.matches
        assert screen.focused is screen.query_one(EventList)


async def test_enter_in_the_query_leads_into_the_results(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("2", "slash")
        await driven.type("summit")
        await driven.press("enter")
        assert driven.app.focused is driven.app.screen.query_one(ArticleList)
        await driven.press("escape")
        assert len(listed(driven)) == 5 and not driven.library_screen.searched()


async def test_what_is_pasted_into_the_query_is_cleaned(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("slash")
        bar = driven.app.screen.query_one(QueryBar)
        bar.query_one("#query").value = "na\x1b[31mto\x07"  # type: ignore[attr-defined]
        assert bar.query_text == "nato"


async def test_slash_among_names_finds_a_name(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("3", "slash")
        await driven.type("stolt")
        names = [entity.name for entity in driven.app.screen.query_one(NameList).names]
        assert names == ["Jens Stoltenberg"]
        await driven.press("enter", "enter")
        assert isinstance(driven.app.screen, NameScreen)


@presses("library.compare")
async def test_c_lays_the_texts_of_the_event_side_by_side(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("c")
        screen = driven.app.screen
        assert isinstance(screen, CompareScreen)
        assert screen.what == five.events()[0].id


@presses("library.next_article", "library.prior_article")
async def test_capital_j_and_k_walk_through_the_articles(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("2")
        screen, order = driven.library_screen, listed(driven)
        await driven.press("enter")
        for article in order[1:]:
            await driven.press("J")
            assert screen.reader.article is not None and screen.reader.article.id == article
        await driven.press("J")
        assert "last article" in driven.told[-1]
        await driven.press("K")
        assert screen.reader.article is not None and screen.reader.article.id == order[-2]


async def test_capital_j_goes_from_one_event_into_the_next(five: Library) -> None:
    async with opened(five) as driven:
        wanted = [article for event in five.events() for article in event.articles]
        screen = driven.library_screen
        for article in wanted[1:]:
            await driven.press("J")
            assert screen.reader.article is not None and screen.reader.article.id == article


@presses("library.next_pane", "library.prior_pane")
async def test_tab_goes_round_the_panes(five: Library) -> None:
    async with opened(five, WIDE) as driven:
        screen = driven.library_screen
        await driven.press("tab")
        assert screen.focused is screen.reader
        await driven.press("tab", "tab")
        assert screen.focused is screen.listing
        await driven.press("shift+tab")
        assert screen.focused is screen.query_one("#named")


@presses("library.zen")
async def test_z_leaves_only_the_text(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("z")
        assert "Events" not in driven.glass
        await driven.press("q")
        assert "Events" in driven.glass


@presses("anywhere.help")
async def test_question_mark_explains_the_keys_of_this_pane(five: Library) -> None:
    async with opened(five, (100, 60)) as driven:
        await driven.press("question_mark")
        assert isinstance(driven.app.screen, HelpScreen)
        assert "Lay the texts of this event side by side" in driven.glass
        await driven.press("q")
        assert isinstance(driven.app.screen, LibraryScreen)


@presses("anywhere.palette")
async def test_colon_finds_a_command_by_name(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("colon")
        await driven.type("side by side")
        await driven.press("enter")
        assert isinstance(driven.app.screen, CompareScreen)


@presses("anywhere.theme")
async def test_t_changes_the_colors(five: Library) -> None:
    async with opened(five) as driven:
        seen = [driven.app.theme]
        while len(seen) < 2 or seen[-1] != seen[0]:
            assert seen[-1] not in seen[:-1]
            await driven.press("t")
            seen.append(driven.app.theme)
        assert len(seen) > 3


@presses("anywhere.leave", "anywhere.back")
async def test_q_and_escape_go_back_and_only_q_leaves(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter", "escape")
        screen = driven.library_screen
        assert screen.focused is screen.listing
        await driven.press("backspace", "escape")
        assert driven.app.is_running and driven.app.return_code is None
        await driven.press("q")
        assert driven.app.return_code == 0


@presses("anywhere.quit")
async def test_ctrl_q_leaves_and_the_next_start_opens_there(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("2", "j", "enter", "j", "j", "j", "j", "j", "j", "j")
        article, line = driven.library_screen.reader.article, driven.library_screen.reader.cursor
        await driven.press("ctrl+q")
        assert driven.app.return_code == 0
    async with opened(five) as driven:
        screen = driven.library_screen
        assert screen.tab == "articles"
        assert screen.reader.article == article
        assert screen.reader.cursor == line


@presses("anywhere.suspend_process")
async def test_ctrl_z_asks_the_shell_to_take_over(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(five) as driven:
        asked: list[str] = []
        monkeypatch.setattr(
            "textual.app.App.action_suspend_process", lambda _: asked.append("suspended")
        )
        await driven.press("ctrl+z")
        assert asked == ["suspended"]
        assert five.recall("place")


@presses("library.add")
async def test_a_adds_a_file_and_lists_it(five: Library, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("Harbour strike ends\n\nThe dockers of Rotterdam went back to work today.\n")
    async with opened(five) as driven:
        await driven.press("a")
        await driven.answer(str(path))
        assert "1 article added" in driven.told[-1]
        assert "6 articles" in driven.lines[0]
        await driven.press("2")
        assert len(listed(driven)) == 6


async def test_an_import_that_fails_says_what_and_why(five: Library, tmp_path: Path) -> None:
    async with opened(five) as driven:
        await driven.press("a")
        await driven.answer(str(tmp_path / "missing"))
        assert isinstance(driven.app.screen, ImportScreen)
        assert "missing" in driven.glass


@presses("library.stop")
async def test_x_stops_an_import_and_keeps_what_is_in(
    five: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Day {number} of the dockers' strike.\n")
    add = five.add

    def add_till_stopped(
        sources: list[str], *, progress: Callable[..., None], cancelled: Callable[[], bool]
    ) -> ImportReport:
        def stopped() -> bool:
            while not cancelled():
                time.sleep(0.002)
            return True

        return add(sources, progress=progress, cancelled=stopped)

    monkeypatch.setattr(five, "add", add_till_stopped)
    async with opened(five) as driven:
        await driven.press("x")
        assert "nothing to stop" in driven.told[-1]
        await driven.press("a")
        driven.app.screen.query_one("#answer", Input).value = str(tmp_path)
        await driven.pilot.press("enter")
        assert "x stops" in driven.lines[-2]
        await driven.pilot.press("j")
        await driven.press("x")
        assert "stopped" in driven.told[-1]
        assert five.counts().articles < 10


async def test_the_first_add_leaves_the_sample_and_starts_ones_own_library(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("Harbour strike ends\n\nThe dockers of Rotterdam went back to work today.\n")
    sample = Library.sample()
    async with opened(sample) as driven:
        assert "sample library" in driven.lines[0]
        await driven.press("a")
        await driven.answer(str(path))
        assert "sample library" not in driven.lines[0]
        assert "1 article" in driven.lines[0]
        assert driven.app.library is not sample
    driven.app.library.close()


async def test_others_changes_show_while_the_list_keeps_its_place(
    five: Library, tmp_path: Path
) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("Harbour strike ends\n\nThe dockers of Rotterdam went back to work today.\n")
    async with opened(five) as driven:
        await driven.press("2", "j", "j")
        articles = driven.app.screen.query_one(ArticleList)
        on = articles.lines[articles.cursor].id
        with Library.open(five.path) as other:
            other.add([str(path)])
        driven.library_screen._look()
        await driven.settle()
        assert len(articles.lines) == 6
        assert articles.lines[articles.cursor].id == on


async def test_an_empty_library_says_what_to_do(library: Library) -> None:
    async with opened(library) as driven:
        assert "no articles yet · a adds some" in driven.glass
        await driven.press("2", "3", "c", "enter", "J", "n", "i")
        assert driven.app.is_running


async def test_the_last_import_is_taken_over_when_the_reader_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("Harbour strike ends\n\nThe dockers of Rotterdam went back to work today.\n")
    sample = Library.sample()
    async with opened(sample) as driven:
        await driven.press("question_mark")
        driven.library_screen._add(str(path))
        await driven.settle()
        assert isinstance(driven.app.screen, HelpScreen)
        assert driven.app.library is sample
        await driven.press("q")
        assert driven.app.library is not sample
        assert "1 article" in driven.lines[0]
    driven.app.library.close()


async def test_the_list_opens_at_the_article_that_was_left(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("2", "j", "j")
        left = driven.library_screen.reader.article
        await driven.press("ctrl+q")
    async with opened(five) as driven:
        articles = driven.app.screen.query_one(ArticleList)
        assert left is not None and articles.lines[articles.cursor].id == left.id


async def test_among_events_it_reopens_on_the_very_text_and_line_that_was_left(
    five: Library,
) -> None:
    async with opened(five) as driven:
        await driven.press("G", "J", "enter", "j", "j", "j", "j", "j", "j", "j", "j")
        left, words = driven.library_screen.reader.article, driven.library_screen.reader.place()
        await driven.press("ctrl+q")
    async with opened(five) as driven:
        screen = driven.library_screen
        assert screen.reader.article == left
        assert screen.reader.place() == words
        events = screen.query_one(EventList)
        assert left is not None and left.id in events.events[events.cursor].articles


async def test_keys_that_come_in_one_burst_go_where_the_one_before_led(five: Library) -> None:
    async with opened(five) as driven:
        for letter in "/stoltenberg":
            key = "slash" if letter == "/" else letter
            driven.app.post_message(events.Key(key, letter))
        await driven.settle()
        assert driven.library_screen.query_one(QueryBar).query_text == "stoltenberg"


async def test_enter_keeps_what_the_unfinished_word_found(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("2", "slash", *"membersh")
        await driven.settle()
        found = driven.library_screen.query_one(ArticleList).items()
        await driven.press("enter")
        await driven.settle()
        assert found == driven.library_screen.query_one(ArticleList).items() == 5


@pytest.mark.parametrize("size", [WIDE, (120, 40)])
async def test_a_name_of_the_article_is_walked_to_and_opened_beside_or_below_it(
    five: Library, size: tuple[int, int]
) -> None:
    async with opened(five, size) as driven:
        named = driven.library_screen.query_one(NamePane)
        await driven.press("tab", "tab")
        assert named.has_focus
        while named.chosen() is None:
            await driven.press("j")
        await driven.press("j")
        name = named.chosen()
        assert name is not None
        await driven.press("enter")
        screen = driven.app.screen
        assert isinstance(screen, NameScreen) and screen.named == name


async def test_o_puts_the_names_of_an_article_in_the_order_of_first_mention(five: Library) -> None:
    async with opened(five, WIDE) as driven:
        screen = driven.library_screen
        assert screen.reader.article is not None
        first: dict[str, int] = {}
        for mention in screen.reader.article.entities:
            if mention.type == "LOC":
                first.setdefault(mention.entity, mention.start)
        await driven.press("tab", "tab", "o")
        shown = [name for name, _ in screen.query_one(NamePane).counted["LOC"]]
        assert shown == sorted(first, key=first.__getitem__)
        await driven.press("o")
        counts = [number for _, number in screen.query_one(NamePane).counted["LOC"]]
        assert counts == sorted(counts, reverse=True)


async def test_a_long_title_takes_two_lines_of_the_list(five: Library) -> None:
    async with opened(five, NORMAL) as driven:
        await driven.press("2")
        articles = driven.app.screen.query_one(ArticleList)
        assert articles.size.width >= 31
        long = next(line for line in articles.lines if len(line.label) > 40)
        words = long.label.split()
        assert words[0] in driven.glass and " ".join(words[4:6]) in driven.glass


@presses("library.like")
async def test_m_lists_the_articles_most_like_the_one_shown(five: Library) -> None:
    async with opened(five) as driven:
        shown = driven.library_screen.reader.article
        assert shown is not None
        await driven.press("m")
        await driven.settle()
        assert listed(driven) == [hit.line.id for hit in five.like(shown.id).hits]
        assert f"like:{shown.id}" in driven.glass
        await driven.press("escape")
        await driven.settle()
        assert len(listed(driven)) == 5


async def test_an_answer_that_comes_while_the_screen_is_taken_down_is_no_fault(
    five: Library,
) -> None:
    async with opened(five) as driven:
        screen = driven.library_screen
        await screen.query_one("#status").remove()
        screen.tell_status()
        assert screen.is_attached
