"""Which articles tell the same event, when it was, and which print the same text.

Tracing is loaded when it is first asked for: other rooms use small parts of this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazily import lazily

if TYPE_CHECKING:
    from index.events.traces import dump, load
    from index.events.tracing import Trace, trace

VERSION = 6
"""Changes whenever a trace made by older code would be read or weighed differently."""

__all__ = ["VERSION", "Trace", "dump", "load", "trace"]

__getattr__ = lazily(
    __name__,
    {
        "traces": "dump load",
        "tracing": "Trace trace",
    },
)
