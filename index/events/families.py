"""Text families: articles that print the same wire text, whole, cut, or with words of their own.

Sampled containment of word 5-grams (every eighth by its hash): wire copy is cut as well as
edited, so what counts is the share of the shorter text, not of both.
"""

from __future__ import annotations

import functools
import hashlib
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
NEIGHBOURS = 16
"""Texts compared for one hash on either side, so that a thousand copies cost no more than few."""
_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1

Prints = npt.NDArray[np.uint64]
"""A text's digest, then its sketch."""
Slots = npt.NDArray[np.int64]


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
    prints = {one: np.array([digests[one], *sketches[one]], dtype=np.uint64) for one in sketches}
    return join_families(prints, {one: one for one in sketches}, set(sketches))


def join_families(
    prints: Mapping[int, Prints], families: Mapping[int, int], new: Set[int]
) -> dict[int, int]:
    """Article -> its family, where ``new`` articles stand beside others of known ``families``.

    Only families that share a passage with something new can change; the smallest id known
    stands for a family.
    """
    order = sorted([*new, *_near(prints, new)])
    root = list(range(len(order)))
    stands: dict[int, int] = {}
    for at, one in enumerate(order):
        if one not in new:
            _join(root, at, stands.setdefault(families[one], at))
    fresh = np.array([one in new for one in order], dtype=bool)
    for one, other in _copies([prints[one] for one in order], fresh):
        _join(root, one, other)
    smallest: dict[int, int] = {}
    for at, one in enumerate(order):
        top = _find(root, at)
        smallest[top] = min(smallest.get(top, one), one, families[one])
    joined = {one: smallest[_find(root, at)] for at, one in enumerate(order)}
    # Members that share no passage with what is new follow the rest of their family.
    follow = {families[one]: joined[one] for one in order if one not in new}
    return {one: joined.get(one, follow.get(families[one], families[one])) for one in prints}


def _near(prints: Mapping[int, Prints], new: Set[int]) -> list[int]:
    """The standing texts that share enough passages, or all, with any of the new ones."""
    old = [one for one in prints if one not in new]
    if not old or not new:
        return []
    wanted = np.unique(np.concatenate([prints[one] for one in new]))
    wanted = wanted[wanted > 0]
    every = np.concatenate([prints[one] for one in old])
    sizes = [len(prints[one]) for one in old]
    places = np.minimum(np.searchsorted(wanted, every), max(0, len(wanted) - 1))
    shared = wanted[places] == every if len(wanted) else np.zeros(len(every), dtype=bool)
    counts = np.bincount(np.repeat(np.arange(len(old)), sizes), shared, minlength=len(old))
    digests = {int(prints[one][0]) for one in new} - {0}
    return [
        one
        for one, count in zip(old, counts.tolist(), strict=True)
        if count >= SHARED or int(prints[one][0]) in digests
    ]


def _copies(prints: Sequence[Prints], fresh: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Pairs of slots, one of them fresh at least, that print the same text wholly or in part.

    What stands in many texts may be a stock phrase: it counts only where it is most of the
    text, as in a wire story that everyone carries.
    """
    found: list[tuple[int, int]] = []
    firsts: dict[int, int] = {}
    distinct: list[int] = []
    for at, each in enumerate(prints):
        whole = int(each[0])
        first = firsts.setdefault(whole, at) if whole else at
        if first == at:
            distinct.append(at)
        else:
            found.append((first, at))
    sketches = [prints[at][1:] for at in distinct]
    ones, others, own, shared = _sharing(sketches, fresh[distinct])
    for one, other, telling, every in zip(ones, others, own, shared, strict=True):
        size = _comparable(sketches[one], sketches[other])
        if (telling >= SHARED and telling >= CONTAINED * size) or every >= MOSTLY * size:
            found.append((distinct[one], distinct[other]))
    return found


def _sharing(
    sketches: Sequence[Prints], fresh: npt.NDArray[np.bool_]
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Pairs that share at least ``SHARED`` hashes: one, other, how many of them are not common
    to many texts, how many in all."""
    sizes = [len(one) for one in sketches]
    if not sum(sizes):
        return [], [], [], []
    grams = np.concatenate(list(sketches))
    holders = np.repeat(np.arange(len(sketches), dtype=np.int64), sizes)
    order = np.lexsort((holders, grams))
    grams, holders = grams[order], holders[order]
    _, run, spread = np.unique(grams, return_inverse=True, return_counts=True)
    telling = spread[run] <= COMMON
    keys, tells = [], []
    here = np.arange(len(grams), dtype=np.int64)
    for step in range(1, NEIGHBOURS + 1):
        here = here[here + step < len(grams)]
        here = here[run[here] == run[here + step]]
        one, other = holders[here], holders[here + step]
        kept = fresh[one] | fresh[other]
        keys.append((one * len(sketches) + other)[kept])
        tells.append(telling[here][kept])
    return _counted(np.concatenate(keys), np.concatenate(tells), len(sketches))


def _counted(
    keys: Slots, tells: npt.NDArray[np.bool_], size: int
) -> tuple[list[int], list[int], list[int], list[int]]:
    pairs, slot, shared = np.unique(keys, return_inverse=True, return_counts=True)
    own = np.bincount(slot, tells, minlength=len(pairs))
    enough = shared >= SHARED
    pairs, shared, own = pairs[enough], shared[enough], own[enough]
    return (pairs // size).tolist(), (pairs % size).tolist(), own.tolist(), shared.tolist()


def _comparable(one: Prints, other: Prints) -> int:
    """Size of the smaller sketch, over the range of hashes that both cover where one was cut."""
    cut = [each[-1] for each in (one, other) if len(each) == KEPT]
    if not cut:
        return min(len(one), len(other))
    limit = min(cut)
    sizes = [int(np.searchsorted(each, limit, side="right")) for each in (one, other)]
    return max(1, min(sizes))


def _find(root: list[int], at: int) -> int:
    while root[at] != at:
        root[at] = root[root[at]]
        at = root[at]
    return at


def _join(root: list[int], one: int, other: int) -> None:
    a, b = _find(root, one), _find(root, other)
    if a != b:
        root[max(a, b)] = min(a, b)
