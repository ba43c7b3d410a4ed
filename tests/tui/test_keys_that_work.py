"""Help and palette show a key only beside what it does where one is."""

from __future__ import annotations

from textual.binding import ActiveBinding, Binding

from index import Library
from tests.tui.screen import EVENTS, opened
from tui.actions import ACTIONS
from tui.keys import bindings, working, working_here


def keys(found: object) -> dict[str, tuple[str, ...]]:
    assert isinstance(found, list)
    return {action.id: action.keys for action in found}


async def test_a_key_that_something_nearer_has_is_shown_there_only(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press(*EVENTS)
        here = keys(working_here(driven.app.screen))
        assert here["library.search"] == ("slash",) and here["library.coverage"] == ("v",)
        await driven.press("enter")
        here = keys(working_here(driven.app.screen))
        assert here["reading.find"] == ("slash",) and here["reading.select"] == ("v",)
        assert here["library.search"] == () == here["library.coverage"]
        assert "library.next_hit" not in here, "reading.next_match is called the same"
        await driven.press("?", "/")
        await driven.type("Who told this event")
        assert any(line.split()[:3] == [":", "coverage", "Who"] for line in driven.lines)
        await driven.press("escape", "escape", "enter", ":")
        await driven.type("coverage")
        (line,) = (line for line in driven.lines if "Who told this event" in line)
        assert "v" not in line.split()[: line.split().index("coverage")]


def test_of_several_keys_those_stay_that_are_free() -> None:
    action = next(one for one in ACTIONS if one.id == "library.next_list")
    taken = Binding("l", "label", id="outlet.label")
    own = next(
        one for one in bindings("library") if isinstance(one, Binding) and one.key == "right"
    )
    bound = {
        "l": ActiveBinding(None, taken, True, ""),  # type: ignore[arg-type]
        "right": ActiveBinding(None, own, True, ""),  # type: ignore[arg-type]
    }
    assert working(action, bound).keys == ("right",)
