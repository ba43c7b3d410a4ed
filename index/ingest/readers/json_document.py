"""JSON that is no table: a list of articles, or an object that is one or holds a list of them.

A list of any size streams past in the memory of one element. After a broken element reading
goes on at the next place where one object ends and another begins.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from index.article import Origin
from index.ingest.columns import holds_text
from index.ingest.decode import decode, wide_encoding
from index.ingest.draft import Draft, Limits
from index.ingest.readers.jsonl import no_constant
from index.ingest.readers.plain import size
from index.ingest.readers.rows import Came, draft_of
from index.ingest.sniff import LISTS, Sniffed
from index.ingest.stream import Stream
from index.reports import Refusal
from index.text import clean_line

_CHUNK = 65_536
_SPACE = re.compile(r"[\s\ufeff]*+")
_NEXT = re.compile(r"\}\s*+,\s*+(?=\{)")
_LIST_BEGINS = re.compile(rf'"(?:{"|".join(LISTS)})"\s*+:\s*+(?=\[\s*+\{{)', re.IGNORECASE)
_STRICT = json.JSONDecoder(parse_constant=no_constant)
_LENIENT = json.JSONDecoder()
_MEND = "mend it (a JSON checker shows the place) and add the file again"
_DEEPEST = 4


class _Bad(Exception):
    """An element that is no JSON, or too much of it."""


def read(stream: Stream, path: str, limits: Limits, _: Sniffed) -> Iterator[Draft | Refusal]:
    """A draft or a refusal for every article in the document."""
    window = _Window(stream, limits.row)
    while first := window.peek():
        if first == "[":
            yield from _list(window, path, limits)
        elif first == "{":
            yield from _object(window, path, limits)
        else:
            yield Refusal(path, window.line, "not JSON from here on; the rest was not read", _MEND)
            return


def _list(window: _Window, path: str, limits: Limits) -> Iterator[Draft | Refusal]:
    window.step()
    while (first := window.peek()) != "]":
        if not first:
            yield Refusal(
                path, window.line, "the list breaks off; what came before was read", _MEND
            )
            return
        if first == ",":
            window.step()
            continue
        line = window.line
        try:
            value, words = window.value()
        except _Bad as bad:
            yield Refusal(path, line, str(bad), _MEND)
            if not window.skip_to_next():
                window.skip_to_end()
                return
            continue
        yield window.draft(value, words, path, line, limits)
    window.step()


def _object(window: _Window, path: str, limits: Limits) -> Iterator[Draft | Refusal]:
    line = window.line
    try:
        value, words = window.value()
    except _Bad as bad:
        if not window.go_to_list():
            yield Refusal(path, line, str(bad), _MEND)
            window.skip_to_end()
            return
        yield from _list(window, path, limits)
        window.skip_to_end()
        return
    keys = None if not isinstance(value, dict) or holds_text(value) else _where(value)
    if keys is None:
        yield window.draft(value, words, path, line, limits)
        return
    for start, end, held in _elements(words, keys):
        at = line + words.count("\n", 0, start)
        yield window.draft(held, words[start:end], path, at, limits)


def _where(value: Any) -> tuple[str, ...] | None:
    """The keys that lead to the articles in an object: a list of objects, or objects by name."""
    level: list[tuple[tuple[str, ...], Any]] = [((), value)]
    named: tuple[str, ...] | None = None
    for _ in range(_DEEPEST):
        for keys, held in level:
            items = list(held.values()) if isinstance(held, dict) else held
            objects = [item for item in items[:20] if isinstance(item, dict)]
            if any(holds_text(item) for item in objects) and (keys or len(objects) > 1):
                return keys
            if named is None and objects and isinstance(held, list) and keys[-1].lower() in LISTS:
                named = keys
        level = [
            ((*keys, name), inner)
            for keys, held in level
            if isinstance(held, dict)
            for name, inner in held.items()
            if isinstance(inner, (dict, list))
        ][:1_000]
    return named


def _elements(words: str, keys: tuple[str, ...]) -> Iterator[tuple[int, int, Any]]:
    """Start, end and value of each element of what ``keys`` lead to."""
    at = 0
    for key in keys:
        at = next(start for name, start, _, _ in _parts(words, at) if name == key)
    for _, start, end, value in _parts(words, at):
        if isinstance(value, dict):
            yield start, end, value


def _parts(words: str, at: int) -> Iterator[tuple[str | None, int, int, Any]]:
    """Key, start, end and value of each member of the list or object at a place, known good."""
    named = words[at] == "{"
    at = _past(words, at + 1)
    while words[at] not in "]}":
        key = None
        if named:
            key, at = _LENIENT.raw_decode(words, at)
            at = _past(words, _past(words, at) + 1)
        value, end = _LENIENT.raw_decode(words, at)
        yield key, at, end, value
        at = _past(words, end)
        at = _past(words, at + 1) if words[at] == "," else at


def _past(words: str, at: int) -> int:
    found = _SPACE.match(words, at)
    return found.end() if found else at


class _Window:
    """The decoded text of a stream, as much of it as one element needs.

    ``line`` is the line, from 1, of the place where reading is.
    """

    def __init__(self, stream: Stream, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._bytes = stream.as_utf8()
        self._encoding = _encoding(stream.head)
        self._decoder = codecs.getincrementaldecoder(self._encoding)(errors="replace")
        self._text, self._at, self._ended = "", 0, False
        self._counted, self._line = 0, 1

    @property
    def line(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _more(self, size: int = _CHUNK) -> bool:
        """Takes more text in and lets go of what was read; False at the end."""
        if self._ended:
            return False
        chunk: bytes = self._bytes.read(size)
        self._ended = not chunk
        _ = self.line
        self._text = self._text[self._at :] + self._decoder.decode(chunk, final=self._ended)
        self._at = self._counted = 0
        return True

    def peek(self) -> str:
        """The next letter that is no white space; empty at the end."""
        while True:
            self._at = _past(self._text, self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def step(self) -> None:
        self._at += 1

    def value(self) -> tuple[Any, str]:
        """The value that begins here, and its text; raises ``_Bad`` and stays where it is."""
        while True:
            try:
                value, end = _STRICT.raw_decode(self._text, self._at)
            except RecursionError:
                raise _Bad("nested too deeply") from None
            except json.JSONDecodeError as error:
                pending = len(self._text) - self._at
                if pending > self._limit:
                    raise _Bad(f"an element of more than {size(self._limit)}") from None
                if not self._more(max(_CHUNK, min(pending, self._limit))):
                    raise _Bad(f"not JSON: {clean_line(error.msg, 80)}") from None
            except ValueError as error:
                raise _Bad(f"not JSON: {clean_line(str(error), 80)}") from None
            else:
                words = self._text[self._at : end]
                self._at = end
                return value, words

    def skip_to_next(self) -> bool:
        """Goes on to where an object ends and the next begins; False where none does."""
        try:
            _, self._at = _LENIENT.raw_decode(self._text, self._at)
        except (ValueError, RecursionError):
            pass
        else:
            return True
        while True:
            found = _NEXT.search(self._text, self._at)
            if found is not None:
                self._at = found.end()
                return True
            self._at = max(self._at, len(self._text) - _CHUNK)
            if not self._more():
                return False

    def go_to_list(self) -> bool:
        """Goes to a list of objects under a usual name in what is held; False where none is."""
        found = _LIST_BEGINS.search(self._text, self._at)
        if found is not None:
            self._at = found.end()
        return found is not None

    def skip_to_end(self) -> None:
        """Leaves the rest unread."""
        self._text, self._at, self._counted, self._ended = "", 0, 0, True

    def draft(
        self, value: object, words: str, path: str, line: int, limits: Limits
    ) -> Draft | Refusal:
        raw = words.encode("utf-8", "replace")
        came = Came(raw, self._encoding, words.count("\ufffd"))
        return draft_of(value, Origin(path, line), came, limits, self._stream.done)


def _encoding(head: bytes) -> str:
    if wide_encoding(head) is not None:
        return "utf-8"  # it comes so from the stream
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return decode(head).encoding
    return "utf-8"
