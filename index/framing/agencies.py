"""News agencies by the letters they are known by."""

from __future__ import annotations

from index.text import fold

_LETTERS = {
    "agence france-presse": "AFP",
    "associated press": "AP",
    "the associated press": "AP",
    "russia today": "RT",
    "deutsche presse-agentur": "dpa",
    "press association": "PA",
    "united press international": "UPI",
    "australian associated press": "AAP",
}


def short_name(name: str) -> str:
    """An agency by the letters it is known by, any other name as it is."""
    return _LETTERS.get(fold(name), name)
