"""Work under way on the library screen: adding articles, and what other sessions changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from index import ImportReport, Library, LibraryBusy, Progress
from tests.tui.screen import ARTICLES, NAMES, Driven, opened, presses
from tui.screens.help import HelpScreen
from tui.screens.imports import ImportsScreen
from tui.screens.read import ReadScreen
from tui.screens.report import ImportScreen
from tui.widgets.listing import ArticleList
from tui.widgets.one_line import ProgressLine


def listed(driven: Driven) -> list[int]:
    return [line.id for line in driven.app.screen.query_one(ArticleList).lines]


@presses("library.add")
async def test_a_adds_a_file_and_lists_it(five: Library, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("Harbour strike ends\n\nThe dockers of Rotterdam went back to work today.\n")
    async with opened(five) as driven:
        await driven.press("a")
        await driven.answer(str(path))
        assert "1 article added" in driven.told[-1]
        assert "6 articles" in driven.lines[0]
        await driven.press(*ARTICLES)
        assert len(listed(driven)) == 6


async def test_an_import_that_fails_says_what_and_why(five: Library, tmp_path: Path) -> None:
    async with opened(five) as driven:
        await driven.press("a")
        await driven.answer(str(tmp_path / "missing"))
        assert isinstance(driven.app.screen, ImportScreen)
        assert "missing" in driven.glass


async def test_another_process_that_reads_closely_is_told_once_and_is_no_fault(
    five: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(**_: object) -> bool:
        raise LibraryBusy("is being written by process 7", str(five.path), "wait for it")

    monkeypatch.setattr(five, "pending", lambda: 5)
    monkeypatch.setattr(five, "analyse", taken)
    async with opened(five) as driven:
        assert "another rashomon reads these articles closely" in driven.told[-1]
        many = len(driven.told)
        driven.library_screen.go_on_reading()
        await driven.settle()
        assert len(driven.told) == many


@pytest.fixture
def mixed(tmp_path: Path, seeds: list[str]) -> Path:
    """A folder of something new, something that is there, something empty, and a broken table."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "mine.txt").write_text("Harbour strike ends\n\nThe dockers went back to work.\n")
    (folder / "copy.txt").write_bytes(Path(seeds[0]).read_bytes())
    (folder / "empty.txt").write_text("")
    (folder / "table.jsonl").write_text('{"text": "One row of a table, as it came."}\nnot json\n')
    return folder


@presses("library.imports")
async def test_what_became_of_an_import_is_told_in_a_line_and_listed_for_later(
    five: Library, mixed: Path
) -> None:
    async with opened(five) as driven:
        await driven.press("a")
        await driven.answer(str(mixed))
        said = "2 articles added, 1 already there, 1 refused, 1 skipped · I tells more"
        assert driven.told[-1] == said
        await driven.press("I")
        assert isinstance(driven.app.screen, ImportsScreen)
        assert str(mixed) in driven.glass and "! 2 articles added" in driven.glass
        await driven.press("enter")
        assert "table.jsonl:2: not JSON" in driven.glass
        assert "mend the line and add the file again" in driven.glass
        assert "same text as “" in driven.glass and "the file is empty" in driven.glass
        await driven.press("enter")
        assert "this did not become an article" in driven.told[-1]
        await driven.press("j", "enter")
        assert isinstance(driven.app.screen, ReadScreen)
        await driven.press("q", "q", "q")
        assert driven.app.screen is driven.library_screen


async def test_without_an_import_the_list_says_which_key_adds(library: Library) -> None:
    async with opened(library) as driven:
        await driven.press("I", "enter")
        assert "nothing was added yet · a adds articles" in driven.glass


@presses("library.stop")
async def test_x_stops_an_import_and_keeps_what_is_in(
    five: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Day {number} of the dockers' strike.\n")
    add = five.add

    def add_till_stopped(
        sources: list[str], *, progress: Callable[..., None], cancelled: Callable[[], bool]
    ) -> ImportReport:
        def stopped() -> bool:
            while not cancelled():
                time.sleep(0.002)
            return True

        return add(sources, progress=progress, cancelled=stopped)

    monkeypatch.setattr(five, "add", add_till_stopped)
    async with opened(five) as driven:
        await driven.press("x")
        assert "nothing to stop" in driven.told[-1]
        await driven.press("a")
        driven.app.screen.query_one("#answer", Input).value = str(tmp_path)
        await driven.pilot.press("enter")
        assert "x stops" in driven.lines[-2]
        await driven.pilot.press("j")
        await driven.press("x")
        assert "stopped" in driven.told[-1]
        assert five.counts().articles < 10


async def test_the_first_add_leaves_the_sample_and_starts_ones_own_library(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("Harbour strike ends\n\nThe dockers of Rotterdam went back to work today.\n")
    sample = Library.sample()
    async with opened(sample) as driven:
        assert "sample library" in driven.lines[0]
        await driven.press("a")
        await driven.answer(str(path))
        assert "sample library" not in driven.lines[0]
        assert "1 article" in driven.lines[0]
        assert driven.app.library is not sample
    driven.app.library.close()


async def test_others_changes_show_while_the_list_keeps_its_place(
    five: Library, tmp_path: Path
) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("Harbour strike ends\n\nThe dockers of Rotterdam went back to work today.\n")
    async with opened(five) as driven:
        await driven.press(*ARTICLES, "j", "j")
        articles = driven.app.screen.query_one(ArticleList)
        on = articles.lines[articles.cursor].id
        with Library.open(five.path) as other:
            other.add([str(path)])
        driven.library_screen._look()
        await driven.settle()
        assert len(articles.lines) == 6
        assert articles.lines[articles.cursor].id == on


async def test_an_empty_library_says_what_to_do(library: Library) -> None:
    async with opened(library) as driven:
        assert "no articles yet; a adds some" in driven.glass
        await driven.press(*ARTICLES, *NAMES, "c", "enter", "J", "n", "i")
        assert driven.app.is_running


async def test_the_last_import_is_taken_over_when_the_reader_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("Harbour strike ends\n\nThe dockers of Rotterdam went back to work today.\n")
    sample = Library.sample()
    async with opened(sample) as driven:
        await driven.press("question_mark")
        driven.library_screen._add(str(path))
        await driven.settle()
        assert isinstance(driven.app.screen, HelpScreen)
        assert driven.app.library is sample
        await driven.press("q")
        assert driven.app.library is not sample
        assert "1 article" in driven.lines[0]
    driven.app.library.close()


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (120, "11%  1.4 of 12.3 MB · 1,204 articles · 2 min 36 s left"),
        (80, "11%  1,204 articles · 2 min 36 s left"),
        (60, "importing   11%  1,204 articles · 2 min 36 s left"),
    ],
)
async def test_one_line_tells_how_far_it_is_and_what_time_is_left(
    five: Library, width: int, told: str
) -> None:
    async with opened(five, (width, 24)) as driven:
        line = driven.library_screen.query_one(ProgressLine)
        line.follow(
            Progress("importing", 1_400_000, 12_300_000, "bytes", 1_204), "x stops",
            "2 min 36 s left",
        )  # fmt: skip
        await driven.pilot.pause()
        assert told in driven.lines[-2]
        assert driven.lines[-2].endswith("x stops")


async def test_an_import_that_leaving_cuts_short_is_put_away_and_told_at_the_next_start_once(
    five: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.txt").write_text("The dockers of Rotterdam went back to work today.\n")
    add = five.add

    def add_till_left(
        sources: list[str], *, progress: Callable[..., None], cancelled: Callable[[], bool]
    ) -> ImportReport:
        report = add(sources)
        while not cancelled():
            time.sleep(0.002)
        progress(Progress("importing", 1, 2, "bytes", 1))
        return replace(report, cancelled=True)

    monkeypatch.setattr(five, "add", add_till_left)
    async with opened(five) as driven:
        await driven.press("a")
        driven.app.screen.query_one("#answer", Input).value = str(tmp_path / "mine.txt")
        await driven.pilot.press("enter")
        assert "x stops" in driven.lines[-2]
        driven.app.action_quit_now()
    until = time.monotonic() + 20
    while not five.recall("import cut short") and time.monotonic() < until:
        time.sleep(0.002)
    async with opened(five) as driven:
        assert "mine.txt: stopped; 1 article added so far, and kept; add it" in driven.told[-1]
    async with opened(five) as driven:
        assert not driven.told
