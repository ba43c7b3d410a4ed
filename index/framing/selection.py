"""Which of many articles are laid side by side: one a text, and of many texts a readable few."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Literal

from index.comparison.table import Chosen, Selection
from index.dataclass import dataclass

FEW = 12
"""Up to so many articles all are compared, copies of one text among them."""
MOST = 40
"""Independent texts compared at most."""
MOST_WORDS = 120_000
"""Words compared at most, however few texts hold them; the first two are always taken."""
CONSIDERED = 2_000
"""Texts among which those that differ are looked for: the most central of more."""

Reason = Literal["asked", "central", "different"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that could be compared. ``terms`` is a unit vector, empty where unknown.

    ``family`` is equal for articles that print the same text.
    """

    id: int
    family: int
    outlet: str | None
    words: int
    terms: Mapping[int, float] = field(default_factory=dict)


def needs_terms(articles: Sequence[Candidate]) -> bool:
    """Whether ``select`` would look at ``terms``: only where texts are too many."""
    return len(articles) > 2 and _too_many(articles)


def select(
    articles: Sequence[Candidate],
    include: Collection[int] = (),
    reference: Callable[[Sequence[Candidate]], int] | None = None,
) -> Selection:
    """Choose what is compared, in the order of ``articles``.

    Up to ``FEW`` articles are all compared. Of more, one a text: the one of ``include``,
    else the one that ``reference`` names, else the longest. Where that is still too much
    to read, half of the places go to the texts most like all others, half to those least
    like the texts chosen so far; in both halves outlets that have no place yet come first.
    """
    groups = _families(articles)
    if not _too_many(articles):
        everything = tuple(Chosen(each.id, "all") for each in articles)
        return Selection(len(articles), len(groups), everything)
    heads = [_head(group, include, reference) for group in groups]
    if _room(heads):
        why = _told(len(articles), len(groups), len(groups))
        chosen = (_chosen(head, "all", group) for head, group in zip(heads, groups, strict=True))
        return Selection(len(articles), len(groups), tuple(chosen), (), why)
    reasons = _chosen_reasons(heads, include)
    pairs = list(zip(heads, groups, strict=True))
    return Selection(
        articles=len(articles),
        texts=len(groups),
        chosen=tuple(
            _chosen(head, reasons[head.id], group) for head, group in pairs if head.id in reasons
        ),
        left=tuple(head.id for head in heads if head.id not in reasons),
        why=_told(len(articles), len(groups), len(reasons)),
    )


def _too_many(articles: Sequence[Candidate]) -> bool:
    words = sum(each.words for each in articles)
    return len(articles) > FEW or (len(articles) > 2 and words > MOST_WORDS)


def _room(heads: Sequence[Candidate]) -> bool:
    words = sum(each.words for each in heads)
    return len(heads) <= MOST and (len(heads) <= 2 or words <= MOST_WORDS)


def _families(articles: Sequence[Candidate]) -> list[list[Candidate]]:
    groups: dict[int, list[Candidate]] = {}
    for each in articles:
        groups.setdefault(each.family, []).append(each)
    return list(groups.values())


def _head(
    group: Sequence[Candidate],
    include: Collection[int],
    reference: Callable[[Sequence[Candidate]], int] | None,
) -> Candidate:
    """The article that stands for a text."""
    asked = next((each for each in group if each.id in include), None)
    if asked is not None or len(group) == 1:
        return asked or group[0]
    if reference is not None:
        named = reference(group)
        return next((each for each in group if each.id == named), group[0])
    return max(group, key=lambda each: (each.words, -each.id))


def _chosen(head: Candidate, reason: Literal["all"] | Reason, group: Sequence[Candidate]) -> Chosen:
    return Chosen(head.id, reason, tuple(each.id for each in group if each.id != head.id))


def _chosen_reasons(heads: Sequence[Candidate], include: Collection[int]) -> dict[int, Reason]:
    """Why each chosen text was chosen, by the id of its article."""
    central = _by_centrality(heads)
    asked = [head for head in heads if head.id in include][:MOST]
    reasons: dict[int, Reason] = {head.id: "asked" for head in asked}
    room = _Room(asked)
    for head in _outlets_first(central, asked):
        if len(reasons) >= MOST // 2:
            break
        if head.id not in reasons and room.takes(head):
            reasons[head.id] = "central"
    taken = [head for head in heads if head.id in reasons]
    rest = [head for head in central[:CONSIDERED] if head.id not in reasons and head.terms]
    for head in _most_different(rest, taken):
        if len(reasons) >= MOST:
            break
        if room.takes(head):
            reasons[head.id] = "different"
    return reasons


class _Room:
    """How many words may still be chosen."""

    def __init__(self, taken: Sequence[Candidate]) -> None:
        self._texts = len(taken)
        self._words = MOST_WORDS - sum(head.words for head in taken)

    def takes(self, head: Candidate) -> bool:
        """Takes ``head`` in if it fits, or is one of the first two."""
        if self._texts >= 2 and head.words > self._words:
            return False
        self._texts += 1
        self._words -= head.words
        return True


def _by_centrality(heads: Sequence[Candidate]) -> list[Candidate]:
    """The texts most like the rest first; those without words last."""
    total: dict[int, float] = defaultdict(float)
    for head in heads:
        for term, weight in head.terms.items():
            total[term] += weight
    likeness = {head.id: _dot(head.terms, total) for head in heads}
    return sorted(heads, key=lambda head: (not head.words, -likeness[head.id], head.id))


def _outlets_first(heads: Sequence[Candidate], taken: Sequence[Candidate]) -> Iterator[Candidate]:
    """``heads`` in their order, but those of outlets that come again after all others."""
    seen = {head.outlet for head in taken}
    again: list[Candidate] = []
    for head in heads:
        if head.outlet in seen:
            again.append(head)
        else:
            seen.add(head.outlet)
            yield head
    yield from again


def _most_different(rest: Sequence[Candidate], taken: Sequence[Candidate]) -> Iterator[Candidate]:
    """Farthest first: each time the text least like all texts taken so far, new outlets first."""
    nearest = {
        head.id: max((_dot(head.terms, other.terms) for other in taken), default=0.0)
        for head in rest
    }
    seen = {head.outlet for head in taken}
    left = list(rest)
    while left:
        head = min(left, key=lambda each: (each.outlet in seen, nearest[each.id], each.id))
        yield head
        left.remove(head)
        seen.add(head.outlet)
        for other in left:
            nearest[other.id] = max(nearest[other.id], _dot(head.terms, other.terms))


def _dot(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(weight * other[term] for term, weight in one.items() if term in other)


def _told(articles: int, texts: int, compared: int) -> str:
    """One line: what is compared of how much, and how that was chosen."""
    copies = articles - texts
    folded = f"copies of the same text are left out ({copies} of {articles} articles)"
    if compared == texts:
        return folded if copies else ""
    few = (
        f"{compared} of {texts} independent texts are compared: half of them most like the rest, "
        "half least like those, other outlets first"
    )
    return f"{few}; {folded}" if copies else few
