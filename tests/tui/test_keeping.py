"""Keeping on screen: stars, tags, notes, read marks, searches, all found at once; all undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Library, Span
from tests.hostile import ESC, foreign
from tests.tui.screen import ARTICLES, EVENTS, NAMES, NORMAL, SMALL, WIDE, Driven, opened, presses
from tui.screens.choose import ChooseScreen
from tui.screens.kept import KeptScreen
from tui.screens.read import ReadScreen
from tui.widgets.kept_list import KeptList
from tui.widgets.listing import ArticleList


def shown(driven: Driven) -> int:
    """The article that is shown."""
    article = driven.library_screen.reader.article
    assert article is not None
    return article.id


async def searched(driven: Driven, query: str) -> None:
    """The articles that a query finds, in front."""
    await driven.press(*ARTICLES, "slash")
    await driven.type(query)
    await driven.press("enter")


@presses("keeping.star")
async def test_an_asterisk_stars_and_takes_the_star_off(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "asterisk")
        number = driven.library_screen.query_one(ArticleList).lines[0].id
        assert driven.told[-1] == f"starred article {number}"
        assert "★" in driven.glass
        assert "★ starred" in driven.glass, "the head of the article tells it, too"
        await driven.press("asterisk")
        assert "★" not in driven.glass
        await driven.press("u", "u")
        assert not five.kept.of(number).starred
        await driven.press("U")
        assert five.kept.of(number).starred


async def test_the_star_goes_to_the_article_under_the_cursor_of_the_list(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "j", "asterisk")
        articles = driven.library_screen.query_one(ArticleList)
        assert five.kept.of(articles.lines[1].id).starred
        assert articles.cursor == 1


@presses("keeping.tag")
async def test_a_number_sign_tags_with_a_new_word_or_one_in_use(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "number_sign")
        assert isinstance(driven.app.screen, ChooseScreen)
        await driven.answer("thesis")
        assert "#thesis" in driven.glass
        await driven.press("j", "number_sign")
        await driven.answer("THE")
        assert [tag.name for tag in five.kept.tags()] == ["THE", "thesis"]
        await driven.press("number_sign")
        await driven.answer("-the")
        assert [tag.name for tag in five.kept.tags()] == ["thesis"]
        await driven.press("u", "u")
        assert [(tag.name, tag.articles) for tag in five.kept.tags()] == [("thesis", 1)]


@presses("keeping.note", "keeping.drop_note", "reading.next_note", "reading.prior_note")
async def test_e_writes_a_note_on_the_sentence_that_is_read(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "enter", "7", "j", "e")
        await driven.answer("who says so?")
        number = shown(driven)
        (note,) = five.kept.of(number).notes
        assert note.span is not None
        text = five.article(number).text
        passage = text[note.span.start : note.span.end]
        assert passage.endswith((".", "!", "?", "”"))
        assert "└ who says so?" in driven.glass
        assert " │" in driven.glass, "the passage is marked at its side"
        await driven.press("g", "right_curly_bracket")
        reader = driven.library_screen.reader
        assert reader.note_here() == note
        await driven.press("e")
        await driven.answer("nobody")
        assert "└ nobody" in driven.glass
        await driven.press("G", "left_curly_bracket", "E")
        assert five.kept.notes() == ()
        assert "└" not in driven.glass
        await driven.press("E", "right_curly_bracket")
        assert "no note" in driven.told[-1]
        await driven.press("u", "g")
        assert "└ nobody" in driven.glass


async def test_a_question_takes_the_place_of_what_was_told_before(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "asterisk")
        assert "starred" in driven.told[-1]
        await driven.press("e")
        assert driven.told == [] and not driven.library_screen.query("Toast"), "half hidden"


async def test_in_the_head_a_note_is_on_the_whole_article(five: Library) -> None:
    async with opened(five) as driven:
        five.kept.star([3])
        driven.library_screen.open_article(3)
        await driven.settle()
        driven.library_screen.read()
        await driven.press("g", "3", "j", "e")
        await driven.answer("read again")
        (note,) = five.kept.of(3).notes
        assert note.span is None
        assert "└ read again" in driven.glass
        await driven.press("e")
        await driven.answer("read twice")
        assert [one.words for one in five.kept.notes()] == ["read twice"], "that one was changed"
        await driven.press("E")
        assert five.kept.notes() == ()


@presses("keeping.read")
async def test_r_marks_read_and_unread(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "r")
        articles = driven.library_screen.query_one(ArticleList)
        assert articles.lines[0].read
        await driven.press("r")
        assert not articles.lines[0].read


@presses("library.hits")
async def test_capital_b_acts_on_all_that_is_found_after_asking(five: Library) -> None:
    async with opened(five) as driven:
        await searched(driven, "membership")
        total = five.search("membership").total
        await driven.press("B")
        assert f"All {total} articles" in driven.glass
        await driven.answer("vilnius")
        assert f"Tag {total} articles with vilnius?" in driven.glass
        await driven.press("down", "enter")
        assert not driven.told
        assert five.kept.tags() == ()
        await driven.press("B")
        await driven.answer("vilnius")
        await driven.press("enter")
        assert five.kept.tags()[0].articles == total
        await driven.press("u")
        assert five.kept.tags() == ()


async def test_without_a_search_capital_b_acts_on_event_list_or_picked(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*EVENTS, "G", "B")
        assert "All 3 articles of “" in driven.glass
        await driven.answer("mark them read")
        await driven.press("enter")
        assert driven.told[-1] == "marked read: 3 articles"
        await driven.press(*ARTICLES, "B")
        assert "All 5 articles in this list" in driven.glass
        await driven.answer("mark them read")
        await driven.press("enter")
        assert five.counts().unread == 0
        await driven.press("u", "u")
        assert five.counts().unread == 5, "one step each"
        await driven.press("comma", "B")
        assert "The 1 article picked by hand" in driven.glass
        await driven.press("escape", "semicolon", *NAMES, "B")
        assert "nothing is listed" in driven.told[-1]


async def test_star_and_read_are_deeds_and_a_tag_comes_off_by_its_minus(five: Library) -> None:
    five.kept.tag([1, 2], "old")
    async with opened(five) as driven:
        await searched(driven, "nato")
        for typed, left in (("", "is:starred"), ("mark them read", "is:read"), ("-old", "")):
            await driven.press("B")
            if typed:
                await driven.answer(typed)
            else:
                await driven.press("enter")
            await driven.press("enter")
            assert not left or five.search(left).total == 5
    assert five.kept.tags() == ()


@presses("library.save", "library.kept")
async def test_a_search_is_kept_and_opened_again_with_its_count(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("plus")
        assert "search for something first" in driven.told[-1]
        await searched(driven, "membersh")
        total = driven.library_screen.found()
        assert total
        driven.strike("plus", "x", "ctrl+u", *"whom", "backspace", "space", *"joins", "enter")
        await driven.settle()
        assert [one.query for one in five.kept.searches()] == ["membersh*"]
        await driven.press("escape", "escape", "S")
        assert isinstance(driven.app.screen, KeptScreen)
        assert "who joins" in driven.glass
        assert f"{total} texts" in driven.glass
        await driven.press("enter")
        assert driven.app.screen is driven.library_screen
        assert driven.library_screen.found() == total
        assert "membersh*" in driven.glass


@presses("kept.drop")
async def test_the_list_of_what_is_kept_leads_to_it_and_drops_it(five: Library) -> None:
    five.kept.star([2])
    five.kept.tag([1, 2], "two words")
    five.kept.note(3, "which ones?", Span(200, 240))
    async with opened(five) as driven:
        await driven.press("S")
        kinds = [row.kind for row in driven.app.screen.query_one(KeptList).rows]
        assert kinds == ["starred", "unread", "tag", "note"]
        await driven.press("G", "enter")
        assert isinstance(driven.app.screen, ReadScreen)
        assert "└ which ones?" in driven.glass
        await driven.press("q", "d")
        assert five.kept.notes() == ()
        await driven.press("G", "d")
        assert five.kept.tags() == ()
        await driven.press("u", "u", "g", "j", "j")
        assert five.kept.tags()[0].articles == 2
        await driven.press("enter")
        assert driven.library_screen.found() == 2


@presses("kept.write")
@pytest.mark.parametrize(
    ("ending", "begins"), [("md", "# thesis"), ("bib", "@"), ("csl.json", "["), ("jsonl", '{"id"')]
)
async def test_w_writes_the_texts_of_a_line_to_a_file(
    five: Library, tmp_path: Path, ending: str, begins: str
) -> None:
    five.kept.tag([1, 3], "thesis")
    five.kept.read([1, 2, 3, 4, 5])
    path = tmp_path / f"out.{ending}"
    async with opened(five) as driven:
        await driven.press("S", "w")
        await driven.answer(str(path))
        assert driven.told[-1] == f"written to {path}"
        assert path.read_text(encoding="utf-8").startswith(begins)
        await driven.press("w")
        await driven.answer(str(path))
        assert "is there already" in driven.told[-1]


async def test_an_empty_list_says_how_to_keep(five: Library) -> None:
    five.kept.read([1, 2, 3, 4, 5])
    async with opened(five) as driven:
        await driven.press("S", "d", "enter")
        assert "nothing is kept yet" in driven.glass


async def test_what_another_session_kept_appears(five: Library) -> None:
    async with opened(five) as driven:
        number = shown(driven)
        with Library.open(five.path) as other:
            other.kept.tag([number], "elsewhere")
        driven.library_screen.refresh_all()
        await driven.settle()
        assert "tags elsewhere" in driven.glass


@pytest.mark.parametrize("size", [WIDE, NORMAL, SMALL])
async def test_hostile_tags_and_notes_are_drawn_clean(five: Library, size: tuple[int, int]) -> None:
    evil = f"[red]a{ESC}]0;owned\x07b{ESC}[2J \u202etxt " + "w" * 3_000
    five.kept.star([1, 2, 3, 4, 5])
    for tag in (evil, "二つの言葉", "x" * 60, "fourth"):
        five.kept.tag([1, 2, 3, 4, 5], tag)
    for number in range(1, 6):
        five.kept.note(number, evil, Span(0, len(five.article(number).text)))
    five.kept.save_search("nato", evil)
    async with opened(five, size) as driven:
        noted = ("enter", "right_curly_bracket")
        for keys in (ARTICLES, noted, ("q", "S"), ("q", "number_sign")):
            await driven.press(*keys)
            assert not any(foreign(line) for line in driven.lines)
            assert {strip.cell_length for strip in driven.strips} == {size[0]}


@presses("reading.select")
async def test_v_marks_a_passage_that_grows_with_the_line_and_e_notes_it(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "enter", "7", "j", "v")
        reader = driven.library_screen.reader
        first = reader.marked
        assert first is not None
        assert "words marked" in driven.lines[-1]
        assert "▐" in driven.glass
        await driven.press("9", "j")
        passage = reader.marked
        assert passage is not None
        assert passage.start == first.start
        assert passage.end > first.end
        await driven.press("e")
        await driven.answer("all of this?")
        (note,) = five.kept.of(shown(driven)).notes
        assert note.span == passage
        assert "▐" not in driven.glass
        assert "│" in driven.glass
        await driven.press("k", "v", "e")
        await driven.answer("and this")
        assert len(five.kept.notes()) == 2, "a passage that is marked gets a note of its own"


async def test_what_is_marked_grows_up_too_and_is_given_up_by_the_way_back(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "enter", "1", "5", "j", "v")
        reader = driven.library_screen.reader
        first = reader.marked
        await driven.press("8", "k")
        assert first and reader.marked
        assert reader.marked.start < first.start
        assert reader.marked.end == first.end
        await driven.press("8", "j")
        assert reader.marked == first
        await driven.press("escape")
        assert reader.marked is None
        assert reader.has_focus
        await driven.press("v", "v")
        assert reader.marked is None
        await driven.press("v", "J")
        assert reader.marked is None, "another text has nothing marked"


async def test_y_copies_what_is_marked(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "enter", "7", "j", "v", "9", "j")
        reader = driven.library_screen.reader
        assert reader.article and reader.marked
        words = reader.article.text[reader.marked.start : reader.marked.end]
        await driven.press("y")
        assert driven.app.clipboard == words
        assert "passage sent to" in driven.told[-1]
        assert reader.marked is None


async def test_what_cannot_be_marked_says_so(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "enter", "g", "2", "j", "v")
        assert "no text on the reading line" in driven.told[-1]
