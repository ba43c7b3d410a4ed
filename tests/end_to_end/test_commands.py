"""The installed command as scripts and pipes use it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from index import Library
from tests.end_to_end.terminal import COMMAND, PATIENCE, Terminal
from tests.hostile import HOSTILE, foreign

LOOKING = [
    ["list"],
    ["search", "council"],
    ["search", "case", "--json"],
    ["show", "1"],
    ["show", "2", "--all"],
    ["entities"],
    ["entities", "Oslo"],
    ["events"],
    ["compare", "1", "2", "3", "4"],
    ["compare", "5", "6", "--json"],
    ["export"],
    ["doctor"],
]


def run(arguments: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=env,
        timeout=2 * PATIENCE,
    )


def test_the_sample_is_there_without_any_library(new: dict[str, str], home: Path) -> None:
    done = run(["list", "--json"], new)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(json.loads(done.stdout)["articles"]) == 5
    assert not (home / "data" / "rashomon" / "library.db").exists()


@pytest.mark.parametrize("arguments", LOOKING, ids=" ".join)
def test_hostile_articles_reach_no_terminal_through_a_command(
    arguments: list[str], env: dict[str, str], hostile: Path
) -> None:
    with Terminal([*arguments, "--library", str(hostile)], env) as terminal:
        assert terminal.finish() == 0
    text = terminal.raw.decode("utf-8").replace("\r\n", "\n")
    if arguments[0] == "compare":  # its progress goes back to the beginning of its line
        text = text.replace("\r", "\n")
    assert [found for line in text.split("\n") for found in foreign(line)] == []


def test_hostile_articles_reach_no_terminal_while_they_are_added(
    env: dict[str, str], hostile_table: Path, tmp_path: Path
) -> None:
    strange = tmp_path / "a\x1b]0;taken over\x07b.txt"
    strange.write_bytes(b"\x89PNG\x00\x01\x02" * 400)
    with Terminal(["add", str(hostile_table), str(strange)], env) as terminal:
        assert terminal.finish() == 1
    text = terminal.raw.decode("utf-8").replace("\r", "\n")
    assert [found for line in text.split("\n") for found in foreign(line)] == []
    assert f"imported       {len(HOSTILE)}" in text


def test_progress_is_for_those_who_watch(env: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The council of Oslo met on Monday.", encoding="utf-8")
    assert run(["add", str(path)], env).stderr == b""


def test_whoever_reads_the_output_may_stop_reading(env: dict[str, str], hostile: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [COMMAND, "export", "--library", str(hostile)],
            stdin=subprocess.DEVNULL,
            stdout=closed,
            stderr=subprocess.PIPE,
            env=env,
            timeout=PATIENCE,
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_under_the_output_is_one_line(env: dict[str, str], sample: Library) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [COMMAND, "list", "--library", str(sample.path)],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=env,
            timeout=PATIENCE,
        )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "No space left" in line


def test_a_locale_without_unicode_loses_letters_and_nothing_else(
    env: dict[str, str], sample: Library
) -> None:
    env = {**env, "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = run(["show", "3", "--library", str(sample.path)], env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    record = run(["show", "3", "--library", str(sample.path), "--json"], env)
    assert json.loads(record.stdout)["text"] == sample.article(3).text


def test_where_nothing_may_be_written_that_is_one_line(env: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The council of Oslo met on Monday.", encoding="utf-8")
    done = run(["add", str(path), "--library", str(path / "below")], env)
    assert done.returncode in {1, 2}
    (line,) = done.stderr.decode().splitlines()
    assert str(path) in line


def test_an_interrupt_in_a_long_import_keeps_what_is_in(
    env: dict[str, str], tmp_path: Path
) -> None:
    table = tmp_path / "many.jsonl"
    with table.open("w", encoding="utf-8") as file:
        for at in range(20_000):
            text = f"Report {at}. The council of Oslo met on Monday and decided item {at}. " * 20
            file.write(json.dumps({"id": at, "text": text}) + "\n")
    with Terminal(["add", str(table)], env) as terminal:
        terminal.until("importing [#")
        terminal.press("\x03")
        assert terminal.finish() == 1
    assert b"what is in stays in" in terminal.raw
    kept = json.loads(run(["search", "council", "--json"], env).stdout)["total"]
    assert 0 < kept < 20_000


def test_an_interrupt_while_workers_start_ends_in_order(
    env: dict[str, str], tmp_path: Path
) -> None:
    table = tmp_path / "some.jsonl"
    with table.open("w", encoding="utf-8") as file:
        for at in range(300):
            text = f"Report {at}. The council of Oslo met on Monday and decided item {at}. " * 9
            file.write(json.dumps({"id": at, "text": text}) + "\n")
    with Terminal(["add", str(table)], env) as terminal:
        terminal.until("100%")
        terminal.press("\x03")
        assert terminal.finish() in (0, 1)
    assert b"fault" not in terminal.raw
    assert json.loads(run(["search", "council", "--json"], env).stdout)["total"] == 300
