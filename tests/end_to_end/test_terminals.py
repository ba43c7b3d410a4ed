"""The installed command on terminals of every kind: few colors, none, ASCII, small, read-only."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests.end_to_end.terminal import COMMAND, PATIENCE, Terminal, printed

COLOR = re.compile(rb"\x1b\[(?:\d*;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m")
"""A color is asked for, other than the terminal's usual one (39, 49)."""
RICH = re.compile(rb"\x1b\[(?:\d*;)*[34]8[;:]")
"""One of more than 16."""


def seen(env: dict[str, str], *keys: str, columns: int = 80, rows: int = 24) -> Terminal:
    """The reader opened, some keys pressed, and left."""
    with Terminal([], env, columns, rows) as terminal:
        terminal.until("5 articles")
        terminal.press(*keys)
        terminal.press("\x11")
        assert terminal.finish() == 0
    return terminal


EVERYWHERE = ("/", "u", "\x1b", "l", "?", "\x1b", "h", "G", "c", "\t", "\t", "\x1b")


def test_no_color_means_none_on_any_screen(env: dict[str, str]) -> None:
    terminal = seen({**env, "NO_COLOR": "1", "COLORTERM": "truecolor"}, *EVERYWHERE)
    assert COLOR.search(terminal.raw) is None
    assert b"7;39;49m" in terminal.raw or b"[7m" in terminal.raw or b"1;7;" in terminal.raw


def test_over_ssh_to_an_ascii_locale_every_byte_is_ascii_in_the_terminals_own_colors(
    env: dict[str, str],
) -> None:
    over = {**env, "SSH_TTY": "/dev/pts/1", "COLORTERM": "truecolor", "LC_ALL": "C"}
    terminal = seen(over, *EVERYWHERE)
    assert COLOR.search(terminal.raw) and RICH.search(terminal.raw) is None
    assert terminal.raw.isascii()
    assert "Contrad" in printed(terminal.raw)


@pytest.mark.parametrize("term", ["linux", "vt100", ""])
def test_it_opens_on_any_terminal_that_places_text(env: dict[str, str], term: str) -> None:
    terminal = seen({**env, "TERM": term}, "j")
    assert RICH.search(terminal.raw) is None


def test_a_key_given_in_the_configuration_acts_and_is_shown(
    env: dict[str, str], home: Path
) -> None:
    folder = home / ".config" / "rashomon"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("[keys]\nlibrary.compare = 'E'\n", encoding="utf-8")
    with Terminal([], env) as terminal:
        terminal.until("E compare")
        terminal.press("E")
        terminal.until("Wording")
        terminal.press("\x11")
        assert terminal.finish() == 0


def test_mistakes_in_the_configuration_are_told_and_the_reader_opens(
    env: dict[str, str], home: Path
) -> None:
    (home / "mine.toml").write_text("\n\nthem = 1\n", encoding="utf-8")
    with Terminal([], {**env, "RASHOMON_CONFIG": str(home / "mine.toml")}, 120, 24) as terminal:
        terminal.until("line 3")
        terminal.press("\x11")
        assert terminal.finish() == 0


def test_the_colors_chosen_last_are_there_again_and_a_mouse_switched_off_is_left_alone(
    env: dict[str, str],
) -> None:
    full = {**env, "COLORTERM": "truecolor"}
    with Terminal([], full) as terminal:
        terminal.until("5 articles")
        terminal.press("t")
        terminal.until("colors: paper")
        terminal.press("\x11")
        assert terminal.finish() == 0
    again = seen({**full, "RASHOMON_MOUSE": "off"})
    assert b"48;2;250;248;243" in again.raw
    assert b"\x1b[?1000h" not in again.raw and b"\x1b[?1003h" not in again.raw


def test_without_a_home_it_opens_on_the_sample(env: dict[str, str]) -> None:
    bare = {key: value for key, value in env.items() if not key.startswith("XDG")}
    terminal = seen({**bare, "HOME": "/proc/nowhere"}, "j", "t")
    assert b"Traceback" not in terminal.raw


def test_errors_sent_elsewhere_leave_no_screen_to_draw_on(
    env: dict[str, str], tmp_path: Path
) -> None:
    master, slave = os.openpty()
    with (tmp_path / "errors").open("wb") as errors:
        done = subprocess.run(
            [COMMAND], stdin=slave, stdout=slave, stderr=errors, env=env, timeout=PATIENCE
        )
    os.close(slave)
    os.close(master)
    assert done.returncode == 2
    assert "needs a terminal" in (tmp_path / "errors").read_text(encoding="utf-8")


def resize(terminal: Terminal, columns: int, rows: int) -> None:
    terminal.screen.resize(rows, columns)
    size = struct.pack("HHHH", rows, columns, 0, 0)
    fcntl.ioctl(terminal._master, termios.TIOCSWINSZ, size)


def test_sixty_sizes_one_after_the_other_and_it_still_answers(env: dict[str, str]) -> None:
    with Terminal([], env, 100, 30) as terminal:
        terminal.until("5 articles")
        for at in range(60):
            resize(terminal, 20 + at * 2, 5 + at % 30)
        resize(terminal, 20, 7)
        terminal.until("too small")
        resize(terminal, 80, 24)
        terminal.until("5 articles")
        terminal.press("?")
        terminal.until("Help")
        terminal.press("q", "\x11")
        assert terminal.finish() == 0


def test_put_to_sleep_and_woken_it_is_there_again(env: dict[str, str]) -> None:
    with Terminal([], env) as terminal:
        terminal.until("5 articles")
        terminal.signal(signal.SIGTSTP)
        terminal.until(lambda _: b"\x1b[?1049l" in terminal.raw)
        while not os.waitpid(terminal.process.pid, os.WUNTRACED | os.WNOHANG)[1]:
            terminal._read(time.monotonic() + 0.05)
        terminal.signal(signal.SIGCONT)
        terminal.press("l")
        terminal.until("MENAFN")
        terminal.press("\x11")
        assert terminal.finish() == 0
