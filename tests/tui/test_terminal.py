"""What the terminal can show, told by its environment."""

from __future__ import annotations

import pytest

from tui.config import load
from tui.look import look
from tui.terminal import known_by

FULL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        (FULL, "night"),
        ({**FULL, "COLORFGBG": "0;15"}, "paper"),
        ({"TERM": "xterm-kitty"}, "night"),
        ({"TERM": "xterm-256color"}, "terminal"),
        ({"TERM": "linux"}, "terminal"),
        ({}, "terminal"),
        ({**FULL, "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, "terminal"),
        ({**FULL, "SSH_TTY": "/dev/pts/3"}, "terminal"),
        ({"TERM": "vt100"}, "plain"),
        ({**FULL, "NO_COLOR": "1"}, "plain"),
        ({**FULL, "NO_COLOR": ""}, "night"),
    ],
)
def test_the_theme_is_one_that_the_terminal_can_show(environ: dict[str, str], theme: str) -> None:
    assert look(load({}), known_by(environ)).theme == theme


def test_no_color_wins_over_everything_and_says_so() -> None:
    found = look(load({"RASHOMON_THEME": "night"}), known_by({**FULL, "NO_COLOR": "1"}))
    assert (found.theme, found.fixed, found.kept) == ("plain", "NO_COLOR is set", None)


def test_a_theme_that_is_set_is_taken_on_any_terminal() -> None:
    found = look(load({"RASHOMON_THEME": "paper"}), known_by({"TERM": "linux"}))
    assert (found.theme, found.kept) == ("paper", None)


@pytest.mark.parametrize(
    ("environ", "stream", "encoding"),
    [
        ({}, "utf-8", "utf-8"),
        ({}, "UTF8", "utf-8"),
        ({"LC_ALL": "C"}, "utf-8", "ascii"),
        ({"LC_ALL": "POSIX"}, "utf-8", "ascii"),
        ({"LC_ALL": "C.UTF-8"}, "utf-8", "utf-8"),
        ({"LC_ALL": "en_US.ISO-8859-1"}, "utf-8", "ascii"),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, "utf-8", "ascii"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.ISO-8859-1"}, "utf-8", "utf-8"),
        ({"LC_ALL": "en_US.ISO-8859-1"}, "ISO-8859-1", "iso8859-1"),
        ({"LC_ALL": "xx.nothing"}, "utf-8", "utf-8"),
        ({}, "ANSI_X3.4-1968", "ascii"),
        ({}, "ISO-8859-1", "iso8859-1"),
        ({}, None, "ascii"),
        ({}, "no such codec", "ascii"),
    ],
)
def test_signs_are_those_of_the_locale(
    environ: dict[str, str], stream: str | None, encoding: str
) -> None:
    assert look(load({}), known_by(environ, stream)).encoding == encoding


@pytest.mark.parametrize(("value", "encoding"), [("true", "ascii"), ("false", "utf-8")])
def test_signs_may_be_chosen(value: str, encoding: str) -> None:
    config = load({"RASHOMON_ASCII": value})
    assert look(config, known_by({"LC_ALL": "C"})).encoding == encoding
