"""Moving as in vim and less: numbers before commands, in every pane."""

from __future__ import annotations

import json
from dataclasses import replace

from index import Library, Span
from tests.tui.listed import as_listed
from tests.tui.screen import ARTICLES, EVENTS, NAMES, NORMAL, Driven, opened, presses
from tui.actions import SCOPES, in_scope
from tui.screens.help import HelpScreen, explained
from tui.screens.place import MOST_PLACES, Offsets, Trail
from tui.seeking import places_of
from tui.widgets.lines import LinePane
from tui.widgets.listing import EventList
from tui.widgets.table import Table


async def read(driven: Driven, *places: int) -> None:
    """Read the articles at these places of the list of articles, one after the other."""
    await driven.press(*ARTICLES)
    for place in places:
        await driven.press(str(place + 1), "G", "enter")
        await driven.press("q") if place != places[-1] else None


def shown(driven: Driven) -> int:
    """The number of the article shown."""
    article = driven.library_screen.reader.article
    assert article is not None
    return article.id


async def test_a_number_before_a_move_counts_in_lists_too(five: Library) -> None:
    async with opened(five, NORMAL) as driven:
        await driven.press(*ARTICLES, "4", "j")
        articles = driven.library_screen.listing
        assert articles.cursor == 4
        await driven.press("4", "k")
        assert articles.cursor == 0
        await driven.press("5", "G")
        assert articles.cursor == 4


async def test_three_j_moves_three_in_every_list_the_text_and_the_comparison(
    five: Library,
) -> None:
    five.kept.star([1, 2, 3, 4, 5])
    for word in ("one", "two", "three", "four"):
        five.kept.tag([1], word)
    ways = (EVENTS, ARTICLES, NAMES, ("enter",), ("q", *EVENTS, "G", "c"), ("tab",),
            ("q", "S"), ("q", "O"))  # fmt: skip
    async with opened(five) as driven:
        for way in ways:
            await driven.press(*way, "g")
            pane = driven.app.focused
            assert isinstance(pane, LinePane)
            first, last = pane.cursor, pane.items() - 1
            await driven.press("3", "j")
            rows = pane.rows if isinstance(pane, Table) else ()
            third = [at for at, row in enumerate(rows) if row.kind == "row"][2:3]
            assert pane.cursor == (third[0] if third else min(first + 3, last)) > 1, way
            await driven.press("1", "2", "G")
            assert pane.cursor == min(11, last), way
        await driven.press("q", "question_mark", "3", "j")
        sheet = driven.app.focused
        assert sheet is not None and sheet.scroll_offset.y == 3


async def test_a_zero_goes_on_with_a_number_and_begins_none(five: Library) -> None:
    async with opened(five, NORMAL) as driven:
        await driven.press("enter", "0", "3", "j")
        assert driven.library_screen.reader.cursor == 3
        await driven.press("1", "0", "j")
        assert driven.library_screen.reader.cursor == 13


async def test_a_number_is_left_behind_in_the_pane_it_was_typed_in(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("4")
        assert driven.lines[-1].split("   ")[-2].split()[-1] == "4"
        driven.app.screen.set_focus(driven.library_screen.reader)
        await driven.settle()
        assert driven.library_screen.listing.number == ""
        await driven.press("j")
        assert driven.library_screen.reader.cursor == 1


async def test_a_key_without_a_use_drops_the_number(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter", "1", "2", "Q", "j")
        assert driven.library_screen.reader.cursor == 1


async def test_a_digit_that_was_given_to_an_action_is_no_number(five: Library) -> None:
    async with opened(five) as driven:
        screen = driven.library_screen
        screen._bindings.bind("2", "articles")
        await driven.press("2")
        assert screen.tab == "articles" and screen.listing.number == ""
        await driven.press("3", "j")
        assert screen.listing.cursor == 3


async def test_the_number_is_seen_and_escape_drops_it(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter", "1", "2")
        assert "  12   " in driven.lines[-1]
        await driven.press("escape")
        reader = driven.library_screen.reader
        assert reader.number == "" and reader.has_focus
        await driven.press("j")
        assert reader.cursor == 1


async def test_a_number_counts_for_one_command_only(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter", "5", "i", "q", "j")
        assert driven.library_screen.reader.cursor == 1


async def test_a_list_that_grows_above_keeps_its_row_on_the_glass(five: Library) -> None:
    async with opened(five, (120, 16)) as driven:
        events = driven.app.screen.query_one(EventList)
        told = [replace(events.events[0], id=f"e{number}") for number in range(30)]
        events.show(as_listed(told[10:]))
        events.move_to(10)
        row = events.top_of(10) - events.scroll_offset.y
        events.show(as_listed(told))
        await driven.settle()
        assert events.events[events.cursor].id == "e20"
        assert events.top_of(20) - events.scroll_offset.y == row


@presses("library.earlier", "library.later")
async def test_h_and_l_walk_through_what_was_read_not_what_was_passed(five: Library) -> None:
    async with opened(five) as driven:
        await read(driven, 0, 2, 4)
        lines = driven.library_screen.listing.lines  # type: ignore[attr-defined]
        await driven.press("H")
        assert shown(driven) == lines[2].id
        assert driven.library_screen.reader.has_focus
        await driven.press("H")
        assert shown(driven) == lines[0].id and driven.library_screen.listing.cursor == 0
        await driven.press("H")
        assert "nothing was read before" in driven.told[-1]
        await driven.press("2", "L")
        assert shown(driven) == lines[4].id


async def test_reading_something_else_drops_what_lay_ahead() -> None:
    trail = Trail()
    for article in (1, 2, 3):
        trail.visit(article)
    assert (trail.step(-2), trail.here) == (1, 1)
    trail.visit(9)
    assert trail.read == [1, 9] and trail.step(1) is None


@presses("library.mark", "library.to_mark")
async def test_a_mark_leads_back_to_its_line_and_its_key_twice_back_again(five: Library) -> None:
    async with opened(five) as driven:
        reader = driven.library_screen.reader
        await read(driven, 1)
        await driven.press("8", "j", "quotation_mark")
        assert "mark with a letter" in driven.lines[-1]
        await driven.press("a")
        marked, at = shown(driven), reader.place()
        await driven.press("J", "3", "j")
        left = shown(driven), reader.place()
        await driven.press("apostrophe")
        assert "to mark a" in driven.lines[-1]
        await driven.press("a")
        assert (shown(driven), reader.place()) == (marked, at)
        await driven.press("apostrophe", "apostrophe")
        assert (shown(driven), reader.place()) == left
        await driven.press("apostrophe", "z")
        assert "no mark z" in driven.told[-1]
    async with opened(five) as driven:
        await driven.press("apostrophe", "a")
        assert (shown(driven), driven.library_screen.reader.place()) == (marked, at)


async def test_escape_gives_a_mark_up(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter", "quotation_mark", "escape", "j")
        assert driven.library_screen.reader.cursor == 1
        assert driven.library_screen.marks.names() == []


async def test_every_article_opens_at_the_line_it_was_left_on(five: Library) -> None:
    async with opened(five) as driven:
        await read(driven, 0)
        await driven.press("9", "j")
        first, at = shown(driven), driven.library_screen.reader.place()
        await driven.press("J", "1", "4", "j", "K")
        assert (shown(driven), driven.library_screen.reader.place()) == (first, at)
        await driven.press("G", "J", "K")
        assert driven.library_screen.reader.cursor == 0
    kept = json.loads(five.recall("places") or "{}")
    assert str(first) not in kept and len(kept) == 1


async def test_it_reopens_while_reading_where_one_was_reading(five: Library) -> None:
    async with opened(five) as driven:
        await read(driven, 1)
        await driven.press("7", "j", "ctrl+q")
        left = shown(driven), driven.library_screen.reader.place()
    async with opened(five) as driven:
        assert (shown(driven), driven.library_screen.reader.place()) == left
        assert driven.library_screen.reader.has_focus


def test_places_are_bounded_and_another_sessions_are_kept(five: Library) -> None:
    one, other = Offsets("places"), Offsets("places")
    one.load(five)
    other.load(five)
    one.put(1, 10)
    other.put(2, 20)
    one.save(five)
    other.save(five)
    assert json.loads(five.recall("places") or "") == {"1": 10, "2": 20}
    for article in range(MOST_PLACES + 5):
        one.put(article + 3, 1)
    one.save(five)
    assert len(json.loads(five.recall("places") or "")) == MOST_PLACES


def test_a_spoilt_memory_is_no_place(five: Library) -> None:
    for spoilt in ("[", "[1]", '"x"', "null", '{"a": {}}', "[" * 10_000):
        for key in ("place", "places", "marks", "trail"):
            five.remember(key, spoilt)
        offsets = Offsets("marks")
        offsets.load(five)
        assert offsets.get("b") is None
        assert Trail.load(five).here in (None, 1)


def test_words_are_found_as_typed_across_lines_and_kinds_of_quotes() -> None:
    text = "The UN’s\nfirst vote. the un's First–Vote"
    assert places_of("un's first", text) == (Span(4, 14), Span(25, 35))
    assert places_of("First-vote", text) == ()
    assert places_of("First-Vote", text) == (Span(30, 40),)
    assert places_of("  ", text) == () == places_of("absent", text)
    assert len(places_of("a a", "a " * 500_000)) <= 10_000


@presses("reading.find")
async def test_slash_in_a_text_finds_while_typing_and_n_walks_on(five: Library) -> None:
    async with opened(five) as driven:
        reader = driven.library_screen.reader
        await read(driven, 0)
        before = reader.cursor
        await driven.press("slash", *"the")
        assert len(reader.matches) > 2 and reader.match is not None
        await driven.press("escape")
        assert not reader.matches and reader.cursor == before and reader.has_focus
        await driven.press("slash", *"the", "enter", "2", "n")
        assert reader.match == 2 and "the: 3 of " in driven.lines[-1]
        await driven.press("J")
        assert reader.matches, "the words hold for the next text, too"
        await driven.press("q")
        assert not reader.matches


async def test_what_is_found_in_a_text_is_typed_without_moving_what_can_be_read(
    five: Library,
) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "enter")
        before = driven.lines[:-2]
        await driven.press("slash")
        assert "in text /" in driven.lines[-2]
        assert driven.lines[:-2] == before
        await driven.press("escape")
        assert driven.lines[:-2] == before and "in text" not in driven.glass


async def test_while_words_are_typed_their_line_tells_which_match_of_how_many_or_none(
    five: Library,
) -> None:
    async with opened(five) as driven:
        reader = driven.library_screen.reader
        await read(driven, 0)
        await driven.press("slash", *"the")
        whole = len(reader.matches)
        assert driven.lines[-2].endswith(f" 1 of {whole}") and "match" not in driven.glass
        await driven.press(*"zz")
        assert driven.lines[-2].split()[3:] == ["thezz", "no", "match"]
        await driven.press(*["backspace"] * 5)
        assert driven.lines[-2].strip() == "in text /"
        await driven.press(*"the", "enter", "slash")
        assert driven.lines[-2].strip() == "in text /", "what came of other words is gone"
        await driven.press("escape")
        assert f"the: {whole} matches" in driven.lines[-1]


async def test_the_smallest_window_has_room_for_the_words_and_for_what_came(
    five: Library,
) -> None:
    async with opened(five, (30, 8)) as driven:
        await driven.press("enter", "slash", *"zzqq")
        assert driven.lines[-2].split() == ["in", "text", "/", "zzqq", "no", "match"]


async def test_words_not_in_the_text_are_said_to_be_missing(five: Library) -> None:
    async with opened(five) as driven:
        await read(driven, 0)
        await driven.press("slash", *"zzqq", "enter")
        assert "not in this text: zzqq" in driven.told[-1]
        assert driven.library_screen.reader.has_focus


@presses("help.find_key")
async def test_help_is_searched_by_key_or_by_words(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("question_mark")
        assert isinstance(driven.app.screen, HelpScreen)
        await driven.press("slash", "J")
        told = {part.key for part in driven.app.screen.parts if part.key}
        assert told == {"J"}
        await driven.press("backspace", *"half page", "enter")
        told = {part.key for part in driven.app.screen.parts if part.key}
        assert told == {"ctrl+d", "ctrl+u"}
        await driven.press("slash", "escape", "q")
        assert driven.app.screen is driven.library_screen


def test_help_explains_every_action_of_every_scope() -> None:
    for scope in SCOPES:
        told = {part.words for part in explained([scope])}
        assert told >= {action.help for action in in_scope(scope)}
        assert "no key" in next(iter(explained([scope], "zqzq"))).words


async def test_a_number_in_the_palette_leads_to_that_line(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "colon")
        await driven.type("4")
        await driven.press("enter")
        assert driven.library_screen.listing.cursor == 3


async def test_what_was_just_read_stays_among_the_unread_until_something_else_is_asked(
    five: Library,
) -> None:
    async with opened(five) as driven:
        screen = driven.library_screen
        for tab in (EVENTS, ARTICLES):
            await driven.press(*tab, "slash")
            await driven.type("is:unread")
            await driven.press("enter", "g")
            before = screen.listing.items()
            await driven.press("enter", "G", "J", "q")
            screen.renew()
            await driven.settle()
            assert screen.listing.items() == before
            await driven.press("slash", *["backspace"] * len("is:unread"))
            await driven.type("is:unread")
            await driven.press("escape")
        await driven.press("slash")
        await driven.type("is:unread ")
        assert screen.listing.items() < 5


async def test_the_status_line_names_a_key_once_for_what_it_does_here(five: Library) -> None:
    async with opened(five, (160, 48)) as driven:
        assert "/ search" in driven.lines[-1] and "/ find" not in driven.lines[-1]
        await driven.press("enter")
        assert "/ find" in driven.lines[-1] and "/ search" not in driven.lines[-1]
