"""The texts that a profile compares: an outlet's own, and those beside them event by event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.dataclass import dataclass
from index.profiles.ingredients import Ingredients


@dataclass(frozen=True, slots=True)
class Text:
    """A text of an event: whose it is, its family, the day it states (None: not believed)."""

    id: int
    outlet: str | None
    event: int
    family: int
    day: int | None
    counts: Ingredients


@dataclass(frozen=True, slots=True)
class Sides:
    """Texts of the outlet and of those beside it, in the events that both tell.

    ``copies`` were left out: another outlet prints the same, or the same outlet again.
    """

    here: tuple[Text, ...]
    there: tuple[Text, ...]
    copies: tuple[int, ...]

    @property
    def both(self) -> tuple[Text, ...]:
        """All texts that are compared."""
        return (*self.here, *self.there)

    @property
    def events(self) -> tuple[int, ...]:
        """The events that are compared, in order of number."""
        return tuple(sorted({one.event for one in self.here}))


def sides(texts: Sequence[Text], name: str, beside: str | None) -> Sides:
    """Takes the texts of ``name`` and of ``beside`` (None: all other known outlets) apart."""
    copies = _copies(texts)
    kept = [one for one in texts if one.id not in copies]
    here = [one for one in kept if one.outlet == name]
    there = [
        one for one in kept
        if one.outlet is not None and one.outlet != name and beside in (None, one.outlet)
    ]  # fmt: skip
    shared = {one.event for one in here} & {one.event for one in there}
    of_both = {one.id for one in texts if one.outlet == name or beside in (None, one.outlet)}
    return Sides(
        tuple(one for one in here if one.event in shared),
        tuple(one for one in there if one.event in shared),
        tuple(sorted(copies & of_both)),
    )


def _copies(texts: Sequence[Text]) -> set[int]:
    """Texts that say nothing of their outlet: printed by several, or again by one."""
    families: dict[int, list[Text]] = defaultdict(list)
    for one in texts:
        families[one.family].append(one)
    found: set[int] = set()
    for family in families.values():
        several = len({one.outlet for one in family}) > 1
        found.update(one.id for one in (family if several else family[1:]))
    return found
