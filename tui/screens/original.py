"""The bytes an article came as, decoded and cleaned, nothing left out."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from index.text import clean_text
from tui.phrases import count
from tui.screens.sheet import SheetScreen
from tui.widgets.sheet import Part

MOST = 400_000
"""Bytes that are shown."""
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


class OriginalScreen(SheetScreen):
    """An article before anything was taken from it or folded."""

    def __init__(self, raw: bytes) -> None:
        super().__init__("As it came", list(original(raw)))


def original(raw: bytes) -> Iterator[Part]:
    """How many bytes, of which encoding, and their lines without what a terminal could obey."""
    text, encoding = _decoded(raw)
    told = f"{count(len(raw), 'byte')}, {encoding}"
    cut = f"; the first {MOST:,} are shown" if len(raw) > MOST else ""
    yield Part(f"{told}{cut}", "dim")
    yield Part("")
    for line in clean_text(text).replace("\t", "    ").split("\n"):
        yield Part(line)


def _decoded(raw: bytes) -> tuple[str, str]:
    shown = raw[:MOST]
    for mark, encoding, name in _MARKED:
        if shown.startswith(mark):
            return shown.decode(encoding, "replace"), name
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(shown, len(raw) <= MOST), "UTF-8"
    except UnicodeDecodeError:
        return shown.decode("cp1252", "replace"), "not UTF-8; shown as Windows-1252"
