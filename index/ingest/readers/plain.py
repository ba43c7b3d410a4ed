"""A plain-text file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from index.article import Origin
from index.ingest.decode import decode
from index.ingest.draft import Declared, Draft, Limits
from index.ingest.layout import unwrapped
from index.ingest.markdown import is_markdown, rendered
from index.ingest.sniff import Sniffed
from index.ingest.stream import Stream
from index.reports import Refusal
from index.text import clean_text


def read(stream: Stream, path: str, limits: Limits, _: Sniffed) -> Iterator[Draft | Refusal]:
    """The one draft of a text file, or the refusal of one that is too long or blank."""
    raw = stream.everything(limits.article)
    if raw is None:
        yield too_long(path, None, limits)
        return
    decoded = decode(raw)
    text = unwrapped(clean_text(decoded.text))
    if is_markdown(path, text):
        text = rendered(text)
    if not text.strip():
        yield empty(path)
        return
    yield Draft(
        raw, text, Declared(), Origin(path), stream.done, decoded.encoding, decoded.replaced
    )


def too_long(path: str, line: int | None, limits: Limits) -> Refusal:
    """The refusal of a text over the limit."""
    return Refusal(
        path, line, f"more than {size(limits.article)} of text", "split it into articles"
    )


def empty(path: str) -> Refusal:
    """What is said of a file without a word in it."""
    return Refusal(path, None, "the file is empty", "nothing to do", skipped=True)


def size(count: int) -> str:
    """Bytes for people: "5 MB"."""
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if count >= unit:
            return f"{count / unit:.3g} {name}"
    return f"{count} bytes"
