"""How old something is, as one types it: ``90d``, ``12w``, ``6m``, ``2y``, or days."""

from __future__ import annotations

import re

import click

_AGE = re.compile(r"(\d{1,5})\s?(|d|days?|w|weeks?|m|months?|y|years?)")
_LONGEST = 365_000
_DAYS = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}


def days_of(age: str) -> int:
    """An age in days. Raises UsageError."""
    found = _AGE.fullmatch(age.strip().lower())
    if found is None or not int(found[1]):
        raise click.UsageError(f"{age!r} is no age; write 90d, 12w, 6m or 2y")
    return min(int(found[1]) * _DAYS[found[2][:1]], _LONGEST)
