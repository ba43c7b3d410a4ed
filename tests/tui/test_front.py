"""The first picture: there before the screens are, the same as theirs, and never in the way."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pyte
import pytest

from index import Library
from tests.end_to_end.terminal import Terminal, environment
from tui.front_rows import Frame, first_rows
from tui.look import Look
from tui.screens.place import Place

SIZES = [(120, 40), (100, 30), (80, 24), (60, 20), (160, 48)]


def drawn(rows: list[str], columns: int, height: int) -> pyte.Screen:
    """A terminal that shows ``rows``."""
    screen = pyte.Screen(columns, height)
    pyte.Stream(screen).feed("".join(f"\x1b[{y};1H{row}" for y, row in enumerate(rows, 1)))
    return screen


def seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """What one sees of a cell: a blank shows neither ink nor weight."""
    return cell if cell.data != " " else cell._replace(fg="", bold=False, italics=False)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_it_shows_what_the_screen_will_show(
    sample: Library, tmp_path: Path, columns: int, rows: int
) -> None:
    shutil.copytree(sample.path, tmp_path / "library")
    env = environment(tmp_path, COLORTERM="truecolor")
    with Library.open(tmp_path / "library") as library:
        library.remember("tour", "seen")
        found, complete = first_rows(library, Look(), env, columns, rows)
    assert complete
    first, frame = drawn(found, columns, rows), Frame(columns, rows)
    with Terminal(["--library", str(tmp_path / "library")], env, columns, rows) as terminal:
        terminal.until("compare")
        terminal.press("")
        lists = range(frame.head - 1, rows - 1)
        for y in (0, *lists):
            for x in range(columns if y == 0 else frame.listed):
                was, comes = first.buffer[y][x], terminal.screen.buffer[y][x]
                assert seen(was) == seen(comes), (x, y)


def test_a_search_that_goes_on_is_named_and_no_other_list_is_shown(five: Library) -> None:
    event = five.events()[0]
    for query, listed in (("nato", False), ("", True)):
        Place("events", event.articles[0], query=query).save(five)
        rows, complete = first_rows(five, Look(), {}, 120, 40)
        screen = drawn(rows, 120, 40).display
        assert complete == listed == (event.label[:20] in "".join(screen))
        assert ("/ nato  " in screen[1]) != listed


def test_keys_typed_before_the_screens_are_there_wait_for_them(
    sample: Library, tmp_path: Path
) -> None:
    shutil.copytree(sample.path, tmp_path / "library")
    env = environment(tmp_path)
    with Terminal(["--library", str(tmp_path / "library")], env) as terminal:
        terminal.until("articles")
        terminal.press("?", "\r")
        terminal.until("List the events")
        assert "^" not in terminal.text().splitlines()[0]
        terminal.press("\x11")
        assert terminal.finish() == 0


def test_a_signal_before_the_screens_are_there_gives_the_terminal_back(
    sample: Library, tmp_path: Path
) -> None:
    shutil.copytree(sample.path, tmp_path / "library")
    env = environment(tmp_path)
    with Terminal(["--library", str(tmp_path / "library")], env) as terminal:
        terminal.until("articles")
        terminal.signal(signal.SIGTERM)
        terminal.finish()
        assert terminal.raw.rindex(b"\x1b[?1049l") > terminal.raw.rindex(b"\x1b[?1049h")
        assert b"\x1b[?25h" in terminal.raw


def test_a_library_that_cannot_be_opened_is_told_on_the_usual_screen(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "library.db").write_bytes(b"no database at all" * 100)
    with Terminal(["--library", str(tmp_path / "library")], environment(tmp_path)) as terminal:
        terminal.until("library.db")
        assert terminal.finish() == 1
        assert b"\x1b[?1049h" not in terminal.raw


def test_a_small_window_gets_no_first_picture(sample: Library) -> None:
    assert first_rows(sample, Look(), {}, 29, 24) == ([], False)
    assert first_rows(sample, Look(), {}, 80, 7) == ([], False)
