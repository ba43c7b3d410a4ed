"""Links on a real terminal: what is written leads to the addresses shown, and nowhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from index import Library
from tests.end_to_end.terminal import Terminal, printed, sequences
from tests.hostile import HOSTILE, foreign
from tui.opening import links

_LINK = re.compile(r"\x1b\]8;(id=[0-9a-f]+;https?://[!-~]{1,2000}|;)\x1b\\")
QUIET = {"\x1b[?25l", "\x1b[?25h", "\x1b]22;default\x07"}


@pytest.fixture
def led_astray(tmp_path: Path) -> Path:
    """A library of one article in whose addresses the hostile strings stand."""
    folder, table = tmp_path / "library", tmp_path / "rows.jsonl"
    told = "\n\n".join(
        f"See https://example.org/{n}/{text} ." for n, text in enumerate(HOSTILE.values())
    )
    row = {"title": "Case of links", "text": f"The council met in Oslo on Monday.\n\n{told}"}
    table.write_text(json.dumps(row), encoding="utf-8")
    with Library.open(folder) as library:
        library.add([str(table)])
        library.analyse()
    return folder


def walked(folder: Path, env: dict[str, str]) -> str:
    """The bytes of walking through the list of links."""
    with Terminal(["--library", str(folder)], env, 100, 30) as terminal:
        terminal.until("Case of links")
        terminal.until(lambda _: b"\x1b[?2004h" in terminal.raw)
        terminal.press("\r", "")
        start = len(terminal.raw)
        terminal.press("W")
        terminal.until("Links")
        terminal.press(*" " * 12, "g", *"jjjj", "")
        raw = terminal.raw[start:]
        terminal.press("\x11")
        assert terminal.finish() == 0
    assert foreign(printed(raw)) == []
    return raw.decode("utf-8", "replace")


def test_hostile_addresses_become_links_to_themselves(
    env: dict[str, str], led_astray: Path
) -> None:
    raw = walked(led_astray, env)
    written = _LINK.findall(raw)
    rest = set(sequences(_LINK.sub("", raw).encode()))
    assert rest <= QUIET
    with Library.open(led_astray) as library:
        shown = {link.address for link in links(library.article(1))}
    led_to = {one.partition(";")[2] for one in written} - {""}
    assert len(led_to) > 20 and led_to <= shown
    assert len(set(written)) == len(led_to) + 1, "one id an address, however often it is drawn"


@pytest.mark.parametrize("off", [{"TERM": "linux"}, {"RASHOMON_LINKS": "false"}])
def test_where_links_are_off_none_is_written(
    env: dict[str, str], led_astray: Path, off: dict[str, str]
) -> None:
    assert "\x1b]8" not in walked(led_astray, {**env, **off})
