"""Text families: articles that print the same wire text, whole, cut, or with words of their own.

Sampled containment of word 5-grams (every eighth by its hash): wire copy is cut as well as
edited, so what counts is the share of the shorter text, not of both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np
import numpy.typing as npt

from index.dataclass import dataclass

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
KNOWN_WORDS = 200_000
"""Words of which the hashes are kept in memory."""
_BASE = 0x9E3779B97F4A7C15
_WEIGHTS = tuple(np.uint64(pow(_BASE, GRAM - 1 - place, 1 << 64)) for place in range(GRAM))
"""By which a word counts in each of the five places of a 5-gram, modulo 2**64."""

Hashes = npt.NDArray[np.uint64]
Slots = npt.NDArray[np.int64]


class Prints:
    """The fingerprints of texts: of each its digest, then its sketch, ``sizes`` hashes in all."""

    def __init__(self, hashes: Hashes, sizes: Slots) -> None:
        self.hashes, self.sizes = hashes, sizes
        self.starts = np.cumsum(sizes) - sizes
        self.digests = hashes[self.starts] if len(sizes) else hashes


class _WordHashes(dict[str, int]):
    """The 64-bit hashes of words met before; a plain look-up is all that most cost."""

    def __missing__(self, word: str) -> int:
        if len(self) >= KNOWN_WORDS:
            self.clear()
        data = word.encode("utf-8", "surrogatepass")
        made = int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")
        self[word] = made
        return made


_HASHES = _WordHashes()


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The sampled 48-bit hashes of a text's word 5-grams, sorted; the same on every machine."""
    if len(words) < GRAM:
        return ()
    hashes = np.fromiter(map(_HASHES.__getitem__, words), dtype=np.uint64, count=len(words))
    mixed = np.zeros(len(words) - GRAM + 1, dtype=np.uint64)
    for place, weight in enumerate(_WEIGHTS):
        mixed += hashes[place : place + len(mixed)] * weight
    return tuple(
        (np.unique(mixed[mixed % np.uint64(SAMPLE) == 0] >> np.uint64(16))[:KEPT]).tolist()
    )


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


def join_families(prints: Prints, families: Mapping[int, int], new: Set[int]) -> dict[int, int]:
    """Article -> its family, where ``new`` articles stand beside others of known ``families``.

    ``prints`` are those of the articles of ``families``, in that order. Only families that
    share a passage with something new can change; the smallest id known stands for a family.
    """
    numbers = list(families)
    fresh = np.array([one in new for one in numbers], dtype=bool)
    passages = _passages(prints, fresh)
    near = np.flatnonzero(fresh | _near(passages, len(numbers))).tolist()
    near.sort(key=numbers.__getitem__)
    root = list(range(len(near)))
    stands: dict[int, int] = {}
    for place, at in enumerate(near):
        if not fresh[at]:
            _join(root, place, stands.setdefault(families[numbers[at]], place))
    for one, other in _copies(prints, passages, near, fresh):
        _join(root, one, other)
    smallest: dict[int, int] = {}
    for place, at in enumerate(near):
        top, one = _find(root, place), numbers[at]
        smallest[top] = min(smallest.get(top, one), one, families[one])
    joined = {numbers[at]: smallest[_find(root, place)] for place, at in enumerate(near)}
    # Members that share no passage with what is new follow the rest of their family.
    follow = {families[one]: family for one, family in joined.items() if one not in new}
    return {one: joined.get(one, follow.get(old, old)) for one, old in families.items()}


@dataclass(frozen=True, slots=True)
class _Passages:
    """Every place where a text prints what some fresh text prints: the text, the passage by
    number, and whether it is the whole text."""

    texts: Slots
    runs: Slots
    whole: npt.NDArray[np.bool_]


def _passages(prints: Prints, fresh: npt.NDArray[np.bool_]) -> _Passages:
    hashes = np.sort(prints.hashes[np.repeat(fresh, prints.sizes)])
    wanted = hashes[np.flatnonzero(np.diff(hashes, prepend=np.uint64(0)))]
    runs = _places(wanted, prints.hashes)
    found = np.flatnonzero(runs >= 0)
    texts = np.repeat(np.arange(len(prints.sizes)), prints.sizes)[found]
    return _Passages(texts, runs[found], prints.starts[texts] == found)


def _places(wanted: Hashes, hashes: Hashes) -> Slots:
    """Where each of ``hashes`` stands in ``wanted`` (sorted, each once), -1 where it does not."""
    if not len(wanted):
        return np.full(len(hashes), -1)
    # A table by the last bits, as a search of each hash costs ten times as much.
    bits = np.uint64((1 << max(10, (8 * len(wanted)).bit_length())) - 1)
    table = np.full(int(bits) + 1, -1, dtype=np.int32)
    table[wanted & bits] = np.arange(len(wanted), dtype=np.int32)
    places: Slots = table[hashes & bits].astype(np.int64)
    unlike = np.flatnonzero((places >= 0) & (wanted[places] != hashes))
    sought = np.minimum(np.searchsorted(wanted, hashes[unlike]), len(wanted) - 1)
    places[unlike] = np.where(wanted[sought] == hashes[unlike], sought, -1)
    return places


def _near(passages: _Passages, size: int) -> npt.NDArray[np.bool_]:
    """Which texts share enough passages, or all, with any of the fresh ones."""
    near: npt.NDArray[np.bool_] = np.bincount(passages.texts, minlength=size) >= SHARED
    near[passages.texts[passages.whole]] = True
    return near


def _copies(
    prints: Prints, passages: _Passages, near: Sequence[int], fresh: npt.NDArray[np.bool_]
) -> list[tuple[int, int]]:
    """Pairs of places in ``near``, one of them fresh at least, that print the same text wholly
    or in part.

    What stands in many texts may be a stock phrase: it counts only where it is most of the
    text, as in a wire story that everyone carries.
    """
    found: list[tuple[int, int]] = []
    firsts: dict[int, int] = {}
    distinct: list[int] = []
    for place, at in enumerate(near):
        whole = int(prints.digests[at])
        first = firsts.setdefault(whole, place) if whole else place
        if first == place:
            distinct.append(place)
        else:
            found.append((first, place))
    texts = np.array([near[place] for place in distinct], dtype=np.int64)
    ones, others, own, shared = _sharing(passages, texts, fresh)
    smaller = _comparable(prints, texts[ones], texts[others])
    telling = (own >= SHARED) & (own >= CONTAINED * smaller)
    alike = telling | (shared >= MOSTLY * smaller)
    for one, other in zip(ones[alike].tolist(), others[alike].tolist(), strict=True):
        found.append((distinct[one], distinct[other]))
    return found


def _sharing(
    passages: _Passages, texts: Slots, fresh: npt.NDArray[np.bool_]
) -> tuple[Slots, Slots, Slots, Slots]:
    """Pairs of ``texts``, by place, that share at least ``SHARED`` passages: one, other, how many
    of them are not common to many texts, how many in all."""
    place = np.full(len(fresh), -1)
    place[texts] = np.arange(len(texts))
    inside = (place[passages.texts] >= 0) & ~passages.whole
    keys = np.sort(passages.runs[inside] * len(texts) + place[passages.texts[inside]])
    run, holders = np.divmod(keys, max(1, len(texts)))
    spread = np.bincount(run)
    shared = spread[run] > 1
    run, holders = run[shared], holders[shared]
    fresh = fresh[texts]
    telling = spread[run] <= COMMON
    pairs, tells = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=bool)]
    here = np.arange(len(run), dtype=np.int64)
    for step in range(1, NEIGHBOURS + 1):
        here = here[here + step < len(run)]
        here = here[run[here] == run[here + step]]
        if not len(here):
            break
        one, other = holders[here], holders[here + step]
        kept = fresh[one] | fresh[other]
        pairs.append((one * len(texts) + other)[kept])
        tells.append(telling[here][kept])
    return _counted(np.concatenate(pairs), np.concatenate(tells), len(texts))


def _counted(
    keys: Slots, tells: npt.NDArray[np.bool_], size: int
) -> tuple[Slots, Slots, Slots, Slots]:
    pairs, slot, shared = np.unique(keys, return_inverse=True, return_counts=True)
    own = np.bincount(slot, tells, minlength=len(pairs)).astype(np.int64)
    enough = shared >= SHARED
    pairs, shared, own = pairs[enough], shared[enough], own[enough]
    return *np.divmod(pairs, max(1, size)), own, shared


def _comparable(prints: Prints, ones: Slots, others: Slots) -> Slots:
    """Of each pair of texts the size of the smaller sketch, over the range of hashes that both
    cover where one was cut."""
    sizes = prints.sizes - 1
    smaller = np.minimum(sizes[ones], sizes[others])
    cut = np.flatnonzero((sizes[ones] == KEPT) | (sizes[others] == KEPT))
    both = [prints.starts[ones[cut]], prints.starts[others[cut]]]
    counts = [sizes[ones[cut]], sizes[others[cut]]]
    most = np.uint64(0xFFFFFFFFFFFFFFFF)
    ends = [
        np.where(count == KEPT, prints.hashes[start + count], most)
        for start, count in zip(both, counts, strict=True)
    ]
    limits = np.minimum(*ends)
    within = [
        _up_to(prints.hashes, start + 1, count, limits)
        for start, count in zip(both, counts, strict=True)
    ]
    smaller[cut] = np.maximum(1, np.minimum(*within))
    return smaller


def _up_to(hashes: Hashes, starts: Slots, sizes: Slots, limits: Hashes) -> Slots:
    """How many of each sorted piece of ``hashes`` are not above a limit: all are halved at once."""
    low, high = np.zeros_like(sizes), sizes.copy()
    for _ in range(KEPT.bit_length()):
        middle = (low + high) // 2
        at = np.minimum(starts + middle, len(hashes) - 1)
        open_ = low < high
        below = open_ & (hashes[at] <= limits)
        low = np.where(below, middle + 1, low)
        high = np.where(open_ & ~below, middle, high)
    return low


def _find(root: list[int], at: int) -> int:
    while root[at] != at:
        root[at] = root[root[at]]
        at = root[at]
    return at


def _join(root: list[int], one: int, other: int) -> None:
    a, b = _find(root, one), _find(root, other)
    if a != b:
        root[max(a, b)] = min(a, b)
