"""The reader's own table of names: a TOML file that adds spellings to what is known."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from index.entities.gazetteer import fold_name
from index.errors import RashomonError

_ADVICE = 'each line under [names] reads: "Name to show" = ["other name", "another"]'
_LARGEST = 1 << 20


def load_aliases(path: Path) -> dict[str, str]:
    """Other names and the name each stands for, as ``link`` takes them; {} without a file.

    Raises ``RashomonError``, naming file and line, for a file that cannot be read, is not
    TOML, has anything but lists of names under ``[names]``, or gives one name to two.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise RashomonError("cannot be read", str(path), error.strerror or "") from None
    if len(data) > _LARGEST:
        raise RashomonError("is larger than 1 MB", str(path), "keep to the names you need")
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RashomonError("is not UTF-8", f"{path}, line {line}", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise RashomonError(f"is not TOML: {error}", str(path), _ADVICE) from None
    except RecursionError:
        raise RashomonError("is nested too deeply", str(path), _ADVICE) from None
    return _aliases(path, text, table)


def _aliases(path: Path, text: str, table: dict[str, Any]) -> dict[str, str]:
    for key in table:
        if key != "names":
            raise RashomonError(f"unknown part {key!r}", _where(path, text, key), _ADVICE)
    names = table.get("names", {})
    if not isinstance(names, dict):
        raise RashomonError("[names] is no table", _where(path, text, "names"), _ADVICE)
    found: dict[str, str] = {}
    owner: dict[str, str] = {}
    for name, others in names.items():
        if not isinstance(others, list) or not all(isinstance(other, str) for other in others):
            raise RashomonError(f"{name!r} has no list of names", _where(path, text, name), _ADVICE)
        for other in others:
            folded = fold_name(other)
            if not folded:
                where = _where(path, text, name)
                raise RashomonError(f"an empty name for {name!r}", where, _ADVICE)
            if owner.setdefault(folded, name) != name:
                what = f"{other!r} stands for {owner[folded]!r} and for {name!r}"
                raise RashomonError(what, _where(path, text, name), "keep one of them")
            found[other] = name
    return found


def _where(path: Path, text: str, word: str) -> str:
    """The file and the line that begins with a key, as well as it can be told."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip(" \t[\"'").startswith(word):
            return f"{path}, line {number}"
    return str(path)
