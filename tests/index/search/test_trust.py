"""An index is read only if it is whole and ours; else it says why, and can be wiped."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from index.errors import LibraryError
from index.search import IndexDamaged, SearchIndex, blocks, keeper, parts, sealed, wipe
from tests.index.search.conftest import ARTICLES


@pytest.fixture
def written(index: SearchIndex, folder: Path) -> Path:
    """The folder of a closed index."""
    index.close()
    return folder


def files(folder: Path) -> list[Path]:
    """All files of an index but the locks, which are empty."""
    return sorted(path for path in folder.iterdir() if path.stat().st_size)


def test_nobody_else_can_look_in(written: Path) -> None:
    assert written.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in written.iterdir())


def test_every_flipped_byte_is_noticed(written: Path) -> None:
    assert len(files(written)) == 2
    for path in files(written):
        whole = path.read_bytes()
        for at in {0, 1, len(whole) // 3, len(whole) // 2, len(whole) - 1}:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
            with pytest.raises(IndexDamaged):
                SearchIndex(written)
        path.write_bytes(whole)
    assert SearchIndex(written).count() == 5


@pytest.mark.parametrize("keep", [0, 10, -1])
def test_every_torn_file_is_noticed(written: Path, keep: int) -> None:
    for path in files(written):
        whole = path.read_bytes()
        path.write_bytes(whole[:keep])
        with pytest.raises(IndexDamaged, match="can be rebuilt"):
            SearchIndex(written)
        path.write_bytes(whole)


def test_a_missing_file_is_noticed(written: Path) -> None:
    next(written.glob("part-*")).unlink()
    with pytest.raises(IndexDamaged, match="missing"):
        SearchIndex(written)


def test_another_version_is_refused(written: Path) -> None:
    path = written / "index.json"
    head, body = path.read_text().split("\n", 1)
    path.write_text(json.dumps({**json.loads(head), "format": 999}) + "\n" + body)
    with pytest.raises(IndexDamaged, match="another version"):
        SearchIndex(written)


def test_an_index_that_others_could_write_is_refused(written: Path) -> None:
    for path in (written, *files(written)):
        mode = path.stat().st_mode
        path.chmod(mode | 0o022)
        with pytest.raises(IndexDamaged, match="user"):
            SearchIndex(written)
        path.chmod(mode)


def test_an_index_of_another_user_is_refused(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        os.chown(written, 65_534, 65_534)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(IndexDamaged, match="another user"):
        SearchIndex(written)


def test_links_are_not_followed(written: Path, tmp_path: Path) -> None:
    part = next(written.glob("part-*"))
    part.rename(tmp_path / "elsewhere")
    part.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(IndexDamaged, match="link"):
        SearchIndex(written)
    wipe(written)
    assert (tmp_path / "elsewhere").exists()


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(LibraryError):
        SearchIndex(tmp_path / "file" / "search")


class TestLargeFiles:
    """They are not read as a whole when they are opened, but never trusted unseen."""

    QUERIES = ("summit", '"white house"', "s*", "ally", "title:house", "vilnus~", "outlet:bbc")

    @pytest.fixture
    def large(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """An index whose few bytes are many blocks."""
        for module in (blocks, sealed):
            monkeypatch.setattr(module, "BLOCK", 64)
        monkeypatch.setattr(parts, "EAGER", 0)
        index = SearchIndex(folder)
        index.add(ARTICLES)
        index.close()
        return folder

    def answers(self, folder: Path) -> list[object]:
        """What all the queries find."""
        index = SearchIndex(folder)
        found = [index.search(query, typing=True) for query in self.QUERIES]
        return [(one.ids, one.scores, one.total) for one in found] + [index.like(1).ids]

    def test_a_flipped_byte_is_never_believed(self, large: Path) -> None:
        right = self.answers(large)
        path = next(large.glob("part-*"))
        whole = path.read_bytes()
        noticed = 0
        for at in range(0, len(whole), max(1, len(whole) // 48)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x04]) + whole[at + 1 :])
            try:
                assert self.answers(large) == right
            except IndexDamaged:
                noticed += 1
            with pytest.raises(IndexDamaged, match="not as it was written"):
                SearchIndex(large).verify()
        assert noticed > 16

    def test_warming_checks_them_and_searches_go_on(self, large: Path) -> None:
        index = SearchIndex(large)
        index.warm()
        assert index.search("summit").total == 2
        index._warming.wait()
        assert all(part.blocks.check(0) == 0 for part in index._state.parts.values())
        index.close()

    def test_a_damaged_part_is_not_merged_into_a_sound_one(
        self, large: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = next(large.glob("part-*"))
        at, _ = SearchIndex(large)._state.parts[path.name].blocks._starts["positions"]
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)
        monkeypatch.setattr(keeper, "MOST_ALIKE", 1)
        index = SearchIndex(large)
        index.add([ARTICLES[0]])
        with pytest.raises(IndexDamaged):
            index.settle()
        assert index.parts() == 2


class TestWiping:
    def test_makes_room_for_a_new_index(self, written: Path) -> None:
        next(written.glob("part-*")).write_bytes(b"")
        wipe(written)
        assert not written.exists()
        index = SearchIndex(written)
        index.add(ARTICLES)
        assert index.count() == 5

    def test_removes_what_a_killed_writer_left(self, written: Path) -> None:
        (written / "part-000009-0123abcd").write_bytes(b"half")
        (written / "index.json.new").write_bytes(b"half")
        wipe(written)
        assert not written.exists()

    def test_removes_an_index_of_the_first_format(self, written: Path) -> None:
        old = written / "part-000001-0123abcd"
        (old / "MAIN.tmp").mkdir(parents=True)
        for name in ("MAIN.tmp/abc.run", "MAIN_WRITELOCK", "_MAIN_1.toc", "words"):
            (old / name).touch()
        wipe(written)
        assert not written.exists()

    def test_leaves_files_that_are_not_the_index(self, written: Path) -> None:
        (written / "letter.txt").write_text("mine")
        folder = written / "part-000001-0123abcd"
        folder.mkdir()
        (folder / "letter.txt").write_text("mine")
        wipe(written)
        assert sorted(path.name for path in written.rglob("*")) == [
            "letter.txt",
            "letter.txt",
            folder.name,
        ]
        index = SearchIndex(written)
        index.add(ARTICLES)
        assert index.count() == 5

    def test_of_nothing_is_nothing(self, tmp_path: Path) -> None:
        wipe(tmp_path / "never")

    def test_the_next_writer_sweeps_orphans_too(self, written: Path) -> None:
        orphan = written / "part-000009-0123abcd"
        orphan.touch()
        SearchIndex(written).remove([1])
        assert not orphan.exists()
