"""Watching a folder: each file goes in once, when nobody writes to it any more."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pytest

from index import ImportReport, Library, LibraryBusy
from index.importing import Choices
from index.watching import Seen, Watch

BODY = "The council of Oslo met on Monday. “We agreed,” said Mayor Anne Lie. It meets again."
CHOICES = Choices(bring_back=False, remember=False, sweeping=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article in it."""
    made = tmp_path / "in"
    made.mkdir()
    write(made / "first.txt")
    return made


def write(path: Path, words: str = "") -> str:
    path.write_text(f"Title of {path.name}\n\n{words} {path.name} {BODY}\n", encoding="utf-8")
    return str(path)


def watched(library: Library, folder: Path, rounds: Iterator[Collection[str]]) -> list[Seen]:
    """What watching tells while the system tells of these changes, round after round."""

    def add(paths: Sequence[str]) -> ImportReport:
        return library.add(paths, choices=CHOICES)

    return list(Watch(folder, add, lambda _: rounds).run())


def imported(seen: list[Seen]) -> list[int]:
    return [number for one in seen if one.report for number in one.report.imported]


def test_what_is_there_goes_in_then_what_comes(library: Library, folder: Path) -> None:
    def rounds() -> Iterator[Collection[str]]:
        yield ()
        yield ()
        yield [write(folder / "second.txt")]
        yield ()

    seen = watched(library, folder, rounds())
    assert [one.what for one in seen] == ["watching", "report", "report"]
    assert imported(seen) == [1, 2]
    assert library.search("council").total == 2


def test_a_file_is_read_when_it_has_been_left_alone(library: Library, folder: Path) -> None:
    growing = folder / "growing.txt"

    def rounds() -> Iterator[Collection[str]]:
        yield ()
        yield ()
        yield [write(growing, "half")]
        yield [write(growing, "half, and more")]
        assert library.counts().articles == 1
        yield ()

    seen = watched(library, folder, rounds())
    assert imported(seen) == [1, 2]
    assert "half, and more" in library.article(2).text


def test_nothing_goes_in_twice(library: Library, folder: Path) -> None:
    def rounds() -> Iterator[Collection[str]]:
        first = str(folder / "first.txt")
        yield from ((), (), [first], (), [first], ())

    assert imported(watched(library, folder, rounds())) == [1]
    assert imported(watched(library, folder, iter([(), (), ()]))) == []
    assert library.counts().articles == 1


def test_what_was_forgotten_stays_forgotten(library: Library, folder: Path) -> None:
    library.add([str(folder)])
    library.forgetting.forget([1])
    watched(library, folder, iter([(), (), ()]))
    assert library.counts().articles == 0


def test_a_folder_that_is_moved_in_is_read_whole(library: Library, folder: Path) -> None:
    def rounds() -> Iterator[Collection[str]]:
        yield ()
        (folder / "new" / "deep").mkdir(parents=True)
        write(folder / "new" / "a.txt")
        write(folder / "new" / "deep" / "b.txt")
        yield [str(folder / "new")]
        yield ()

    assert len(imported(watched(library, folder, rounds()))) == 3


def test_hidden_files_programs_and_links_that_lead_out_are_passed_over(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    outside = Path(write(tmp_path / "outside.txt"))
    (folder / "link.txt").symlink_to(outside)
    for name in (".hidden.txt", ".part/x.txt", "tool.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        write(folder / name)
    seen = watched(library, folder, iter([(), (), ()]))
    assert imported(seen) == [1]
    assert not any(one.report and one.report.refused for one in seen)


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_in(
    library: Library, folder: Path
) -> None:
    bad = folder / "bad.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    (report,) = [one.report for one in watched(library, folder, iter([(), ()])) if one.report]
    assert list(report.imported) == [1]
    assert [refusal.path for refusal in report.refused] == [str(bad)]


def test_a_file_that_is_gone_again_is_nothing(library: Library, folder: Path) -> None:
    def rounds() -> Iterator[Collection[str]]:
        yield ()
        path = Path(write(folder / "brief.txt"))
        yield [str(path)]
        path.unlink()
        yield ()

    assert imported(watched(library, folder, rounds())) == [1]


def test_while_the_library_is_busy_files_wait(library: Library, folder: Path) -> None:
    busy = [True, True, False]

    def add(paths: Sequence[str]) -> ImportReport:
        if busy.pop(0):
            raise LibraryBusy("is being written")
        return library.add(paths, choices=CHOICES)

    seen = list(Watch(folder, add, lambda _: iter([(), (), (), (), ()])).run())
    assert [one.what for one in seen] == ["watching", "busy", "report"]
    assert imported(seen) == [1]


def test_a_folder_that_vanishes_is_waited_for(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = folder.with_name("away")
    looks = 0

    def add(paths: Sequence[str]) -> ImportReport:
        return library.add(paths, choices=CHOICES)

    def changes(_: Path) -> Iterator[Collection[str]]:
        yield ()
        yield ()
        if looks:
            return
        folder.rename(away)
        yield ()

    def wait(_: float) -> bool:
        nonlocal looks
        looks += 1
        if looks == 3:
            write(away / "second.txt")
            away.rename(folder)
        return False

    watch = Watch(folder, add, changes)
    monkeypatch.setattr(watch._stop, "wait", wait)
    seen = list(watch.run())
    assert [one.what for one in seen] == ["watching", "report", "gone", "watching", "report"]
    assert imported(seen) == [1, 2]


@pytest.mark.parametrize("poll", [False, True])
def test_the_system_really_tells(
    library: Library, folder: Path, poll: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.watching.QUIET_MS", 60)
    monkeypatch.setattr("index.watching.POLL_MS", 60)
    watch = Watch(folder, lambda paths: library.add(paths, choices=CHOICES), poll=poll)
    emergency = threading.Timer(20, watch.stop)
    emergency.start()
    found: list[int] = []
    for seen in watch.run():
        found += imported([seen])
        if found == [1]:
            write(folder / "second.txt")
        if len(found) == 2:
            watch.stop()
    emergency.cancel()
    assert found == [1, 2]
