"""Where the configuration lies. Cheap: every command asks whether there is one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

FILE_VARIABLE = "RASHOMON_CONFIG"


def place(environ: Mapping[str, str]) -> Path | None:
    """Where the file lies, if there is one; None where there is no home to look in."""
    if FILE_VARIABLE in environ:
        named = environ[FILE_VARIABLE]
        return _absolute(named) if named else None
    base = environ.get("XDG_CONFIG_HOME", "")
    try:
        folder = Path(base) if Path(base).is_absolute() else Path.home() / ".config"
    except RuntimeError:
        return None
    return folder / "rashomon" / "config.toml"


def _absolute(named: str) -> Path:
    try:
        return Path(named).absolute()
    except FileNotFoundError:  # the directory one is in was removed, and the file with it
        return Path(named)


def configured(environ: Mapping[str, str]) -> bool:
    """Whether something may lie there: False only where there is certainly no file."""
    file = place(environ)
    if file is None:
        return False
    try:
        os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True
