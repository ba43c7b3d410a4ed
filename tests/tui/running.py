"""Running a command as a user does, in this process: its exit code and what it printed."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tui import cli


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        assert line.startswith("rashomon: ")
        return line.removeprefix("rashomon: ")


Run = Callable[..., Ran]


def run(*arguments: str) -> Ran:
    """Runs ``rashomon`` with these arguments."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace", newline="")
    err = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.run(arguments)
    out.seek(0)
    return Ran(code, out.read(), err.getvalue())
