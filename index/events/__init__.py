"""Which articles tell the same event, when it was, and which print the same text."""

from __future__ import annotations

from index.events.placing import Placement, PlacingCancelled, Told, place
from index.events.tracing import VERSION, Trace, dump, load, trace

__all__ = [
    "VERSION",
    "Placement",
    "PlacingCancelled",
    "Told",
    "Trace",
    "dump",
    "load",
    "place",
    "trace",
]
