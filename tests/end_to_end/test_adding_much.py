"""Adding so much from inside the reader that other processes help to read it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from index import Library
from index.preparing import MANY
from tests.end_to_end.terminal import Terminal


def test_a_table_of_hundreds_comes_in_whole(
    sample: Library, env: dict[str, str], tmp_path: Path
) -> None:
    shutil.copytree(sample.path, tmp_path / "library")
    rows = [{"title": f"Strike {n}", "text": f"Day {n} of the strike."} for n in range(MANY + 40)]
    table = tmp_path / "t.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    here = {**env, "RASHOMON_LIBRARY": str(tmp_path / "library")}
    with Terminal([], here, 120, 36) as terminal:
        terminal.until("5 articles")
        terminal.press("a", str(table), "\r")
        terminal.until(f"{MANY + 45} articles")
        terminal.press("\x11")
        assert terminal.finish() == 0
