"""Labels and wording sets are undone like all else, and never at the price of a hand's work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index import Library, RashomonError
from index.appending import append, take_off

LABEL, WORDING = "outlets.toml", "wording.toml"


def labels(library: Library, outlet: str = "Tsarizm") -> list[str]:
    (line,) = [one for one in library.outlets.every() if one.name == outlet]
    return [fact.text for fact in line.facts if fact.about == "label"]


def titles(library: Library) -> list[str]:
    return [one.title for one in library.wording.read()[0]]


def test_a_label_is_taken_back_and_written_again(five: Library) -> None:
    five.outlets.label("tsarizm", "seen at home")
    assert five.corrections.undo() == "undone: label of Tsarizm: seen at home"
    assert labels(five) == []
    assert not (five.path / LABEL).exists(), "the file was made for it"
    assert five.corrections.redo() == "redone: label of Tsarizm: seen at home"
    assert labels(five) == ["seen at home"]
    assert five.corrections.log() == (), "it is no correction"


def test_a_wording_set_is_taken_back_and_written_again(five: Library) -> None:
    five.wording.add("the levy", ["tax", "levy"])
    written = (five.path / WORDING).read_bytes()
    assert five.corrections.undo() == "undone: wording set the levy"
    assert titles(five) == []
    five.corrections.redo()
    assert (five.path / WORDING).read_bytes() == written


@pytest.mark.parametrize("there", [b"# mine", b"# mine\n\n\n", b"", b"\xef\xbb\xbf# mine\r\n"])
@pytest.mark.parametrize("file", [LABEL, WORDING])
def test_what_stood_in_the_file_is_as_it_was_byte_for_byte(
    five: Library, file: str, there: bytes
) -> None:
    path = five.path / file
    path.write_bytes(there)
    path.chmod(0o640)
    if file == LABEL:
        five.outlets.label("Tsarizm", "one")
        five.outlets.label("Tsarizm", "two")
        assert labels(five) == ["one", "two"]
    else:
        five.wording.add("one", ["a", "b"])
        five.wording.add("two", ["a", "b"])
        assert titles(five) == ["one", "two"]
    five.corrections.undo()
    five.corrections.undo()
    assert path.read_bytes() == there
    assert path.stat().st_mode & 0o777 == 0o640


def test_another_session_takes_it_back_among_all_else_in_its_order(five: Library) -> None:
    five.kept.star([1])
    five.outlets.label("Tsarizm", "seen at home")
    five.kept.star([2])
    five.changed()
    with Library.open(five.path) as other:
        said = [other.corrections.undo() for _ in range(4)]
    assert said == [
        "undone: starred article 2", "undone: label of Tsarizm: seen at home",
        "undone: starred article 1", None,
    ]  # fmt: skip
    assert five.changed(), "the first session sees it"
    assert labels(five) == []
    five.corrections.redo()
    assert five.corrections.redo() == "redone: label of Tsarizm: seen at home"


@pytest.mark.parametrize(
    "by_hand",
    [
        lambda text: text + 'variants = ["C"]\n',
        lambda text: text.replace("home", "work"),
        lambda text: "",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text + "\n# a remark\n",
    ],
)
def test_what_a_hand_changed_since_is_left_alone_and_said(five: Library, by_hand: object) -> None:
    five.kept.star([1])
    five.outlets.label("Tsarizm", "seen at home")
    path = five.path / LABEL
    path.write_text(by_hand(path.read_text("utf-8")), "utf-8", newline="")  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(RashomonError, match="not undone: label of Tsarizm") as caught:
        five.corrections.undo()
    assert caught.value.advice == "outlets.toml was changed by hand since; take it out there"
    assert path.read_bytes() == before
    assert five.corrections.undo() == "undone: starred article 1", "it is passed over from then on"
    assert five.corrections.redo() == "redone: starred article 1"
    assert five.corrections.redo() is None
    assert path.read_bytes() == before


def test_what_a_hand_wrote_above_it_stays(five: Library) -> None:
    five.outlets.label("Tsarizm", "seen at home")
    path = five.path / LABEL
    path.write_text("# by hand\n" + path.read_text("utf-8"), "utf-8")
    five.corrections.undo()
    assert path.read_text("utf-8") == "# by hand\n"


def test_a_file_that_was_thrown_away_is_not_made_again(five: Library) -> None:
    five.wording.add("the levy", ["tax", "levy"])
    (five.path / WORDING).unlink()
    with pytest.raises(RashomonError, match="not undone"):
        five.corrections.undo()
    assert not (five.path / WORDING).exists()


def test_a_set_of_the_name_written_by_hand_meanwhile_is_not_doubled(five: Library) -> None:
    five.wording.add("the levy", ["tax", "levy"])
    five.corrections.undo()
    mine = '[[set]]\ntitle = "The levy"\nforms = ["duty", "toll"]\n'
    (five.path / WORDING).write_text(mine, "utf-8")
    with pytest.raises(RashomonError, match="is there"):
        five.corrections.redo()
    assert (five.path / WORDING).read_text("utf-8") == mine


def test_a_table_broken_by_hand_meanwhile_is_not_written_to(five: Library) -> None:
    five.outlets.label("Tsarizm", "seen at home")
    five.corrections.undo()
    (five.path / LABEL).write_text("[[outlet", "utf-8")
    with pytest.raises(RashomonError, match="no table of outlets"):
        five.corrections.redo()
    assert (five.path / LABEL).read_text("utf-8") == "[[outlet"


@pytest.mark.parametrize(
    "text",
    ['"]\n[[outlet]]', "\\", "\x1b]0;x\x07y", "a\u202eb", "'''", "😀", "x" * 9_000, "\ud800"],
)
def test_whatever_a_label_says_it_is_taken_back_exactly(five: Library, text: str) -> None:
    (five.path / LABEL).write_bytes(b"# mine\n")
    five.outlets.label(f"{text}n", f"{text}t")
    said = five.corrections.undo() or ""
    assert said.startswith("undone: label of ")
    assert "\x1b" not in said and "\n" not in said and "\u202e" not in said and len(said) < 400
    assert (five.path / LABEL).read_bytes() == b"# mine\n"


def test_a_label_that_cannot_be_written_is_not_in_the_log(five: Library) -> None:
    (five.path / LABEL).mkdir()
    with pytest.raises(RashomonError):
        five.outlets.label("Tsarizm", "seen at home")
    assert five.corrections.undo() is None


def test_a_set_that_would_make_the_file_unreadable_is_refused(five: Library) -> None:
    (five.path / WORDING).write_text("#" * (256 * 1024 - 50), "utf-8")
    with pytest.raises(RashomonError, match="larger than 256 KB"):
        five.wording.add("the levy", ["tax", "levy"])
    assert five.corrections.undo() is None


class TestAppending:
    def test_a_pipe_is_neither_written_to_nor_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        for do in (append, take_off):
            with pytest.raises(RashomonError, match="cannot be written"):
                do(tmp_path / "pipe", "x")

    def test_a_link_is_followed_to_its_file(self, tmp_path: Path) -> None:
        (tmp_path / "real").write_text("a", "utf-8")
        (tmp_path / "link").symlink_to("real")
        append(tmp_path / "link", "b")
        assert (tmp_path / "real").read_text("utf-8") == "ab"
        assert take_off(tmp_path / "link", "b", made=True)
        assert (tmp_path / "link").is_symlink()

    def test_a_full_disk_leaves_the_file_as_it_was(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "table"
        path.write_text("a", "utf-8")
        whole = os.write

        def full(handle: int, data: bytes) -> int:
            if len(data) < 4:
                raise OSError(28, os.strerror(28))
            return whole(handle, data[:3])

        monkeypatch.setattr(os, "write", full)
        for one in (path, tmp_path / "new"):
            with pytest.raises(RashomonError, match="No space"):
                append(one, "bcdef")
        assert path.read_text("utf-8") == "a"
        assert not (tmp_path / "new").exists()
