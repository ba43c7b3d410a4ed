"""The reader: an article in a measured column, walked by matches and names."""

from __future__ import annotations

import datetime

from index import Article, DateRange, Dates, Finding, Library, Mention, Span, Zone
from tests.tui.screen import Driven, opened, presses
from tui.look import MEASURE
from tui.screens.evidence import EvidenceScreen
from tui.screens.name import NameScreen
from tui.screens.read import ReadScreen
from tui.widgets.page import lay_out
from tui.widgets.reader import Reader

TEXT = (
    "A headline of the day\n"
    "Ann Lee met the Assembly in Oslo. "
    * 1
    + "Ann Lee said little.\n"
    + "Subscribe now\n"
    + "\n".join(f"Paragraph {number} tells of the strike in some words." for number in range(40))
)
HEAD = "A headline of the day"


def mention(words: str, kind: str, start: int = 0) -> Mention:
    at = TEXT.index(words, start)
    return Mention(at, at + len(words), words, kind, words)  # type: ignore[arg-type]


def article() -> Article:
    advert = TEXT.index("Subscribe now")
    return Article(
        id=7,
        text=TEXT,
        title=Finding(HEAD, "first line", HEAD, Span(0, len(HEAD))),
        outlet=Finding("The Post", "header", "The Post"),
        credits=(Finding("AFP", "credit line", "(AFP)"),),
        dates=Dates(
            Finding("2024-12-21", "date line", "21 Dec 2024"),
            DateRange(datetime.date(2023, 6, 1), datetime.date(2023, 7, 31)),
            conflict=True,
        ),
        zones=(
            Zone(0, len(HEAD), "title", "first line"),
            Zone(advert, advert + len("Subscribe now"), "boilerplate", "newsletter"),
        ),
        entities=(
            mention("Ann Lee", "PER"),
            mention("Assembly", "ORG"),
            mention("Oslo", "LOC"),
            mention("Ann Lee", "PER", TEXT.index("Oslo")),
        ),
    )


async def reading(driven: Driven) -> Reader:
    """The reader of a screen of its own, showing the article above."""
    screen = ReadScreen(driven.app.library, 1, 0)
    driven.app.push_screen(screen)
    await driven.settle()
    reader = screen.query_one(Reader)
    strikes = [Span(at, at + 6) for at in range(len(TEXT)) if TEXT.startswith("strike", at)]
    reader.show(article(), strikes)
    await driven.settle()
    return reader


def test_the_title_comes_first_and_furniture_is_folded() -> None:
    page = lay_out(article(), 40, unfolded=False)
    assert page.lines[0].kind == "title"
    kinds = [line.kind for line in page.lines]
    assert kinds.count("title") == 1
    assert kinds.count("fold") == 1 and "furniture" not in kinds
    assert "furniture" in [line.kind for line in lay_out(article(), 40, unfolded=True).lines]


def test_a_date_conflict_is_shown_with_both_sides() -> None:
    said = [line.words for line in lay_out(article(), 76, unfolded=False).lines]
    assert "21 Dec 2024 stated · Jun–Jul 2023 by its content ! · i tells why" in said
    assert "The Post · text AFP" in said
    narrow = [line.words for line in lay_out(article(), 55, unfolded=False).lines]
    assert "· i tells why" in narrow


async def test_the_column_is_no_wider_than_the_measure_and_alone_in_the_middle(
    five: Library,
) -> None:
    async with opened(five, (160, 48)) as driven:
        await reading(driven)
        lines = driven.lines[1:-1]
        assert max(len(line.strip()) for line in lines) <= MEASURE + 4
        before = min(len(line) - len(line.lstrip()) for line in lines if line)
        assert abs(before - (160 - MEASURE) // 2) <= 2


@presses("moving.down", "moving.up", "moving.top", "moving.bottom")
async def test_the_reading_line_moves_and_scrolls_only_at_the_edge(five: Library) -> None:
    async with opened(five, (80, 24)) as driven:
        reader = await reading(driven)
        await driven.press("j", "down")
        assert (reader.cursor, reader.scroll_offset.y) == (2, 0)
        await driven.press("k", "up")
        assert reader.cursor == 0
        await driven.press("G")
        assert reader.cursor == reader.items() - 1
        assert reader.end_seen()
        await driven.press("g")
        assert (reader.cursor, reader.scroll_offset.y) == (0, 0)


async def test_a_number_repeats_a_move_or_names_a_line(five: Library) -> None:
    async with opened(five, (80, 24)) as driven:
        reader = await reading(driven)
        await driven.press("1", "2", "j")
        assert reader.cursor == 12
        await driven.press("5", "G")
        assert reader.cursor == 4


@presses("moving.page_down", "moving.page_up", "moving.half_down", "moving.half_up")
async def test_pages_and_half_pages(five: Library) -> None:
    async with opened(five, (80, 24)) as driven:
        reader = await reading(driven)
        seen = reader.size.height
        await driven.press("space")
        assert reader.scroll_offset.y == seen - 1
        await driven.press("b")
        assert reader.scroll_offset.y == 0
        await driven.press("ctrl+d")
        assert reader.scroll_offset.y == seen // 2
        await driven.press("ctrl+u")
        assert reader.scroll_offset.y == 0


@presses("reading.next_match", "reading.prior_match")
async def test_n_walks_the_matches_and_the_status_line_counts(five: Library) -> None:
    async with opened(five, (80, 24)) as driven:
        reader = await reading(driven)
        await driven.press("n")
        first = reader.cursor
        await driven.press("n")
        assert reader.match == 1 and reader.cursor > first
        await driven.press("N")
        assert reader.match == 0 and reader.cursor == first
        await driven.press("N")
        assert reader.match == len(reader.matches) - 1


async def test_without_matches_n_says_so(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter", "n")
        assert "no match" in driven.told[-1]


@presses("reading.next_name", "reading.prior_name")
async def test_brackets_walk_the_names(five: Library) -> None:
    async with opened(five, (80, 24)) as driven:
        reader = await reading(driven)
        walked = []
        for _ in range(5):
            await driven.press("right_square_bracket")
            name = reader.standing_on()
            walked.append(name.entity if name else "")
        assert walked == ["Ann Lee", "Assembly", "Oslo", "Ann Lee", "Ann Lee"]
        await driven.press("left_square_bracket", "left_square_bracket")
        assert reader.standing_on() and reader.standing_on().entity == "Oslo"  # type: ignore[union-attr]


@presses("moving.open")
async def test_enter_on_a_name_opens_its_page_and_enter_there_its_sentence(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter", "right_square_bracket")
        name = driven.library_screen.reader.standing_on()
        assert name is not None
        await driven.press("enter")
        assert isinstance(driven.app.screen, NameScreen)
        assert name.entity in driven.lines[0] and " times in " in driven.lines[1]
        await driven.press("j", "enter")
        screen = driven.app.screen
        assert isinstance(screen, ReadScreen)
        reader = screen.query_one(Reader)
        assert reader.cursor > 0 and reader.matches
        await driven.press("q")
        assert isinstance(driven.app.screen, NameScreen)
        assert driven.app.screen.pane.cursor == 1


@presses("reading.evidence")
async def test_i_tells_how_things_are_known(five: Library) -> None:
    async with opened(five) as driven:
        await reading(driven)
        await driven.press("shift+tab", "i")
        assert isinstance(driven.app.screen, EvidenceScreen)
        await driven.press("q", "tab", "i")
        assert isinstance(driven.app.screen, EvidenceScreen)
        for words in (
            "The Post",
            "credit line: (AFP)",
            "21 Dec 2024",
            "Jun–Jul 2023",
            "newsletter",
        ):
            assert words in driven.glass


@presses("reading.furniture")
async def test_f_shows_and_folds_the_furniture(five: Library) -> None:
    async with opened(five) as driven:
        await reading(driven)
        assert "Subscribe now" not in driven.glass
        await driven.press("f")
        assert "Subscribe now" in driven.glass
        await driven.press("f")
        assert "Subscribe now" not in driven.glass


async def test_kinds_of_names_differ_without_color(five: Library) -> None:
    async with opened(five) as driven:
        reader = await reading(driven)
        styles = {}
        for kind in ("PER", "ORG", "LOC", "NORP", "EVENT"):
            ink = reader.ink(kind)
            styles[kind] = (ink.bold, ink.italic, ink.underline)
        assert len(set(styles.values())) == 5


async def test_new_knowledge_keeps_the_reading_line(five: Library) -> None:
    async with opened(five, (80, 24)) as driven:
        reader = await reading(driven)
        await driven.press("2", "0", "j")
        at = reader.place()
        reader.refine(article())
        assert reader.place() == at


async def test_another_width_keeps_the_words_being_read(five: Library) -> None:
    async with opened(five, (100, 24)) as driven:
        reader = await reading(driven)
        await driven.press("3", "0", "j")
        at = reader.place()
        await driven.pilot.resize_terminal(50, 20)
        await driven.settle()
        span = reader.page.lines[reader.cursor].span
        assert at is not None and span is not None and span.start <= at < span.end
