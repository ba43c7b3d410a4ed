"""Keeping and copying beside the text: in a comparison, on sentences behind a count."""

from __future__ import annotations

from index import Library
from tests.tui.screen import EVENTS, Driven, opened, presses
from tui.screens.compare import CompareScreen
from tui.screens.name import NameScreen
from tui.screens.places import SentencesScreen
from tui.widgets.columns import Columns


async def compared(driven: Driven) -> CompareScreen:
    """The comparison of the oldest event, which three outlets tell."""
    await driven.press(*EVENTS, "G", "c")
    screen = driven.app.screen
    assert isinstance(screen, CompareScreen)
    return screen


async def on_a_passage(driven: Driven) -> tuple[int, int, int]:
    """The cursor on a passage of the first text: its article, start and end."""
    pane = driven.app.screen.query_one(Columns)
    while pane.cursor < 2 or pane.passage() is None:
        await driven.press("j")
    found = pane.passage()
    assert found
    return found[0], found[1].start, found[1].end


async def test_star_tag_and_read_go_to_the_text_of_the_column(five: Library) -> None:
    async with opened(five) as driven:
        screen = await compared(driven)
        await driven.press("l", "asterisk")
        number = screen.standing.shown[1]
        assert five.kept.of(number).starred
        heads = next(line for line in driven.lines if "★" in line)
        assert heads.split("│")[1].strip().startswith("★")
        await driven.press("number_sign")
        await driven.answer("summit")
        assert five.kept.of(number).tags == ("summit",)
        before = five.lines([number])[0].read
        await driven.press("r")
        assert five.lines([number])[0].read != before
        assert screen.pane.column == 1, "the column stays"
        await driven.press("u", "u", "u")
        assert not five.kept.of(number)


async def test_a_passage_of_a_comparison_is_noted_changed_and_dropped(five: Library) -> None:
    async with opened(five) as driven:
        await compared(driven)
        number, start, end = await on_a_passage(driven)
        row = driven.app.screen.query_one(Columns).cursor
        await driven.press("e")
        await driven.answer("compare this")
        (note,) = five.kept.of(number).notes
        assert note.span
        assert (note.span.start, note.span.end) == (start, end)
        assert "└ compare this" in driven.lines[-1], "the note of the passage one is on is told"
        assert "▌│" in driven.glass, "a line beside the passage marks it"
        assert driven.app.screen.query_one(Columns).cursor == row
        await driven.press("e")
        await driven.answer("in other words")
        await driven.press("enter")
        assert "└ in other words" in driven.glass, "the text itself shows it, too"
        await driven.press("escape", "E")
        assert five.kept.notes() == ()
        await driven.press("E")
        assert "no note here" in driven.told[-1]


async def test_a_count_says_where_its_sentences_can_be_noted(five: Library) -> None:
    async with opened(five) as driven:
        await compared(driven)
        await driven.press("tab", "e")
        assert "enter shows them" in driven.told[-1]


@presses("comparison.copy", "comparison.cite")
async def test_passage_and_citation_are_copied_from_a_comparison(five: Library) -> None:
    async with opened(five) as driven:
        await compared(driven)
        number, start, end = await on_a_passage(driven)
        await driven.press("y")
        assert driven.app.clipboard == five.article(number).text[start:end]
        await driven.press("Y")
        title = five.article(number).title
        assert title
        assert title.value in driven.app.clipboard


@presses("sentences.copy", "sentences.cite")
async def test_sentences_of_a_name_are_starred_noted_and_copied(five: Library) -> None:
    async with opened(five) as driven:
        driven.library_screen.open_name("PER", "Jens Stoltenberg")
        await driven.settle()
        screen = driven.app.screen
        assert isinstance(screen, NameScreen)
        await driven.press("j", "y")
        one = screen.pane.sentences[screen.pane.cursor]
        assert driven.app.clipboard == one.text
        await driven.press("Y")
        assert driven.app.clipboard != one.text
        await driven.press("asterisk", "e")
        await driven.answer("his words")
        kept = five.kept.of(one.article)
        assert kept.starred
        (note,) = kept.notes
        assert note.span
        assert five.article(one.article).text[note.span.start : note.span.end] == one.text
        assert isinstance(driven.app.screen, SentencesScreen)
