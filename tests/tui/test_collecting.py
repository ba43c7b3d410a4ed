"""Python looks for garbage while the keys rest, not while they are answered."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from tui import collecting


class Left:
    """A screen that was left: it and what it holds know each other."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The collector is set back after each test."""
    thresholds = gc.get_threshold()
    collecting.begin()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


@pytest.fixture
def full_looks() -> Iterator[list[int]]:
    """Grows by one with every look through everything."""
    looks: list[int] = []

    def look(phase: str, told: dict[str, Any]) -> None:
        if phase == "start" and told["generation"] == 2:
            looks.append(1)

    gc.callbacks.append(look)
    yield looks
    gc.callbacks.remove(look)


def test_nothing_is_looked_through_while_lists_are_read_and_drawn(full_looks: list[int]) -> None:
    lists = [[number] for number in range(300_000)]
    assert not full_looks
    collecting.at_rest(stays=True)
    assert len(full_looks) == 1 and len(lists) == 300_000


def test_what_stays_is_not_looked_through_again() -> None:
    lists = [[number] for number in range(10_000)]
    collecting.at_rest(stays=True)
    assert gc.get_freeze_count() >= len(lists)
    assert len(gc.get_objects()) < len(lists)


def test_a_screen_that_was_left_is_forgotten_at_rest() -> None:
    collecting.at_rest(stays=True)
    screen = Left()
    there = weakref.ref(screen)
    collecting.at_rest(stays=False)
    del screen
    collecting.at_rest(stays=False)
    assert there() is None


def test_what_was_to_stay_goes_with_its_library() -> None:
    screen = Left()
    there = weakref.ref(screen)
    collecting.at_rest(stays=True)
    del screen
    collecting.at_rest(stays=True)
    assert there() is not None
    collecting.begin_anew()
    collecting.at_rest(stays=True)
    assert there() is None


def test_keys_that_did_nothing_let_nothing_be_looked_through() -> None:
    collecting.at_rest(stays=False)
    assert not collecting.worth_it()
    drawn = [[number] for number in range(1_000)]
    assert collecting.worth_it()
    del drawn
