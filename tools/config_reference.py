"""Writes docs/config.md: ``python -m tools.config_reference``."""

from __future__ import annotations

from pathlib import Path

from tui.config import SETTINGS
from tui.config_template import template

PAGE = Path(__file__).parents[1] / "docs" / "config.md"

_HEAD = """\
# Settings

Nothing needs to be set. What may be set lies in one file, \
`$XDG_CONFIG_HOME/rashomon/config.toml`, \
else `~/.config/rashomon/config.toml`; `RASHOMON_CONFIG` names another, and set to nothing none is \
read. The file is made only by `rashomon config write` or `rashomon config edit`, never by reading.

| command | what it does |
|---|---|
| `rashomon config` | every setting, its value and where it comes from; `--json` for scripts |
| `rashomon config check` | what is wrong, line by line; exit code 1 where something is |
| `rashomon config write` | writes the file below; one that is there is left alone |
| `rashomon config edit` | opens it in `$VISUAL` or `$EDITOR`, then checks it |

A mistake is told with file, line, key and the nearest valid name, and the rest applies. In the \
reader the first is shown when it opens. A file that other users own or can write is not read: it \
names a program that is run.

## In the environment

Each of these overrides the file for as long as it is set.

| variable | setting |
|---|---|
"""
_TAIL = """
`NO_COLOR`, set to anything, takes all color away, whatever else is set; names, matches and where \
you are are then told by bold, underline, reverse and marks.

## What is chosen where nothing is set

- **Colors**: `night` where the terminal tells of true color (`COLORTERM`, or its name), `paper` \
where it also tells of a light ground (`COLORFGBG`); `terminal`, its own 16 colors (on a light \
ground those that can be read on it), over SSH and everywhere else; `plain` where `TERM` has no \
colors. `t` goes through them, and the last choice is remembered for this library, apart for \
terminals with true color and others.
- **Signs**: all of Unicode in a UTF-8 locale. With `LC_ALL=C` or in another encoding lines, marks \
and quotation marks are ASCII, letters lose their accents, and what has no counterpart is `?`. The \
articles themselves, exports and copies stay as they are.
- **Keys**: those of the file below.

## The file

Written by `rashomon config write`. Without the `#` each line says what holds anyway.

```toml
"""


def page() -> str:
    """The page as settings and actions have it now."""
    rows = [f"| `{s.variable}` | {s.help} |" for s in SETTINGS]
    return "".join([_HEAD, "\n".join(rows), "\n", _TAIL, template(), "```\n"])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
