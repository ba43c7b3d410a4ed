"""``rashomon config``: shows, checks, writes and edits; and the library it names."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from index import Library
from tests.tui.running import run


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "SSH_TTY", "SSH_CONNECTION", "VISUAL", "XDG_CONFIG_HOME", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture
def file(home: Path) -> Path:
    return home / ".config" / "rashomon" / "config.toml"


def test_it_shows_what_is_in_force_and_where_it_comes_from(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    monkeypatch.setenv("RASHOMON_WIDTH", "60")
    shown = run("config")
    rows = {line.split()[0]: line.split()[1:] for line in shown.out.splitlines() if line}
    assert shown.code == 0
    assert rows["theme"] == ['"terminal"', "SSH_TTY", "is", "set"]
    assert rows["width"] == ["60", "RASHOMON_WIDTH"]
    assert "not there; nothing needs to be set" in shown.out
    assert not (home / ".config").exists()


def test_it_writes_a_file_of_ones_own_once(file: Path) -> None:
    assert run("config", "write").code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "#library.search" in file.read_text(encoding="utf-8")
    file.write_text("width = 50\n", encoding="utf-8")
    again = run("config", "write")
    assert again.code == 1 and "left as it is" in again.error
    assert file.read_text(encoding="utf-8") == "width = 50\n"


def test_it_checks(file: Path) -> None:
    assert run("config", "check").out == "no configuration file; nothing wrong\n"
    run("config", "write")
    assert run("config", "check").out == f"{file}: nothing wrong\n"
    file.write_text("[keys]\nlibrary.zen = 'Q'\nlibrary.ordre = 'x'\n", encoding="utf-8")
    checked = run("config", "check")
    assert checked.code == 1
    assert checked.error == (
        f"{file} line 3: library.ordre: no such action; did you mean library.order?"
    )
    assert "library.zen" in run("config").out


def test_as_json_it_tells_every_key_and_mistake(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("width = 40\nthema = 1\n[keys]\nlibrary.zen = 'Q'\n", encoding="utf-8")
    told = run("config", "--json").json
    assert told["settings"]["width"] == {"value": 40, "from": "line 1"}
    assert told["keys"]["library.zen"] == ["Q"]
    assert told["keys"]["moving.down"] == ["j", "down"]
    assert [(fault["line"], fault["key"]) for fault in told["mistakes"]] == [(2, "thema")]


def test_it_opens_the_editor_without_a_shell_and_checks_what_was_written(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\necho "theme = \'nigt\'" > "$2"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{editor}' '$(touch {tmp_path}/shell)'")
    edited = run("config", "edit")
    assert edited.code == 1 and "did you mean 'night'" in edited.error
    assert file.read_text(encoding="utf-8") == "theme = 'nigt'\n"
    assert not (tmp_path / "shell").exists()


def test_an_editor_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    edited = run("config", "edit")
    assert edited.code == 2 and "/no/such/editor" in edited.error


def test_an_editor_that_fails_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "false --wait")
    edited = run("config", "edit")
    assert edited.code == 1 and edited.error == "false left with code 1"
    assert file.exists()


def test_commands_use_the_library_that_is_set(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "set"
    file.parent.mkdir(parents=True)
    file.write_text(f'library = "{folder}"\n', encoding="utf-8")
    text = tmp_path / "one.txt"
    text.write_text("The council met in Oslo on Monday and agreed.", encoding="utf-8")
    assert run("add", str(text)).code == 0
    with Library.open(folder) as library:
        assert library.counts().articles == 1
    assert run("list", "--library", str(tmp_path / "other")).code == 1
    monkeypatch.setenv("RASHOMON_LIBRARY", str(tmp_path / "third"))
    assert "third" in run("config").out
    assert run("list").code == 1


def test_a_configuration_that_others_can_write_is_told_of(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text('library = "/srv/news"\n', encoding="utf-8")
    file.chmod(0o606)
    listed = run("list")
    assert "other users can write it" in listed.err and listed.code == 0


def test_where_the_file_is_named_by_something_hostile_it_is_shown_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a\x1b]0;taken over\x07b.toml"
    monkeypatch.setenv("RASHOMON_CONFIG", str(file))
    for words in (("config",), ("config", "check")):
        assert "\x1b" not in run(*words).out
        file.write_text("", encoding="utf-8")


def test_a_file_that_is_there_but_not_read_is_not_called_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").mkdir()
    monkeypatch.setenv("RASHOMON_CONFIG", str(tmp_path / "config.toml"))
    shown = run("config")
    assert shown.out.splitlines()[0].endswith("config.toml (not read)")
    assert "not there" not in shown.out
