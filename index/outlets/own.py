"""The reader's own table of outlets, a TOML file beside the library: labels, spellings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.errors import RashomonError
from index.outlets.directory import Directory, Known, directory
from index.profile import Fact
from index.text import clean_line

FILE = "outlets.toml"
"""Its name, beside the library file."""

_ADVICE = 'each [[outlet]] has a name, and variants = ["…"] or labels = ["…"] as you like'
_LARGEST = 4_000_000
_LONGEST = 400


def known(library: Path) -> Directory:
    """The outlets that are known in a library, the reader's own table among them.

    Where that table is wrong, without it; ``doctor`` says so.
    """
    try:
        return directory().joined(own_entries(library / FILE))
    except RashomonError:
        return directory()


def own_entries(path: Path) -> tuple[Known, ...]:
    """What the reader has written about outlets; nothing where there is no such file.

    Raises ``RashomonError`` with the reason where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise RashomonError(f"cannot be read ({error.strerror})", str(path), _ADVICE) from error
    if len(data) > _LARGEST:
        raise RashomonError("is too large for a table of outlets", str(path), _ADVICE)
    try:
        entries = tomllib.loads(data.decode("utf-8-sig")).get("outlet", [])
        return tuple(_known(entry, path) for entry in entries)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RashomonError(f"is no table of outlets ({error})", str(path), _ADVICE) from error


def _known(entry: Mapping[str, Any], path: Path) -> Known:
    name = clean_line(_text(entry["name"]), _LONGEST)
    if not name:
        raise ValueError("an outlet without a name")
    facts = tuple(
        Fact("label", clean_line(_text(label), _LONGEST), path.name, "", "")
        for label in _listed(entry.get("labels", []))
    )
    spellings = tuple(
        clean_line(_text(one), _LONGEST) for one in _listed(entry.get("variants", []))
    )
    domains = tuple(_text(one).casefold() for one in _listed(entry.get("domains", [])))
    return Known(name, spellings, domains, facts, own=True)


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("variants, domains and labels are lists")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def label_entry(path: Path, name: str, text: str) -> str:
    """A label of an outlet as it is written at the end of the reader's table.

    Raises ``RashomonError`` where the table is wrong, or nothing is said.
    """
    name, text = clean_line(name, _LONGEST), clean_line(text, _LONGEST)
    if not name or not text:
        raise RashomonError("a label needs an outlet and a text", str(path), _ADVICE)
    own_entries(path)
    return f"\n[[outlet]]\nname = {_quoted(name)}\nlabels = [{_quoted(text)}]\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
