"""``rashomon wording``: sets listed, added and checked without a screen."""

from __future__ import annotations

from pathlib import Path

from tests.tui.running import run


def test_a_set_is_added_and_listed_first(tmp_path: Path) -> None:
    there = ("--library", str(tmp_path / "mine"))
    assert run("wording", "add", "the levy", "tax | duty, levy", *there).code == 0
    listed = run("wording", "list", "--json", *there).json
    assert listed["sets"][0] == {
        "id": "the-levy",
        "title": "the levy",
        "forms": [
            {"name": "tax", "phrases": ["tax", "duty"]},
            {"name": "levy", "phrases": ["levy"]},
        ],
        "source": "",
        "own": True,
    }
    assert len(listed["sets"]) > 60
    assert [one["own"] for one in listed["sets"][1:]] == [False] * (len(listed["sets"]) - 1)


def test_what_is_wrong_in_a_file_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[set]]\ntitel = "x"\n', encoding="utf-8")
    ran = run("wording", "check", str(path))
    assert ran.code == 1
    assert ran.error == f"{path}:2: no such key: 'titel'; did you mean 'title'?"


def test_one_form_alone_is_no_set(tmp_path: Path) -> None:
    ran = run("wording", "add", "x", "one", "--library", str(tmp_path / "mine"))
    assert ran.code != 0
    assert "cannot differ" in ran.error
