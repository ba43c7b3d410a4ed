"""Who usually tells events like one, and has no article in it."""

from __future__ import annotations

from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """An outlet that usually tells events like one, and has no article in it here.

    ``of`` are the events like it that have enough other outlets, ``covered`` those of them
    that this outlet told. ``held`` are articles of the outlet from the days of the event
    (the first of ``articles_then`` in all), by which the library is known to hold it then.
    ``nearest`` is an event of those days, near in topic, that the outlet did tell.
    """

    outlet: str
    covered: tuple[str, ...]
    of: tuple[str, ...]
    held: tuple[int, ...]
    articles_then: int
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who has no article in an event though the numbers say that they usually do.

    ``compared`` are the events like it, nearest in topic first. ``unclear`` tells in one
    line why nothing can be said, None where it can: then no ``missing`` means that no
    outlet is shown to tell more than half of such events without telling this one.
    """

    event: str
    compared: tuple[str, ...]
    missing: tuple[Missing, ...]
    unclear: str | None = None
