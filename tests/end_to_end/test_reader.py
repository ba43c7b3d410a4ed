"""The installed command on a real terminal: from start to comparison and back to the shell."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from tests.end_to_end.terminal import COMMAND, PATIENCE, Terminal, printed, sequences
from tests.hostile import foreign

LEAVE = "\x1b[?1049l"
"""What brings the shell's own screen back."""

MOUSE_OFF = "\x1b[?1003l"


def restored(terminal: Terminal) -> bool:
    """Whether the last words gave the terminal back: own screen, cursor seen, no mouse."""
    raw = terminal.raw.decode("utf-8", "replace")
    return (
        raw.rfind(LEAVE) > raw.rfind("\x1b[?1049h")
        and raw.rfind("\x1b[?25h") > raw.rfind("\x1b[?25l")
        and raw.rfind(MOUSE_OFF) >= raw.rfind("\x1b[?1003h")
    )


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 48)])
def test_a_new_reader_gets_from_start_to_comparison_and_out(
    new: dict[str, str], columns: int, rows: int
) -> None:
    with Terminal([], new, columns, rows) as terminal:
        terminal.until("5 articles")
        terminal.press("/", "Pistorius")
        terminal.until("1 article")
        terminal.press("\r", "\x1b")
        terminal.until(lambda text: "1 article" not in text)
        terminal.press("G")
        terminal.until("3 texts")
        terminal.press("c")
        terminal.until(lambda text: "Wording" in text and "Voices" in text)
        terminal.press("q")
        terminal.until(lambda text: "Voices" not in text)
        terminal.press("\x11")
        assert terminal.finish() == 0
        assert restored(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_screen_back(env: dict[str, str], number: signal.Signals) -> None:
    with Terminal([], env) as terminal:
        terminal.until("5 articles")
        terminal.signal(number)
        assert terminal.finish() == 0
        assert restored(terminal)


def lists_articles(text: str) -> bool:
    """Whether the list holds articles, not events: no counts of outlets, an outlet's name."""
    return "1 outlet" not in text and "Tsarizm" in text


def test_it_opens_where_it_was_left(env: dict[str, str]) -> None:
    with Terminal([], env) as terminal:
        terminal.until("5 articles")
        terminal.press("l")
        terminal.until(lists_articles)
        terminal.press("\x11")
        assert terminal.finish() == 0
    with Terminal([], env) as terminal:
        terminal.until(lists_articles)
        terminal.press("\x11")
        assert terminal.finish() == 0


def test_hostile_articles_cannot_steer_the_terminal(
    env: dict[str, str], hostile: Path, tmp_path: Path
) -> None:
    calm = walk(["--library", str(hostile)], env)
    benign = walk([], env)
    assert set(sequences(calm.raw)) == set(sequences(benign.raw))
    assert set(sequences(calm.raw).values()) == set(sequences(benign.raw).values())
    assert "\x1b[8m" not in calm.raw.decode("utf-8", "replace")
    assert foreign(printed(calm.raw)) == []


def walk(arguments: list[str], env: dict[str, str]) -> Terminal:
    """Opens the reader, looks at many articles, a name's page and a comparison, and leaves."""
    with Terminal(arguments, env, 160, 48) as terminal:
        terminal.until("articles")
        terminal.press("l", *"JJJJJJ")
        terminal.press("9hll")
        terminal.until(" place ")
        terminal.press("\r")
        terminal.until("How it is spelt")
        terminal.press("q", "9h", "c")
        terminal.until("Contradictions")
        terminal.press("\t", "\t")
        terminal.press("\x11")
        assert terminal.finish() == 0
    return terminal


def test_without_a_terminal_it_gives_advice_in_one_line(env: dict[str, str]) -> None:
    done = subprocess.run(
        [COMMAND],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=env,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "needs a terminal" in line and "rashomon list" in line


def test_a_dumb_terminal_gets_advice_instead_of_a_mess(env: dict[str, str]) -> None:
    with Terminal([], {**env, "TERM": "dumb"}) as terminal:
        assert terminal.finish() == 2
        assert b"TERM is dumb" in terminal.raw
        assert b"\x1b" not in terminal.raw
