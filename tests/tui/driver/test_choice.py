"""Which driver a terminal gets."""

from __future__ import annotations

import pytest

import tui.driver as driver
from tui.driver import driver_class
from tui.driver.careful import CarefulDriver
from tui.driver.diffing import DiffingDriver

TERMINAL = {"TERM": "xterm-256color"}


@pytest.fixture(autouse=True)
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_on_terminal", lambda: True)


@pytest.mark.parametrize(
    ("environment", "diff", "wanted"),
    [
        (TERMINAL, True, DiffingDriver),
        (TERMINAL | {"RASHOMON_DIFF": "0"}, True, CarefulDriver),
        (TERMINAL, False, CarefulDriver),
        ({"TERM": "dumb"}, True, CarefulDriver),
        ({}, True, CarefulDriver),
        (TERMINAL | {"TEXTUAL_DRIVER": "a.module:Class"}, True, None),
    ],
)
def test_changes_only_unless_told_otherwise(
    environment: dict[str, str], diff: bool, wanted: type | None
) -> None:
    assert driver_class(environment, diff) is wanted


def test_whole_frames_where_the_output_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_on_terminal", lambda: False)
    assert driver_class(TERMINAL) is CarefulDriver
