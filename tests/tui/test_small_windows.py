"""The smallest window that is served, 30 x 8: what is said there can be read to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Library
from tests.tui.screen import ARTICLES, EVENTS, NAMES, Driven, opened
from tui.app import Reading
from tui.screens.prompt import PromptScreen

SMALLEST = (30, 8)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("a",), ("a path or an https address", "tab completes", "enter confirms", "esc cancels")),
        ((*ARTICLES, "e"), ("found again by is:noted", "enter confirms")),
        ((*ARTICLES, "d"), ("this article", "brings it back", "esc cancels")),
        ((*ARTICLES, "D"), ("2023-07-11", "unknown", "esc cancels")),
    ],
)
async def test_a_question_is_told_whole(
    five: Library, keys: tuple[str, ...], said: tuple[str, ...]
) -> None:
    async with opened(five, SMALLEST) as driven:
        await driven.press(*keys)
        assert isinstance(driven.app.screen, PromptScreen)
        glass = " ".join(driven.glass.split())
        assert [words for words in said if words not in glass] == []


async def test_the_query_line_says_in_few_words_what_may_be_typed(five: Library) -> None:
    async with opened(five, SMALLEST) as driven:
        for list_, words in (
            (EVENTS, "words of an event"),
            (ARTICLES, "words of an article"),
            (NAMES, "the beginning of a name"),
        ):
            await driven.press(*list_)
            assert driven.lines[1] == f" / {words}"


@pytest.mark.parametrize(("key", "name"), [("O", "MENAFN"), ("S", "is:unread")])
async def test_a_list_keeps_its_names_before_its_figures(
    five: Library, key: str, name: str
) -> None:
    async with opened(five, SMALLEST) as driven:
        await driven.press(key)
        assert any(line[1:].strip().startswith(name) for line in driven.lines)


async def test_what_is_told_does_not_lie_over_the_tour(five: Library) -> None:
    app = Reading(five)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        driven = Driven(app, pilot)
        await driven.press("T")
        app.tell("no name on this line")
        await driven.settle()
        told = [at for at, line in enumerate(driven.lines) if "no name on this" in line]
        tour = [at for at, line in enumerate(driven.lines) if "1 of 6" in line]
        assert told and tour and told < tour
        assert "try them." in driven.glass


async def test_where_there_is_nothing_what_to_do_is_told_whole(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty") as library:
        async with opened(library, SMALLEST) as driven:
            for key, words in (("h", "a adds some"), ("S", "+ keeps a search")):
                await driven.press(key)
                assert words in " ".join(driven.glass.split())


@pytest.mark.parametrize("size", [(120, 36), (80, 24), SMALLEST])
async def test_what_is_told_lies_over_the_keys_and_not_over_words_one_reads(
    five: Library, size: tuple[int, int]
) -> None:
    app = Reading(five)
    async with app.run_test(size=size, notifications=True) as pilot:
        driven = Driven(app, pilot)
        await driven.settle()
        before = driven.lines
        app.tell("nothing to stop")
        await driven.settle()
        assert driven.lines[:-1] == before[:-1]
        assert driven.lines[-1].endswith("nothing to stop")
