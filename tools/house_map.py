"""Writes the map of the house, docs/house.md: ``python -m tools.house_map``.

Every module stands in it with the first line of its docstring: the loose ones of ``index`` and
``tui`` by trade, as ``TRADES`` says, those of a room under their room, the tools last.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "house.md"
TRADES: dict[str, dict[str, str]] = {
    "index": {
        "The face, and the words it speaks": (
            "library answering opened lists article answers profile reports errors text calendar"
            " numbers dataclass lazily"
        ),
        "Putting articles in": (
            "importing preparing indexing gathering pulling watching inputs sampling"
        ),
        "Following feeds": "following subscribing fetching",
        "Searching": "finding keeping",
        "Reading closely": "analysing waiting closely naming printed_lines repetition repeating",
        "Events": "placing placing_cache arranging relating covering",
        "Comparing": "comparing copying profiling spellings",
        "What the reader does": "kept notes correcting reversing appending own_tables",
        "Taking away": "forgetting removing recounting",
        "Keeping sound": "caring checking derived mending backing",
        "Disk and processes": "locations private leftovers inflating workers",
    },
    "tui": {
        "Starting": "cli opening_up front front_rows app look terminal",
        "Leaving": "leaving backstop",
        "Configuration": "config config_file config_keys config_place config_template",
        "Keys": "actions keys key_words key_names any_time bursts tour",
        "Painting": (
            "drawing runs glyphs theme list_rows tab_row pane_sizes eventless hyperlink collecting"
            " work"
        ),
        "Facts in words": (
            "phrases day_forms authors telling feed_words outlet_rows standing typed_age typed_days"
            " paths seeking"
        ),
        "Plain output": (
            "plain progress records work_records json_values side_by_side copies copy_lines linear"
            " linear_article linear_comparison all_hits"
        ),
        "Taking along": (
            "report report_parts report_sections report_rendering report_html report_markdown"
            " exporting citations kept_markdown copying_out tmux opening"
        ),
    },
}
"""Package -> trade -> the loose modules that ply it."""
HEAD = """# The house

Written by `python -m tools.house_map` from the first line of each module, and held true by a test.

`index/` knows articles and no terminal; `tui/` knows the terminal and asks `index/` through its
face, `index/__init__.py`. Arrows point down only: pyproject.toml lists the layers of `index`, and
the check refuses a module that stands in none or reaches up. SQLite is the truth
(`index/store/`); the search index and all that is read out of articles are derived and can be made
again. A key goes from `tui/actions.py`, where each has its line, to `action_…` of the screen or
widget it belongs to; a command has the file of its name in `tui/commands/`. `tools/` measures,
attacks and writes documents, and is no part of the program; `tests/` has the folders of both.
"""


def loose(package: str) -> set[str]:
    """The modules of a package that stand in none of its rooms."""
    return {path.stem for path in (ROOT / package).glob("[!_]*.py")}


def placed(package: str) -> list[str]:
    """The loose modules that ``TRADES`` names, in its order."""
    return [name for names in TRADES[package].values() for name in names.split()]


def house() -> str:
    """The whole page."""
    described = [line for package in TRADES for line in _package(package)]
    return "\n".join([HEAD, *described, "## tools/\n", *_tools()]).rstrip("\n") + "\n"


def _tools() -> Iterator[str]:
    tools = ROOT / "tools"
    yield from _table("Measures, training, documents", sorted(tools.glob("[!_]*.py")))
    yield from _room(tools / "attacks")


def _package(package: str) -> Iterator[str]:
    yield f"## {package}/\n"
    for trade, names in TRADES[package].items():
        yield from _table(trade, [ROOT / package / f"{name}.py" for name in names.split()])
    for room in sorted((ROOT / package).rglob("__init__.py")):
        if room.parent != ROOT / package:
            yield from _room(room.parent)


def _room(folder: Path) -> Iterator[str]:
    """A folder with its modules; where it has none, the names of its files."""
    name, modules = folder.relative_to(ROOT).as_posix(), sorted(folder.glob("[!_]*.py"))
    yield from _table(f"{name}/: {_told(folder / '__init__.py')}", modules)
    if not modules:
        yield f"{', '.join(sorted(file.name for file in folder.glob('[!_]*.*')))}.\n"


def _table(heading: str, modules: list[Path]) -> Iterator[str]:
    yield f"### {heading}\n"
    if modules:
        yield "| module | its trade |\n|---|---|"
    for module in modules:
        name = module.relative_to(ROOT).as_posix()
        yield f"| [{module.stem}](../{name}) | {_told(module)} |"
    if modules:
        yield ""


def _told(module: Path) -> str:
    """The first sentence of a module's docstring."""
    told = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return told.partition("\n")[0].replace("|", "\\|").rstrip(".:")


if __name__ == "__main__":
    PAGE.write_text(house(), encoding="utf-8")
