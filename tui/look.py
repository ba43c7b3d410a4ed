"""How the reader looks and behaves: what is configured, fitted to what the terminal can show."""

from __future__ import annotations

from dataclasses import dataclass

from tui.config import Config, seconds
from tui.glyphs import ASCII_ONLY
from tui.terminal import Terminal

MEASURE = 76
"""The usual widest column of text, in cells."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the app starts with.

    ``theme`` is a theme's name. ``fixed`` says why no other may be chosen, else is empty;
    ``kept`` is the key under which one chosen is remembered, None where a configuration sets
    it. ``encoding`` is that of the terminal's letters, ``measure`` the widest column of text
    in cells, ``opener`` the program that opens pages (empty: the system's). ``diff`` tells
    that only what changed is written. ``advice`` is said once at the start.
    ``light`` tells that the terminal's ground is known to be light.
    ``links`` tells that addresses shown whole are the terminal's own links.
    ``fetch_every``: seconds between two looks for feeds that are due, None for no fetching
    unasked.
    """

    theme: str = "night"
    fixed: str = ""
    kept: str | None = "theme"
    encoding: str = "utf-8"
    mouse: bool = True
    measure: int = MEASURE
    opener: tuple[str, ...] = ()
    diff: bool = True
    advice: str = ""
    fetch_every: float | None = None
    links: bool = True
    light: bool = False


def look_of(app: object) -> Look:
    """How ``app`` looks, as usual where it does not say."""
    found = getattr(app, "look", None)
    return found if isinstance(found, Look) else Look()


def fitting(terminal: Terminal) -> str:
    """The name of the theme for such a terminal."""
    if terminal.colors == "none":
        return "plain"
    if terminal.colors == "sixteen":
        return "terminal"
    return "paper" if terminal.light else "night"


def look(config: Config, terminal: Terminal) -> Look:
    """How the reader looks under ``config`` on ``terminal``."""
    named = config["theme"]
    encoding = ASCII_ONLY if config["ascii"] else terminal.encoding
    return Look(
        theme=fitting(terminal) if terminal.forced or named == "auto" else named,
        fixed=terminal.why_colors if terminal.forced else "",
        kept=f"theme on {terminal.colors}" if named == "auto" and not terminal.forced else None,
        encoding="utf-8" if config["ascii"] is False else encoding,
        mouse=config["mouse"],
        measure=config["width"],
        opener=config["opener"],
        diff=config["diff"],
        fetch_every=seconds(config["feeds.every"]),
        links=config["links"] and terminal.links,
        light=terminal.light,
        advice=_advice(config),
    )


def _advice(config: Config) -> str:
    told = config.told()
    if not told:
        return ""
    more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
    return f"{told[0]}{more}; rashomon config check tells all"
