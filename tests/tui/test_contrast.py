"""The colors of our own can be read: WCAG contrast of every pair of letters and ground."""

from __future__ import annotations

import pytest
from rich.color import Color

from tui.theme import NIGHT, PAPER, Colors

BODY, QUIET = 7.0, 4.5
"""WCAG 2.2: enhanced contrast (1.4.6) for what is read, the least (1.4.3) for the rest."""
READ = ("text", "strong", "dim", "person", "body", "place", "people", "event", "figure")
"""What an article and what stands about it are written in."""
TOLD = (*READ, "faint", "accent", "warn", "lit")
"""Every color that letters may have."""


def luminance(color: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2)."""
    shares = [value / 255 for value in Color.parse(color).get_truecolor()]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colors stand apart, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [NIGHT, PAPER], ids=["night", "paper"])
def test_what_is_read_stands_out_from_its_ground(colors: Colors) -> None:
    found = {role: contrast(getattr(colors, role), colors.ground) for role in READ}
    assert min(found.values()) >= BODY, found
    assert contrast(colors.match_text, colors.match) >= BODY


@pytest.mark.parametrize("colors", [NIGHT, PAPER], ids=["night", "paper"])
def test_quiet_words_can_be_read_in_bars_and_in_the_chosen_row_too(colors: Colors) -> None:
    for ground in (colors.ground, colors.raised):
        found = {role: contrast(getattr(colors, role), ground) for role in TOLD}
        assert min(found.values()) >= QUIET, found
