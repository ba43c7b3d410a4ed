"""Adding, replacing, removing: what the index holds, for this process and for others."""

from __future__ import annotations

import errno
import fcntl
import gc
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import LibraryBusy, LibraryError
from index.search import Document, SearchIndex, build, engine, folder, keeper
from tests.index.search.conftest import ARTICLES, article


def test_a_new_index_is_empty(folder: Path) -> None:
    index = SearchIndex(folder)
    assert (index.ids(), index.count(), index.search("word").total) == (frozenset(), 0, 0)
    assert index.search("w", typing=True).total == index.search("").total == 0
    index.add([])
    assert index.count() == 0


def test_what_was_added_is_there_after_closing(index: SearchIndex, folder: Path) -> None:
    index.close()
    again = SearchIndex(folder)
    assert again.ids() == {1, 2, 3, 4, 5}
    assert again.search("vilnius").ids == (1,)


def test_an_article_of_the_same_id_takes_the_place_of_the_old(index: SearchIndex) -> None:
    index.add([article(1, "Storm", "at sea"), article(1, "Calm", "at sea")])
    assert index.count() == 5
    assert index.search("vilnius").total == index.search("storm").total == 0
    assert index.search("calm").ids == (1,)


def test_removed_articles_are_found_no_more(index: SearchIndex) -> None:
    index.remove([1, 77])
    assert index.ids() == {2, 3, 4, 5}
    assert index.search("summit").ids == (3,)
    assert index.search("-house").total == 2
    assert index.search("s", typing=True).total == 3  # said, summit, senators
    assert index.search('"leaders spoke"').total == 0
    index.remove(index.ids())
    assert index.search("").total == 0


def test_many_small_additions_are_merged_and_nothing_changes(folder: Path) -> None:
    index = SearchIndex(folder)
    for number in range(1, 31):
        index.add(
            [
                article(
                    number, f"Title {number}", f"white house number{number}", f"Outlet {number % 3}"
                )
            ]
        )
        if number % 3 == 0:
            index.remove([number - 1])
        if number % 7 == 0:
            index.add([article(number, "Changed", "white house again")])
    kept = {number for number in range(1, 31) if number % 3 != 2}
    index.settle()
    assert len(list(folder.glob("part-*"))) == index.parts() <= keeper.MOST_ALIKE
    for view in (index, SearchIndex(folder)):
        assert view.ids() == kept
        assert set(view.search('"white house"', limit=50).ids) == kept
        assert view.search("number5").total == 0
        assert view.search("number4").ids == (4,)
        assert set(view.search("title:changed").ids) == {7, 21, 28}
        assert set(view.search('outlet:"outlet 1"', limit=50).ids) == {
            n for n in kept if n % 3 == 1
        } - {7, 28}


def test_merging_does_not_change_order_or_scores(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [article(n, "", "word " * (n % 4 + 1) + "filler " * n) for n in range(1, 13)]
    apart = SearchIndex(folder / "apart")
    monkeypatch.setattr(keeper, "MOST_ALIKE", 3)
    for text in texts:
        apart.add([text])
    apart.settle()
    assert apart.parts() < 5
    together = SearchIndex(folder / "together")
    together.add(texts)
    one, two = apart.search("word"), together.search("word")
    assert one.ids == two.ids
    assert one.scores == pytest.approx(two.scores)


def test_a_long_import_is_cut_into_parts_and_can_be_cancelled(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BATCH", 10)
    taken: list[int] = []

    def stream() -> Iterator[Document]:
        for number in range(1, 100):
            taken.append(number)
            yield article(number, "Title")

    index = SearchIndex(folder)
    index.add(stream(), cancelled=lambda: len(taken) > 25)
    assert index.ids() == set(range(1, 26))


class TestSeveralReadersAndWriters:
    def test_a_reader_keeps_its_state_until_it_asks_for_the_new_one(
        self, index: SearchIndex, folder: Path
    ) -> None:
        reader = SearchIndex(folder)
        for number in range(6, 30):  # enough to merge what the reader has open
            index.add([article(number, "Summit")])
        assert reader.search("summit").total == 2
        assert reader.search('"white house"').ids == (2,)
        reader.refresh()
        assert reader.search("summit").total == 26

    def test_two_writers_take_turns(self, index: SearchIndex, folder: Path) -> None:
        other = SearchIndex(folder)
        index.add([article(6, "First")])
        other.add([article(7, "Second")])
        index.remove([7])
        other.refresh()
        assert other.ids() == index.ids() == {1, 2, 3, 4, 5, 6}

    def test_a_writer_that_waits_too_long_says_who_is_in_the_way(
        self, index: SearchIndex, folder: Path
    ) -> None:
        with (folder / "index.lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            with pytest.raises(LibraryBusy, match="another process"), _writing(folder):
                pytest.fail("two writers at once")

    def test_threads_may_search_while_another_adds(self, index: SearchIndex) -> None:
        def ask(_: int) -> bool:
            totals = [
                index.search(query).total
                for query in ("summit", '"white house"', "s*", "hous OR sumit")
            ]
            return totals[0] >= 2 and totals[1] == 1

        with ThreadPoolExecutor(4) as threads:
            answers = threads.map(ask, range(200))
            for number in range(6, 26):
                index.add([article(number, "Summit")])
            assert all(answers)
        assert index.search("summit").total == 22

    def test_old_parts_are_let_go(self, index: SearchIndex) -> None:
        gc.collect()
        before = len(list(Path("/proc/self/fd").iterdir()))
        for number in range(6, 40):
            index.add([article(number, "Summit")])
        index.settle()
        gc.collect()
        assert len(list(Path("/proc/self/fd").iterdir())) <= before + keeper.MOST_ALIKE


def _writing(path: Path) -> object:
    return folder.writing(path, patience=0.0)


class TestAFailedCommit:
    """Full disks and killed writers: the old state stays, and the next writer may write."""

    @pytest.mark.parametrize("step", ["part", "publish"])
    def test_leaves_the_old_state_and_no_lock(
        self, index: SearchIndex, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as broken:
            if step == "part":
                broken.setattr(build, "write_part", full)
            else:
                broken.setattr(os, "fsync", full)
            with pytest.raises(LibraryError, match="No space left"):
                index.add([article(6, "Lost")])
        assert index.ids() == SearchIndex(folder).ids() == {1, 2, 3, 4, 5}
        index.add([article(6, "Kept")])
        assert SearchIndex(folder).search("kept").ids == (6,)
        assert len(list(folder.glob("part-*"))) == 2

    def test_an_error_in_the_articles_is_not_swallowed(
        self, index: SearchIndex, folder: Path
    ) -> None:
        def broken() -> Iterator[Document]:
            yield ARTICLES[0]
            raise RuntimeError("no more")

        with pytest.raises(RuntimeError):
            index.add(broken())
        index.add([article(6)])
        assert index.count() == 6
