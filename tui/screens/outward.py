"""What leads out of an article: its links, its page in a browser, copies, the bytes it came as."""

from __future__ import annotations

import os
import subprocess
from threading import Thread
from typing import ClassVar

from textual.app import SuspendNotSupported

from index import Article, Library
from index.text import count_words
from tui import copying_out, opening
from tui.actions import Scope
from tui.key_words import worded
from tui.keys import bindings
from tui.look import look_of
from tui.phrases import count
from tui.screens.original import OriginalScreen
from tui.screens.room import Room
from tui.widgets.reader import Reader
from tui.work import fetch


class Outward(Room):
    """A screen that shows an article in its ``reader``."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("outward",)
    BINDINGS = bindings("outward")

    library: Library
    _copied: tuple[int, int, int] | None = None
    """Article and span of the sentence that was copied last."""

    @property
    def reader(self) -> Reader:
        """The pane that shows an article."""
        return self.query_one("#reader", Reader)

    def told_marked(self) -> str:
        """How much is marked, for the status line; nothing where nothing is."""
        article, marked = self.reader.article, self.reader.marked
        if article is None or marked is None:
            return ""
        keys = worded("{outward.copy} copies, {keeping.note} notes")
        return f"{count(count_words(article.text, [marked]), 'word')} marked · {keys}"

    def action_links(self) -> None:
        """List the addresses the article leads to."""
        list_links(self, self.reader.article)

    def action_browse(self) -> None:
        """Open the page the article came from in a browser."""
        article = self.reader.article
        page = opening.own_page(article) if article else None
        if page is None:
            links = bool(article and opening.links(article))
            more = worded("; {outward.links} lists links") if links else ""
            self.tell(f"no address of its own is known for this article{more}")
        else:
            open_address(self, page)

    def action_copy(self) -> None:
        """Copy what is marked, else the sentence on the reading line and then its paragraph."""
        reader = self.reader
        article, offset = reader.article, reader.place()
        if article and (marked := reader.marked) is not None:
            reader.end_marking()
            copy_out(self, "passage", article.text[marked.start : marked.end])
            self.tell_status()
            return
        found = copying_out.passages(article, offset) if article and offset is not None else ()
        if not article or not found:
            self.tell("no text on the reading line")
            return
        span = found[0].span
        first = (article.id, span.start, span.end)
        again = len(found) > 1 and first == self._copied
        self._copied = None if again else first
        passage = found[1 if again else 0]
        more = (
            worded("; {outward.copy} again copies the paragraph")
            if not again and len(found) > 1
            else ""
        )
        copy_out(self, passage.name, passage.text, more)

    def action_cite(self) -> None:
        """Copy title, outlet, date and address."""
        if (article := self.reader.article) is not None:
            copy_out(self, "citation", copying_out.citation(article))

    def action_original(self) -> None:
        """Show the bytes the article came as."""
        article = self.reader.article
        if article is None:
            return
        library, number = self.library, article.id

        def came(raw: bytes) -> None:
            if self.is_current:
                self.app.push_screen(OriginalScreen(raw))

        fetch(self, "original", lambda: library.original(number), came, self.complain)


def list_links(screen: Room, article: Article | None) -> None:
    """List the addresses that ``article`` leads to, or say that there are none."""
    from tui.screens.links import LinksScreen

    found = opening.links(article) if article else []
    if found:
        screen.app.push_screen(LinksScreen(found))
    else:
        screen.tell("no links in this article")


def copy_out(screen: Room, what: str, text: str, more: str = "") -> None:
    """Copy ``text``, called ``what``, to the terminal's clipboard and a file, and say it."""
    send = screen.app.copy_to_clipboard
    screen.tell(copying_out.copy(what, text, os.environ, send) + more)


def open_address(screen: Room, address: str) -> None:
    """Open an address in a browser; where none can, say why and copy it instead."""
    found = opening.opener(os.environ, chosen=look_of(screen.app).opener)
    if found is None:
        _instead(screen, address, opening.nothing_opens(os.environ))
    elif found.on_terminal:
        _on_terminal(screen, address, found.arguments(address))
    else:
        _beside(screen, address, found.arguments(address))


def _on_terminal(screen: Room, address: str, command: list[str]) -> None:
    try:
        with screen.app.suspend():
            failed = subprocess.run(command, check=False).returncode != 0
    except (SuspendNotSupported, OSError):
        failed = True
    if failed:
        _instead(screen, address, f"{command[0]} failed")


def _beside(screen: Room, address: str, command: list[str]) -> None:
    """Start a program in a session of its own: it neither reads nor writes this terminal."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError as error:
        _instead(screen, address, f"{command[0]}: {error.strerror}")
        return
    screen.tell(f"opening {address}")

    def ended() -> None:
        if process.wait() != 0 and screen.is_attached:
            failed = f"{command[0]} failed"
            screen.app.call_from_thread(_instead, screen, address, failed)

    Thread(target=ended, daemon=True).start()


def _instead(screen: Room, address: str, why: str) -> None:
    done, send = address, screen.app.copy_to_clipboard
    if copying_out.unable(address, os.environ) is None:
        done = copying_out.copy("its address", address, os.environ, send)
    screen.tell(f"{why} · {done}")
