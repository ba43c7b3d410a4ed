"""Snippets: one line of an article, cut around what a query matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.answers import Snippet
from index.article import Span
from index.search.light import Light, Match

_LOOKED_AT = 60_000
_LEAD = 4
"""What part of the line may stand before the first match: a quarter."""


def snippet(text: str, light: Light, width: int, spans: Sequence[Span]) -> Snippet:
    """The line of about ``width`` code points that shows the most of what matched.

    Only ``spans`` of ``text`` (the body) are shown, run together; ellipses stand where the
    line is cut. Where nothing matched it is the beginning. Only the first 60,000 code
    points of body are looked at.
    """
    width = max(width, 8)
    body = _run_together(text, spans)
    if len(body) <= width:
        start, end = 0, len(body)
    else:
        start, end = _cut(
            body, _best(light.matches_in_line(body), len(light.patterns), width), width
        )
    head = "…" if start else ""
    tail = "…" if end < len(body) else ""
    inside = light.spans_in_line(body[start:end])
    shift = len(head)
    lit = tuple(Span(span.start + shift, span.end + shift) for span in inside)
    return Snippet(head + body[start:end] + tail, lit)


def _run_together(text: str, spans: Sequence[Span]) -> str:
    pieces, room = [], _LOOKED_AT
    for span in spans:
        piece = text[span.start : min(span.end, span.start + room)]
        pieces.append(piece)
        room -= len(piece)
        if room <= 0:
            break
    body = " ".join(pieces)
    if "\n" in body or "\t" in body or "  " in body or body[:1] == " ":
        return " ".join(body.split())
    return body


def _best(matches: Iterator[Match], patterns: int, width: int) -> tuple[int, int]:
    """Start and end of the run of matches with the most patterns in one line; earliest wins."""
    reach = width - width // _LEAD
    run: list[Match] = []
    best, most = (0, 0), 0
    for match in matches:
        run = [earlier for earlier in run if match[1] - earlier[0] <= reach]
        run.append(match)
        variety = len({number for _, _, number in run})
        if variety > most:
            best, most = (min(run)[0], match[1]), variety
            if most == patterns:
                break
    return best


def _cut(body: str, around: tuple[int, int], width: int) -> tuple[int, int]:
    """A line of at most ``width`` with ``around`` in it, cut between words."""
    first, last = around
    start = max(0, min(first - width // _LEAD, len(body) - width + 1))
    if start:
        space = body.find(" ", start, first)
        start = space + 1 if space >= 0 else first
    end = min(len(body), start + width - (start > 0) - 1)
    if end < len(body):
        space = body.rfind(" ", max(last, start + 1), end + 1)
        end = space if space > 0 else end
    return start, end
