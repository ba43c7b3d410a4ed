"""Keys that act even while words are typed, and those that must not."""

from __future__ import annotations

import pytest

from index import Library
from tests.tui.screen import opened, presses
from tui import actions
from tui.any_time import at_any_time


def test_the_keys_that_paint_anew_sleep_and_leave_act_anywhere() -> None:
    found = {key: at_any_time(key) for key in ("ctrl+l", "ctrl+z", "ctrl+q", "ctrl+c")}
    assert found == {
        "ctrl+l": "redraw", "ctrl+z": "suspend_process", "ctrl+q": "quit", "ctrl+c": "quit"
    }  # fmt: skip


@pytest.mark.parametrize("key", ["q", "escape", "u", "question_mark", "ctrl+p", "ctrl+u", "enter"])
def test_others_are_the_lines_own(key: str) -> None:
    assert at_any_time(key) is None


def test_keys_given_anew_act_unless_they_may_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "ACTIONS", actions.ACTIONS)
    actions.give_keys({"anywhere.redraw": ("f5", "Z")})
    assert (at_any_time("f5"), at_any_time("Z"), at_any_time("ctrl+l")) == ("redraw", None, None)


@presses("anywhere.redraw")
async def test_the_screen_is_painted_anew_in_a_list_a_question_and_the_palette(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(five) as driven:
        redrawn: list[str] = []
        monkeypatch.setattr(
            driven.app._driver, "redraw", lambda: redrawn.append(driven.glass), raising=False
        )
        for key in ("", "slash", "escape", "a", "escape", "colon"):
            await driven.press(*[key] if key else [])
            before = driven.glass
            await driven.press("ctrl+l")
            assert driven.glass == before
        assert len(redrawn) == 6
