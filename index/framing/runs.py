"""Runs of words that two texts share: in the same order, or moved.

Word 4-grams of one text are looked up for the other and grown as far as they go; the
heaviest chain of runs in the same order is the common text ("patience" with weights), and
what stands outside it elsewhere was moved. Time grows with the length of the texts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.dataclass import dataclass

LEAST = 4
"""Shortest run, in words."""
SURE = 8
"""From this length on a run is no accident wherever it stands."""
NEAR = 2
"""A shorter run counts where the common text is at most so many times its length away."""
_TRIED = 8


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` equal words, from word ``here`` of one text and ``there`` of the other."""

    here: int
    there: int
    length: int

    @property
    def here_end(self) -> int:
        """The word after the run in the one text."""
        return self.here + self.length

    @property
    def there_end(self) -> int:
        """The word after the run in the other text."""
        return self.there + self.length


def common_runs(one: Sequence[str], other: Sequence[str]) -> tuple[list[Run], list[Run]]:
    """The runs in the order of both texts, and those that stand elsewhere, each by ``there``."""
    if one and one == other:
        return [Run(0, 0, len(one))], []
    tiles = list(_tiles(one, other))
    chain = _chain(tiles)
    kept = _widened(_near(chain, len(one), len(other)), one, other)
    taken = [(run.there, run.there_end) for run in kept]
    moved = [
        run for run in tiles if run.length >= SURE and not _touches(taken, run.there, run.there_end)
    ]
    return kept, moved


def _tiles(one: Sequence[str], other: Sequence[str]) -> Iterator[Run]:
    """Runs that cover ``other`` from left to right, none overlapping there."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(one) - LEAST + 1):
        places[tuple(one[at : at + LEAST])].append(at)
    at = expected = 0
    while at <= len(other) - LEAST:
        listed = places.get(tuple(other[at : at + LEAST]))
        if listed is None:
            at += 1
            continue
        first = bisect_left(listed, expected)
        tried = [*listed[first : first + _TRIED], *listed[: max(0, first + _TRIED - len(listed))]]
        start, length = max(
            ((place, _length(one, other, place, at)) for place in tried[:_TRIED]),
            key=lambda found: found[1],
        )
        yield Run(start, at, length)
        at += length
        expected = start + length


def _length(one: Sequence[str], other: Sequence[str], here: int, there: int) -> int:
    most = min(len(one) - here, len(other) - there)
    length = LEAST
    while length < most and one[here + length] == other[there + length]:
        length += 1
    return length


def _chain(runs: Sequence[Run]) -> list[Run]:
    """The heaviest part of ``runs`` (in order of ``there``) that is in order of ``here``, too."""
    ends, bests, lasts = [0], [0], [-1]
    before: list[int] = []
    for number, run in enumerate(runs):
        base = bisect_right(ends, run.here) - 1
        total = bests[base] + run.length
        before.append(lasts[base])
        at = bisect_right(ends, run.here_end)
        if bests[at - 1] >= total:
            continue
        stop = at
        while stop < len(ends) and bests[stop] <= total:
            stop += 1
        at -= ends[at - 1] == run.here_end
        ends[at:stop], bests[at:stop], lasts[at:stop] = [run.here_end], [total], [number]
    chain: list[Run] = []
    number = lasts[-1]
    while number >= 0:
        chain.append(runs[number])
        number = before[number]
    return chain[::-1]


def _near(chain: Sequence[Run], one: int, other: int) -> list[Run]:
    """Without short runs that stand alone amid different words: those are stock phrases."""
    kept: list[Run] = []
    # The ends of the texts vouch for little: they count as if they lay further away.
    before = Run(-SURE, -SURE, 0)
    for number, run in enumerate(chain):
        after = chain[number + 1] if number + 1 < len(chain) else Run(one + SURE, other + SURE, 0)
        gap = min(_gap(before, run), _gap(run, after))
        if run.length >= SURE or gap <= NEAR * run.length:
            kept.append(run)
            before = run
    return kept


def _gap(run: Run, after: Run) -> int:
    return max(after.here - run.here_end, after.there - run.there_end)


def _widened(chain: Sequence[Run], one: Sequence[str], other: Sequence[str]) -> list[Run]:
    """Each run grown to the left, over words that a run left out here had taken."""
    grown: list[Run] = []
    here = there = 0
    for run in chain:
        by = 0
        most = min(run.here - here, run.there - there)
        while by < most and one[run.here - by - 1] == other[run.there - by - 1]:
            by += 1
        grown.append(Run(run.here - by, run.there - by, run.length + by))
        here, there = run.here_end, run.there_end
    return grown


def _touches(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the sorted stretches ``taken`` overlaps ``[start, end)``."""
    at = bisect_left(taken, (end, end)) - 1
    return at >= 0 and taken[at][1] > start
