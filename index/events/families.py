"""Text families: articles that print the same wire text, whole, cut, or with words of their own.

Sampled containment of word 5-grams (every eighth by its hash): wire copy is cut as well as
edited, so what counts is the share of the shorter text, not of both.
"""

from __future__ import annotations

import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np
import numpy.typing as npt

GRAM = 5
SAMPLE = 8
KEPT = 256
"""Most hashes kept of one text; of a longer one the smallest, which are again a fair sample."""
SHARED = 3
CONTAINED = 0.3
COMMON = 50
"""A passage in more distinct texts may be a stock phrase."""
MOSTLY = 0.6
"""Share of the shorter text from which on even such passages make a family."""
PER_FAMILY = 8
"""Members of one family listed under one hash, so that a thousand copies cost no more than few."""
_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


@functools.lru_cache(maxsize=200_000)
def _word_hashes(word: str) -> tuple[int, ...]:
    """The word's 64-bit hash as it counts in each of the five places of a 5-gram."""
    base = int.from_bytes(
        hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )
    return tuple(base * pow(_BASE, place, 1 << 64) & _MASK for place in range(GRAM))


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The sampled 48-bit hashes of a text's word 5-grams, sorted; the same on every machine."""
    hashes = [_word_hashes(word) for word in words]
    kept: set[int] = set()
    for a, b, c, d, e in zip(hashes, hashes[1:], hashes[2:], hashes[3:], hashes[4:], strict=False):
        mixed = a[4] + b[3] + c[2] + d[1] + e[0]
        if not mixed % SAMPLE:
            kept.add((mixed & _MASK) >> 16)
    return tuple(sorted(kept)[:KEPT])


def digest(words: Iterable[str]) -> int:
    """A 64-bit fingerprint of a whole text's words, 0 for a text without any."""
    joined = " ".join(words)
    return (
        int.from_bytes(
            hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
        )
        if joined
        else 0
    )


def find_families(
    sketches: Mapping[int, tuple[int, ...]], digests: Mapping[int, int]
) -> dict[int, int]:
    """Article -> smallest article id of its family, for all ids of ``sketches``.

    Time grows with the number of articles, not with the size of a family.
    """
    root = {article: article for article in sketches}
    firsts: dict[int, int] = {}
    for article in sorted(sketches):
        if digests[article]:
            root[article] = firsts.setdefault(digests[article], article)
    distinct = [article for article in sorted(sketches) if root[article] == article]
    spread = Counter(gram for article in distinct for gram in sketches[article])
    postings: dict[int, list[int]] = defaultdict(list)
    for article in distinct:
        for other in _alike(sketches[article], sketches, postings, spread):
            _join(root, article, other)
        _post(article, sketches[article], root, postings)
    return {article: _find(root, article) for article in root}


def join_families(
    prints: Mapping[int, npt.NDArray[np.uint64]], families: Mapping[int, int], new: Set[int]
) -> dict[int, int]:
    """Article -> its family, where ``new`` articles stand beside others of known ``families``.

    ``prints`` are a text's digest, then its sketch. Only families that share a passage with
    something new can change; the smallest id known stands for a family.
    """
    near = [*new, *_near(prints, new)]
    sketches = {one: tuple(prints[one][1:].tolist()) for one in near}
    found = find_families(sketches, {one: int(prints[one][0]) for one in near})
    stands: dict[int, int] = {}
    for one in near:
        stands[found[one]] = min(stands.get(found[one], one), one, families[one])
    joined = {one: stands[found[one]] for one in near}
    # Members that share no passage with what is new follow the rest of their family.
    follow = {families[one]: joined[one] for one in near if one not in new}
    return {one: joined.get(one, follow.get(families[one], families[one])) for one in prints}


def _near(prints: Mapping[int, npt.NDArray[np.uint64]], new: Set[int]) -> list[int]:
    """The standing texts that share enough passages, or all, with any of the new ones."""
    old = [one for one in prints if one not in new]
    if not old or not new:
        return []
    wanted = np.unique(np.concatenate([prints[one] for one in new]))
    wanted = wanted[wanted > 0]
    sizes = [len(prints[one]) for one in old]
    every = np.concatenate([prints[one] for one in old])
    places = np.minimum(np.searchsorted(wanted, every), max(0, len(wanted) - 1))
    shared = wanted[places] == every if len(wanted) else np.zeros(len(every), dtype=bool)
    counts = np.bincount(np.repeat(np.arange(len(old)), sizes), shared, minlength=len(old))
    digests = {int(prints[one][0]) for one in new} - {0}
    return [
        one
        for one, count in zip(old, counts.tolist(), strict=True)
        if count >= SHARED or int(prints[one][0]) in digests
    ]


def _alike(
    mine: tuple[int, ...],
    sketches: Mapping[int, tuple[int, ...]],
    postings: Mapping[int, list[int]],
    spread: Mapping[int, int],
) -> list[int]:
    """The articles so far that share enough of their text with one.

    What stands in many articles may be a stock phrase: it counts only where it is most of
    the text, as in a wire story that everyone carries.
    """
    shared: Counter[int] = Counter()
    own: Counter[int] = Counter()
    for gram in mine:
        listed = postings.get(gram, ())
        shared.update(listed)
        if spread[gram] <= COMMON:
            own.update(listed)
    return [
        other
        for other, count in shared.items()
        if count >= SHARED and _enough(own[other], count, _comparable(mine, sketches[other]))
    ]


def _enough(own: int, shared: int, size: int) -> bool:
    return (own >= SHARED and own >= CONTAINED * size) or shared >= MOSTLY * size


def _comparable(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Size of the smaller sketch, over the range of hashes that both cover where one was cut."""
    sizes = []
    limit = (
        min(each[-1] for each in (one, other) if len(each) == KEPT)
        if KEPT in (len(one), len(other))
        else None
    )
    for each in (one, other):
        sizes.append(len(each) if limit is None else sum(1 for gram in each if gram <= limit))
    return max(1, min(sizes))


def _post(
    article: int,
    mine: tuple[int, ...],
    root: dict[int, int],
    postings: dict[int, list[int]],
) -> None:
    family = _find(root, article)
    for gram in mine:
        listed = postings[gram]
        if len(listed) > COMMON:
            continue
        if len(listed) < PER_FAMILY or any(_find(root, other) != family for other in listed):
            listed.append(article)


def _find(root: dict[int, int], article: int) -> int:
    while root[article] != article:
        root[article] = root[root[article]]
        article = root[article]
    return article


def _join(root: dict[int, int], one: int, other: int) -> None:
    a, b = _find(root, one), _find(root, other)
    if a != b:
        root[max(a, b)] = min(a, b)
