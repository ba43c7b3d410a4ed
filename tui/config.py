"""The reader's configuration: what may be set, what is set, and where each value comes from.

A value comes from the environment, else from one TOML file, else by default. The file is
never needed and never made by reading. What is wrong in it is told with line, key and the
nearest valid name; the rest still applies.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from index.dataclass import dataclass
from tui import config_file
from tui.config_file import Mistake, Unsafe, Written
from tui.config_keys import Given, given
from tui.config_place import place

THEMES = ("auto", "night", "paper", "terminal", "plain")
ALIASES = {"dark": "night", "light": "paper", "ansi": "terminal", "none": "plain"}
"""Other words for the themes."""
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that may be set: how a value is read, the default, and what it does.

    ``take`` answers the value for what TOML or the environment gave; raises ValueError. A name
    with a dot is a key in a table.
    """

    name: str
    take: Callable[[Any], Any]
    default: Any
    example: str
    help: str

    @property
    def variable(self) -> str:
        """The variable of the environment that overrides the file."""
        return f"RASHOMON_{self.name.upper().replace('.', '_')}"

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands in the file: its table, if it is in one, and its key."""
        return tuple(self.name.split("."))


def _theme(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError('a name in quotes is wanted, as "night"')
    name = value.strip().lower()
    name = ALIASES.get(name, name)
    if name not in THEMES:
        advice = near(name, [*THEMES, *ALIASES]) or f"; there are {', '.join(THEMES)}"
        raise ValueError(f"no theme {value!r}{advice}")
    return name


def _width(value: Any) -> int:
    if isinstance(value, str) and value.strip().isdecimal():
        value = int(value.strip()[:9])
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a number of cells is wanted, as 76")
    if not 20 <= value <= 200:
        raise ValueError("a column is 20 to 200 cells wide")
    return value


def _opener(value: Any) -> tuple[str, ...]:
    import shlex

    try:
        words = shlex.split(value) if isinstance(value, str) else value
    except ValueError as error:
        raise ValueError(f"cannot be split into words: {str(error).lower()}") from None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ValueError('a program and its options are wanted, as ["firefox", "--new-tab"]')
    return tuple(words)


def _switch(value: Any) -> bool:
    if isinstance(value, str) and value.lower() in (*_YES, *_NO):
        return value.lower() in _YES
    if not isinstance(value, bool):
        raise ValueError("true or false is wanted")
    return value


def _ascii(value: Any) -> bool | None:
    if isinstance(value, str) and value.lower() == "auto":
        return None
    try:
        return _switch(value)
    except ValueError:
        raise ValueError('true, false or "auto" is wanted') from None


def _library(value: Any) -> Path | None:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("a directory in quotes is wanted")
    if not value:
        return None
    try:
        path = Path(value).expanduser()
    except RuntimeError:
        raise ValueError("there is no home directory to put for ~") from None
    if not path.is_absolute():
        raise ValueError("a directory from / or ~ on is wanted")
    return path


_PERIOD = re.compile(r"(\d{1,5}) ?(m|min|minutes?|h|hours?)")
_NEVER = "never"
_SHORTEST, _LONGEST = 300.0, 7 * 86_400.0


def _period(value: Any) -> str:
    if value is False or (isinstance(value, str) and value.strip().lower() in (_NEVER, "", *_NO)):
        return _NEVER
    found = _PERIOD.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('minutes or hours are wanted, as "30m" or "2h", or "never"')
    period = f"{int(found[1])}{found[2][0]}"
    if not _SHORTEST <= (seconds(period) or 0.0) <= _LONGEST:
        raise ValueError("from 5m to 168h")
    return period


def seconds(period: str) -> float | None:
    """Seconds of a period such as ``30m`` or ``2h``; None for ``never``."""
    if period == _NEVER:
        return None
    return int(period[:-1]) * (60.0 if period[-1] == "m" else 3600.0)


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", _theme, "auto", '"auto"',
            "Colors: night, paper, terminal (its own 16 colors), plain (none), or auto: what the"
            " terminal can show. Unless set here, the key for colors is remembered."),
    Setting("width", _width, 76, "76", "The widest column of text, in cells: 20 to 200."),
    Setting("opener", _opener, (), "[]",
            "The program that opens a page in a browser, and its options; the address comes"
            " last. Empty: that of the system. No shell is used."),
    Setting("mouse", _switch, True, "true",
            "Whether the mouse works. Without it the terminal's own selection does."),
    Setting("ascii", _ascii, None, '"auto"',
            "Whether to draw with ASCII alone: true, false, or auto: where the locale has no"
            " UTF-8."),
    Setting("diff", _switch, True, "true",
            "Whether only what changed on the screen is written. Without it every picture is"
            " written whole and at once, also on a line too slow for it, should a terminal show"
            " the changes wrong."),
    Setting("links", _switch, True, "true",
            "Whether an address that is shown whole can be clicked in the terminal (OSC 8), also"
            " where it wraps. Never where TERM is dumb, linux or vt100."),
    Setting("library", _library, None, '""',
            "The directory of your library, from / or ~ on. Empty: the usual one."),
    Setting("feeds.every", _period, _NEVER, '"never"',
            "How often the reader, while it is open, asks the feeds that are due, as \"30m\" or"
            " \"2h\". Never: only when you tell it to."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it comes from: ``default``, a variable's name or ``line 3``."""

    value: Any
    source: str = "default"


@dataclass(frozen=True, slots=True)
class Config:
    """What is in force. ``keys`` holds the actions that were given other keys."""

    file: Path | None = None
    there: bool = False
    values: Mapping[str, Value] = field(default_factory=dict)
    keys: Given = field(default_factory=Given)
    mistakes: tuple[Mistake, ...] = ()

    def __getitem__(self, name: str) -> Any:
        return self.values[name].value

    def told(self) -> list[str]:
        """The mistakes, a line each."""
        return [mistake.told(self.file) for mistake in self.mistakes]


def load(environ: Mapping[str, str] | None = None) -> Config:
    """What is in force under ``environ``. Never raises, never writes."""
    environ = os.environ if environ is None else environ
    file = place(environ)
    written, faults = _read(file)
    values: dict[str, Value] = {}
    for setting in SETTINGS:
        values[setting.name] = _chosen(setting, written, environ, faults)
    keys = given(_table(written, faults), lambda id: written.line_of("keys", *id))
    _unknown(written, faults)
    mistakes = sorted([*faults, *keys.mistakes], key=lambda fault: fault.line or 0)
    return Config(file, bool(written.lines or written.faults), values, keys, tuple(mistakes))


def _read(file: Path | None) -> tuple[Written, list[Mistake]]:
    nothing = Written({}, {})
    try:
        written = config_file.read(file) if file is not None else None
    except Unsafe as error:
        return nothing, [Mistake(None, "", f"not read: {error}")]
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        return nothing, [Mistake(None, "", f"not read: {why}")]
    written = written or nothing
    return written, list(written.faults)


def _chosen(
    setting: Setting, written: Written, environ: Mapping[str, str], faults: list[Mistake]
) -> Value:
    name = setting.name
    found = Value(setting.default)
    given = _at(written.data, setting.path)
    if given is not None:
        line = written.line_of(*setting.path)
        try:
            found = Value(setting.take(given), f"line {line}")
        except ValueError as error:
            faults.append(Mistake(line, name, f"{error}; it stays at its default"))
    if text := environ.get(setting.variable):
        try:
            # A directory named in the environment counts from where one is, as on a command line.
            text = str(Path(text).absolute()) if name == "library" and text[0] != "~" else text
            found = Value(setting.take(text), setting.variable)
        except ValueError as error:
            faults.append(Mistake(None, setting.variable, str(error), in_file=False))
    return found


def _at(data: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """What stands at ``path``; None where nothing does, for TOML has no such value."""
    found: Any = data
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _table(written: Written, faults: list[Mistake]) -> Mapping[str, Any]:
    keys = written.data.get("keys", {})
    if isinstance(keys, dict):
        return keys
    faults.append(Mistake(written.line_of("keys"), "keys", "a table is wanted: [keys]"))
    return {}


def _unknown(written: Written, faults: list[Mistake]) -> None:
    tables = dict.fromkeys(setting.path[0] for setting in SETTINGS if len(setting.path) > 1)
    names = [*(s.name for s in SETTINGS if len(s.path) == 1), *tables, "keys"]
    for name, value in written.data.items():
        if name not in names:
            advice = near(name, names) or f"; there are {', '.join(names)}"
            faults.append(Mistake(written.line_of(name), name, f"no such setting{advice}"))
        elif name in tables and isinstance(value, dict):
            inside = [s.path[1] for s in SETTINGS if s.path[0] == name and len(s.path) > 1]
            for key in value:
                if key not in inside:
                    advice = near(key, inside) or f"; there are {', '.join(inside)}"
                    line = written.line_of(name, key)
                    faults.append(Mistake(line, f"{name}.{key}", f"no such setting{advice}"))
        elif name in tables:
            faults.append(Mistake(written.line_of(name), name, f"a table is wanted: [{name}]"))


def near(name: str, names: list[str]) -> str:
    """``; did you mean 'night'?``, or nothing where no name is near."""
    import difflib

    found = difflib.get_close_matches(name.lower(), names, 1, 0.5)
    return f"; did you mean {found[0]!r}?" if found else ""
