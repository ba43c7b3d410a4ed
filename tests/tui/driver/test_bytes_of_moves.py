"""What a key costs on the line to the terminal, at 120 x 40: bytes are exact, so they are held."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rich.console import Console
from rich.control import Control

from index import Library
from tests.tui.screen import ARTICLES, Driven, opened
from tui.driver.painter import Painter
from tui.screens.compare import CompareScreen
from tui.screens.lenses import LENSES

ONE_TEXT, TWO_TEXTS = 600, 780
STATUS = 12
"""Bytes by which a move costs more in fact: the status line is painted by itself."""
_OF_ONE_ROW = ("Shared", "Contradictions")
"""Lenses in which there is nowhere to go between these two texts."""


class Line:
    """What goes over the line from one look at the glass to the next."""

    def __init__(self, driven: Driven) -> None:
        self._driven, self._painter = driven, Painter(120, 40)
        self.sent()

    def sent(self) -> int:
        """The bytes that make the last glass this one."""
        console = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)
        frame = "\n".join(
            Control.move_to(0, y).segment.text + strip.render(console)
            for y, strip in enumerate(self._driven.strips)
        )
        return len(self._painter.paint(frame + Control.move_to(0, 0).segment.text).encode())

    async def costs(self, *keys: str) -> list[int]:
        """The bytes that each key costs; a key that does nothing is left out."""
        costs = []
        for key in keys:
            await self._driven.press(key)
            costs.append(self.sent())
        return [cost for cost in costs if cost]


async def test_a_line_of_a_text_costs_few_bytes(five: Library) -> None:
    async with opened(five, (120, 40)) as driven:
        await driven.press(*ARTICLES, "G", "enter", "z")
        costs = await Line(driven).costs(*"j" * 40, *"k" * 10)
        assert len(costs) > 20
        assert max(costs) <= ONE_TEXT - STATUS


@pytest.mark.parametrize("lens", range(1, len(LENSES) + 1), ids=LENSES)
async def test_a_row_of_two_texts_costs_few_bytes(five: Library, lens: int) -> None:
    async with opened(five, (120, 40)) as driven:
        driven.app.push_screen(CompareScreen(five, (3, 4)))
        await driven.settle()
        await driven.press(str(lens), "tab")
        costs = await Line(driven).costs(*"j" * 20, *"k" * 8)
        assert max(costs, default=0) <= TWO_TEXTS - STATUS
        assert costs or LENSES[lens - 1] in _OF_ONE_ROW


async def test_a_step_in_a_list_costs_its_two_rows(five: Library) -> None:
    async with opened(five, (120, 40)) as driven:
        await driven.press(*ARTICLES)
        driven.library_screen.REST = 3600.0  # type: ignore[misc]
        costs = await Line(driven).costs(*"jjjjkkkk")
        assert len(costs) == 8 and max(costs) <= TWO_TEXTS


def _article(seed: int) -> str:
    """A tall lede and paragraphs, in words that no other text has."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 9)))

    def paragraph(words: int) -> str:
        return " ".join(word() for _ in range(words)).capitalize() + "."

    return "\n\n".join([paragraph(6)[:-1], *(paragraph(60) for _ in range(6))])


async def test_leaving_tall_ledes_costs_no_more_than_a_row(tmp_path: Path) -> None:
    """The mark goes off many rows, which all move."""
    names = [f"{number}.txt" for number in (1, 2, 3)]
    for number, name in enumerate(names, 1):
        (tmp_path / name).write_text(_article(number))
    with Library.open(tmp_path / "library") as library:
        library.add([str(tmp_path / name) for name in names])
        library.analyse()
        async with opened(library, (120, 40)) as driven:
            driven.app.push_screen(CompareScreen(library, (1, 2, 3)))
            await driven.settle()
            costs = await Line(driven).costs(*"jjjjkkkk")
            assert len(costs) >= 6 and max(costs) <= TWO_TEXTS - STATUS
