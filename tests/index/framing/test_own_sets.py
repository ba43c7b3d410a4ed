"""A reader's own wording sets: files beside the library, read safely and written safely."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.errors import RashomonError
from index.framing.own_sets import LARGEST, OwnSets, check

TAX = '[[set]]\ntitle = "the levy"\nforms = ["tax | duty", "levy"]\n'


def test_no_file_is_no_set(tmp_path: Path) -> None:
    assert OwnSets(tmp_path).read() == ((), ())
    assert OwnSets(tmp_path).stamp() == ()


def test_a_set_that_was_added_is_read_again_and_what_stood_there_is_kept(tmp_path: Path) -> None:
    own = OwnSets(tmp_path)
    own.path.write_text("# my remark\n" + TAX, encoding="utf-8")
    before = own.stamp()
    own.add('the "plan" \\ \x1b[31m', ["réforme", "cut | slash"])
    assert own.path.read_text(encoding="utf-8").startswith("# my remark\n" + TAX)
    sets, faults = own.read()
    assert not faults
    assert [each.title for each in sets] == ["the levy", 'the "plan" \\']
    assert sets[1].forms[1].phrases == ("cut", "slash")
    assert all(each.own for each in sets)
    assert own.stamp() != before
    assert [path.name for path in tmp_path.glob("*word*")] == ["wording.toml"]


def test_the_first_set_makes_the_file(tmp_path: Path) -> None:
    OwnSets(tmp_path).add("the levy", ["tax", "levy"])
    assert [each.id for each in OwnSets(tmp_path).read()[0]] == ["the-levy"]


@pytest.mark.parametrize(
    ("title", "forms"),
    [("x", ["one"]), ("", ["a", "b"]), ("x", ["a", "***"]), ("x", ["w"] * 100), ("x", [])],
)
def test_a_wrong_set_is_not_written(tmp_path: Path, title: str, forms: list[str]) -> None:
    with pytest.raises(RashomonError):
        OwnSets(tmp_path).add(title, forms)
    assert list(tmp_path.glob("*word*")) == []


def test_a_set_of_a_name_that_is_there_is_refused(tmp_path: Path) -> None:
    OwnSets(tmp_path).add("the levy", ["tax", "levy"])
    with pytest.raises(RashomonError, match="is there"):
        OwnSets(tmp_path).add("The  Levy", ["duty", "toll"])


def test_files_in_the_folder_are_read_too_and_one_that_is_wrong_leaves_the_rest(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "wording"
    folder.mkdir()
    (folder / "a.toml").write_text(TAX, encoding="utf-8")
    (folder / "b.toml").write_text("not toml [", encoding="utf-8")
    (folder / "c.txt").write_text("not read", encoding="utf-8")
    sets, [fault] = OwnSets(tmp_path).read()
    assert [each.id for each in sets] == ["the-levy"]
    assert (Path(fault.path).name, fault.line) == ("b.toml", 1)


def test_a_huge_file_a_pipe_and_other_letters_are_refused(tmp_path: Path) -> None:
    huge, pipe, latin = (tmp_path / name for name in ("huge.toml", "pipe.toml", "latin.toml"))
    huge.write_bytes(b"#" * (LARGEST + 1))
    os.mkfifo(pipe)
    latin.write_bytes(b"# one\n# caf\xe9\n")
    told = {path: check(path)[1][0] for path in (huge, pipe, latin, tmp_path / "none.toml")}
    assert "larger" in told[huge].reason
    assert "is no file" in told[pipe].reason
    assert told[latin].line == 2
    assert "cannot be read" in told[tmp_path / "none.toml"].reason


def test_nothing_is_lost_where_the_file_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "wording.toml"
    path.write_bytes(b"# caf\xe9\n")
    with pytest.raises(RashomonError, match="UTF-8"):
        OwnSets(tmp_path).add("the levy", ["tax", "levy"])
    assert path.read_bytes() == b"# caf\xe9\n"
