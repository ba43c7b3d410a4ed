"""Writes the tables of keys, between their markers: ``python -m tools.keys_table``.

docs/keys.md has all of them, README.md the ones to begin with.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tui.actions import markdown, markdown_of

ROOT = Path(__file__).parents[1]
FIRST = (
    "moving.down", "moving.up", "moving.page_down", "moving.open", "anywhere.back",
    "library.search", "library.next_list", "library.prior_list", "library.next_pane",
    "reading.next_name", "reading.evidence", "library.compare", "comparison.next_lens",
    "library.next_article", "keeping.star", "keeping.note", "outward.copy", "library.add",
    "library.feeds", "anywhere.undo", "anywhere.quit",
)  # fmt: skip
"""What one needs on the first day, by the ids of the actions."""


def first() -> str:
    """The short table."""
    return markdown_of(FIRST)


TABLES: dict[str, tuple[str, Callable[[], str]]] = {
    "README.md": ("first keys", first),
    "docs/keys.md": ("keys", markdown),
}
"""File -> the name of its markers, and what stands between them."""


def with_keys(name: str, text: str) -> str:
    """The text of a file with the keys as the action table has them now."""
    marker, table = TABLES[name]
    begin = f"<!-- {marker}: written by python -m tools.keys_table -->\n"
    end = f"<!-- end of {marker} -->\n"
    before, rest = text.split(begin)
    _, after = rest.split(end)
    return f"{before}{begin}\n{table()}\n{end}{after}"


if __name__ == "__main__":
    for file in TABLES:
        path = ROOT / file
        path.write_text(with_keys(file, path.read_text(encoding="utf-8")), encoding="utf-8")
