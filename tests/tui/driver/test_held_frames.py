"""Frames held while a line has enough to carry: in the end all cells are as wanted, whatever
happened to answers, window and screen meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from textual._xterm_parser import XTermParser
from textual.events import CursorPosition, Key
from textual.geometry import Size

from tests.tui.driver.frames import Model
from tests.tui.driver.glass import Shown
from tests.tui.driver.line import Far, Time
from tests.tui.driver.test_painter import STRANGE
from tui.driver import diffing
from tui.driver.diffing import DiffingDriver
from tui.driver.pacing import Pacing
from tui.driver.painter import Painter
from tui.driver.pasting import Pastes
from tui.front import Begun

FIRST = int(os.environ.get("PAINTER_FIRST", "0"))  # another range, by hand
SEEDS = range(FIRST, FIRST + int(os.environ.get("PAINTER_SEEDS", "15")))
COLUMNS, ROWS = 40, 15


class Screen:
    """The driver on a slow line, beside a terminal that shows Textual's frames as they are."""

    def __init__(self, driver: DiffingDriver, rate: float, delay: float) -> None:
        self.time, self.driver = Time(), driver
        self.painted_anew = 0
        self.size = (COLUMNS, ROWS)
        self.line = Far(self.time, rate, delay, *self.size)
        self.line.answered = lambda: driver.process_message(CursorPosition(0, 0))
        self.plain = Shown(*self.size)
        internals: Any = driver
        internals._app, internals._loop, internals._writer_thread = self, self.time, self.line
        internals._pacing = Pacing(self.time.clock)

    def refresh(self) -> None:
        """In place of the app's: all is to be painted anew."""
        self.painted_anew += 1

    def show(self, frame: str) -> None:
        """A frame, as the app writes it."""
        self.plain.write(frame)
        for data in ("\x1b[?2026h", frame, "\x1b[?2026l"):
            self.driver.write(data)

    def resize(self, width: int, height: int) -> None:
        """The window has another size, at both ends at once."""
        self.time.run(60)
        self.size = (width, height)
        for glass in (self.plain.glass, self.line.glass.glass):
            glass.resize(height, width)

    def check(self) -> None:
        """Once all has arrived, both show the same."""
        self.time.run(120)
        assert self.line.glass.screen == self.plain.screen


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> Iterator[DiffingDriver]:
    """A driver of a terminal as large as the test says."""
    master, slave = os.openpty()
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
    with contextlib.ExitStack() as stack:
        for name, mode in (("__stdin__", "r"), ("__stderr__", "w")):
            stream = stack.enter_context(os.fdopen(os.dup(slave), mode))
            monkeypatch.setattr(sys, name, stream)
        loop = asyncio.new_event_loop()
        stack.callback(loop.close)
        made: list[DiffingDriver] = []

        async def make() -> None:
            made.append(DiffingDriver(None, size=Size(COLUMNS, ROWS)))

        loop.run_until_complete(make())
        monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size(made[0]._app.size))  # type: ignore[attr-defined]
        yield made[0]
    for number, handler in handlers.items():
        signal.signal(number, handler)
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize("seed", SEEDS)
def test_after_the_last_answer_every_cell_is_as_wanted(driver: DiffingDriver, seed: int) -> None:
    chance = random.Random(seed)
    screen = Screen(driver, chance.choice([500, 4_000, 1e6]), chance.choice([0.0, 0.08, 0.5]))
    model = Model(COLUMNS, ROWS, chance, still=chance.choice([0, 9]))
    lost = chance.choice([0.0, 0.2, 1.0])
    screen.line.loses = lambda: chance.random() < lost
    screen.show(model.frame())
    for _ in range(40):
        kind = chance.randrange(25)
        if kind == 0:
            driver._lose()
        elif kind == 1:
            screen.line.answered()
        elif kind == 2:
            screen.show(chance.choice(STRANGE))
            screen.show(model.frame())
        elif kind == 3:
            model = Model(*chance.choice([(24, 9), (40, 15), (60, 6)]), chance)
            screen.resize(model.width, model.height)
            screen.show(model.frame())
        elif kind == 4:
            screen.check()
        else:
            screen.show(model.step())
        screen.time.run(chance.choice([0.0, 0.01, 0.03, 0.3]))
    screen.check()


def filled(screen: Screen, model: Model) -> None:
    """Paints until the line has enough, and one frame that is held."""
    while not (painter := driver_painter(screen)) or not painter.holds:
        screen.show(model.step())
        screen.time.run(0.03)


def driver_painter(screen: Screen) -> Painter | None:
    """The painter of the driver."""
    return screen.driver._painter


def test_what_is_held_is_written_as_one_difference(driver: DiffingDriver) -> None:
    screen = Screen(driver, 4_000, 0.08)
    model = Model(COLUMNS, ROWS, random.Random(1))
    filled(screen, model)
    sent = screen.line.bytes
    for _ in range(80):
        model.rows = [model.new() for _ in range(ROWS)]
        screen.show(model.frame())
    assert screen.line.bytes == sent
    screen.check()
    assert screen.line.bytes - sent < 3 * len(model.frame().encode())


def test_a_large_copy_is_counted_as_what_the_line_has_to_carry(driver: DiffingDriver) -> None:
    screen = Screen(driver, 4_000, 0.08)
    model = Model(COLUMNS, ROWS, random.Random(6))
    for _ in range(10):
        screen.show(model.step())
        screen.time.run(2)
    copied = "\x1b]52;c;" + "QUJD" * 10_000 + "\a"
    driver.write(copied)
    sent = screen.line.bytes
    for _ in range(60):
        model.rows = [model.new() for _ in range(ROWS)]
        screen.show(model.frame())
        screen.time.run(0.1)
    assert screen.line.bytes == sent, "no pictures queue behind it"
    screen.check()
    assert screen.line.bytes - sent < 3 * len(model.frame().encode())


def test_frames_held_when_the_window_changes_are_asked_for_again(driver: DiffingDriver) -> None:
    screen = Screen(driver, 4_000, 0.08)
    filled(screen, Model(COLUMNS, ROWS, random.Random(2)))
    screen.size = (24, 9)
    screen.show("\x1b[1;1Hx\x1b[1;1H")
    assert screen.painted_anew == 1


def test_who_leaves_waits_for_the_answer_that_would_be_typed_into_the_shell(
    driver: DiffingDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen(driver, 40_000, 0.3)
    filled(screen, Model(COLUMNS, ROWS, random.Random(3)))
    listening: Any = driver
    listening._key_thread = type("Listening", (), {"is_alive": lambda _: True, "join": list})()
    monkeypatch.setattr(diffing.time, "sleep", screen.time.run)
    listening._loop = type("Blocked", (), {"call_soon_threadsafe": lambda *_: None})()
    begun, before = screen.time.now, screen.line.bytes
    driver.disable_input()
    assert 0.1 < screen.time.now - begun < 1
    left, sent = screen.time.now, screen.line.bytes
    assert sent - before < 100
    screen.time.run(5)
    assert screen.line.bytes == sent
    driver.disable_input()
    assert screen.time.now == left + 5


def test_a_terminal_that_is_gone_is_not_waited_for(
    driver: DiffingDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen(driver, 4_000, 0.08)
    filled(screen, Model(COLUMNS, ROWS, random.Random(4)))
    driver._left = True
    monkeypatch.delattr(diffing.time, "sleep")
    driver.disable_input()


def test_what_is_behind_the_first_picture_waits_for_its_lifting_not_for_the_line(
    driver: DiffingDriver,
) -> None:
    screen = Screen(driver, 4_000, 0.08)
    model = Model(COLUMNS, ROWS, random.Random(5))
    painter, first = Painter(COLUMNS, ROWS), model.frame()
    screen.plain.write(first)
    screen.line.write(painter.paint(first))
    type(driver).begun = Begun(painter, [], complete=True)
    driver.write("\x1b[?1049h")
    sent = screen.line.bytes
    for _ in range(20):
        screen.show(model.step())
        screen.time.run(1)
    assert screen.line.bytes == sent
    driver.lift()
    screen.check()


def test_an_answer_cut_in_two_is_one_and_the_keys_around_it_are_kept() -> None:
    parser = XTermParser()
    heard = [*parser.feed("j\x1b[1"), *parser.feed("2;1Rj\x1b[1;1Rk")]
    assert [type(one) for one in heard] == [Key, CursorPosition, Key, CursorPosition, Key]


def test_a_paste_that_looks_like_an_answer_is_none() -> None:
    pasted = Pastes().cleaned("\x1b[200~a\x1b[1;1Rb\x1b[201~")
    assert not any(isinstance(one, CursorPosition) for one in XTermParser().feed(pasted))
