"""Events that a test made, as a list takes them."""

from __future__ import annotations

from collections.abc import Sequence

from index import Event, Events


def as_listed(events: Sequence[Event]) -> Events:
    """``events`` in their order, none of which is in a library."""
    numbered = {int(event.id.removeprefix("e")): event for event in events}

    def holders(articles: Sequence[int]) -> set[int]:
        return {n for n, event in numbered.items() if set(articles) & set(event.articles)}

    return Events(numbered, lambda numbers: {n: numbered[n] for n in numbers}, holders)
