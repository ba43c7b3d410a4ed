"""The first start on a real terminal: the tour, and a copy that reaches the clipboard."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from tests.end_to_end.terminal import Terminal


def test_the_tour_comes_once_and_goes_with_one_key(new: dict[str, str]) -> None:
    with Terminal([], new) as terminal:
        terminal.until("1 of 6")
        terminal.press("\x1b")
        terminal.until(lambda text: "1 of 6" not in text)
        terminal.press("\x11")
        assert terminal.finish() == 0
    with Terminal([], new) as terminal:
        terminal.until("5 articles")
        terminal.press("j")
        assert "1 of 6" not in terminal.text()
        terminal.press("\x11")
        assert terminal.finish() == 0
        assert "1 of 6" not in terminal.text()


def test_a_copy_reaches_the_clipboard_of_the_terminal_and_a_file(
    new: dict[str, str], tmp_path: Path
) -> None:
    with Terminal([], {**new, "XDG_RUNTIME_DIR": str(tmp_path)}) as terminal:
        terminal.until("1 of 6")
        terminal.press("\r", "y")
        terminal.until("clipboard")
        terminal.press("\x11")
        assert terminal.finish() == 0
        (sent,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", terminal.raw)
    words = base64.b64decode(sent).decode()
    assert words.startswith("NATO Secretary General Jens Stoltenberg")
    assert words.endswith("later this year.")
    assert (tmp_path / "rashomon" / "copied.txt").read_text(encoding="utf-8") == f"{words}\n"
