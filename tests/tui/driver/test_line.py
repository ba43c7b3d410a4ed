"""The line to the terminal: whole where it is taken, given up where it is not."""

from __future__ import annotations

import os
import pty
import threading
from collections.abc import Iterator
from typing import TextIO

import pytest

from tui.driver.line import Line

LONG = "".join(f"{n}é漢 " for n in range(20_000))
SECONDS = 20.0


@pytest.fixture
def ends() -> Iterator[tuple[int, TextIO]]:
    """The far end of a terminal, and what a program writes to."""
    master, slave = pty.openpty()
    with open(slave, "w", encoding="utf-8") as file:  # noqa: PTH123 - it is no path
        yield master, file


def taken(master: int, length: int) -> bytes:
    got = b""
    while len(got) < length:
        got += os.read(master, 65_536)
    return got


def test_what_is_too_much_at_once_comes_whole_to_one_who_reads_slowly(
    ends: tuple[int, TextIO],
) -> None:
    master, file = ends
    line = Line(file, lambda: None)
    threading.Thread(target=lambda: (line.write(LONG), line.flush()), daemon=True).start()
    assert taken(master, len(LONG.encode())).decode() == LONG
    assert os.get_blocking(file.fileno()), "the mode of those who share it is theirs"
    os.close(master)


def test_it_stops_waiting_for_one_who_takes_nothing(ends: tuple[int, TextIO]) -> None:
    master, file = ends
    line = Line(file, lambda: None)
    writer = threading.Thread(target=lambda: (line.write(LONG), line.flush()), daemon=True)
    writer.start()
    os.read(master, 1)
    assert writer.is_alive()
    line.drop()
    writer.join(SECONDS)
    assert not writer.is_alive()
    os.close(master)


def test_it_tells_once_that_nobody_is_there_any_more(ends: tuple[int, TextIO]) -> None:
    master, file = ends
    told: list[bool] = []
    line = Line(file, lambda: told.append(True))
    os.close(master)
    for _ in range(3):
        line.write("words")
        line.flush()
    assert told == [True]


def test_where_the_terminal_has_no_name_its_file_is_written_to(
    ends: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    master, file = ends

    def no_name(_: int) -> str:
        raise OSError

    monkeypatch.setattr(os, "ttyname", no_name)
    line = Line(file, lambda: None)
    line.write("words")
    line.flush()
    assert os.read(master, 100) == b"words"
    os.close(master)
