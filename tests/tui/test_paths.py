"""Paths as they are typed into a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Library
from tests.tui.screen import opened
from tui.paths import completed, meant
from tui.widgets.query_bar import PlainInput


@pytest.fixture
def folder(tmp_path: Path, home: Path) -> Path:
    for name in ("news-monday.txt", "news-tuesday.txt", ".hidden", "bad\x1b[31m.txt"):
        (home / name).write_text("x")
    (home / "archive").mkdir()
    return home


def test_a_path_goes_on_as_far_as_it_is_clear_how(folder: Path) -> None:
    assert completed(f"{folder}/ne").typed == f"{folder}/news-"
    assert completed(f"{folder}/ne").names == ("news-monday.txt", "news-tuesday.txt")
    assert completed(f"{folder}/news-m").typed == f"{folder}/news-monday.txt"
    assert completed(f"{folder}/a").typed == f"{folder}/archive/"
    assert completed("~/a").typed == "~/archive/"
    assert completed(f"{folder}/.h").typed == f"{folder}/.hidden"


def test_names_that_cannot_be_typed_and_hidden_ones_are_not_offered(folder: Path) -> None:
    assert completed(f"{folder}/").names == ("archive/", "news-monday.txt", "news-tuesday.txt")


@pytest.mark.parametrize("typed", ["/no/such/place", "~nobody-here/x", "a\0b/c", "https://x.org/a"])
def test_what_leads_nowhere_stays_as_it_is(typed: str) -> None:
    assert completed(typed).typed == typed


def test_pasted_quotes_and_a_tilde_are_understood(home: Path) -> None:
    assert meant("'/a b/c.txt'") == "/a b/c.txt"
    assert meant("~/news") == f"{home}/news"
    assert meant("https://example.org/~ann") == "https://example.org/~ann"


async def test_tab_completes_the_path_and_tells_what_it_may_be(five: Library, folder: Path) -> None:
    async with opened(five, (80, 24)) as driven:
        await driven.press("a")
        line = driven.app.screen.query_one(PlainInput)
        line.value = "~/ne"
        await driven.press("tab")
        assert line.value == "~/news-"
        assert "news-monday.txt · news-tuesday.txt" in driven.glass
        await driven.press("m", "tab")
        assert line.value == "~/news-monday.txt"
        await driven.press("enter")
        while driven.library_screen.under_way():
            await driven.settle()
        assert "1 article added" in driven.told[-1]
        assert "u takes it back" in driven.told[-1]
