"""Which articles tell the same event, when it was, and which print the same text."""

from __future__ import annotations

from index.events.tracing import VERSION, Trace, dump, load, trace

__all__ = ["VERSION", "Trace", "dump", "load", "trace"]
