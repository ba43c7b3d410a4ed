"""Which articles tell the same event, when it was, and which print the same text.

Tracing is loaded when it is first asked for: other rooms use small parts of this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.events.traces import dump, load
    from index.events.tracing import Trace, trace

VERSION = 6
"""Changes whenever a trace made by older code would be read or weighed differently."""

__all__ = ["VERSION", "Trace", "dump", "load", "trace"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from index.events import traces, tracing

    return getattr(tracing if hasattr(tracing, name) else traces, name)
