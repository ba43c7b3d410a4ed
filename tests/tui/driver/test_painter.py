"""The painter: the screen is cell for cell the one Textual's own bytes would have made."""

from __future__ import annotations

import os
import random
import re

import pytest

from tests.tui.driver.frames import LOOKS, Model
from tests.tui.driver.glass import Shown
from tui.driver.painter import Painter

FIRST = int(os.environ.get("PAINTER_FIRST", "0"))  # another range, by hand
SEEDS = range(FIRST, FIRST + int(os.environ.get("PAINTER_SEEDS", "25")))
SIZES = [(24, 9), (40, 15), (7, 3), (60, 6), (1, 1), (3, 20)]
STRANGE = [
    "\x1b[2J",
    "\x1b[5m?",
    "\x1b[1;31mleft on",
    "\x1b[3;1H\tx\x1b[0m",
    "x" * 500,
    "\x1b[2;2H\u0301",
]


class Both:
    """The same frames through the painter and as they are, on two terminals."""

    def __init__(self, width: int, height: int) -> None:
        self.painter = Painter(width, height)
        self.plain, self.ours = Shown(width, height), Shown(width, height)

    def show(self, data: str) -> str:
        """Shows a frame on both; answers what the painter wrote."""
        self.plain.write(data)
        written = self.painter.paint(data)
        self.ours.write(written)
        return written

    def resize(self, width: int, height: int) -> None:
        """Both terminals change their size; what they hold then is theirs to say."""
        for shown in (self.plain, self.ours):
            shown.glass.resize(height, width)
        self.painter = Painter(width, height)

    def check(self) -> None:
        """Both show the same."""
        assert self.ours.screen == self.plain.screen


@pytest.mark.parametrize("seed", SEEDS)
def test_any_run_of_frames_shows_what_textuals_bytes_show(seed: int) -> None:
    chance = random.Random(seed)
    width, height = chance.choice(SIZES)
    model = Model(width, height, chance, still=chance.choice([0, width // 3]))
    both = Both(width, height)
    both.show(model.frame())
    for _ in range(30):
        both.show(model.step())
        both.check()
    assert both.ours.bytes <= both.plain.bytes


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_what_it_does_not_know_goes_out_as_it_is_and_nothing_is_taken_for_granted(
    seed: int,
) -> None:
    chance = random.Random(seed)
    model = Model(*chance.choice(SIZES[:4]), chance)
    both = Both(model.width, model.height)
    for _ in range(20):
        both.show(model.step())
        strange = chance.choice(STRANGE)
        assert both.show(strange) == strange
        both.check()
        both.show(model.step())
        both.check()


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_after_a_resize_all_is_painted_again(seed: int) -> None:
    chance = random.Random(seed)
    both = Both(24, 9)
    for _ in range(6):
        model = Model(*chance.choice(SIZES[:4]), chance)
        both.resize(model.width, model.height)
        for frame in (model.frame(), model.step(), model.step()):
            both.show(frame)
            both.check()


def test_a_scrolled_line_costs_the_line_that_came_in() -> None:
    model = Model(120, 40, random.Random(7))
    both = Both(120, 40)
    both.show(model.frame())
    model.scroll(2, 38, 1)
    model.rows[37] = [("what came in".ljust(120), LOOKS[1])]
    assert len(both.show(model.frame()).encode()) < 120 + 80
    both.check()


def test_a_screen_painted_again_costs_nothing() -> None:
    model = Model(120, 40, random.Random(8))
    both = Both(120, 40)
    both.show(model.frame())
    assert both.show(model.frame()) == ""


def test_a_link_is_part_of_how_a_cell_looks() -> None:
    both = Both(20, 2)
    both.show("\x1b[1;1Hread \x1b]8;id=1;https://example.org\x1b\\here\x1b]8;;\x1b\\\x1b[1;1H")
    both.show("\x1b[1;1Hread here\x1b[1;1H")
    both.check()
    assert both.show("\x1b[1;1Hread here\x1b[1;1H") == ""


def test_a_link_drawn_again_under_another_id_costs_nothing_and_a_wrapped_one_has_one_id() -> None:
    both = Both(20, 2)
    line = "\x1b[{y};1H\x1b]8;id={id};https://example.org/a;b;\x1b\\here\x1b]8;;\x1b\\"
    first = both.show(line.format(y=1, id=1) + line.format(y=2, id=2) + "\x1b[1;1H")
    both.check()
    assert len(set(re.findall(r"id=[^;]*;[^;]", first))) == 1
    assert both.show(line.format(y=1, id=3) + "\x1b[1;1H") == ""


def test_a_row_with_an_emoji_is_written_whole_each_piece_in_its_place() -> None:
    both = Both(20, 2)
    second = f"\n\x1b[2;1H{'z' * 20}\x1b[1;1H"
    both.show(f"\x1b[1;1Hab👍cd{second}")
    assert both.show(f"\x1b[1;1Hxb👍cd{second}") == "xb  \x1b[3G👍\x1b[1;5Hcd\r"
    both.check()


def test_behind_a_sign_that_a_terminal_takes_for_narrower_words_stand_where_they_belong() -> None:
    both = Both(24, 2)
    for sign in ("❤\ufe0f", "🇫🇷"):  # two cells, of which this terminal may think otherwise
        both.show(f"\x1b[1;1H{' ' * 24}\x1b[1;1H")
        both.show(f"\x1b[1;1Ha{sign} vote\x1b[1;1H")
        assert "".join(str(cell[0]) for cell in both.ours.glass.cells()[0][4:8]) == "vote"


@pytest.mark.parametrize("size", [200_000])
def test_a_long_text_of_anything_is_no_trouble(size: int) -> None:
    for text in ("x", "\x1b[", "\u0301", "漢", "👩\u200d", "\x1b[1;1H", "\x1b[;", "\n", "\x1b]8;"):
        painter = Painter(80, 24)
        data = text * (size // len(text))
        painter.paint(data)
        painter.paint("\x1b[1;1H" + data)
