"""Where quotation marks open and close, in text whose marks may be wrong."""

from __future__ import annotations

import re

from index.article import Span
from index.dataclass import dataclass

_DOUBLE = re.compile("[“”\"„«»]|''|``")
_SINGLE = re.compile("(?<![^\\s(\\[—–-])[‘'](?=\\w)|(?<=[\\w.,!?…])[’'](?![\\w])")
_TERMINAL = re.compile(r"[.!?…][”\"]?\s")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: ``start``/``end`` without them, ``outer`` with them.

    ``closed`` is false where the paragraph ended first.
    """

    start: int
    end: int
    outer: Span
    closed: bool


def quotations(text: str, part: Span) -> list[Quotation]:
    """The quotations of one paragraph, in order, outermost only.

    A mark that opens by its shape closes where no letter follows it and a quotation is
    open; a quotation nobody closes ends with the paragraph, or before the next one.
    """
    found = _scan(text, part, _DOUBLE)
    return found or _scan_single(text, part)


def _scan(text: str, part: Span, marks: re.Pattern[str]) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in marks.finditer(text, part.start, part.end):
        closes = _closes(text, mark, part, opened is not None)
        if opened is None:
            if not closes:
                opened = mark
        elif closes:
            found.append(_between(text, opened.span(), mark.start(), mark.end(), True))
            opened = None
        else:
            found.append(_unclosed(text, opened.span(), mark.start()))
            opened = mark
    if opened is not None:
        found.append(_between(text, opened.span(), part.end, part.end, False))
    return [quote for quote in found if quote.end > quote.start]


def _closes(text: str, mark: re.Match[str], part: Span, is_open: bool) -> bool:
    """Whether a mark closes: by its shape first, by its neighbours else."""
    before = text[mark.start() - 1] if mark.start() > part.start else " "
    after = text[mark.end()] if mark.end() < part.end else " "
    shape = mark.group()
    if shape in "”»":
        return is_open or not after.isalnum()
    if shape in ("„", "«", "``"):
        return False
    if shape == "“":
        return is_open and not (after.isalnum() or after in "‘'$€£[(…")
    if is_open:
        return not before.isspace() or not after.isalnum()
    return after.isspace() or after in ".,;:!?)"


def _between(
    text: str, opened: tuple[int, int], stop: int, outer_end: int, closed: bool
) -> Quotation:
    inner = text[opened[1] : stop]
    start = opened[1] + len(inner) - len(inner.lstrip())
    end = max(start, opened[1] + len(inner.rstrip()))
    return Quotation(start, end, Span(opened[0], outer_end), closed)


def _unclosed(text: str, opened: tuple[int, int], at: int) -> Quotation:
    """A quotation cut off by the next: it ends with its first full sentence."""
    terminal = _TERMINAL.search(text, opened[1], at)
    stop = terminal.end() if terminal else at
    return _between(text, opened, stop, stop, False)


def _scan_single(text: str, part: Span) -> list[Quotation]:
    """Single marks as quotation marks, where a paragraph has no double ones."""
    found: list[Quotation] = []
    opened: int | None = None
    for mark in _SINGLE.finditer(text, part.start, part.end):
        at = mark.start()
        opening = text[at + 1 : at + 2].isalnum() and (
            at == part.start or not text[at - 1].isalnum()
        )
        if opened is None and opening:
            opened = at
        elif opened is not None and not opening:
            # "the leaders' plan" closes nothing: a plural owner is followed by a small word.
            if text[at - 1] == "s" and re.match(r"\s[a-z]", text[at + 1 : at + 3]):
                continue
            found.append(_between(text, (opened, opened + 1), at, at + 1, True))
            opened = None
    return found
