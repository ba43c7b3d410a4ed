"""The library screen as a reader uses it, key by key."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input, OptionList

from index import Library
from tests.tui.screen import ARTICLES, NAMES, NORMAL, SMALL, WIDE, Driven, opened, presses
from tui import actions
from tui.key_words import shown
from tui.keys import working_here
from tui.screens.compare import CompareScreen
from tui.screens.help import HelpScreen
from tui.screens.library import LibraryScreen
from tui.screens.name import NameScreen
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


@presses("library.next_list", "library.prior_list")
@pytest.mark.parametrize(("on", "back"), [("l", "h"), ("right", "left")])
async def test_h_and_l_walk_the_lists(five: Library, on: str, back: str) -> None:
    async with opened(five) as driven:
        await driven.press(on)
        assert sorted(listed(driven)) == [1, 2, 3, 4, 5]
        await driven.press(on)
        names = [entity.name for entity in driven.app.screen.query_one(NameList).names]
        assert "NATO" in names
        await driven.press(on)
        assert driven.library_screen.tab == "names", "the last stays"
        await driven.press(back)
        assert driven.library_screen.tab == "articles"
        await driven.press(back, "2", on, "9", back)
        assert driven.library_screen.tab == "events"


@pytest.mark.parametrize("size", [SMALL, NORMAL])
async def test_from_the_text_h_leads_to_its_list_and_l_nowhere(
    five: Library, size: tuple[int, int]
) -> None:
    async with opened(five, size) as driven:
        screen = driven.library_screen
        await driven.press("l", "enter", "l")
        assert screen.reader.has_focus and "h goes back to the list" in driven.told[-1]
        await driven.press("h")
        assert screen.tab == "articles" and screen.listing.has_focus and screen.listing.region
        await driven.press("enter", "z", "2", "h")
        assert screen.tab == "events" and screen.listing.has_focus and screen.listing.region


@presses("library.events", "library.articles", "library.names")
async def test_a_list_is_found_by_its_name_too(five: Library) -> None:
    async with opened(five) as driven:
        for name in ("names", "articles", "events"):
            await driven.press("colon")
            await driven.type(f"{name}: list")
            await driven.press("enter")
            assert driven.library_screen.tab == name


async def test_the_keys_that_walk_stand_beside_the_lists(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size, words in (
        (NORMAL, "Names  h l  │"),
        ((120, 40), "Names  h l lists "),
        (SMALL, "h l"),
    ):
        async with opened(five, size) as driven:
            assert any(words in line for line in driven.lines)
    monkeypatch.setattr(actions, "ACTIONS", actions.ACTIONS)
    actions.give_keys({"library.next_list": ()})
    async with opened(five) as driven:
        assert any(line.split("│")[0].split()[-1:] == ["Names"] for line in driven.lines)


async def test_a_name_is_listed_with_its_kind_and_counts_in_words(five: Library) -> None:
    for size, told in (
        ((120, 40), "place 5 texts"),
        ((60, 24), "place 5 texts 21 times"),
    ):
        async with opened(five, size) as driven:
            await driven.press(*NAMES)
            kyiv = next(line for line in driven.lines if line[1:].startswith("Kyiv"))
            assert told.split() == kyiv.split("│")[0].split()[1:], kyiv
            await driven.press("j")
            assert " name 2 of " in driven.lines[-1]


async def test_a_search_without_hits_tells_no_place_among_them(five: Library) -> None:
    async with opened(five) as driven:
        assert "text 1 of" in driven.lines[-1] or "text" not in driven.lines[-1]
        await driven.press("slash")
        await driven.type("zebra")
        assert "nothing found" in driven.glass and "text 1 of" not in driven.lines[-1]


async def test_keys_in_a_burst_find_the_list_that_the_one_before_left(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter")
        driven.strike("9", "h", "2", "l", "h", "l")
        await driven.settle()
        assert driven.library_screen.tab == "names"


async def test_a_number_then_tab_goes_to_that_pane(five: Library) -> None:
    async with opened(five, WIDE) as driven:
        screen = driven.library_screen
        await driven.press("3", "tab")
        assert screen.query_one(NamePane).has_focus
        await driven.press("1", "tab")
        assert screen.listing.has_focus
        await driven.press("2", "tab", "2", "shift+tab")
        assert screen.query_one(NamePane).has_focus


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
        await driven.press(*ARTICLES)
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
        assert not driven.app.screen.query_one(Input).cursor_blink
        await driven.type("side by side")
        await driven.press("enter")
        assert isinstance(driven.app.screen, CompareScreen)


@pytest.mark.parametrize("name", ["names", "events", "add", "note", "links", "star", "order"])
async def test_a_command_typed_by_its_name_stands_first(five: Library, name: str) -> None:
    async with opened(five) as driven:
        await driven.press("colon")
        await driven.type(name)
        listed = driven.app.screen.query_one(OptionList)
        while not listed.option_count:
            await driven.settle()
        assert str(listed.get_option_at_index(0).prompt)[10:28].strip() == name


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (40, 15), (30, 8)])
async def test_the_palette_tells_all_that_a_command_does(
    five: Library, size: tuple[int, int]
) -> None:
    async with opened(five, size) as driven:
        await driven.press("colon")
        listed = driven.app.screen.query_one(OptionList)
        told = [str(listed.get_option_at_index(at).prompt) for at in range(listed.option_count)]
        assert max(len(line) for words in told for line in words.splitlines()) <= size[0] - 4
        said = [" ".join(words.split()) for words in told]
        for action in working_here(driven.library_screen):
            if action.name not in ("palette", "leave"):
                assert any(one.endswith(f"{action.label} {action.help}") for one in said)


@pytest.mark.parametrize("columns", [120, 78, 70, 64])
@pytest.mark.parametrize("key", ["slash", "ctrl+shift+f10"])
async def test_what_commands_do_stands_in_one_column(
    five: Library, columns: int, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"slash": key}
    monkeypatch.setattr("tui.screens.palette.shown", lambda one: shown(given.get(one, one)))
    async with opened(five, (columns, 24)) as driven:
        here = working_here(driven.library_screen)
        actions = [one for one in here if one.name not in ("palette", "leave")]
        await driven.press("colon")
        listed = driven.app.screen.query_one(OptionList)
        told = [str(listed.get_option_at_index(at).prompt) for at in range(listed.option_count)]
        begins = set()
        for words, action in zip(told, actions, strict=True):
            beside = words.splitlines()[0].partition(f" {action.label}")[2].lstrip()
            begins.add(words.index(beside) if beside else None)
        assert len(begins) == 1
        assert max(len(line) for words in told for line in words.splitlines()) <= columns - 4


async def test_the_palette_covers_no_more_than_one_looks_at(five: Library) -> None:
    async with opened(five, (120, 36)) as driven:
        before = driven.lines
        await driven.press("colon")
        changed = [at for at, line in enumerate(driven.lines) if line != before[at]]
        assert len(changed) <= 20
        await driven.press("escape")
        assert driven.lines == before


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
        await driven.press(*ARTICLES, "j", "enter", "j", "j", "j", "j", "j", "j")
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
        monkeypatch.setattr("os.getpgrp", lambda: -1)
        monkeypatch.setattr(
            "textual.app.App.action_suspend_process", lambda _: asked.append("suspended")
        )
        await driven.press("ctrl+z")
        assert asked == ["suspended"]
        assert five.recall("place")


async def test_the_list_opens_at_the_article_that_was_left(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "j", "j")
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
        chosen = named.chosen()
        assert chosen is not None
        await driven.press("enter")
        screen = driven.app.screen
        assert isinstance(screen, NameScreen) and (screen.type, screen.named) == chosen


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
        await driven.press(*ARTICLES)
        articles = driven.app.screen.query_one(ArticleList)
        assert articles.size.width >= 31
        long = next(line for line in articles.lines if len(line.label) > 40)
        words = long.label.split()
        assert words[0] in driven.glass and " ".join(words[4:6]) in driven.glass


async def test_an_answer_that_comes_while_the_screen_is_taken_down_is_no_fault(
    five: Library,
) -> None:
    async with opened(five) as driven:
        screen = driven.library_screen
        await screen.query_one("#status").remove()
        screen.tell_status()
        assert screen.is_attached
