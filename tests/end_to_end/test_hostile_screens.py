"""Hostile words in all that is kept, typed and listed: no screen lets one reach the terminal."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from index import Library, RashomonError, Span
from index.feeds.subscription import State, dump
from index.store import Connections, feeds
from tests.end_to_end.terminal import Terminal, printed, sequences
from tests.hostile import CONTROLS, ESC, HOSTILE, INVISIBLES, SEQUENCES, foreign
from tui.driver.pacing import QUESTION

PASTED = " ".join(
    text.replace("\r", "").replace(ESC, "")
    for text in [*SEQUENCES.values(), *CONTROLS.values(), *INVISIBLES.values()]
)
"""What can come in by a paste: terminals take the escape out of what they paste."""
PASTE = f"{ESC}[200~{PASTED.encode('utf-8', 'replace').decode()}{ESC}[201~"
BACK = ("\x7f", "\x7f", "\x7f")
ESCAPE = "\x1b"
WALKS = (
    ("Kept", ("S", "G", "g")),
    ("Forgotten", ("G", "\r", "j")),
    ("with trouble", (*BACK, "F", " ", "G", "g")),
    ("asked again", ("i", "j")),
    ("Follow a feed", ("q", "a", PASTE)),
    ("Stop following", (ESCAPE, "d")),
    ("Folder of", (ESCAPE, "f")),
    ("Imports", (ESCAPE, "q", "I")),
    ("nothing to do", ("\r", " ", "G")),
    ("Add articles", (*BACK, "a", PASTE, "\t")),
    ("Forget", (ESCAPE, "d")),
    ("Outlets", (ESCAPE, *BACK, "O")),
    ("opens the sentences", ("\r", "j", "\r", "\x7f")),
    ("Who published when", (*BACK, "9h", "v")),
    ("words marked", (*BACK, "s", "9hl", "\r", "}", "v", "j")),
    ("Note on", ("e",)),
    ("noted on", (PASTE, "\r")),
    ("Tag:", (*BACK, "#", PASTE)),
    ("bytes", ("\r", "W", "R", "j")),
    ("All ", (*BACK, "9hl", "B")),
    ("starred", ("\r", "\r")),
    ("Add articles", ("a", PASTE)),
    ("no key and no command", ("\r", "?", "/", PASTE, "\r")),
    ("independent text", (*BACK, "9h", "c")),
    ("noted on", ("e", PASTE, "\r")),
    ("Wording", ("\t", "j")),
    ("words were read", (*BACK, "/", PASTE, "\r")),
)
"""What a screen shows, and the keys that lead there from the one before."""
QUIET = {"\x1b[?25l", "\x1b[?25h", "\x1b]22;default\x07", QUESTION}
"""What the program itself writes besides drawing: the cursor, the pointer of the mouse, and how
far the terminal has come."""


@pytest.fixture
def kept(hostile: Path, tmp_path: Path) -> Path:
    """A library of hostile articles, with hostile tags, notes, searches and labels."""
    folder = Path(shutil.copytree(hostile, tmp_path / "kept"))
    with Library.open(folder) as library:
        numbers = [line.id for line in library.articles()]
        outlets = [line.name for line in library.outlets.every()]
        library.kept.star(numbers)
        for at, text in enumerate(HOSTILE.values()):
            number = numbers[at % len(numbers)]
            with contextlib.suppress(RashomonError):  # a tag or a name may be left without letters
                library.kept.tag([*numbers[:2], number], f"tag {at} {text}")
                library.kept.note(number, f"note {at} {text}", Span(0, 20))
                library.kept.save_search("oslo", f"search {at} {text}")
                library.outlets.label(outlets[at % len(outlets)], f"label {at} {text}")
        library.add([str(_folder(tmp_path))])
        library.forgetting.forget(numbers[-3:], even_kept=True)
    _follow(folder)
    return folder


def _folder(place: Path) -> Path:
    """Files with hostile names, each of which is refused or skipped by its name."""
    folder = place / "hostile names"
    folder.mkdir()
    for at, text in enumerate(HOSTILE.values()):
        safe = text[:60].encode("utf-8", "replace").decode()
        name = f"{at} {safe}".replace("/", "-").replace("\0", "-")
        (folder / f"{name}.pdf").write_bytes(b"%PDF-1.4" if at % 2 else b"")
    return folder


def _follow(folder: Path) -> None:
    """Feeds with hostile titles, folders and trouble, as if nobody had cleaned them."""
    connections = Connections(folder / "library.db")
    with connections.writing() as connection:
        for at, text in enumerate(HOSTILE.values()):
            text = text.encode("utf-8", "replace").decode()
            state = dump(State(error=f"error {text}", advice=text, failures=at, moved=text))
            url, title = f"https://example.org/{at}/{text}", f"feed {at} {text}"
            feeds.add(
                connection, url, title=title, folder=f"{at // 9} {text}", site=text,
                full_text=True, added="", state=state,
            )  # fmt: skip
    connections.close()


def test_nothing_kept_typed_or_listed_steers_the_terminal(env: dict[str, str], kept: Path) -> None:
    with Terminal(["--library", str(kept)], env, 120, 36) as terminal:
        terminal.until("articles")
        terminal.until(lambda _: b"\x1b[?2004h" in terminal.raw)
        terminal.press("l", "")
        start = len(terminal.raw)
        for shows, keys in WALKS:
            terminal.press(*keys)
            terminal.until(shows)
        terminal.press("")
        raw = terminal.raw[start:]
        assert set(sequences(raw)) <= QUIET
        assert f"{QUESTION} answer".encode() not in raw  # asked by a text, not by the driver
        assert "\x1b[8m" not in raw.decode("utf-8", "replace")
        assert foreign(printed(raw)) == []
        terminal.press("\x11")
        assert terminal.finish() == 0
