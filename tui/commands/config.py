"""``rashomon config``: what is set, where it comes from, what is wrong with it, and editing it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click

from index import locations
from index.private import make_folder
from index.text import clean_line
from tui.actions import ACTIONS
from tui.commands import session
from tui.config import SETTINGS, Config, load
from tui.config_place import place
from tui.config_template import shown, template
from tui.json_values import Record
from tui.key_names import written
from tui.look import look
from tui.terminal import known_by

_EDITORS = ("sensible-editor", "nano", "vim", "vi")


@click.command("config")
@click.argument("what", type=click.Choice(["show", "check", "edit", "write"]), default="show")
@session.options
@click.pass_context
def command(context: click.Context, what: str, as_json: bool) -> int:
    """What is set, and where each value comes from.

    \b
      rashomon config           every setting, its value and its source
      rashomon config check     what is wrong, line by line
      rashomon config write     write a file with every setting and key in it, commented out
      rashomon config edit      open the file in $VISUAL or $EDITOR, then check it

    Nothing needs to be set. The file is $XDG_CONFIG_HOME/rashomon/config.toml, else
    ~/.config/rashomon/config.toml; RASHOMON_CONFIG names another. RASHOMON_THEME and the like
    override single settings.
    """
    if what == "write":
        return write()
    if what == "edit":
        return edit()
    config = load()
    if as_json:
        session.say_json(record(config))
    elif what == "show":
        session.say(lines(config))
    return _checked(config, what == "check" and not as_json)


def _checked(config: Config, tell_good: bool) -> int:
    for told in config.told():
        session.complain(told)
    if not config.mistakes and tell_good:
        where = f"{clean_line(str(config.file))}: " if config.there else "no configuration file; "
        session.say([f"{where}nothing wrong"])
    return session.PARTLY if config.mistakes else session.DONE


def lines(config: Config) -> list[str]:
    """The settings and the keys given anew, a line each."""
    told = [_line(config, setting.name) for setting in SETTINGS]
    for action in ACTIONS:
        if action.id in config.keys.keys:
            keys = shown([written(key) for key in config.keys.keys[action.id]])
            line = config.keys.lines.get(action.id)
            why = f"line {line}" if line else "its key went to another"
            told.append((action.id, keys, why))
    first, second = (max(len(row[at]) for row in told) for at in (0, 1))
    unread = any(mistake.words.startswith("not read") for mistake in config.mistakes)
    absent = " (not read)" if unread else " (not there; nothing needs to be set)"
    there = "" if config.there else absent
    head = f"file  {clean_line(str(config.file or 'none: no home directory'))}{there}"
    return [head, "", *(f"{a:<{first}}  {b:<{second}}  {c}" for a, b, c in told)]


def _line(config: Config, name: str) -> tuple[str, str, str]:
    """A setting, its value here, and its source; what is left to the program is worked out."""
    value, source = config[name], config.values[name].source
    terminal = known_by(os.environ, getattr(sys.stderr, "encoding", None))
    looks = look(config, terminal)
    if name == "theme" and value != looks.theme:
        return name, shown(looks.theme), terminal.why_colors
    if name == "ascii" and value is None:
        return name, shown(looks.encoding != "utf-8"), terminal.why_encoding
    if name == "library" and value is None:
        return name, shown(locations.chosen().library), source
    return name, shown(value), source


def record(config: Config) -> Record:
    """The same as JSON."""
    return {
        "file": str(config.file) if config.file else None,
        "there": config.there,
        "settings": {
            name: {"value": _plain(value.value), "from": value.source}
            for name, value in config.values.items()
        },
        "keys": {
            action.id: list(config.keys.keys.get(action.id, action.keys)) for action in ACTIONS
        },
        "mistakes": [
            {"line": fault.line, "key": fault.key, "words": fault.words}
            for fault in config.mistakes
        ],
    }


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value


def write() -> int:
    """Writes the file with everything in it commented out; leaves one that is there alone."""
    file = _place()
    try:
        _make(file)
    except FileExistsError:
        session.complain(f"{file}: there already and left as it is; rashomon config edit opens it")
        return session.PARTLY
    session.say([f"{file}: written; everything in it is commented out"])
    return session.DONE


def edit() -> int:
    """Opens the file in the reader's editor, made first where it is not there; then checks it."""
    file, words = _place(), _editor()
    if words is None:
        session.complain(f"no editor found; set VISUAL or EDITOR, or edit {file} otherwise")
        return session.WRONG_USE
    if not file.exists():
        _make(file)
    try:
        code = subprocess.run([*words, str(file)], check=False).returncode
    except OSError as error:
        session.complain(f"{words[0]}: {error.strerror}; set VISUAL or EDITOR to your editor")
        return session.WRONG_USE
    if code:
        session.complain(f"{words[0]} left with code {code}")
    return _checked(load(), True) or (session.PARTLY if code else session.DONE)


def _place() -> Path:
    file = place(os.environ)
    if file is None:
        raise click.UsageError("there is no home directory; RASHOMON_CONFIG names a file")
    return file


def _make(file: Path) -> None:
    make_folder(file.parent)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(template())


def _editor() -> list[str] | None:
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(name, ""))
        except ValueError:
            raise click.UsageError(f"{name} cannot be split into words") from None
        if words:
            return words
    return next(([name] for name in _EDITORS if shutil.which(name)), None)
