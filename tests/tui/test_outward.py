"""What leads out of an article: links, browser, copies, the bytes it came as."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from index import Article, Dates, Finding, Library, Span, Zone
from tests.hostile import HOSTILE, foreign
from tests.tui.screen import Driven, opened, presses
from tests.tui.test_reader import article as dated
from tui import copying_out
from tui.opening import links
from tui.screens.compare import CompareScreen
from tui.screens.links import LinksScreen
from tui.screens.original import MOST, OriginalScreen, original

PAGE = "https://paper.example/story"
BODY = (
    "A headline here\nThe mayor spoke. She went home at https://b.example/two today.\n"
    "The end of it."
)


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for a session's files, on a terminal that may have a clipboard."""
    folder = tmp_path / "runtime"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    return folder


def copied(runtime: Path) -> str:
    return (runtime / "rashomon" / "copied.txt").read_text(encoding="utf-8").rstrip("\n")


def story() -> Article:
    head = "A headline here"
    title = Finding(head, "first line", head, Span(0, len(head)))
    return Article(id=1, text=BODY, title=title, outlet=Finding("The Post", "h", ""), url=PAGE)


async def reading(driven: Driven) -> None:
    """The story in the reader, which stands on its first sentence."""
    await driven.press("enter")
    reader = driven.library_screen.reader
    reader.show(story())
    reader.go_to(BODY.index("The mayor"))
    await driven.settle()


@presses("outward.copy")
async def test_y_copies_the_sentence_and_again_the_paragraph(five: Library, runtime: Path) -> None:
    async with opened(five) as driven:
        await reading(driven)
        await driven.press("y")
        assert driven.app.clipboard == "The mayor spoke." == copied(runtime)
        assert "sentence sent to the terminal's clipboard" in driven.told[-1]
        await driven.press("y")
        assert driven.app.clipboard == BODY.splitlines()[1] == copied(runtime)
        assert "paragraph" in driven.told[-1]
        await driven.press("y")
        assert driven.app.clipboard == "The mayor spoke."


def test_a_stamp_beside_the_sentence_is_not_copied_but_a_title_is() -> None:
    stamp = "date 2024-04-30 (WIRE) "
    text = f"A title\n{stamp}The mayor spoke. She left."
    zones = (Zone(0, 7, "title", "first line"), Zone(8, 8 + len(stamp), "stamp", "file stamp"))
    stamped = Article(id=1, text=text, zones=zones)
    for offset in (8, text.index("mayor")):
        said = [one.text for one in copying_out.passages(stamped, offset)]
        assert said == ["The mayor spoke.", "The mayor spoke. She left."]
    assert [one.text for one in copying_out.passages(stamped, 0)] == ["A title"]
    assert copying_out.passages(stamped, len(text) + 1) == ()


@presses("outward.cite")
async def test_shift_y_copies_a_citation(five: Library, runtime: Path) -> None:
    async with opened(five) as driven:
        await reading(driven)
        await driven.press("Y")
        assert copied(runtime) == f"“A headline here”, The Post, date unknown, {PAGE}"


def test_a_citation_names_both_sides_of_a_doubted_date() -> None:
    said = copying_out.citation(dated())
    assert "21 Dec 2024 stated · Jun–Jul 2023 by its content" in said
    assert "The Post · text AFP" in said


def test_a_citation_without_a_headline_tells_how_the_text_begins() -> None:
    day = Dates(Finding("2024-03-02", "date line", "2 March"))
    said = copying_out.citation(Article(id=1, text="The mayor spoke.", dates=day))
    assert said == "(no headline) “The mayor spoke.”, outlet unknown, 2 Mar 2024"


@presses("outward.links", "links.copy")
async def test_capital_w_lists_the_links_by_number(five: Library, runtime: Path) -> None:
    async with opened(five, (80, 24)) as driven:
        await reading(driven)
        await driven.press("W")
        assert isinstance(driven.app.screen, LinksScreen)
        assert f"1  {PAGE}" in driven.glass and "2  https://b.example/two" in driven.glass
        assert "the article's own page" in driven.glass
        await driven.press("2", "y")
        assert copied(runtime) == "https://b.example/two"
        await driven.press("q")
        assert driven.app.screen is driven.library_screen


@presses("comparison.links")
async def test_capital_w_in_a_comparison_lists_the_links_of_the_column_in_front(
    five: Library,
) -> None:
    async with opened(five) as driven:
        await driven.press("9", "h", "c")
        screen = driven.app.screen
        assert isinstance(screen, CompareScreen) and screen.laid is not None
        for _ in screen.standing.shown:
            article = screen.laid.articles[screen.article_here() or 0]
            await driven.press("W")
            found = [link.address for link in links(article)]
            if found:
                assert isinstance(driven.app.screen, LinksScreen)
                assert [link.address for link in driven.app.screen.links] == found
                await driven.press("q")
            else:
                assert "no links" in driven.told[-1]
            assert driven.app.screen is screen
            await driven.press("l")


@presses("outward.browse")
async def test_w_hands_the_page_to_the_browser_as_one_argument(
    five: Library, runtime: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    got = tmp_path / "got"
    os.mkfifo(got)
    program = tmp_path / "browser"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(got)!r}, 'w').write(repr(sys.argv[1:]))\n"
    )
    program.chmod(0o700)
    monkeypatch.setenv("BROWSER", str(program))
    async with opened(five) as driven:
        await reading(driven)
        await driven.press("w")
        assert driven.told[-1] == f"opening {PAGE}"
        assert got.read_text() == repr([PAGE])


async def test_without_a_browser_the_address_is_copied_and_that_is_said(
    five: Library, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    monkeypatch.setattr(sys, "platform", "linux")
    async with opened(five) as driven:
        await reading(driven)
        await driven.press("W", "2", "enter")
        assert copied(runtime) == "https://b.example/two"
        assert "SSH" in driven.told[-1] and "$BROWSER" in driven.told[-1]


async def test_an_article_without_an_address_says_so(five: Library, runtime: Path) -> None:
    async with opened(five) as driven:
        await driven.press("enter")
        driven.library_screen.reader.show(Article(id=1, text="No links here."))
        await driven.press("w")
        assert driven.told[-1] == "no address of its own is known for this article"
        await driven.press("W")
        assert "no links" in driven.told[-1]
        text = "As https://b.example/two has it."
        driven.library_screen.reader.show(Article(id=1, text=text))
        await driven.press("w")
        assert driven.told[-1].endswith("W lists links"), "where there are some"


@presses("outward.original")
async def test_shift_r_shows_the_bytes_as_they_came(five: Library) -> None:
    async with opened(five) as driven:
        await driven.press("enter")
        shown = driven.library_screen.reader.article
        assert shown is not None
        await driven.press("R")
        assert isinstance(driven.app.screen, OriginalScreen)
        raw = five.original(shown.id)
        assert f"{len(raw):,} bytes" in driven.glass
        assert raw.decode().split()[0] in driven.glass


@pytest.mark.parametrize("case", HOSTILE)
def test_the_original_is_cleaned_before_it_is_drawn(case: str) -> None:
    for part in original(HOSTILE[case].encode("utf-8", "surrogatepass")):
        assert not foreign(part.words)


def test_the_original_names_its_encoding_and_where_it_was_cut() -> None:
    assert next(original("é".encode("utf-16"))).words.endswith("UTF-16")
    assert "not UTF-8" in next(original(b"caf\xe9")).words
    assert next(original("é".encode() * MOST)).words == (
        f"{2 * MOST:,} bytes, UTF-8; the first {MOST:,} are shown"
    )


def test_the_file_of_a_copy_is_the_readers_alone(tmp_path: Path) -> None:
    env = {"XDG_RUNTIME_DIR": str(tmp_path)}
    kept = copying_out.keep("words", env, anywhere=False)
    assert kept == tmp_path / "rashomon" / "copied.txt"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert copying_out.keep("others", env, anywhere=False) == kept
    assert kept.read_text() == "others\n"
    assert [path.name for path in kept.parent.iterdir()] == ["copied.txt"]


def test_a_link_laid_where_the_copy_goes_is_replaced_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("mine")
    (tmp_path / "rashomon").mkdir()
    (tmp_path / "rashomon" / "copied.txt").symlink_to(target)
    copying_out.keep("words", {"XDG_RUNTIME_DIR": str(tmp_path)}, anywhere=False)
    assert target.read_text() == "mine"


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "linux"},
        {"TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"},
        {"TERM": "screen", "STY": "1.x"},
    ],
)
def test_a_terminal_without_a_clipboard_is_told_and_a_file_written(
    env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    reason = copying_out.unable("words", env)
    kept = copying_out.keep("words", env, anywhere=True)
    assert reason and kept and kept.parent == tmp_path
    assert copying_out.told("sentence", reason, kept).endswith(f"sentence is in {kept}")
    assert copying_out.told("sentence", reason, None).startswith("sentence not copied: ")


class TestTmux:
    """tmux drops a program's request for the clipboard in silence, unless it is told not to."""

    def told(self, setting: str, taken: bool, tmp_path: Path) -> tuple[str, list[str], str]:
        """What is said of a copy, what the terminal was sent, and what tmux was given."""
        given = tmp_path / "given"
        program = tmp_path / "tmux"
        program.write_text(
            f'#!/bin/sh\nif [ "$1" = show-options ]; then echo {setting}; exit; fi\n'
            f'echo "$@" > {given}; /bin/cat >> {given}; exit {0 if taken else 1}\n'
        )
        program.chmod(0o700)
        env = {"TMUX": "/x,1,0", "TERM": "tmux", "PATH": str(tmp_path)}
        sent: list[str] = []
        said = copying_out.copy("sentence", "$(id) -w", env, sent.append)
        return said, sent, given.read_text() if given.exists() else ""

    def test_where_it_passes_nothing_on_it_is_given_the_words_itself(self, tmp_path: Path) -> None:
        said, sent, given = self.told("external", True, tmp_path)
        assert said == "sentence is in tmux's buffer, and sent on to the terminal's clipboard"
        assert not sent and given == "load-buffer -w -\n$(id) -w"

    def test_where_its_clipboard_is_off_that_is_said(self, tmp_path: Path) -> None:
        said, sent, given = self.told("off", True, tmp_path)
        assert said.endswith("in tmux's buffer only (set-clipboard is off)")
        assert not sent and given.startswith("load-buffer -\n")

    def test_where_it_takes_nothing_a_file_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        said, sent, _ = self.told("external", False, tmp_path)
        assert said.startswith("tmux passes no clipboard on (set-clipboard is external)")
        assert not sent and Path(said.rsplit(" ", 1)[1]).read_text() == "$(id) -w\n"

    def test_where_it_passes_on_the_terminal_is_asked(self, tmp_path: Path) -> None:
        said, sent, given = self.told("on", True, tmp_path)
        assert said == "sentence sent to the terminal's clipboard, which gives no answer"
        assert sent == ["$(id) -w"] and not given


def test_more_than_a_clipboard_takes_is_not_sent_in_silence() -> None:
    assert copying_out.unable("é" * copying_out.MOST, {"TERM": "xterm"})


async def test_y_on_a_headline_that_is_no_part_of_the_text_copies_it(
    tmp_path: Path, runtime: Path
) -> None:
    rows = [
        {"title": "Port closes", "text": f"The harbor of Portville is shut, says note {at}."}
        for at in (1, 2)
    ]
    table = tmp_path / "rows.jsonl"
    table.write_text("\n".join(map(json.dumps, rows)))
    with Library.open(tmp_path / "library") as library:
        library.add([str(table)])
        async with opened(library) as driven:
            driven.app.push_screen(CompareScreen(library, (1, 2)))
            await driven.settle()
            await driven.press("g", "y")
            assert copied(runtime) == "Port closes"
            assert driven.told[-1].startswith("headline")
