"""Colors: quiet chrome, one accent, one color for matches, one hue for each kind of name.

Nothing is told by color alone: people are bold, bodies underlined, places italic,
peoples italic and underlined, events bold and underlined. Two themes bring colors of their
own, one uses the 16 whose values the terminal chooses, other ones of them where the ground is
known to be light, one uses none at all.
"""

from __future__ import annotations

import contextlib
import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.style import Style

from index.article import MentionType
from index.dataclass import dataclass
from index.errors import RashomonError

if TYPE_CHECKING:
    from textual.theme import Theme

    from index import Library
    from tui.look import Look

NAMED: tuple[MentionType, ...] = ("PER", "ORG", "LOC", "NORP", "EVENT")
"""The kinds of mention that name somebody or something, in the order they are listed."""


@dataclass(frozen=True, slots=True)
class Colors:
    """The colors of one theme, as ``#rrggbb`` or by the names of the terminal's own.

    ``match`` is a ground under letters, ``lit`` the letters of words that differ: what shines
    behind letters on paper cannot be read as letters.
    """

    ground: str
    raised: str
    line: str
    text: str
    strong: str
    dim: str
    faint: str
    accent: str
    match: str
    match_text: str
    lit: str
    warn: str
    person: str
    body: str
    place: str
    people: str
    event: str
    figure: str


NIGHT = Colors(
    ground="#15171c", raised="#20242c", line="#333844", text="#d5d2ca", strong="#f4f1e8",
    dim="#a6a8b1", faint="#8b8f9b", accent="#5fb8b0", match="#e9b44c", match_text="#15171c",
    lit="#e9b44c", warn="#ef8270", person="#eba7ad", body="#92bbec", place="#a9cd8f",
    people="#c7abe3", event="#dea882", figure="#c3bea8",
)  # fmt: skip
PAPER = Colors(
    ground="#faf8f3", raised="#ece8de", line="#cfcabd", text="#2c2b28", strong="#0d0d0c",
    dim="#55534d", faint="#6a675f", accent="#0d6b63", match="#f2c14e", match_text="#1c1b19",
    lit="#7a4700", warn="#a3312a", person="#96213a", body="#175292", place="#375f1b",
    people="#64378f", event="#804417", figure="#524d36",
)  # fmt: skip
TERMINAL = Colors(
    ground="default", raised="default", line="bright_black", text="default", strong="default",
    dim="default", faint="default", accent="cyan", match="yellow", match_text="black",
    lit="bright_magenta", warn="bright_red", person="bright_magenta", body="bright_blue",
    place="green", people="bright_magenta", event="bright_red", figure="default",
)  # fmt: skip
"""No ground of its own, and of the 16 those that can be read on black and on white."""
ON_LIGHT = replace(
    TERMINAL, accent="blue", lit="magenta", warn="red", person="magenta", body="blue",
    place="blue", people="magenta", event="red",
)  # fmt: skip
"""Of the 16 those that can be read on white: there is no need to think of black."""
PLAIN = Colors(*["default"] * 18)
COLORS = {"night": NIGHT, "paper": PAPER, "terminal": TERMINAL, "plain": PLAIN}
"""The themes one chooses from."""
_ON_LIGHT = {"terminal": "terminal on light"}
"""The names of what stands for a theme on a ground known to be light."""
_DRAWN = COLORS | {_ON_LIGHT["terminal"]: ON_LIGHT}
_LIGHT = (PAPER, ON_LIGHT)


def themes() -> list[Theme]:
    """The themes as Textual knows them."""
    return [_theme(name, colors, dark=colors not in _LIGHT) for name, colors in _DRAWN.items()]


def on_ground(theme: str, light: bool) -> str:
    """The name under which a chosen theme is drawn, on a ground known to be ``light`` or not."""
    return _ON_LIGHT.get(theme, theme) if light else theme


def chosen(theme: str) -> str:
    """The theme that was chosen where ``theme`` is what it is drawn under."""
    return next((name for name, drawn in _ON_LIGHT.items() if drawn == theme), theme)


def _theme(name: str, colors: Colors, dark: bool) -> Theme:
    from textual.theme import Theme

    ansi = not colors.ground.startswith("#")

    def own(color: str) -> str:
        return f"ansi_{color}" if ansi else color

    return Theme(
        name=name,
        primary=own(colors.accent),
        accent=own(colors.accent),
        warning=own(colors.warn),
        error=own(colors.warn),
        foreground=own(colors.text),
        background=own(colors.ground),
        surface=own(colors.ground),
        panel=own(colors.raised),
        boost=own(colors.ground) if ansi else None,
        dark=dark,
        ansi=ansi,
        variables={
            "line": own(colors.line),
            "dim": own(colors.dim),
            "faint": own(colors.faint),
            "raised": own(colors.raised),
            "strong": own(colors.strong),
            "border-blurred": own(colors.line),
            "scrollbar": own(colors.line),
            "scrollbar-hover": own(colors.faint),
            "scrollbar-active": own(colors.accent),
            "scrollbar-background": own(colors.ground),
            "scrollbar-background-hover": own(colors.ground),
            "scrollbar-background-active": own(colors.ground),
            "input-selection-background": "ansi_blue" if ansi else f"{colors.accent} 40%",
            **(_CHOSEN if ansi else {}),
        },
    )


_CHOSEN = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "bold underline",
    "block-cursor-blurred-foreground": "ansi_default",
    "block-cursor-blurred-background": "ansi_default",
    "block-cursor-blurred-text-style": "bold underline",
}
"""The chosen line of Textual's own lists, where colors may be the terminal's own ground."""


def first_theme(library: Library, look: Look) -> str:
    """The name of the theme to begin with: the one chosen last, where one is remembered."""
    kept = None
    if look.kept is not None:
        with contextlib.suppress(RashomonError):
            kept = library.recall(look.kept)
    return kept if kept in COLORS else look.theme


@functools.cache
def inks(theme: str) -> dict[str, Style]:
    """The style of every role and every kind of mention under a theme's name."""
    colors = _DRAWN.get(theme, NIGHT)
    inked = _inked(colors)
    if colors in (TERMINAL, ON_LIGHT, PLAIN):
        inked |= {role: inked[role] + style for role, style in _UNCOLORED.items()}
    if colors is PLAIN:
        inked |= {role: inked[role] + style for role, style in _MARKED.items()}
    return inked


_UNCOLORED = {
    "dim": Style(dim=True, bold=False),
    "faint": Style(dim=True, bold=False),
    "here": Style(bold=True),
    "marked": Style(reverse=True),
}
"""What stands for shades where the terminal's own colors have none."""
_MARKED = {
    "accent": Style(bold=True),
    "match": Style(reverse=True),
    "match_here": Style(reverse=True),
    "lit": Style(underline=True),
    "rule": Style(dim=True),
    "tab_here": Style(reverse=True, underline=False),
}
"""What stands for color where there is none."""


def _inked(colors: Colors) -> dict[str, Style]:
    return {
        "ground": Style(color=colors.text, bgcolor=colors.ground),
        "bar": Style(color=colors.text, bgcolor=colors.raised),
        "text": Style(color=colors.text),
        "dim": Style(color=colors.dim),
        "faint": Style(color=colors.faint),
        "strong": Style(color=colors.strong),
        "title": Style(color=colors.strong, bold=True),
        "accent": Style(color=colors.accent),
        "head": Style(color=colors.accent, bold=True),
        "match": Style(color=colors.match_text, bgcolor=colors.match),
        "match_here": Style(
            color=colors.match_text, bgcolor=colors.match, bold=True, underline=True
        ),
        "rule": Style(color=colors.line),
        "warn_quiet": Style(color=colors.warn),
        "tab_here": Style(color=colors.accent, bold=True, underline=True),
        "name_here": Style(reverse=True, bold=True),
        "lit": Style(color=colors.lit, bold=True),
        "warn": Style(color=colors.warn, bold=True),
        "quote": Style(color=colors.strong),
        "here": Style(bgcolor=colors.raised),
        "marked": Style(bgcolor=colors.raised),
        "PER": Style(color=colors.person, bold=True),
        "ORG": Style(color=colors.body, underline=True),
        "LOC": Style(color=colors.place, italic=True),
        "NORP": Style(color=colors.people, italic=True, underline=True),
        "EVENT": Style(color=colors.event, bold=True, underline=True),
        "DATE": Style(color=colors.figure),
        "MONEY": Style(color=colors.figure),
        "NUMBER": Style(color=colors.figure),
    }
