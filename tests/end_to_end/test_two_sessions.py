"""Two readers on one library, each on a terminal of its own: what one does the other sees."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from tests.end_to_end.terminal import Terminal
from tui.theme import NIGHT


@pytest.fixture
def both(
    sample: Library, env: dict[str, str], tmp_path: Path
) -> Iterator[tuple[Terminal, Terminal]]:
    """Two readers in front of the list of articles of one library."""
    shutil.copytree(sample.path, tmp_path / "library")
    colors = {"COLORTERM": "truecolor", "RASHOMON_THEME": "night"}
    here = {**env, **colors, "RASHOMON_LIBRARY": str(tmp_path / "library")}
    with Terminal([], here, 120, 36) as one, Terminal([], here, 120, 36) as other:
        for terminal in (one, other):
            terminal.until("5 articles")
            terminal.press("\x1b", "h", "l")
            terminal.until("of 5")
        yield one, other
        for terminal in (one, other):
            terminal.press("\x11")
            assert terminal.finish() == 0
            assert b"Traceback" not in terminal.raw


def starred(terminal: Terminal) -> int:
    """How many articles of the list carry a star."""
    return sum("★" in line.split("│")[0] for line in terminal.text().splitlines())


def unread(terminal: Terminal) -> int:
    """How many rows of the list are as bright as those of unread articles."""
    bright = NIGHT.strong.removeprefix("#")
    return sum(terminal.screen.buffer[row][1].fg == bright for row in range(4, 34))


def test_a_star_and_a_read_mark_of_one_are_seen_in_the_other(
    both: tuple[Terminal, Terminal],
) -> None:
    one, other = both
    before = unread(other)
    assert starred(other) == 0
    one.press("j", "*")
    other.until(lambda _: starred(other) == 1)
    one.press("r")
    other.until(lambda _: unread(other) < before)
    mine = unread(one)
    other.press("j", "*")
    one.until(lambda _: starred(one) == 0)
    other.press("j", "r")
    one.until(lambda _: unread(one) < mine)


def test_a_text_that_one_forgets_while_the_other_reads_it_makes_room_for_its_neighbor(
    both: tuple[Terminal, Terminal],
) -> None:
    one, other = both
    other.press("2", "j", "\r", "j")
    other.until("text 3 of 5")
    one.press("2", "j", "d", "\r")
    one.until("forgot")
    other.until("forgotten meanwhile")
    other.until("text 3 of 4")
    other.press("\x1b", "j")
    other.until("4 of 4")
