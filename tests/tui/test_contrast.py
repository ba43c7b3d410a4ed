"""The colors of our own can be read: WCAG contrast of every pair of letters and ground."""

from __future__ import annotations

import pytest
from rich.color import Color

from tui.theme import NIGHT, ON_LIGHT, PAPER, TERMINAL, Colors

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


OWN: dict[str, tuple[str, str]] = {
    "xterm": (
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5"
        " 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff", "000000",
    ),
    "Tango": (
        "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf"
        " 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec", "2e3436",
    ),
    "Windows Terminal": (
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc"
        " 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2", "0c0c0c",
    ),
}  # fmt: skip
"""The 16 colors of common terminals, and their dark ground."""
MADE_OUT = 1.95
"""What xterm's cyan has on white; every other hue but red and magenta has less somewhere."""
NAMES = "black red green yellow blue magenta cyan white".split()


def values(terminal: str) -> dict[str, str]:
    """What a terminal draws under each of the 16 names."""
    names = [*NAMES, *(f"bright_{name}" for name in NAMES)]
    return dict(zip(names, (f"#{one}" for one in OWN[terminal][0].split()), strict=True))


def letters(colors: Colors) -> set[str]:
    """The colors of its own that letters may have."""
    return {getattr(colors, role) for role in TOLD} - {"default"}


@pytest.mark.parametrize("terminal", OWN)
@pytest.mark.parametrize("light", [False, True], ids=["dark", "light"])
def test_the_terminals_own_colors_can_be_made_out_on_dark_and_on_light(
    terminal: str, light: bool
) -> None:
    value = values(terminal)
    ground = "#ffffff" if light else f"#{OWN[terminal][1]}"
    found = {name: contrast(value[name], ground) for name in letters(TERMINAL)}
    assert min(found.values()) >= MADE_OUT, found
    assert contrast(value[TERMINAL.match_text], value[TERMINAL.match]) >= QUIET


@pytest.mark.parametrize("terminal", OWN)
def test_on_a_ground_known_to_be_light_the_terminals_own_colors_can_be_read(
    terminal: str,
) -> None:
    value = values(terminal)
    found = {name: contrast(value[name], "#ffffff") for name in letters(ON_LIGHT)}
    assert min(found.values()) >= QUIET, found
    assert contrast(value[ON_LIGHT.match_text], value[ON_LIGHT.match]) >= QUIET
