"""Which articles tell one event and which tell two, by one statement after the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

Pair = tuple[int, int]


class Bonds:
    """Groups of articles that tell one event, and which of the groups are foes: tell two.

    A later statement ends what earlier ones said against it. Work and memory grow with the
    articles named, not with the pairs they make.
    """

    def __init__(self) -> None:
        self._home: dict[int, int] = {}
        self._members: dict[int, set[int]] = {}
        self._foes: dict[int, set[int]] = {}
        self._made = itertools.count()

    def free(self, article: int) -> None:
        """Nothing was said of the article yet."""
        home = self._home.pop(article, None)
        if home is None:
            return
        self._members[home].discard(article)
        if not self._members[home]:
            self._drop(home)

    def obey(self, tied: Sequence[Sequence[int]], cut: Sequence[Pair]) -> None:
        """Articles ``tied`` tell one event; those of ``cut`` two, with all that is tied to them
        here. What was said before gives way."""
        sides = Bonds()
        for group in tied:
            sides._tie(group)
        for one, other in cut:
            here, there = sides._all_tied(one), sides._all_tied(other)
            if one not in there:
                self._separate(here, there)
        for group in tied:
            self._tie(group)
        for one, other in cut:
            home, away = self._group(one), self._group(other)
            if home != away:
                self._foes[home].add(away)
                self._foes[away].add(home)

    def settled(self) -> tuple[tuple[tuple[int, ...], ...], tuple[Pair, ...]]:
        """The groups, each in id order, and the places of those that are foes."""
        kept = [at for at, group in self._members.items() if len(group) > 1 or self._foes[at]]
        kept.sort(key=lambda at: min(self._members[at]))
        place = {home: at for at, home in enumerate(kept)}
        foes = {pair(place[one], place[other]) for one in kept for other in self._foes[one]}
        return tuple(tuple(sorted(self._members[at])) for at in kept), tuple(sorted(foes))

    def _group(self, article: int) -> int:
        home = self._home.get(article)
        return self._open({article}) if home is None else home

    def _open(self, members: set[int]) -> int:
        home = next(self._made)
        self._members[home], self._foes[home] = members, set()
        self._home.update(dict.fromkeys(members, home))
        return home

    def _drop(self, home: int) -> None:
        del self._members[home]
        for foe in self._foes.pop(home):
            self._foes[foe].discard(home)

    def _all_tied(self, article: int) -> set[int]:
        home = self._home.get(article)
        return {article} if home is None else self._members[home]

    def _tie(self, numbers: Iterable[int]) -> None:
        homes = {self._group(number) for number in numbers}
        if len(homes) < 2:
            return
        foes = set().union(*(self._foes[home] for home in homes)) - homes
        members = set().union(*(self._members[home] for home in homes))
        for home in homes:
            self._drop(home)
        self._oppose(self._open(members), foes)

    def _separate(self, one: set[int], other: set[int]) -> None:
        """No group holds articles of both any more; the parts keep the foes of the whole."""
        both = {self._home[n] for n in one if n in self._home}
        both &= {self._home[n] for n in other if n in self._home}
        for home in both:
            whole, foes = self._members[home], set(self._foes[home])
            self._drop(home)
            for part in (whole & one, whole & other, whole - one - other):
                if part:
                    self._oppose(self._open(part), foes)

    def _oppose(self, home: int, foes: set[int]) -> None:
        for foe in foes:
            self._foes[home].add(foe)
            self._foes[foe].add(home)


def pair(one: int, other: int) -> Pair:
    """The two in order, so that a pair is found whichever was named first."""
    return (one, other) if one < other else (other, one)
