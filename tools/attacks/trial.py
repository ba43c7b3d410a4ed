"""What an attack is, and what one trial of it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Trial = Callable[[int, Path], str]
"""Takes a seed and an empty directory; answers in a few words what it did and what was seen.

Raises ``Broken`` where a promise was broken; any other exception is a defect, too.
"""


class Broken(Exception):
    """A promise that did not hold: what was lost, silent, foreign or not explained."""


@dataclass(frozen=True, slots=True)
class Attack:
    """A named kind of trial: ``promise`` is what must hold, ``trials`` how many are usual."""

    name: str
    promise: str
    trial: Trial
    trials: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One trial: held or broken, what was seen, and how long it took (seconds of wall clock)."""

    attack: str
    seed: int
    held: bool
    seen: str
    seconds: float


def demand(holds: object, otherwise: str) -> None:
    """Raises ``Broken`` with these words where something does not hold."""
    if not holds:
        raise Broken(otherwise)
