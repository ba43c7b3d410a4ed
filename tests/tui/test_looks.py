"""Looks: nothing is told by color alone, and every screen holds in ASCII and in small windows."""

from __future__ import annotations

import itertools

import pytest
from rich.style import Style
from textual.strip import Strip

from index import Library
from tests.tui.screen import ARTICLES, EVENTS, NAMES, opened, presses
from tui.app import Reading
from tui.config import load
from tui.front_rows import first_rows
from tui.look import Look, look
from tui.screens.compare import LENSES
from tui.terminal import known_by
from tui.theme import COLORS, NAMED, chosen, inks, on_ground
from tui.widgets.reader import Reader

TOLD_APART = (
    ("text", "match"), ("match", "match_here"), ("text", "lit"), ("dim", "tab_here"),
    ("dim", "accent"), ("dim", "strong"), ("strong", "title"), ("text", "name_here"),
    ("text", "marked"),
)  # fmt: skip

LIGHT = on_ground("terminal", light=True)


def without_color(style: Style) -> Style:
    return style.without_color


@pytest.mark.parametrize("theme", ["plain", "terminal", LIGHT])
def test_what_must_be_told_apart_is_without_color_too(theme: str) -> None:
    ink = inks(theme)
    for one, other in (*TOLD_APART, *itertools.pairwise(NAMED)):
        if theme == "plain" or "match" not in (one, other):
            assert without_color(ink[one]) != without_color(ink[other]), (one, other)


def test_every_theme_has_every_role() -> None:
    roles = {frozenset(inks(theme)) for theme in (*COLORS, LIGHT)}
    assert len(roles) == 1


@pytest.mark.parametrize("theme", ["plain", "terminal", LIGHT])
def test_the_terminals_own_colors_are_all_that_is_asked_for(theme: str) -> None:
    for style in inks(theme).values():
        for color in (style.color, style.bgcolor):
            assert color is None or color.is_default or (color.number or 0) < 16
            assert theme != "plain" or color is None or color.is_default


@presses("anywhere.theme")
async def test_t_goes_through_the_themes_and_the_last_is_remembered(five: Library) -> None:
    async with opened(five, (80, 24), Look()) as glass:
        seen = []
        for _ in COLORS:
            seen.append(glass.app.theme)
            await glass.press("t")
        assert seen == list(COLORS) and glass.app.theme == seen[0]
        await glass.press("t")
    assert Reading(five).theme == "paper"
    assert Reading(five, look=Look(theme="terminal", kept="theme on sixteen")).theme == "terminal"


async def test_on_a_ground_known_to_be_light_the_terminals_own_colors_are_other_ones(
    five: Library,
) -> None:
    known = known_by({"TERM": "xterm-256color", "COLORFGBG": "0;15"})
    light, dark = look(load({}), known), look(load({}), known_by({"TERM": "xterm-256color"}))
    assert light.theme == dark.theme == "terminal"
    accents = []
    for one in (dark, light):
        frame, _ = first_rows(five, one, {"TERM": "xterm-256color"}, 80, 24)
        async with opened(five, (80, 24), one) as glass:
            first = next(part for part in glass.strips[0] if "rashomon" in part.text)
            assert first.style is not None and first.style.color is not None
            accents.append(first.style.color.name)
            assert f"3{first.style.color.number}" in frame[0].split("rashomon")[0]
            seen = []
            for _ in COLORS:
                seen.append(chosen(glass.app.theme))
                await glass.press("t")
            assert set(seen) == set(COLORS), "one goes through as many as elsewhere"
            assert five.recall("theme on sixteen") == "terminal", "which is what is remembered"
    assert accents == ["cyan", "blue"]


async def test_a_theme_that_is_set_comes_back_with_the_next_start(five: Library) -> None:
    look = Look(theme="terminal", kept=None)
    async with opened(five, (80, 24), look) as glass:
        await glass.press("t")
        assert glass.app.theme == "plain" and "until you leave" in glass.told[-1]
    assert Reading(five, look=look).theme == "terminal"


async def test_where_no_color_is_wanted_t_brings_none(five: Library) -> None:
    look = Look(theme="plain", fixed="NO_COLOR is set", kept=None)
    async with opened(five, (80, 24), look) as glass:
        await glass.press("t")
        assert glass.app.theme == "plain" and "NO_COLOR is set" in glass.told[-1]


@pytest.mark.parametrize("size", [(30, 8), (80, 24), (160, 48)])
async def test_every_screen_holds_in_ascii(five: Library, size: tuple[int, int]) -> None:
    async with opened(five, size, Look(theme="plain", encoding="ascii")) as glass:
        names, last = ("q", *NAMES), ("q", *EVENTS, "G")
        for keys in ((*ARTICLES, "i"), names, ("enter",), ("q", "?"), ("q", "O"), last):
            await glass.press(*keys)
            assert glass.glass.isascii() and glass.glass.strip(), keys
        await glass.press("c")
        for at in range(len(LENSES)):
            await glass.press("tab")
            assert LENSES[(at + 1) % len(LENSES)] in glass.glass
            assert glass.glass.isascii() and all(len(line) <= size[0] for line in glass.lines)


async def test_the_column_is_as_wide_as_it_is_set(five: Library) -> None:
    async with opened(five, (120, 40), Look(measure=40)) as glass:
        page = glass.app.screen.query_one("#reader", Reader).page
        assert max(line.span.end - line.span.start for line in page.lines if line.span) <= 40


async def test_a_window_too_small_says_how_large_it_must_be(five: Library) -> None:
    async with opened(five, (29, 8), Look()) as glass:
        assert glass.glass.strip() == "too small: wants 30 x 8"


@presses("anywhere.palette")
@pytest.mark.parametrize("theme", ["night", "paper", "terminal", "plain"])
async def test_the_chosen_command_is_the_only_one_in_bold(five: Library, theme: str) -> None:
    async with opened(five, (80, 24), Look(theme=theme)) as glass:
        await glass.press("colon")
        rows = [strip for strip in glass.strips if "The list to the" in strip.text]
        (chosen,) = (strip for strip in glass.strips if "Among events and" in strip.text)
        assert rows and not any(is_bold(strip, "") for strip in rows)
        assert is_bold(chosen, "Among events")


def is_bold(strip: Strip, words: str) -> bool:
    """Whether a part of the line that has these words is bold."""
    return any(part.style and part.style.bold for part in strip if words in part.text)
