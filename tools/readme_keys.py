"""Writes the table of keys into README.md, between its markers: ``python -m tools.readme_keys``."""

from __future__ import annotations

from pathlib import Path

from tui.actions import markdown

README = Path(__file__).parents[1] / "README.md"
BEGIN = "<!-- keys: written by python -m tools.readme_keys -->\n"
END = "<!-- end of keys -->\n"


def with_keys(text: str) -> str:
    """README's text with the keys as the action table has them now."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{markdown()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
