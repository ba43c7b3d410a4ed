"""The network, and nothing else: what is asked for comes back as bytes, or as a reason.

What asks is loaded when it is first named: who only reads an address does not pay for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from index.wire.addresses import Address, parse, shown
from index.wire.errors import Fault, WireError, allowing

if TYPE_CHECKING:
    from index.wire.asking import (
        DEADLINE_S,
        FEED_BYTES,
        PAGE_BYTES,
        Response,
        Turn,
        agent,
        fetch,
    )
    from index.wire.robots import Robots
    from index.wire.turns import SPACING_S, Turns

__all__ = [
    "DEADLINE_S",
    "FEED_BYTES",
    "PAGE_BYTES",
    "SPACING_S",
    "Address",
    "Fault",
    "Response",
    "Robots",
    "Turn",
    "Turns",
    "WireError",
    "agent",
    "allowing",
    "fetch",
    "parse",
    "shown",
]
_WHERE = {
    "Robots": "index.wire.robots",
    "SPACING_S": "index.wire.turns",
    "Turns": "index.wire.turns",
}


def __getattr__(name: str) -> Any:
    """What is public and not loaded yet."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_WHERE.get(name, "index.wire.asking")), name)
    globals()[name] = found
    return found
