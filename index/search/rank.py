"""In which order: by relevance (BM25) or newest first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search import bm25
from index.search.blocks import Array
from index.search.query import Slot, Words
from index.search.snapshot import Docs, Listed, Snapshot

SHORT = 2
"""A beginning of up to so many letters tells nothing about relevance but by the title."""

_IN_TITLE = np.float32(2.0)


def newest(snapshot: Snapshot, docs: Docs, stop: int) -> list[int]:
    """The first ``stop`` articles of a set, newest first."""
    numbers = np.flatnonzero(docs)
    first: list[int] = numbers[_highest(snapshot.recency[numbers], stop)].tolist()
    return first


def best(
    snapshot: Snapshot,
    docs: Docs,
    words: Sequence[Words],
    stop: int,
) -> tuple[list[int], list[float]]:
    """The first ``stop`` articles of a set with their scores, best first, newer first on ties."""
    numbers = np.flatnonzero(docs).astype(np.int32)
    slots = {(slot, one.title): None for one in words for slot in one.slots if not slot.idle}
    if len(numbers) * 2 > len(snapshot):
        every = np.zeros(len(snapshot), np.float32)
        for slot, title in slots:
            listed, value = valued(snapshot, slot, title)
            every[listed.docs] += listed.gains * value
        scores = every[numbers]
    else:
        scores = np.zeros(len(numbers), np.float32)
        for slot, title in slots:
            listed, value = valued(snapshot, slot, title)
            scores += gains(listed, numbers, snapshot) * value
    chosen = top(scores, snapshot.recency[numbers], stop)
    return numbers[chosen].tolist(), scores[chosen].tolist()


def valued(snapshot: Snapshot, slot: Slot, title: bool) -> tuple[Listed, np.float32]:
    """The articles that have a word, and the weight of the word."""
    if slot.begins and len(slot.surface) <= SHORT and slot.surface.isascii():
        listed = snapshot.listed(slot, True)
        return Listed(listed.docs, np.ones_like(listed.gains)), _IN_TITLE
    listed = snapshot.listed(slot, title)
    return listed, weight(len(listed.docs), snapshot.count)


def weight(having: int, total: int) -> np.float32:
    """BM25's weight of a word that so many of all articles have."""
    return np.float32(bm25.weight(having, total))


def gains(listed: Listed, numbers: Array, snapshot: Snapshot) -> Array:
    """The gains of the given articles (ascending), 0 for those that do not have the word."""
    docs = listed.docs
    if len(docs) == len(numbers) and np.array_equal(docs, numbers):
        return listed.gains
    if not len(docs):
        return np.zeros(len(numbers), np.float32)
    if len(numbers) * 12 < len(docs):
        at = np.minimum(np.searchsorted(docs, numbers), len(docs) - 1)
        found: Array = np.where(docs[at] == numbers, listed.gains[at], np.float32(0))
        return found
    every = np.zeros(len(snapshot), np.float32)
    every[docs] = listed.gains
    taken: Array = every[numbers]
    return taken


def top(scores: Array, recency: Array, stop: int) -> Array:
    """Places of the ``stop`` highest scores, highest first; on ties the more recent first."""
    if not 0 < stop < len(scores):
        chosen = np.arange(len(scores) if stop else 0)
    else:
        least = scores[np.argpartition(scores, len(scores) - stop)[len(scores) - stop]]
        above = np.flatnonzero(scores > least)
        level = np.flatnonzero(scores == least)
        chosen = np.append(above, level[_highest(recency[level], stop - len(above))])
    order: Array = chosen[np.lexsort((-recency[chosen], -scores[chosen]))]
    return order


def _highest(keys: Array, stop: int) -> Array:
    """Places of the ``stop`` highest keys, highest first."""
    if 0 < stop < len(keys):
        chosen = np.argpartition(keys, len(keys) - stop)[len(keys) - stop :]
    else:
        chosen = np.arange(len(keys) if stop else 0)
    order: Array = chosen[np.argsort(-keys[chosen], kind="stable")]
    return order
