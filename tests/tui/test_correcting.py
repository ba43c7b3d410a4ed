"""Putting right on screen: events merged and split, articles moved and dated, all undone."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input

from index import Event, Library, RashomonError
from tests.index.test_library import write_rows
from tests.tui.screen import ARTICLES, NORMAL, SMALL, Driven, opened, presses
from tui.phrases import when
from tui.screens.choose import ChooseScreen
from tui.screens.compare import CompareScreen
from tui.screens.prompt import PromptScreen
from tui.typed_days import typed_days
from tui.widgets.listing import ArticleList, EventList


def largest(library: Library) -> Event:
    return max(library.events(), key=lambda event: len(event.articles))


@presses("correcting.merge")
async def test_capital_m_merges_the_event_with_another_one(five: Library) -> None:
    one, other = five.events()[:2]
    async with opened(five) as driven:
        await driven.press("M")
        assert isinstance(driven.app.screen, ChooseScreen)
        assert other.label[:20] in driven.glass
        await driven.answer(other.id)
        assert "one event" in driven.told[-1]
        assert len(five.events()) == 2
        assert driven.app.screen.query_one(EventList).items() == 2
        await driven.press("u")
        assert {event.label for event in five.events()} >= {one.label, other.label}
        assert driven.app.screen.query_one(EventList).items() == 3


async def test_an_event_to_merge_with_is_found_by_words_and_chosen_by_arrows(
    five: Library,
) -> None:
    first, *others = five.events()
    async with opened(five) as driven:
        await driven.press("M")
        words = others[1].label.split()[0]
        await driven.pilot.press(*words)
        await driven.settle()
        screen = driven.app.screen
        assert isinstance(screen, ChooseScreen)
        assert others[1].id in [choice.value for choice in screen.find(words)]
        await driven.press("down", "up", "escape")
        assert len(five.events()) == 3
        assert first.id not in [choice.value for choice in screen.find("")]


@presses("correcting.split")
async def test_capital_x_splits_the_article_off_its_event(five: Library) -> None:
    event = largest(five)
    async with opened(five) as driven:
        await driven.press("G", "X")
        assert f"split off {event.id}" in driven.told[-1]
        assert len(largest(five).articles) == len(event.articles) - 1
        await driven.press("u")
        assert len(largest(five).articles) == len(event.articles)


async def test_in_a_comparison_the_article_in_front_is_split_off(five: Library) -> None:
    event = largest(five)
    async with opened(five) as driven:
        screen = CompareScreen(five, event.id)
        driven.app.push_screen(screen)
        await driven.settle()
        await driven.press("l", "X")
        assert screen.laid is not None
        assert event.articles[1] not in screen.laid.comparison.articles
        await driven.press("u")
        assert event.articles[1] in screen.laid.comparison.articles


@presses("correcting.move")
async def test_capital_v_moves_the_article_to_another_event(five: Library) -> None:
    event = largest(five)
    other = next(one for one in five.events() if one.id != event.id)
    async with opened(five) as driven:
        await driven.press("G", "V")
        assert "an event of its own" in driven.glass
        await driven.answer(other.id)
        assert f"article {event.articles[0]} moved to" in driven.told[-1]
        assert five.article(event.articles[0]).event == five.article(other.articles[0]).event


@presses("correcting.date")
async def test_capital_d_dates_the_article_shown(five: Library) -> None:
    async with opened(five) as driven:
        article = driven.library_screen.reader.article
        assert article is not None
        await driven.press("D")
        await driven.answer("2019-03-04")
        assert "2019-03-04" in driven.told[-1]
        (line,) = five.lines([article.id])
        assert line.day == datetime.date(2019, 3, 4)
        await driven.press("D")
        await driven.answer("someday")
        assert "'someday' is no day" in driven.glass and "type it as 2023-07-11" in driven.glass
        await driven.press("home", *["delete"] * len("someday"))
        await driven.answer("unknown")
        assert five.lines([article.id])[0].day is None
        await driven.press("u", "u")
        assert five.lines([article.id])[0].day != datetime.date(2019, 3, 4)


@presses("anywhere.undo", "anywhere.redo")
async def test_u_walks_back_and_capital_u_forward(five: Library) -> None:
    event = largest(five)
    async with opened(five) as driven:
        await driven.press("u")
        assert "nothing to undo" in driven.told[-1]
        await driven.press("G", "X", "D")
        await driven.answer("2019-03-04")
        await driven.press("u")
        assert "undone: date of article" in driven.told[-1]
        await driven.press("u")
        assert f"undone: split off {event.id}" in driven.told[-1]
        assert largest(five).articles == event.articles
        await driven.press("U")
        assert f"redone: split off {event.id}" in driven.told[-1]
        assert len(largest(five).articles) == len(event.articles) - 1
        await driven.press("U")
        assert "redone: date of article" in driven.told[-1]
        await driven.press("U")
        assert "nothing was undone" in driven.told[-1]


async def test_what_was_added_goes_only_when_it_is_asked_for(five: Library, tmp_path: Path) -> None:
    five.kept.star([1])
    five.add([str(write_rows(tmp_path / "a.jsonl", 3, "The harbor council of Portville met,"))])
    async with opened(five) as driven:
        await driven.press("u")
        assert isinstance(driven.app.screen, ChooseScreen)
        assert "undoing it forgets 3 articles" in driven.glass
        await driven.press("enter")
        assert not driven.told
        await driven.press("u")
        await driven.answer("yes")
        assert driven.told[-1].startswith("undone: added 3 articles from ")
        assert five.counts().articles == 5
        await driven.press("U")
        assert driven.told[-1].startswith("redone: added 3 articles from ")
        assert five.counts().articles == 8
        await driven.press("u")
        await driven.answer("leave")
        assert driven.told[-1].startswith("left as it is: added 3 articles from ")
        await driven.press("u")
        assert driven.told[-1] == "undone: starred article 1"
        assert five.counts().articles == 8


async def test_giving_a_question_up_changes_nothing(five: Library) -> None:
    async with opened(five) as driven:
        for key in ("M", "V", "D"):
            await driven.press(key)
            assert isinstance(driven.app.screen, PromptScreen)
            await driven.press("escape")
        assert five.corrections.log() == ()


async def test_only_one_notice_is_on_the_glass_at_a_time(five: Library) -> None:
    async with opened(five) as driven:
        for _ in range(3):
            await driven.press("u", "x")
        assert len(driven.told) == 1


@pytest.mark.parametrize("size", [NORMAL, SMALL])
async def test_the_choices_fit_small_windows(five: Library, size: tuple[int, int]) -> None:
    async with opened(five, size) as driven:
        await driven.press("M")
        assert all(strip.cell_length == size[0] for strip in driven.strips)
        assert "Merge this event" in driven.glass
        assert five.events()[1].label[:10] in driven.glass


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2023-07-11", "2023-07-11", "2023-07-11"),
        ("2023-06..2023-07", "2023-06-01", "2023-07-31"),
        (" 2024-02 ", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-07-01 .. 2023-07-03", "2023-07-01", "2023-07-03"),
    ],
)
def test_days_are_typed_as_short_as_one_likes(typed: str, first: str, last: str) -> None:
    found = typed_days(typed)
    assert [day.isoformat() for day in found if day] == [first, last]


async def test_nothing_typed_changes_no_day(five: Library) -> None:
    async with opened(five) as driven:
        for last in ("enter", "escape"):
            await driven.press("D", "space", last)
            assert not driven.told
        assert five.corrections.log() == ()


async def test_the_question_tells_the_article_and_its_day_now(five: Library) -> None:
    async with opened(five) as driven:
        article = driven.library_screen.reader.article
        assert article is not None
        (line,) = five.lines([article.id])
        await driven.press("D")
        assert f"Day of {line.label[:20]}" in driven.glass
        assert f"{when(line)} now" in driven.glass


def hurry(driven: Driven, *keys: str) -> None:
    """Put keys in, all before the program has looked at the first of them."""
    for key in keys:
        driven.app.post_message(Key(key, key if len(key) == 1 else None))


async def test_an_answer_typed_before_the_question_is_there_is_kept(five: Library) -> None:
    event = largest(five)
    async with opened(five) as driven:
        await driven.press("G")
        article = driven.library_screen.reader.article
        assert article is not None and article.id in event.articles
        hurry(driven, "X", "D", *"2019-03-04")
        await driven.settle()
        assert driven.app.screen.query_one("#answer", Input).value == "2019-03-04"
        await driven.press("enter")
        assert five.lines([article.id])[0].day == datetime.date(2019, 3, 4)
        assert len(five.corrections.log()) == 2
        assert driven.library_screen.tab == "events"


async def test_enter_typed_ahead_takes_what_was_typed_before_it(five: Library) -> None:
    async with opened(five) as driven:
        article = driven.library_screen.reader.article
        assert article is not None
        hurry(driven, "D", *"2019-03-04", "enter")
        await driven.settle()
        assert five.lines([article.id])[0].day == datetime.date(2019, 3, 4)


async def test_corrections_typed_ahead_are_carried_out_in_order(five: Library) -> None:
    event = largest(five)
    async with opened(five) as driven:
        await driven.press("G")
        hurry(driven, "X", "u", "U", "u")
        await driven.settle()
        assert five.corrections.log() == ()
        assert largest(five).articles == event.articles
        await driven.press("U")
        assert f"redone: split off {event.id}" in driven.told[-1]


async def test_a_question_just_pushed_has_every_key_after_it(five: Library) -> None:
    got: list[str | None] = []
    async with opened(five) as driven:
        driven.app.push_screen(PromptScreen("What?", "a word"), got.append)
        hurry(driven, *"quit", "enter")
        await driven.settle()
        assert got == ["quit"]


def test_unknown_must_be_typed() -> None:
    assert typed_days(" Unknown ") == (None, None)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "soon",
        "2023-13",
        "2023-02-30",
        "2023-07..2023-06",
        "..",
        "0000",
        "2023..x",
        "٢٠٢٣",
    ],
)
def test_what_is_no_day_says_how_to_type_one(typed: str) -> None:
    with pytest.raises(RashomonError, match="type it as"):
        typed_days(typed)


async def test_the_list_stays_on_what_the_event_became(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("j")
        events = driven.app.screen.query_one(EventList)
        on = events.events[events.cursor]
        await driven.press("M")
        await driven.answer(largest(five).id)
        assert set(on.articles) <= set(events.events[events.cursor].articles)
        assert len(driven.library_screen.stands_in) == 4
        assert "of 4" in driven.lines[-1]


async def test_hits_stay_where_they_are_and_show_what_was_corrected(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "slash")
        await driven.type("nato")
        await driven.press("enter", "j", "j", "D")
        await driven.answer("2019-03-04")
        articles = driven.library_screen.query_one(ArticleList)
        assert articles.cursor == 2
        assert articles.lines[2].day == datetime.date(2019, 3, 4)
        assert len(articles.hits) == 5
