"""Addresses as a terminal's own hyperlinks (OSC 8): one that wraps stays one to click."""

from __future__ import annotations

from rich.style import Style

from tui.opening import safe_address


def linked(shown: str) -> Style:
    """A style that makes what is drawn in it a link to ``shown``, which is what is drawn.

    No style where ``shown`` is not exactly an address that may be opened: http or https, ASCII,
    nothing in it that a terminal obeys, of bounded length. A link leads where it says.
    """
    right = shown.startswith("http") and safe_address(shown) == shown
    return Style(link=shown) if right else Style.null()
