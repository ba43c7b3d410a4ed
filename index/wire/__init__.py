"""The network, and nothing else: what is asked for comes back as bytes, or as a reason.

What asks is loaded when it is first named: who only reads an address does not pay for it.
"""

from typing import TYPE_CHECKING

from index.lazily import lazily
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

__getattr__ = lazily(
    __name__,
    {
        "asking": "DEADLINE_S FEED_BYTES PAGE_BYTES Response Turn agent fetch",
        "robots": "Robots",
        "turns": "SPACING_S Turns",
    },
)
