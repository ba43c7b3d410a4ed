"""What went wrong on the network, in words a reader can use."""

from __future__ import annotations

import shlex
from typing import Literal

from index.errors import RashomonError

Fault = Literal[
    "address", "private", "unknown host", "unreachable", "certificate", "too slow", "too big",
    "redirects", "malformed", "proxy",
]  # fmt: skip
"""Kinds of failure: "address" is no address that can be fetched, "private" one that may not be."""


class WireError(RashomonError):
    """No answer: ``what`` went wrong, ``where`` (without a password), ``advice``; ``fault``."""

    def __init__(self, fault: Fault, what: str, where: str = "", advice: str = "") -> None:
        self.fault = fault
        super().__init__(what, where, advice)


def private(peer: str, where: str) -> WireError:
    """The refusal of ``where`` because it leads to ``peer``, which is on a private network."""
    advice = "--allow-private takes it all the same"
    return WireError("private", f"leads to a private address ({peer})", where, advice)


def allowing(error: WireError, command: str) -> str:
    """What to do about an error; where an address is private, the whole command that takes it
    all the same: ``command`` with that address."""
    if error.fault != "private" or not error.where:
        return error.advice
    return f"if you trust it: rashomon {command} --allow-private {shlex.quote(error.where)}"
