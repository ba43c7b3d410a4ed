"""The reader on a real terminal: changes only show what whole frames show, with few bytes."""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import termios
import time
from pathlib import Path

from index import Library
from tests.end_to_end.terminal import PATIENCE, Terminal, environment
from tests.tui.driver.glass import Cell, seen
from tui.driver.pacing import QUESTION

WALK = ["\r", "j", " ", "?", "\x1b", "q", "c", "j", "\t"]


class Pane(Terminal):
    """A terminal whose window can be dragged larger and smaller, and that tells where its cursor
    is, unless its ``answers`` are held up."""

    answers = True
    _answered = 0

    def _read(self, deadline: float) -> bool:
        came = super()._read(deadline)
        asked = self.raw.count(QUESTION.encode())
        if self.answers and asked > self._answered:
            os.write(self._master, b"\x1b[1;1R" * (asked - self._answered))
            self._answered = asked
        return came

    def resize(self, columns: int, rows: int) -> None:
        """The window has another size; the program is told by the terminal."""
        self.press("")
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def rest(self) -> int:
        """Waits until nothing more comes; answers how many bytes came so far."""
        self.press("")
        return len(self.raw)

    def cells(self) -> list[list[Cell]]:
        """Every cell with its look."""
        self.rest()
        rows, columns = self.screen.lines, self.screen.columns
        return [[seen(self.screen.buffer[y][x]) for x in range(columns)] for y in range(rows)]


def opened(
    articles: Library,
    home: Path,
    diff: str,
    columns: int = 120,
    rows: int = 40,
    shell: bool = False,
) -> Pane:
    """The reader on ``articles``, in a home of its own; the job of a ``shell`` or on its own."""
    shutil.copytree(articles.path, home / "library")
    env = environment(home, RASHOMON_DIFF=diff, COLORTERM="truecolor")
    return Pane(["--library", str(home / "library")], env, columns, rows, shell)


def ready(pane: Pane) -> int:
    """Waits for the first screen to be complete; answers the bytes until then."""
    pane.until("stated")
    return pane.rest()


def same(ours: Pane, plain: Pane) -> bool:
    """Whether both come to show the same, in every cell."""
    deadline = time.monotonic() + PATIENCE
    while ours.cells() != plain.cells():
        if time.monotonic() > deadline:
            return False
    return True


def test_changes_only_show_what_whole_frames_show(sample: Library, tmp_path: Path) -> None:
    with opened(sample, tmp_path / "a", "1") as ours, opened(sample, tmp_path / "b", "0") as plain:
        assert ready(ours) <= 20_000
        assert ready(plain) > 40_000
        assert same(ours, plain)
        steps: list[str | tuple[int, int]] = [*WALK, (80, 24), "j", (120, 40)]
        for step in steps:
            for pane in (ours, plain):
                pane.press(step) if isinstance(step, str) else pane.resize(*step)
            assert same(ours, plain), step


def test_a_key_held_on_a_line_that_is_slow_to_answer_leads_where_it_leads_at_once(
    sample: Library, tmp_path: Path
) -> None:
    with opened(sample, tmp_path / "a", "1") as ours, opened(sample, tmp_path / "b", "0") as plain:
        for pane in (ours, plain):
            ready(pane)
            pane.press("l", "\r", "z")
        assert same(ours, plain)
        asked = ours.raw.count(QUESTION.encode())
        assert asked
        ours.answers = False
        for pane in (ours, plain):
            for key in "jjjj jjbjj " * 4:
                os.write(pane._master, key.encode())
        ours.rest()
        ours.answers = True
        assert same(ours, plain)
        assert ours.raw.count(QUESTION.encode()) > asked
        ours.answers = False
        for pane in (ours, plain):
            pane.press("\x11")
            assert pane.finish() == 0
        assert ours.raw.rindex(b"\x1b[?1049l") > ours.raw.rindex(QUESTION.encode())


def test_a_scrolled_line_and_another_window_cost_few_bytes(sample: Library, tmp_path: Path) -> None:
    with opened(sample, tmp_path / "a", "1", 120, 14) as pane:
        ready(pane)
        beside = pane.text()
        pane.press("l", "\r", "z")
        pane.until(lambda text: text != beside)
        pane.press(*"jjjjjjjjjj")
        before, top = pane.rest(), pane.text()
        pane.press(*"jjjj")
        after = pane.rest()
        assert pane.text() != top
        assert after - before <= 4 * 600
        os.write(pane._master, b"\x1b[O\x1b[I")
        assert pane.rest() - after <= 200


def test_what_was_painted_anew_is_known_to_the_keys_after_it(
    sample: Library, tmp_path: Path
) -> None:
    with opened(sample, tmp_path / "a", "1", 120, 36) as pane:
        ready(pane)
        pane.press("\t")
        before, shown = pane.rest(), pane.cells()
        pane.press("\x0c")
        anew = pane.rest()
        assert pane.cells() == shown and before + 2_000 < anew < before + 12_000
        pane.press("\t")
        assert pane.rest() - anew <= 600


def test_whole_frames_can_be_asked_for_on_the_command_line(sample: Library, tmp_path: Path) -> None:
    shutil.copytree(sample.path, tmp_path / "library")
    env = environment(tmp_path, COLORTERM="truecolor")
    with Pane(["--no-diff", "--library", str(tmp_path / "library")], env, 120, 40) as pane:
        assert ready(pane) > 40_000
