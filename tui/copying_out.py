"""Copying out of the reader: what is copied, and where it goes.

The terminal is asked to put it on its clipboard (OSC 52), which works over SSH, too. It
gives no answer, so the words also go to a file of the reader's own where the system keeps
one (``$XDG_RUNTIME_DIR``, emptied at log-out), or where the terminal cannot do it.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Mapping
from pathlib import Path

from index.article import Article, Span
from index.dataclass import dataclass
from index.text import clean_line, enclosing, paragraphs, sentences
from tui import phrases, tmux
from tui.citations import first_words
from tui.opening import own_page

MOST = 50_000
"""Bytes that are put on a clipboard: more, in base64, some terminals drop in silence."""
_WITHOUT = ("linux", "dumb", "vt100", "vt102", "vt220", "cons25", "ansi")
_FILE = "copied.txt"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article under the name it is called by: sentence, paragraph."""

    name: str
    span: Span
    text: str


def passages(article: Article, offset: int) -> tuple[Passage, ...]:
    """The sentence at ``offset`` of the text and the paragraph around it, smallest first.

    Only the paragraph where it is one sentence; nothing below the text. A date stamp, a
    dateline or a credit beside the text is no part of it.
    """
    around = _paragraph(article, offset)
    if around is None:
        return ()
    whole = Passage("paragraph", around, article.text[around.start : around.end])
    at = max(offset, around.start)
    one = enclosing(sentences(article.text, around.start, around.end), at)
    if one is None or one == around:
        return (whole,)
    return (Passage("sentence", one, article.text[one.start : one.end]), whole)


def _paragraph(article: Article, offset: int) -> Span | None:
    """What the article tells on the line of ``offset``, else that line of furniture or title."""
    line = enclosing(paragraphs(article.text), offset)
    if line is None:
        return None
    body = paragraphs(article.text, article.zones)
    at = bisect_right(body, offset, key=lambda span: span.end)
    return body[at] if at < len(body) and body[at].start < line.end else line


def citation(article: Article) -> str:
    """Title, outlet, dates and address in one line, what is unknown named as unknown."""
    dates, title = article.dates, article.title
    day = phrases.dates(dates).removesuffix(" !")
    if dates.stated and not dates.conflict:
        day = phrases.stated(dates.stated.value)
    name = f"“{title.value}”" if title else f"{phrases.NO_TITLE} “{first_words(article)}”"
    parts = [name, phrases.outlet(article), day]
    page = own_page(article)
    return clean_line(", ".join([*parts, *([page] if page else [])]))


def unable(text: str, env: Mapping[str, str]) -> str | None:
    """Why the terminal cannot take ``text`` on its clipboard; None where it may."""
    term = env.get("TERM", "")
    if term in _WITHOUT:
        return f"a terminal of type {term} has no clipboard"
    if env.get("STY") and not env.get("TMUX"):
        return "screen passes nothing on to a clipboard"
    if env.get("TERM_PROGRAM") == "Apple_Terminal":
        return "Apple's Terminal has no clipboard for programs"
    if len(text.encode("utf-8", "replace")) > MOST:
        return "that is more than terminals take"
    return None


def keep(text: str, env: Mapping[str, str], *, anywhere: bool) -> Path | None:
    """Writes ``text`` to a file that only the reader can open, in place of the last one.

    In ``$XDG_RUNTIME_DIR`` where that is the reader's own; elsewhere only ``anywhere``, in a
    new temporary file. None where nothing was written.
    """
    folder = Path(env.get("XDG_RUNTIME_DIR") or os.devnull)
    with contextlib.suppress(OSError):
        if folder.is_absolute() and folder.stat().st_uid == os.getuid():
            place = folder / "rashomon"
            place.mkdir(mode=0o700, exist_ok=True)
            return _written(text, place, place / _FILE)
    if anywhere:
        with contextlib.suppress(OSError):
            return _written(text, Path(tempfile.gettempdir()), None)
    return None


def _written(text: str, folder: Path, to: Path | None) -> Path:
    number, name = tempfile.mkstemp(prefix="rashomon-", suffix=".txt", dir=folder)
    with os.fdopen(number, "w", encoding="utf-8", errors="replace") as file:
        file.write(f"{text}\n")
    return Path(name).replace(to) if to else Path(name)


def copy(what: str, text: str, env: Mapping[str, str], send: Callable[[str], None]) -> str:
    """Copies ``text``, called ``what``, where it can go, and says in one line where it went.

    ``send`` asks the terminal to put it on its clipboard.
    """
    reason = unable(text, env)
    passes = tmux.clipboard(env) if reason is None else None
    if reason is None and passes in ("external", "off"):
        if tmux.load(text, env, beyond=passes == "external"):
            return told(what, None, keep(text, env, anywhere=False), _TAKEN[passes])
        reason = f"tmux passes no clipboard on (set-clipboard is {passes})"
    if reason is None:
        send(text)
    return told(what, reason, keep(text, env, anywhere=reason is not None))


_SENT = "sent to the terminal's clipboard"
_TAKEN = {
    "external": "is in tmux's buffer, and sent on to the terminal's clipboard",
    "off": "is in tmux's buffer only (set-clipboard is off)",
}


def told(what: str, reason: str | None, kept: Path | None, went: str = _SENT) -> str:
    """One line on what became of a copy. ``reason`` says why it went to no clipboard."""
    if reason is None:
        doubt = ", which gives no answer" if went == _SENT else ""
        return f"{what} {went}{f'; also in {kept}' if kept else doubt}"
    return f"{reason}: {what} is in {kept}" if kept else f"{what} not copied: {reason}"
