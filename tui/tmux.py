"""What tmux does with a copy: it stands between the program and the terminal's clipboard.

Asked to put something on the clipboard (OSC 52), it does so only where its option
``set-clipboard`` is "on", and else drops the request without a word; by default it is
"external", under which tmux itself may hand something on (``load-buffer -w``, since 3.2).
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping

_SECONDS = 2


def clipboard(env: Mapping[str, str]) -> str | None:
    """tmux's ``set-clipboard``: "on", "external" or "off"; None outside of tmux, or unknown."""
    if not env.get("TMUX"):
        return None
    said = _run(["show-options", "-gv", "set-clipboard"], "", env)
    return said if said in ("on", "external", "off") else None


def load(text: str, env: Mapping[str, str], *, beyond: bool) -> bool:
    """Puts ``text`` into a buffer of tmux's, and ``beyond`` on the terminal's clipboard.

    Whether tmux took it.
    """
    return _run(["load-buffer", *(["-w"] if beyond else []), "-"], text, env) is not None


def _run(arguments: list[str], given: str, env: Mapping[str, str]) -> str | None:
    """What tmux answers, in one line; None where it fails or takes too long."""
    program = shutil.which("tmux", path=env.get("PATH"))
    if program is None:
        return None
    try:
        ran = subprocess.run(
            [program, *arguments],
            input=given.encode("utf-8", "replace"),
            capture_output=True, env=dict(env), timeout=_SECONDS, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return ran.stdout.decode("ascii", "replace").strip()
