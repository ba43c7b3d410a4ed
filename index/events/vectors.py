"""Articles as weighted terms: (1 + log tf) x idf, the heaviest sixty, unit length."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

Vector = dict[str, float]
Terms = Sequence[tuple[str, int]]

HEAVIEST = 60

STOP_WORDS = frozenset(
    """a about above after again against ago all almost along already also although always am amid
    among an and another any are aren't around as at away back be became because become been before
    began behind being below between both but by called came can can't cannot come could couldn't
    day days did didn't do does doesn't doing don't done down during each early either else end
    enough even ever every far few first for former from full gave get give given go going good got
    had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him
    himself his how how's however i i'd i'll i'm i've if in including into is isn't it it's its
    itself just keep know known last late later least less let let's like likely long made make
    makes making many may maybe me mean might monday tuesday wednesday thursday friday saturday
    sunday month months more most mostly mr mrs ms much must my myself near need never new news
    next night no nor not nothing now of off often old on once one ones only onto or other others
    our ours ourselves out over own part people per place put rather re really recent recently
    right said same saturday saw say saying says see seen she she'd she'll she's should shouldn't
    show since so some something still such take taken tell than that that's the their theirs them
    themselves then there there's these they they'd they'll they're they've thing things think this
    those though three through thursday time times to today together told too took toward towards
    two under until up upon us use used using very want wants was wasn't way we we'd we'll we're
    we've week weeks well went were weren't what what's when when's where where's whether which
    while who who's whom whose why why's will with within without won't would wouldn't year years
    yes yesterday yet you you'd you'll you're you've your yours yourself u s t d ll ve com www http
    https pic twitter image caption photo copyright advertisement story read click video media
    reuters afp ap getty images""".split()
)


class Weights:
    """How telling a term is: document frequencies of the library on top of a background."""

    def __init__(self, documents: Iterable[Terms], background: Background | None = None) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for terms in documents:
            counts.update(term for term, _ in terms)
            total += 1
        self.counts = counts
        self.total = total
        self._background = background
        self._known: dict[str, float] = {}

    def idf(self, term: str) -> float:
        """log((N + 1) / (df + 0.5)), never below 0."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._idf(term)
        return known

    def _idf(self, term: str) -> float:
        total, df = self.total, float(self.counts[term])
        if self._background is not None:
            total += self._background.total
            df += self._background.df(term)
        return max(0.0, math.log((total + 1) / (df + 0.5)))

    def vector(self, terms: Terms) -> Vector:
        """The unit vector of a text's terms, heaviest first; empty for a text without words."""
        weighed = [(self.idf(term) * (1 + math.log(count)), term) for term, count in terms]
        weighed.sort(key=lambda pair: (-pair[0], pair[1]))
        heaviest = [pair for pair in weighed[:HEAVIEST] if pair[0] > 0]
        norm = math.sqrt(sum(weight * weight for weight, _ in heaviest))
        return {term: weight / norm for weight, term in heaviest}


class Background:
    """Document frequencies of common words in ``total`` articles; rarer ones count ``rare``."""

    def __init__(self, counts: dict[str, float], total: int, rare: float) -> None:
        self.total = total
        self._counts, self._rare = counts, rare

    def df(self, term: str) -> float:
        """How many background articles hold the term."""
        return self._counts.get(term, self._rare)


def dot(one: Vector, other: Vector) -> float:
    """The cosine of two unit vectors."""
    if len(one) > len(other):
        one, other = other, one
    return sum(one[term] * other[term] for term in one.keys() & other.keys())


def mean(vectors: Iterable[Vector]) -> Vector:
    """The sum of vectors as a unit vector, of at most a hundred terms."""
    total: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    kept = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:100]
    norm = math.sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return {term: weight / norm for term, weight in kept}
