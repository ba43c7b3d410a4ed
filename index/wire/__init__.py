"""The network, and nothing else: what is asked for comes back as bytes, or as a reason."""

from index.wire.addresses import Address, parse, shown
from index.wire.asking import (
    DEADLINE_S,
    FEED_BYTES,
    PAGE_BYTES,
    Response,
    Turn,
    agent,
    fetch,
)
from index.wire.errors import Fault, WireError, allowing
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
