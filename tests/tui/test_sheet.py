"""Sheets: what a key does stands beside it, in a narrow window below it, whole in both."""

from __future__ import annotations

from index import Library
from tests.tui.screen import opened


async def test_help_is_read_beside_the_keys_or_below_them(five: Library) -> None:
    async with opened(five, (80, 24)) as glass:
        await glass.press("question_mark")
        (line,) = (line for line in glass.lines if "Lay the texts of this event" in line)
        assert line.split()[0] == "c"
    async with opened(five, (30, 30)) as glass:
        await glass.press("question_mark")
        at = next(at for at, line in enumerate(glass.lines) if "Lay the texts" in line)
        assert glass.lines[at - 1].strip() == "c"
        assert "…" not in "".join(glass.lines[2:-1])
