"""A text's lines as a reader sees them: where they stand, what they look like."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

_MOST = 5_000
_FEWEST_WRAPPED = 6
_WIDEST = 110
_SLACK = 6
_BEGINS_ANEW = re.compile(r"(?:[-*•–>|+#]|\d{1,3}[.)])(?:\s|$)|>")
_CLOSERS = "\"'”’»)]“‘ \N{NO-BREAK SPACE}"
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff]")
_SENTENCE_ENDS = ".!?…。！？"
_DOTTED_ENDS = (
    "u.s.", "u.k.", "u.n.", "e.u.", "d.c.", "inc.", "ltd.", "corp.", "co.", "jr.", "sr.",
    "a.m.", "p.m.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A stripped, non-empty line. ``gap``: an empty line, or the start of the text, before it."""

    start: int
    end: int
    text: str
    gap: bool

    @property
    def words(self) -> int:
        """How many words, roughly; two letters count one where no spaces are written."""
        spaced = self.text.count(" ") + 1
        if self.text.isascii() or not _UNSPACED.search(self.text):
            return spaced
        return max(spaced, len(_UNSPACED.findall(self.text)) // 2)

    def ends_sentence(self) -> bool:
        """Ends as a sentence does; a closing abbreviation ("in the U.S.") does not count."""
        bare = self.text.rstrip(_CLOSERS)
        if not bare or bare[-1] not in _SENTENCE_ENDS:
            return False
        return not (bare[-1] == "." and bare[-6:].lower().endswith(_DOTTED_ENDS))

    def is_body(self) -> bool:
        """Long enough, and ended like a sentence: running text rather than a label."""
        size = len(self.text)
        return size > 240 or (size >= 40 and self.words >= 7 and self.ends_sentence())


def lines_of(text: str) -> list[Line]:
    """The lines of a text; hard-wrapped ones joined up to the next empty line.

    Of a text of very many lines only the first and the last 5,000 are given: what
    stands in its middle is body.
    """
    if text.count("\n") <= 2 * _MOST:
        lines = _lines(text, 0, len(text))
    else:
        head, tail = 0, len(text)
        for _ in range(_MOST):
            head = text.index("\n", head) + 1
            tail = text.rindex("\n", 0, tail)
        lines = _lines(text, 0, head) + _lines(text, tail, len(text))
    return _unwrapped(text, lines) if _hard_wrapped(lines) else lines


def unwrapped(text: str) -> str:
    """The text with the lines of each paragraph joined, where it was wrapped at a fixed width.

    Lines were broken by a program where the next word did not fit; a line that ends well
    before that, a list, a quoted or an indented line begin anew. Other texts come back as
    they are.
    """
    breaks = text.count("\n")
    if breaks < _FEWEST_WRAPPED or len(text) > _WIDEST * breaks:
        return text
    if breaks - 2 * text.count("\n\n") < _FEWEST_WRAPPED:
        return text  # too few lines that another follows at once
    if not _hard_wrapped(_lines(text, 0, _head(text))):
        return text
    lines = text.split("\n")
    lengths = sorted(len(line.rstrip()) for line in lines[:_MOST] if line.strip())
    width = lengths[len(lengths) * 19 // 20]
    parts = [lines[0].rstrip()]
    last = parts[0]
    for line in lines[1:]:
        bare = line.strip()
        if bare and last and _was_broken(last, line, bare, width):
            hyphen = last.endswith("-") and last[-2:-1].islower() and bare[0].islower()
            parts.append(bare if hyphen else f" {bare}")
        else:
            parts.append(f"\n{line.rstrip()}")
        last = line.rstrip()
    return "".join(parts)


def _was_broken(last: str, line: str, bare: str, width: int) -> bool:
    """Whether a line goes on the one before: its first word would not have fitted there."""
    room = len(last) + 1 + len(bare.split(maxsplit=1)[0])
    if room < width - _SLACK or len(last) > width + _SLACK or _BEGINS_ANEW.match(bare):
        return False
    indent = len(line) - len(line.lstrip())
    return indent <= len(last) - len(last.lstrip()) + 1


def _head(text: str) -> int:
    """Where the first lines end from which a text's way of wrapping is judged."""
    at = 0
    for _ in range(_MOST):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return at


def _lines(text: str, start: int, end: int) -> list[Line]:
    lines: list[Line] = []
    gap = True
    at = start
    for raw in text[start:end].split("\n"):
        stripped = raw.strip()
        if stripped:
            left = at + len(raw) - len(raw.lstrip())
            lines.append(Line(left, left + len(stripped), stripped, gap))
        gap = not stripped
        at += len(raw) + 1
    return lines


def _hard_wrapped(lines: list[Line]) -> bool:
    """Most lines that another follows at once break off in mid-sentence at like widths."""
    pairs = [(line, after) for line, after in itertools.pairwise(lines) if not after.gap]
    if len(pairs) < _FEWEST_WRAPPED:
        return False
    broken = sum(
        1
        for line, after in pairs
        if 40 <= len(line.text) <= 100 and not line.ends_sentence() and len(after.text) <= 100
    )
    return broken >= 0.6 * len(pairs)


def _unwrapped(text: str, lines: list[Line]) -> list[Line]:
    joined: list[Line] = []
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].gap:
            start, end = lines[first].start, lines[index - 1].end
            joined.append(Line(start, end, text[start:end], gap=True))
            first = index
    return joined
